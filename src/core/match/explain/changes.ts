/** Endringer: fields of registrations as somebody could write them instead. */
import { daysBetween } from '../../days.ts'
import type { Form, IsoDate, Registration } from '../../model.ts'
import { clearances, levels } from '../fit/ranks.ts'

/** The fields that a person may reasonably change to get a proposal, and what they hold. */
type Values = {
  readonly confirmed: IsoDate
  readonly 'period.from': IsoDate
  readonly 'period.to': IsoDate
  readonly 'duration.minWeeks': number
  readonly 'duration.maxWeeks': number
  readonly 'workload.min': number
  readonly 'workload.max': number
  readonly 'place.presence': Registration['place']['presence']
  readonly level: Registration['level']
  readonly clearance: Registration['clearance']
  readonly direction: Registration['direction']
  readonly forms: readonly Form[]
  readonly places: number
}

export type Field = keyof Values

/** Endring: another value for one field of one file. */
export type Change = {
  [At in Field]: { readonly file: string; readonly at: At; readonly value: Values[At] }
}[Field]

/** The registration with those of the changes that are about it; a later change of the same field counts. */
export function changed(one: Registration, changes: readonly Change[]): Registration {
  return changes.filter(({ file }) => file === one.file).reduce(withChange, one)
}

function withChange(one: Registration, change: Change): Registration {
  switch (change.at) {
    case 'confirmed':
      return { ...one, confirmed: change.value }
    case 'period.from':
      return { ...one, period: { ...one.period, from: change.value } }
    case 'period.to':
      return { ...one, period: { ...one.period, to: change.value } }
    case 'duration.minWeeks':
      return { ...one, duration: { ...one.duration, minWeeks: change.value } }
    case 'duration.maxWeeks':
      return { ...one, duration: { ...one.duration, maxWeeks: change.value } }
    case 'workload.min':
      return { ...one, workload: { ...one.workload, min: change.value } }
    case 'workload.max':
      return { ...one, workload: { ...one.workload, max: change.value } }
    case 'place.presence':
      return { ...one, place: { ...one.place, presence: change.value } }
    case 'level':
      return { ...one, level: change.value }
    case 'clearance':
      return { ...one, clearance: change.value }
    case 'direction':
      return turned(one, change.value)
    case 'forms':
      return { ...one, forms: [...change.value] }
    case 'places':
      return { ...one, places: change.value }
    default:
      return change satisfies never
  }
}

/** A need sends or takes in, an offer hosts or lends; a direction of the other kind changes nothing. */
function turned(one: Registration, direction: Registration['direction']): Registration {
  if (one.kind === 'need')
    return direction === 'send' || direction === 'receive' ? { ...one, direction } : one
  return direction === 'host' || direction === 'lend' ? { ...one, direction } : one
}

/** Further than this nobody is asked to go: half a year, three months shorter, half a post. */
export const farthest = 26

/**
 * Skritt: how far a change goes from what is written, so that ways can be compared. One step is a week of the calendar,
 * and about as easy to give; what others than the writer must agree to counts for more.
 */
export function steps(change: Change, one: Registration): number {
  switch (change.at) {
    // Nothing becomes another thing; somebody looks at it and says that it still holds.
    case 'confirmed':
      return 1
    case 'period.from':
    case 'period.to':
      return Math.ceil(Math.abs(daysBetween(one.period[endOf(change.at)], change.value)) / 7)
    case 'duration.minWeeks':
      return 2 * Math.abs(one.duration.minWeeks - change.value)
    case 'duration.maxWeeks':
      return 2 * Math.abs(one.duration.maxWeeks - change.value)
    case 'workload.min':
      return Math.ceil(Math.abs(one.workload.min - change.value) / 2)
    case 'workload.max':
      return Math.ceil(Math.abs(one.workload.max - change.value) / 2)
    case 'place.presence':
      return 4
    case 'forms':
      return 6 * (change.value.length - one.forms.length)
    case 'level':
      return 8 * Math.abs(levels.indexOf(one.level) - levels.indexOf(change.value))
    // One more guest, or one more away from work.
    case 'places':
      return 10 * (change.value - one.places)
    case 'clearance':
      return 5 * Math.abs(clearances.indexOf(one.clearance) - clearances.indexOf(change.value))
    // Another person travels, and another agency pays.
    case 'direction':
      return 20
    default:
      return change satisfies never
  }
}

function endOf(at: 'period.from' | 'period.to'): 'from' | 'to' {
  return at === 'period.from' ? 'from' : 'to'
}
