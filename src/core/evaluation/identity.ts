/** Hvem evalueringen er av: what the name of its file says, and the agency behind each who answers. */
import type { Evaluation, Exchange } from '../model.ts'

/** The respondents, in the order in which they are listed. */
export const evaluators = ['sender', 'host', 'participant'] as const satisfies readonly Evaluation['by'][]

export const stages = ['start', 'midway', 'end', 'after'] as const satisfies readonly Evaluation['stage'][]

export type EvaluationIdentity = Pick<Evaluation, 'exchange' | 'stage' | 'by'>

/** `ut-1-end-host`; the short name of an exchange may itself hold hyphens. */
export function evaluationName({ exchange, stage, by }: EvaluationIdentity): string {
  return `${exchange}-${stage}-${by}`
}

export function evaluationPath(agreement: string, identity: EvaluationIdentity): string {
  return `agreements/${agreement}/evaluations/${evaluationName(identity)}.yaml`
}

/** The other way; undefined for what is no name of an evaluation. */
export function evaluationNamed(name: string): EvaluationIdentity | undefined {
  const steps = name.split('-')
  const by = evaluators.find((one) => one === steps.at(-1))
  const stage = stages.find((one) => one === steps.at(-2))
  const exchange = steps.slice(0, -2).join('-')
  return by && stage && exchange !== '' ? { exchange, stage, by } : undefined
}

/** The agency whose view it is. Whoever was out is employed by the one that sent. */
export function agencyOf(by: Evaluation['by'], { from, to }: Pick<Exchange, 'from' | 'to'>): string {
  return by === 'host' ? to : from
}
