/**
 * Antakelser: what a run ahead goes out from where the files say nothing. None is measured; whatever is told on them says
 * so. Per cents are whole numbers of a hundred, times are days.
 */
import type * as Written from '../generated/written.ts'

type Complete<Part> = { readonly [Key in keyof Part]-?: Complete<NonNullable<Part[Key]>> }

/** Antakelser, all of them there. */
export type Assumed = Complete<Written.Assumptions>

/** Dager: from the fewest to the most, each as likely. */
export type Days = Assumed['signing']['days']

/**
 * What is assumed when nobody has said anything else. Guesses of the makers, not measurements: no programme has published
 * such figures. Kept beside the `default`s of the schema by a test.
 */
export const defaults: Assumed = {
  acceptance: { accepted: 70, declined: 20, days: { min: 3, max: 21 } },
  negotiation: { fails: 5, days: { min: 14, max: 42 } },
  signing: { days: { min: 3, max: 21 } },
  exchanges: { preparationDays: 21, calledOff: 3, endEarly: 7 },
  milestones: { inTime: 65, late: 25, days: { min: 1, max: 30 } },
  evaluations: { inTime: 60, late: 25, days: { min: 1, max: 40 } },
  confirmations: { confirmed: 60, withdrawn: 15, days: { min: 2, max: 20 } },
  registrations: { perRound: 0 },
}

/** Each of the groups that are written is laid over the default one. */
export function assumed(written: Written.Assumptions = {}): Assumed {
  const { acceptance, negotiation, signing, exchanges } = written
  const { milestones, evaluations, confirmations, registrations } = written
  return {
    acceptance: timed(defaults.acceptance, acceptance),
    negotiation: timed(defaults.negotiation, negotiation),
    signing: timed(defaults.signing, signing),
    exchanges: { ...defaults.exchanges, ...exchanges },
    milestones: timed(defaults.milestones, milestones),
    evaluations: timed(defaults.evaluations, evaluations),
    confirmations: timed(defaults.confirmations, confirmations),
    registrations: { ...defaults.registrations, ...registrations },
  }
}

function timed<Group extends { readonly days: Days }>(
  group: Group,
  written: { readonly days?: Partial<Days> } = {},
): Group {
  return { ...group, ...written, days: { ...group.days, ...written.days } }
}

/** Fields that cannot be: shares of more than a hundred, and a shortest time that is longer than the longest. */
export function contradictions(assumed: Assumed): readonly string[] {
  const { acceptance, confirmations, milestones, evaluations, negotiation, signing } = assumed
  const shares: readonly (readonly [string, number])[] = [
    ['acceptance', acceptance.accepted + acceptance.declined],
    ['milestones', milestones.inTime + milestones.late],
    ['evaluations', evaluations.inTime + evaluations.late],
    ['confirmations', confirmations.confirmed + confirmations.withdrawn],
  ]
  const times = { acceptance, negotiation, signing, milestones, evaluations, confirmations }
  return [
    ...shares.flatMap(([name, sum]) => (sum > 100 ? [name] : [])),
    ...Object.entries(times).flatMap(([name, { days }]) => (days.min > days.max ? [`${name}.days`] : [])),
  ]
}

/** `acceptance.accepted` → 70, for every single one, in the order of the schema. */
export function flat(assumed: Assumed): readonly (readonly [field: string, value: number])[] {
  return Object.entries(assumed).flatMap(([group, fields]) =>
    Object.entries(fields).flatMap(([name, value]): (readonly [string, number])[] =>
      typeof value === 'number'
        ? [[`${group}.${name}`, value]]
        : [
            [`${group}.${name}.min`, value.min],
            [`${group}.${name}.max`, value.max],
          ],
    ),
  )
}
