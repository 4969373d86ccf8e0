/** Lenke til evalueringen: to the form on the site, or else to the issue form, with what is known filled in. */
import { type EvaluationIdentity, evaluationPath } from '../../evaluation/identity.ts'
import type { Milestone } from '../../follow-up/milestone.ts'
import type { Evaluation, Language } from '../../model.ts'
import type { Repository } from '../forge.ts'
import { issueForm } from '../intake/issue-forms.ts'

/** What leads there. `site` is the address of the site with a slash at the end; '' when there is none. */
export type Places = { readonly repository: Pick<Repository, 'url'>; readonly site: string }

/** Undefined for what is no evaluation. */
export function evaluationLink(
  { about, exchange, agreement }: Milestone,
  by: Evaluation['by'],
  language: Language,
  { repository, site }: Places,
): string | undefined {
  if (about.kind !== 'evaluation' || exchange === undefined) return undefined
  const identity = { exchange, stage: about.stage, by }
  return site === ''
    ? onGitHub(agreement, identity, language, repository)
    : `${site}${language === 'nn' ? 'nn/' : ''}evaluer/?${new URLSearchParams({ agreement, ...identity })}`
}

function onGitHub(
  agreement: string,
  identity: EvaluationIdentity,
  language: Language,
  { url }: Places['repository'],
): string {
  const known = Object.entries({ ...identity, date: '', language }).map(([key, value]) => `${key}: ${value}`)
  const evaluation = [...known, 'ratings:', '  learning: ', 'learned: >-', '  ', ''].join('\n')
  const template = issueForm('evaluation', language)
  const file = evaluationPath(agreement, identity)
  return `${url}/issues/new?${new URLSearchParams({ template, file, evaluation })}`
}
