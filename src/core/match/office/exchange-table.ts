/** Hvem gir og får hva: what each agency would learn, and from whom, if the proposals came true. */
import { compare } from '../../diagnostic.ts'
import type { Matching, Programme, Proposal, Registration } from '../../model.ts'
import { given, wanted } from '../fit/sides.ts'
import { bestFits, type Kinship, kinship } from '../score/taxonomy.ts'

/** Læring: one agency learns something from another. A pair has one of these, a rotation as many as it has members. */
export type Lesson = {
  /** Id of the proposal. */
  readonly proposal: string
  readonly learner: string
  readonly teacher: string
  /** What the learner wants to learn and the teacher knows something of, in the order it was written. */
  readonly competences: readonly string[]
}

/** Rad: an agency with all it gets and all it gives. Both are empty for one that is looking and found nothing. */
export type Share = {
  readonly agency: string
  readonly gets: readonly Lesson[]
  readonly gives: readonly Lesson[]
}

/** In the order of the proposals; those of a rotation in the order of the ring. */
export function lessonsIn(proposals: readonly Proposal[], programme: Programme): readonly Lesson[] {
  const kin = kinship(programme.competences)
  return proposals.flatMap((proposal) =>
    linked(proposal, programme).map(([learner, teacher]) => ({
      proposal: proposal.id,
      learner: learner.agency,
      teacher: teacher.agency,
      competences: taught(learner, teacher, kin),
    })),
  )
}

/** A pair links its need to its offer; in a rotation each learns from the next, and the last from the first. */
function linked(
  { kind, registrations }: Proposal,
  programme: Programme,
): readonly (readonly [learner: Registration, teacher: Registration])[] {
  const members = registrations.flatMap((id) => programme.registrations.get(id) ?? [])
  const learners = kind === 'pair' ? members.slice(0, 1) : members
  return learners.flatMap((learner, at) => {
    const teacher = members[(at + 1) % members.length]
    return teacher ? [[learner, teacher] as const] : []
  })
}

function taught(learner: Registration, teacher: Registration, kin: Kinship): readonly string[] {
  const want = wanted(learner).ids
  return bestFits(kin, want, given(teacher).ids).flatMap((fit) => want[fit.wanted] ?? [])
}

/** Every agency that is looking for something, by folder. */
export function exchangeTable(
  { proposals, unmatched }: Pick<Matching, 'proposals' | 'unmatched'>,
  programme: Programme,
): readonly Share[] {
  const lessons = lessonsIn(proposals, programme)
  const idle = unmatched.flatMap(({ id }) => programme.registrations.get(id)?.agency ?? [])
  const agencies = new Set([...proposals.flatMap(({ parties }) => parties), ...idle])
  return [...agencies].sort(compare).map((agency) => ({
    agency,
    gets: lessons.filter(({ learner }) => learner === agency),
    gives: lessons.filter(({ teacher }) => teacher === agency),
  }))
}
