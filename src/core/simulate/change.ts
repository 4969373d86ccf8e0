/** Endring: a programme with one record put in or changed, as a merged pull request would leave it. */
import type { Agreement, Decision, Evaluation, FollowUp, IsoDate, Programme, Registration } from '../model.ts'
import { decisionPath } from '../plan/command/decline.ts'

export function withRegistration(one: Registration, programme: Programme): Programme {
  return {
    ...programme,
    registrations: put(programme.registrations, one.id, one),
    paths: including(one.file, programme),
  }
}

export function withAgreement(one: Agreement, programme: Programme): Programme {
  return {
    ...programme,
    agreements: put(programme.agreements, one.id, one),
    paths: including(one.file, programme),
  }
}

export function withDecision(one: Omit<Decision, 'file' | 'id'>, programme: Programme): Programme {
  const file = decisionPath(one.match)
  return {
    ...programme,
    decisions: put(programme.decisions, one.match, { ...one, file, id: one.match }),
    paths: including(file, programme),
  }
}

export function withEvaluation(
  one: Pick<Evaluation, 'agreement' | 'exchange' | 'stage' | 'by' | 'date'>,
  programme: Programme,
): Programme {
  const name = `${one.exchange}-${one.stage}-${one.by}`
  const file = `agreements/${one.agreement}/evaluations/${name}.yaml`
  const evaluation: Evaluation = {
    ...one,
    name,
    file,
    language: 'nb',
    ratings: { learning: 3 },
    learned: filler,
  }
  return {
    ...programme,
    evaluations: [...programme.evaluations, evaluation],
    paths: including(file, programme),
  }
}

export function withDone(agreement: string, done: FollowUp['done'][number], programme: Programme): Programme {
  const file = `agreements/${agreement}/follow-up.yaml`
  const before = programme.followUps.get(agreement)?.done ?? []
  return {
    ...programme,
    followUps: put(programme.followUps, agreement, { file, agreement, done: [...before, done] }),
    paths: including(file, programme),
  }
}

/** What stands where people would have written something; it is never shown to anybody. */
export const filler = 'Framskrevet'

export function ending(date: IsoDate): { readonly date: IsoDate; readonly reason: string } {
  return { date, reason: filler }
}

function put<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value): ReadonlyMap<string, Value> {
  return new Map(map).set(key, value)
}

function including(path: string, { paths }: Programme): ReadonlySet<string> {
  return paths.has(path) ? paths : new Set(paths).add(path)
}
