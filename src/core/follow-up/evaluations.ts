/** Evalueringer som milepæler: one for each stage of an exchange, done when all who must have answered. */
import { addDays } from '../days.ts'
import type { Agreement, Evaluation, Exchange, Programme, Settings } from '../model.ts'
import type { Milestone } from './milestone.ts'
import { extended } from './pause.ts'
import { lastingUntil, stageDay } from './timing.ts'
import { nextWorkingDay } from './working-days.ts'

/** A milestone before it is known where it stands. */
export type Drafted = Omit<Milestone, 'state' | 'late'>

const stages = ['start', 'midway', 'end', 'after'] as const

export function evaluationsOf(agreement: Agreement, programme: Programme): readonly Drafted[] {
  const { settings, evaluations } = programme
  if (!settings) return []
  const given = evaluations.filter((one) => one.agreement === agreement.id)
  return agreement.exchanges.flatMap((one) =>
    stages.flatMap((stage) => ofStage(stage, one, agreement, settings, given)),
  )
}

function ofStage(
  stage: Evaluation['stage'],
  one: Exchange,
  { id, termination }: Agreement,
  { evaluation, pause }: Settings,
  given: readonly Evaluation[],
): readonly Drafted[] {
  const lasting = lastingUntil(one, termination?.date)
  const required = evaluation.required.filter((asked) => asked.stage === stage)
  if (!lasting || required.length === 0) return []
  const answers = given.filter((answer) => answer.exchange === one.id && answer.stage === stage)
  const awaits = required.map(({ by }) => by).filter((by) => !answers.some((answer) => answer.by === by))
  const opens = stageDay(stage, lasting)
  const planned = nextWorkingDay(addDays(opens, 7 * evaluation.deadlineWeeks))
  const moved = extended(pause, opens, planned)
  const asked = awaits.length > 0 ? awaits : required.map(({ by }) => by)
  const done = answers.map(({ date }) => date).sort()
  return [
    {
      id: `${id}/${one.id}/evaluation.${stage}`,
      agreement: id,
      exchange: one.id,
      about: { kind: 'evaluation', stage },
      opens,
      date: moved === undefined ? undefined : nextWorkingDay(moved),
      planned,
      who: [...new Set(asked.map((by) => (by === 'host' ? one.to : one.from)))],
      awaits,
      ...(awaits.length === 0 ? { done: done.at(-1) ?? planned } : {}),
    },
  ]
}
