/** What could be proposed: every feasible pair and rotation that scores well enough, not yet chosen among. */
import type { Proposal, Registration } from '../model.ts'
import type { Candidate } from './choose/candidate.ts'
import type { Context } from './context.ts'
import { isFeasible, pairConstraints } from './fit/feasible.ts'
import { type Finder, shortlist } from './fit/shortlist.ts'
import { given, wanted } from './fit/sides.ts'
import { pairId } from './ids.ts'
import { type Link, link, reasons, rounded, tenths } from './score/score.ts'
import type { Kinship } from './score/taxonomy.ts'

/** Mulig forslag: what choosing needs to know of it, and the rest for when it is chosen. */
export type Possible = { readonly candidate: Candidate; readonly links: readonly Link[] }

/** Finds who can teach what a registration wants to learn. */
export function teachers(registrations: readonly Registration[], kin: Kinship): Finder {
  return finder(
    registrations,
    (one) => given(one).ids,
    (one) => wanted(one).ids,
    kin,
  )
}

/** Finds who wants to learn what a registration can teach. */
export function learners(registrations: readonly Registration[], kin: Kinship): Finder {
  return finder(
    registrations,
    (one) => wanted(one).ids,
    (one) => given(one).ids,
    kin,
  )
}

type Competences = (one: Registration) => readonly string[]

/** Indexes by what they have. What is found is in the order of `registrations`, each once. */
function finder(
  registrations: readonly Registration[],
  having: Competences,
  asking: Competences,
  kin: Kinship,
): Finder {
  const byCompetence = new Map<string, number[]>()
  for (const [at, one] of registrations.entries()) {
    for (const id of having(one)) {
      const known = byCompetence.get(id)
      if (known) known.push(at)
      else byCompetence.set(id, [at])
    }
  }
  return (one) => {
    const found = new Set<number>()
    for (const id of asking(one)) {
      for (const near of kin.get(id)?.keys() ?? [id])
        for (const at of byCompetence.get(near) ?? []) found.add(at)
    }
    return [...found].sort((a, b) => a - b).flatMap((at) => registrations[at] ?? [])
  }
}

/** Pairs of a need and an offer that score well enough. */
export function pairs(registrations: readonly Registration[], context: Context): readonly Possible[] {
  const needs = registrations.filter(({ kind }) => kind === 'need')
  const offers = registrations.filter(({ kind }) => kind === 'offer')
  const teaching = shortlist(offers, pairConstraints, context)
  return needs.flatMap((need) => {
    // Shared by all pairs of the need: there may be hundreds of thousands in all.
    const learner = { meets: [need.id], serves: [need.agency] }
    return teaching(need)
      .filter((offer) => isFeasible(pairConstraints, need, offer, context))
      .map((offer) => pair(need, offer, learner, context))
      .filter((one) => isWorthwhile(one, context))
  })
}

function pair(
  need: Registration,
  offer: Registration,
  learner: Pick<Candidate, 'meets' | 'serves'>,
  context: Context,
): Possible {
  const registrations = [need.id, offer.id]
  const score = tenths([link(need, offer, context)], context)
  const candidate: Candidate = { id: pairId(need, offer), kind: 'pair', registrations, ...learner, score }
  return possible(candidate, [need, offer], context)
}

/** `members`: the need and the offer, or those of a rotation in sending order. */
export function possible(candidate: Candidate, members: readonly Registration[], context: Context): Possible {
  return new Unjudged(candidate, members, context)
}

/** Its links are judged again when asked for: few ever are, and the judgements of all would fill the memory. */
class Unjudged implements Possible {
  readonly candidate: Candidate
  readonly #members: readonly Registration[]
  readonly #context: Context

  constructor(candidate: Candidate, members: readonly Registration[], context: Context) {
    this.candidate = candidate
    this.#members = members
    this.#context = context
  }

  get links(): readonly Link[] {
    const [first] = this.#members
    const sending = this.candidate.kind === 'pair' ? this.#members.slice(0, 1) : this.#members
    return sending.flatMap((wants, at) => {
      const gives = this.#members[at + 1] ?? first
      return gives ? [link(wants, gives, this.#context)] : []
    })
  }
}

/** Whether a proposal is good enough to be shown at all. */
export function isWorthwhile({ candidate }: Possible, { settings }: Context): boolean {
  return rounded(candidate.score) >= settings.matching.minimumScore
}

/** The proposal as it is shown. */
export function proposal({ candidate, links }: Possible, context: Context): Proposal {
  const { id, kind, registrations, score } = candidate
  const [first] = links
  const parties =
    kind === 'pair' && first
      ? [first.wants.agency, first.gives.agency]
      : links.map(({ wants }) => wants.agency)
  return { id, kind, parties, registrations, score: rounded(score), reasons: reasons(links, context) }
}
