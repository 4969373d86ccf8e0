/**
 * Merknader: what somebody may wonder about a pull request: why an approval did not count, what is odd, who else is at
 * the same files. The gravest first: where room is short, the last are folded away.
 */
import type { Authority, Uncounted } from '../../authority.ts'
import type { Speaker } from '../../messages.ts'
import { formatList } from '../../render/formatted.ts'
import { inert } from '../../report/markdown.ts'
import type { ReviewFacts } from './facts.ts'
import { pathText } from './telling.ts'
import type { Judged } from './verdict.ts'

const order: readonly Uncounted['why'][] = ['login-reused', 'other-commit', 'own', 'not-demanded']

/** Paths named in one sentence; the rest are where they come from. */
const mostPaths = 3

export function remarks(facts: ReviewFacts, judged: Judged, voice: Speaker): readonly string[] {
  const { words } = voice
  const { settings } = facts.base.programme
  return [
    ...(settings ? [] : [words('review-no-settings')]),
    ...judged.objections.map(({ login }) => words('review-objection', { login: inert(login) })),
    ...oddTexts(judged.authority, voice),
    ...(judged.verdict === 'conflict' ? [] : overtakenTexts(facts, voice)),
    ...authorTexts(facts, judged, voice),
    ...uncountedTexts(judged, voice),
    ...siblingTexts(facts, voice),
    ...(facts.pull.draft && judged.verdict !== 'ready' ? [words('review-draft')] : []),
  ]
}

function oddTexts({ marked }: Authority, { words }: Speaker): readonly string[] {
  return marked.map(({ path, why }) => words(`review-odd-${why}`, { path: pathText(path) }))
}

function overtakenTexts({ overtaken }: ReviewFacts, voice: Speaker): readonly string[] {
  if (overtaken.length === 0) return []
  const paths = pathsText(overtaken, voice)
  return [voice.words('review-overtaken-files', { paths })]
}

/** Whoever made a proposal wonders why that is not enough. */
function authorTexts({ pull }: ReviewFacts, { authority }: Judged, { words }: Speaker): readonly string[] {
  const { id, login } = pull.author
  const isAsked = authority.demands.some(
    ({ from, satisfiedBy }) => !satisfiedBy && from.some((account) => account.id === id),
  )
  return isAsked ? [words('review-author-not-alone', { login: inert(login) })] : []
}

/** Everybody once: what GitHub's own button said comes before what a comment said. */
function uncountedTexts({ authority, unheard }: Judged, { words }: Speaker): readonly string[] {
  const uncounted = authority.uncounted.toSorted((a, b) => order.indexOf(a.why) - order.indexOf(b.why))
  const told = new Set(uncounted.map(({ account }) => account.id))
  return [
    ...uncounted.map(({ account, why }) => words(`review-uncounted-${why}`, { login: inert(account.login) })),
    ...unheard
      .filter(({ account }) => !told.has(account.id))
      .map(({ account, why }) => words(`review-unheard-${why}`, { login: inert(account.login) })),
  ]
}

function siblingTexts({ siblings }: ReviewFacts, voice: Speaker): readonly string[] {
  return siblings.map(({ number, paths }) =>
    voice.words('review-sibling', { number, paths: pathsText(paths, voice) }),
  )
}

function pathsText(paths: readonly string[], { language }: Speaker): string {
  return formatList(paths.slice(0, mostPaths).map(pathText), language)
}
