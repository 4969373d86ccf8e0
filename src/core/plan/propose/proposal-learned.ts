/**
 * Lærdom i et forslag: what others have learned that is near to it. Told as it was when the proposal was written: it is
 * no part of what a proposal rests on, so that a new evaluation makes no open proposal be written again.
 */
import { citation } from '../../learning/citation.ts'
import { citationsFor } from '../../learning/citations.ts'
import type { Words } from '../../messages.ts'
import type { Programme, Registration } from '../../model.ts'
import { inert, link } from '../../report/markdown.ts'
import { bullets } from '../prose.ts'
import type { Source } from '../source-links.ts'

/** One line for each, with a link to the evaluation; empty when nobody has learned anything near. */
export function learnedBefore(
  members: readonly Registration[],
  programme: Programme,
  { repository, commit }: Pick<Source, 'repository' | 'commit'>,
  words: Words,
): string {
  const lines = citationsFor(members, programme).map((one) => {
    const { who, quote } = citation(one, programme, words)
    const url = `${repository.url}/blob/${commit}/${one.file}`
    return `${inert(who)} «${inert(quote)}» ${link(words('site-learned-read'), url)}`
  })
  return lines.length === 0 ? '' : bullets(lines)
}
