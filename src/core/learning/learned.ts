/** Lærdom: what was learned from exchanges, gathered from evaluations and from how the parties said they would share it. */
import { compare } from '../diagnostic.ts'
import { agencyOf, evaluationName } from '../evaluation/identity.ts'
import { lastingOf } from '../follow-up/timing.ts'
import { registrationsIn } from '../match/ids.ts'
import type { Agreement, Evaluation, Exchange, IsoDate, Language, Programme } from '../model.ts'
import { isSignedByAll, perProgramme } from '../rules/known.ts'
import { type AreasAlike, areasAlikeIn } from './areas-alike.ts'

/** What one of those who answered has learned. */
export type Learned = {
  /** `<agreement>/<exchange>-<stage>-<who>` */
  readonly id: string
  readonly file: string
  readonly agreement: string
  /** Title of the agreement: what it was about. */
  readonly title: string
  readonly exchange: string
  readonly stage: Evaluation['stage']
  readonly by: Evaluation['by']
  /** Whose view it is. */
  readonly agency: string
  /** The other side of the exchange: whom it was learned from, or together with. */
  readonly other: string
  readonly round: string
  readonly date: IsoDate
  /** Of what is written in the evaluation. */
  readonly language: Language
  /** Competence areas, as the registrations have them; those of what is registered nearly alike when there are no registrations behind it. */
  readonly areas: readonly string[]
  readonly goals: readonly string[]
  readonly learned: string
  readonly shared?: string
  readonly benefit?: string
}

/** Deling: how the parties of an agreement said the learning would be brought home. */
export type Sharing = {
  readonly agreement: string
  readonly file: string
  readonly parties: readonly string[]
  readonly round: string
  readonly language: Language
  readonly areas: readonly string[]
  readonly sharing: string
}

/** Everything that was learned, the newest first. The same programme gives the same list. */
export const learnedIn = perProgramme((programme): readonly Learned[] => {
  const alike = areasAlikeIn(programme)
  return programme.evaluations
    .flatMap((evaluation) => learnedFrom(evaluation, programme, alike))
    .sort((a, b) => compare(b.date, a.date) || compare(a.id, b.id))
})

/** An evaluation of an exchange that is not there, or that never took place, has taught nobody anything. */
function learnedFrom(evaluation: Evaluation, programme: Programme, alike: AreasAlike): readonly Learned[] {
  const agreement = programme.agreements.get(evaluation.agreement)
  const exchange = agreement?.exchanges.find(({ id }) => id === evaluation.exchange)
  if (!agreement || !exchange || !lastingOf(exchange)) return []
  const { file, stage, by, date, language, learned, shared, benefit } = evaluation
  const agency = agencyOf(by, exchange)
  return [
    {
      id: `${agreement.id}/${evaluationName(evaluation)}`,
      file,
      agreement: agreement.id,
      title: agreement.title,
      exchange: exchange.id,
      stage,
      by,
      agency,
      other: agency === exchange.from ? exchange.to : exchange.from,
      round: agreement.round,
      date,
      language,
      areas: areasOf(agreement, [exchange], programme, alike),
      goals: exchange.learningGoals,
      learned,
      ...(shared === undefined ? {} : { shared }),
      ...(benefit === undefined ? {} : { benefit }),
    },
  ]
}

/** Of agreements that have been signed, and whose last exchange is over: before that it is only a plan. */
export function sharingIn(programme: Programme, today: IsoDate): readonly Sharing[] {
  const alike = areasAlikeIn(programme)
  return [...programme.agreements.values()].flatMap((agreement) => {
    const { id, file, parties, round, languages, sharing, exchanges } = agreement
    const isOver = exchanges.every((one) => (lastingOf(one)?.to ?? one.period.from) < today)
    if (!sharing || !isOver || !isSignedByAll(agreement)) return []
    return [
      {
        agreement: id,
        file,
        parties: parties.map(({ agency }) => agency),
        round,
        language: languages[0] ?? 'nb',
        areas: areasOf(agreement, exchanges, programme, alike),
        sharing,
      },
    ]
  })
}

/** What those who took part had registered. Where nothing was, what those have registered who want nearly the same. */
function areasOf(
  { title, basis }: Agreement,
  exchanges: readonly Exchange[],
  { registrations }: Programme,
  alike: AreasAlike,
): readonly string[] {
  const match = 'match' in basis ? (basis.match ?? '') : ''
  const members = registrationsIn(match).flatMap((id) => registrations.get(id) ?? [])
  const needs = members.filter(({ kind }) => kind === 'need')
  const registered = (needs.length > 0 ? needs : members)
    .filter(({ agency }) => exchanges.some(({ from, to }) => agency === from || agency === to))
    .flatMap(({ competences }) => competences)
  if (registered.length > 0) return [...new Set(registered)]
  const learningGoals = exchanges.flatMap((one) => one.learningGoals)
  return alike({ title, learningGoals })
}
