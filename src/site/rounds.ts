/** Runder: which one matters now, and how far each has come. */
import { deadlineOf, isPaused } from '../core/follow-up/pause.ts'
import type { IsoDate, Round, Settings } from '../core/model.ts'

/** In the order a round goes through them. */
export const roundStages = ['coming', 'open', 'matching', 'running', 'over'] as const

export type RoundStage = (typeof roundStages)[number]

/** The deadline and the last day are part of the stage they end. */
export function stageOf({ opens, deadline, from, to }: Round, today: IsoDate): RoundStage {
  if (today < opens) return 'coming'
  if (today <= deadline) return 'open'
  if (today < from) return 'matching'
  return today <= to ? 'running' : 'over'
}

/** The round to tell about first: one that is open, else the next to open, else the latest. */
export function roundNow(rounds: readonly Round[], today: IsoDate): Round | undefined {
  const inOrder = [...rounds].sort((a, b) => (a.opens < b.opens ? -1 : a.opens > b.opens ? 1 : 0))
  const staged = (stage: RoundStage) => inOrder.find((round) => stageOf(round, today) === stage)
  return staged('open') ?? staged('coming') ?? inOrder.at(-1)
}

type Pause = NonNullable<Settings['pause']>

/** The pause that holds today, both its days included. */
export function pauseOn(settings: Settings | undefined, today: IsoDate): Pause | undefined {
  const pause = settings?.pause
  return pause && isPaused(pause, today) ? pause : undefined
}

/** With deadlines as a pause has moved them; while it has no end they are told as they were. */
export function roundsIn(settings: Settings | undefined): readonly Round[] {
  return (settings?.rounds ?? []).map((round) => ({
    ...round,
    deadline: deadlineOf(round, settings?.pause) ?? round.deadline,
  }))
}
