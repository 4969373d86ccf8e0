/** Dommen i ord: the verdict in one sentence, and what is to happen next. */
import type { Demand } from '../../authority.ts'
import { count } from '../../diagnostic.ts'
import type { Speaker } from '../../messages.ts'
import { formatList } from '../../render/formatted.ts'
import { issueOfBranch } from '../intake/facts.ts'
import type { Merging } from './auto-merge.ts'
import { whoText } from './demand-text.ts'
import { isByUs, mostChangesOf, type ReviewFacts } from './facts.ts'
import { nameOf, short } from './telling.ts'
import type { Judged } from './verdict.ts'

const longestName = 80

/** Plain text, for a title and a comment alike: whoever puts it into Markdown makes it inert. */
export function headline(facts: ReviewFacts, judged: Judged, voice: Speaker): string {
  const { words } = voice
  const { verdict, heldBy, authority } = judged
  if (facts.tooLarge) return words('review-too-large')
  if (verdict === 'findings') return words('review-findings', { count: count(facts.diagnostics).error })
  if (verdict === 'held') return words('review-held', { login: short(heldBy?.login ?? '', longestName) })
  if (verdict !== 'waiting') return words(`review-${verdict}`)
  if (!facts.base.programme.settings) return words('review-nobody-can')
  const missing = authority.demands.filter(({ satisfiedBy }) => !satisfiedBy)
  if (missing.length === 0) return words('review-waiting-objection')
  return words('review-waiting', { who: missingText(missing, facts, voice) })
}

/** Where one of several is enough, only the first is named beside others; the list below says it in full. */
function missingText(missing: readonly Demand[], facts: ReviewFacts, voice: Speaker): string {
  const [only, ...others] = missing
  if (only && others.length === 0) return short(whoText(only, facts, voice), longestName)
  const names = missing.map(({ who }) => short(nameOf(facts.base.programme, who, voice), longestName))
  return formatList([...new Set(names)], voice.language)
}

/** Who must act, and how; Markdown of ours. */
export function nextStep(facts: ReviewFacts, judged: Judged, merging: Merging, voice: Speaker): string {
  const { words } = voice
  switch (judged.verdict) {
    case 'findings':
      return facts.tooLarge
        ? words('review-split', { most: mostChangesOf(facts.pull.author, facts.base.programme) })
        : correction(facts, voice)
    case 'conflict':
      return words(isByUs(facts) ? 'review-conflict-ours' : 'review-conflict-how')
    case 'overtaken':
      return words('review-overtaken-how')
    case 'held':
      return words('review-held-how')
    case 'waiting':
      return canBeMet(judged) ? words('review-waiting-how') : ''
    case 'ready':
      if (facts.pull.draft) return words('review-ready-draft')
      return words(`review-ready-${merging}`)
  }
}

/** Where it is to be mended: never in a second pull request. */
function correction(facts: ReviewFacts, { words }: Speaker): string {
  const issue = issueOfBranch(facts.pull.head.branch)
  if (!isByUs(facts)) return words('review-correct-file')
  return issue === undefined ? words('review-correct-ours') : words('review-correct-form', { issue })
}

function canBeMet({ authority }: Judged): boolean {
  return authority.demands.some(({ satisfiedBy, from }) => !satisfiedBy && from.length > 0)
}
