/** Deltar: what concerns one registration alone, whoever it is compared with. */
import type { FieldReference, Registration } from '../../model.ts'
import { departureOf } from '../../succession.ts'
import { type Context, placesLeft } from '../context.ts'
import { confirmedAgain, type Way } from './mending.ts'

/** What stands in the way: the fields that would have to change, and what the sentence needs. */
export type Obstacle = {
  readonly fields: readonly FieldReference[]
  readonly args: Readonly<Record<string, string | number>>
}

/** What must hold for a registration by itself. */
export type Condition = {
  readonly id: string
  check(one: Registration, context: Context): Obstacle | undefined
  /** What would have to be written instead; absent where that is for nobody to ask. */
  mend?(one: Registration, context: Context): Way
}

const withdrawn: Condition = {
  id: 'withdrawn',
  check: ({ file, withdrawn }) =>
    withdrawn && { fields: [{ file, at: 'withdrawn' }], args: { date: withdrawn.date } },
}

const agencyLeft: Condition = {
  id: 'agency-left',
  check({ agency, file }, { agencies }) {
    const record = agencies.get(agency)
    if (!record) return { fields: [{ file, at: '' }], args: { agency } }
    const date = departureOf(record)
    if (date === undefined) return undefined
    return {
      fields: [{ file: record.file, at: record.left ? 'left' : 'mergedInto' }],
      args: { agency, date },
    }
  },
}

const partnerFound: Condition = {
  id: 'partner-found',
  check: ({ agency, file, matchingHelp }) =>
    matchingHelp ? undefined : { fields: [{ file, at: 'matchingHelp' }], args: { agency } },
}

const placesTaken: Condition = {
  id: 'places-taken',
  check: (one, context) =>
    placesLeft(one, context) > 0
      ? undefined
      : { fields: [{ file: one.file, at: 'places' }], args: { agency: one.agency } },
}

/** What makes a registration one that is looking for somebody. */
export const participation: readonly Condition[] = [withdrawn, agencyLeft, partnerFound, placesTaken]

/** Whether a registration is looking for anybody at all. */
export function takesPart(one: Registration, context: Context): boolean {
  return participation.every(({ check }) => check(one, context) === undefined)
}

export const expired: Condition = {
  id: 'expired',
  check: ({ id, agency, file, confirmed }, context) =>
    context.expired.has(id)
      ? { fields: [{ file, at: 'confirmed' }], args: { agency, date: confirmed } }
      : undefined,
  mend: confirmedAgain,
}
