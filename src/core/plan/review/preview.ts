/** Forhåndsvisning: where to find the site as it would be after the change. */
import type { Speaker } from '../../messages.ts'
import { details } from '../prose.ts'
import type { ReviewFacts } from './facts.ts'

/** The job of `preview.yml`; a test holds them together. */
export const previewJob = 'preview'

export function previewFolded({ preview, repository }: ReviewFacts, { words }: Speaker): readonly string[] {
  if (preview === undefined) return []
  const url = `${repository.url}/actions/runs/${preview}`
  return [details(words('review-fold-preview'), words('review-preview', { url }))]
}
