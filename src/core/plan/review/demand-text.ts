/** Krav i ord: who must approve, why, and who can do it. */
import { type Authority, approversOf, type Demand, office } from '../../authority.ts'
import type { Speaker } from '../../messages.ts'
import { inert } from '../../report/markdown.ts'
import { bullets } from '../prose.ts'
import type { ReviewFacts } from './facts.ts'
import { accountsText, atMost, either, isApprover, nameOf, pathText } from './telling.ts'
import type { Judged } from './verdict.ts'

/** Of the paths that demand something, so many are named. */
const mostPaths = 20

/** One sentence or two for each demand. */
export function demandTexts(
  facts: ReviewFacts,
  { authority }: Pick<Judged, 'authority'>,
  voice: Speaker,
): readonly string[] {
  return authority.demands.map((demand) => demandText(demand, authority, facts, voice))
}

/** The same, with every path that is the reason. */
export function demandsInFull(
  facts: ReviewFacts,
  { authority }: Pick<Judged, 'authority'>,
  voice: Speaker,
): string {
  const items = authority.demands.map((demand) => {
    const paths = atMost(mostPaths, demand.because.map(pathText), voice)
    const below = paths.map((path) => `\n  - ${path}`).join('')
    return `${demandText(demand, authority, facts, voice)}${below}`
  })
  return bullets(items)
}

/** «DFØ, KLD eller programkontoret» */
export function whoText({ who, or = [] }: Demand, { base }: ReviewFacts, voice: Speaker): string {
  return either(
    [who, ...or].map((one) => nameOf(base.programme, one, voice)),
    voice,
  )
}

function demandText(demand: Demand, authority: Authority, facts: ReviewFacts, voice: Speaker): string {
  const { words } = voice
  const who = beginning(inert(whoText(demand, facts, voice)), demand)
  const { satisfiedBy, from } = demand
  if (satisfiedBy) {
    const byAuthor = satisfiedBy.id === facts.pull.author.id
    return words(byAuthor ? 'review-met-by-author' : 'review-met', { who, login: inert(satisfiedBy.login) })
  }
  if (!facts.base.programme.settings) return words('review-needs-unknown', { who })
  const needs = words(`review-needs-${reasonOf(demand, authority, facts)}`, { who })
  if (from.length > 0) return `${needs} ${words('review-can', { accounts: accountsText(from, voice) })}`
  const onlyAuthor = isApprover(facts.base.programme, demand.who, facts.pull.author)
  return `${needs} ${words(onlyAuthor ? 'review-nobody-else' : 'review-nobody')}`
}

/** The names of agencies are as they write them; what we call the office begins a sentence like any word. */
function beginning(name: string, { who }: Demand): string {
  return who === office ? name.charAt(0).toUpperCase() + name.slice(1) : name
}

/** The gravest reason stands for all. An agency that can speak for itself needs the office only for who is to speak. */
function reasonOf({ who, or, because }: Demand, { marked }: Authority, { base }: ReviewFacts): string {
  const folders = new Set(because.map((path) => (path.split('/').length > 2 ? path.split('/')[0] : '')))
  if (or) return folders.has('agreements') ? 'done' : 'decline'
  if (who !== office) return folders.has('agreements') ? 'party' : 'own'
  if (because.length === 0) return 'nothing'
  if (marked.some(({ path }) => because.includes(path))) return 'odd'
  if (folders.has('decisions')) return 'decline'
  const agencies = because.flatMap((path) => (path.startsWith('agencies/') ? [path.split('/')[1] ?? ''] : []))
  if (agencies.some((slug) => approversOf(base.programme, slug).length > 0)) return 'power'
  const others = [...folders].filter((folder) => folder !== 'agencies' && folder !== 'agreements')
  if (others.length > 0) return 'common'
  if (agencies.length === 0) return 'agreement'
  const isNew = (slug: string) => !base.programme.paths.has(`agencies/${slug}/agency.yaml`)
  return agencies.some(isNew) ? 'new' : 'voiceless'
}
