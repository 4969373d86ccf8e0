/** Oppfølgingen: whether what was to happen under the agreements was done, and in time. */
import type { Milestone } from '../../follow-up/milestone.ts'
import { milestonesIn } from '../../follow-up/milestones.ts'
import { type Item, population } from './breakdown.ts'
import type { Facts } from './facts.ts'
import { closed, type Figure } from './figure.ts'

const kinds = ['in-time', 'late', 'overdue', 'lapsed'] as const

/** Only what has come so far that it can be judged. A group is as large as the exchanges and agreements in it. */
export function keptFigure({ programme, today, frame }: Facts): Figure {
  const items = milestonesIn(programme, today).flatMap((one): readonly Item[] => {
    const kind = kindOf(one)
    const round = programme.agreements.get(one.agreement)?.round ?? ''
    return kind === undefined ? [] : [{ round, kind, about: [one.agreement, one.exchange ?? ''].join('/') }]
  })
  const of = population(items, frame.tree, frame.smallest)
  return closed(of, frame, { id: 'follow-up', labels: 'kept', kinds })
}

/** One without a day waits for the end of a pause, so what was done of it was in time. */
function kindOf({ state, done, date }: Milestone): (typeof kinds)[number] | undefined {
  if (done !== undefined) return date === undefined || done <= date ? 'in-time' : 'late'
  return state === 'overdue' || state === 'lapsed' ? state : undefined
}
