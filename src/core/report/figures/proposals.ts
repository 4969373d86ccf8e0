/** Forslag og avtaler: which were accepted, why others were declined, and how far the agreements have come. */
import { phaseOf, phases } from '../../agreement/phase.ts'
import type { Agreement, Decision, Evaluation, Programme } from '../../model.ts'
import { digestIn } from '../../rules/terms.ts'
import { type Item, type Population, population } from './breakdown.ts'
import { type Facts, roundOfMatch } from './facts.ts'
import { closed, type Figure } from './figure.ts'

export const answers = ['accepted', 'waiting', 'declined'] as const

/** The codes of a decision, as its schema has them. */
export const declineReasons = [
  'no-capacity',
  'timing',
  'not-relevant',
  'partner-found',
  'conditions',
  'other',
] as const satisfies readonly Decision['reason'][]

export function proposalFigures(facts: Facts): readonly Figure[] {
  const { frame } = facts
  const proposals = proposalsIn(facts)
  const declined = declinesIn(facts)
  const agreed = agreementsIn(facts)
  return [
    closed(proposals, frame, { id: 'answers', labels: 'answers', kinds: answers }),
    closed(declined, frame, {
      id: 'decline-reasons',
      labels: 'declines',
      kinds: declineReasons,
    }),
    closed(agreed, frame, { id: 'agreements', labels: 'phases', kinds: phases }),
  ]
}

/** Each match once: what is written of it in an agreement weighs more than a refusal, which may be older. */
export function proposalsIn(facts: Facts): Population {
  const { programme, frame, agreements, signed } = facts
  const known = new Map<string, Item>()
  for (const { match, date } of programme.decisions.values())
    known.set(match, { round: roundOfMatch(match, date, programme), kind: 'declined', about: match })
  for (const agreement of agreements) {
    const { match } = agreement.basis
    if (match === undefined) continue
    const kind = isAccepted(agreement, signed.has(agreement.id)) ? 'accepted' : 'waiting'
    if (kind === 'accepted' || !known.has(match))
      known.set(match, { round: agreement.round, kind, about: match })
  }
  return population([...known.values()], frame.tree, frame.smallest)
}

function isAccepted({ parties, accepted }: Agreement, isSigned: boolean): boolean {
  return isSigned || parties.every(({ agency }) => accepted.some(({ party }) => party === agency))
}

function declinesIn({ programme, frame }: Facts): Population {
  const items = [...programme.decisions.values()].map(
    ({ id, match, date, reason }): Item => ({
      round: roundOfMatch(match, date, programme),
      kind: reason,
      about: id,
    }),
  )
  return population(items, frame.tree, frame.smallest)
}

export function agreementsIn({ agreements, programme, today, frame }: Facts): Population {
  const given = new Map<string, Evaluation[]>()
  for (const one of programme.evaluations)
    given.set(one.agreement, [...(given.get(one.agreement) ?? []), one])
  const items = agreements.flatMap((agreement): readonly Item[] => {
    const kind = phaseIn(agreement, given.get(agreement.id) ?? [], programme, today)
    return kind === undefined ? [] : [{ round: agreement.round, kind, about: agreement.id }]
  })
  return population(items, frame.tree, frame.smallest)
}

/** Undefined while an agency it names cannot be read. */
function phaseIn(
  agreement: Agreement,
  evaluations: readonly Evaluation[],
  programme: Programme,
  today: string,
) {
  const { settings } = programme
  const digest = digestIn(programme, agreement)
  return digest === undefined ? undefined : phaseOf({ agreement, evaluations, settings, digest, today })
}
