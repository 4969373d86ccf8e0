/** Åpne evalueringer: what can be answered today, and by whom. What must be is told by the milestones. */
import { lastingUntil, stageDay } from '../follow-up/timing.ts'
import type { Agreement, Evaluation, Exchange, IsoDate, Programme } from '../model.ts'
import { isSignedByAll } from '../rules/known.ts'
import { evaluators, stages } from './identity.ts'

/** One evaluation somebody can give: its agreement has been signed and its stage has been reached. */
export type Opening = {
  readonly agreement: Agreement
  readonly exchange: Exchange
  readonly stage: Evaluation['stage']
  readonly by: Evaluation['by']
  /** The programme asks for it; the others are welcome. */
  readonly isRequired: boolean
}

export function openingsIn(programme: Programme, today: IsoDate): readonly Opening[] {
  return [...programme.agreements.values()]
    .filter(isSignedByAll)
    .flatMap((agreement) =>
      agreement.exchanges.flatMap((exchange) => openingsOf(exchange, agreement, programme, today)),
    )
}

function openingsOf(
  exchange: Exchange,
  agreement: Agreement,
  { evaluations, settings }: Programme,
  today: IsoDate,
): readonly Opening[] {
  const lasting = lastingUntil(exchange, agreement.termination?.date)
  if (!lasting) return []
  const given = evaluations.filter((one) => one.agreement === agreement.id && one.exchange === exchange.id)
  const required = settings?.evaluation.required ?? []
  return stages
    .filter((stage) => stageDay(stage, lasting) <= today)
    .flatMap((stage) =>
      evaluators
        .filter((by) => !given.some((one) => one.stage === stage && one.by === by))
        .map((by) => {
          const isRequired = required.some((one) => one.stage === stage && one.by === by)
          return { agreement, exchange, stage, by, isRequired }
        }),
    )
}
