/**
 * Gjennomførbart: what must hold before two registrations are proposed to each other. To add one: one object in
 * one of the lists below, and its sentence in `templates/messages/`.
 */
import { overlap, weeks } from '../../days.ts'
import type { Registration } from '../../model.ts'
import type { Context } from '../context.ts'
import { pairId } from '../ids.ts'
import { related } from '../score/taxonomy.ts'
import { declinedObstacle } from './declined.ts'
import * as mending from './mending.ts'
import { clearances, levels } from './ranks.ts'
import { given, hostOf, inBoth, listed, naming, wanted } from './sides.ts'
import { type Condition, expired, type Obstacle, participation } from './standing.ts'

export type Constraint = {
  readonly id: string
  /** Nobody is helped by hearing of it: such two are never shown as a near miss. */
  readonly hopeless?: true
  /** `wants` is the one that learns: the need of a pair, the sender in a rotation. Undefined when nothing stands in the way. */
  check(wants: Registration, gives: Registration, context: Context): Obstacle | undefined
  /** Absent where no change of a field is for anybody to ask, or where two would become others than they are. */
  readonly mend?: mending.Mend
}

export type Failed = Obstacle & { readonly constraint: string }

export function isFeasible(
  constraints: readonly Constraint[],
  wants: Registration,
  gives: Registration,
  context: Context,
): boolean {
  return constraints.every(({ check }) => check(wants, gives, context) === undefined)
}

function either({ id, check, mend = () => [] }: Condition): Constraint {
  return {
    id,
    check: (wants, gives, context) => check(wants, context) ?? check(gives, context),
    mend: (wants, gives, context) => [
      [wants, gives].filter((one) => check(one, context)).flatMap((one) => mend(one, context)),
    ],
  }
}

const sameAgency: Constraint = {
  id: 'same-agency',
  hopeless: true,
  check: (wants, gives) =>
    wants.agency === gives.agency
      ? { fields: inBoth(wants, gives, ''), args: { agency: wants.agency } }
      : undefined,
}

const competence: Constraint = {
  id: 'competence',
  check(wants, gives, { competences }) {
    const [want, give] = [wanted(wants), given(gives)]
    if (related(competences, want.ids, give.ids)) return undefined
    return {
      fields: [
        { file: wants.file, at: want.field },
        { file: gives.file, at: give.field },
      ],
      args: { learner: wants.agency, teacher: gives.agency, competences: listed(want.ids) },
    }
  },
}

const excluded: Constraint = {
  id: 'excluded',
  hopeless: true,
  check(wants, gives, { agencies }) {
    const field =
      naming(wants, 'excluded', gives.agency, agencies) ?? naming(gives, 'excluded', wants.agency, agencies)
    return (
      field && { fields: [field], args: { agency: field.file === wants.file ? wants.agency : gives.agency } }
    )
  },
}

const counterparts: Readonly<Record<string, string>> = { send: 'host', receive: 'lend' }

const direction: Constraint = {
  id: 'direction',
  check: (need, offer) =>
    counterparts[need.direction] === offer.direction
      ? undefined
      : {
          fields: inBoth(need, offer, 'direction'),
          args: { how: need.direction, learner: need.agency, teacher: offer.agency },
        },
  mend: mending.turnedAround,
}

function formsDiffer(wants: Registration, gives: Registration, how: 'differ' | 'both-rotate'): Obstacle {
  return {
    fields: inBoth(wants, gives, 'forms'),
    args: {
      how,
      learner: wants.agency,
      teacher: gives.agency,
      wantedForms: listed(wants.forms),
      givenForms: listed(gives.forms),
    },
  }
}

const rotates = ({ forms }: Registration): boolean => forms.includes('rotation')

/** Rotation is not for a pair to settle: both would have to learn. */
const form: Constraint = {
  id: 'form',
  check: (need, offer) =>
    mending.pairForms.some((one) => need.forms.includes(one) && offer.forms.includes(one))
      ? undefined
      : formsDiffer(need, offer, rotates(need) && rotates(offer) ? 'both-rotate' : 'differ'),
  mend: mending.formShared,
}

const rotationForm: Constraint = {
  id: 'form',
  check: (wants, gives) =>
    rotates(wants) && rotates(gives) ? undefined : formsDiffer(wants, gives, 'differ'),
}

/** Only what is still ahead counts, and only whole weeks. */
const period: Constraint = {
  id: 'period',
  check(wants, gives, { today }) {
    const common = commonWeeks(wants, gives, today)
    const needed = Math.max(wants.duration.minWeeks, gives.duration.minWeeks)
    if (common >= needed) return undefined
    const last = wants.period.from > gives.period.from ? wants : gives
    const first = wants.period.to < gives.period.to ? wants : gives
    const longest = wants.duration.minWeeks >= gives.duration.minWeeks ? wants : gives
    return {
      fields: [
        { file: last.file, at: 'period.from' },
        { file: first.file, at: 'period.to' },
        { file: longest.file, at: 'duration.minWeeks' },
      ],
      args: { how: common > 0 ? 'short' : 'none', count: common, needed },
    }
  },
  mend: mending.periodMet,
}

/** Whole weeks from today on that both periods hold. */
export function commonWeeks(wants: Registration, gives: Registration, today: string): number {
  const common = overlap(wants.period, gives.period)
  const ahead = common && overlap(common, { from: today, to: common.to })
  return ahead ? weeks(ahead) : 0
}

/** Two ranges meet when the larger least is no more than the smaller most. */
function rangesMeet(
  id: string,
  [least, most]: Parameters<typeof mending.rangesMet>[0],
  range: (one: Registration) => readonly [least: number, most: number],
): Constraint {
  return {
    id,
    check(wants, gives) {
      const demanding = range(wants)[0] >= range(gives)[0] ? wants : gives
      const limited = range(wants)[1] <= range(gives)[1] ? wants : gives
      const [[needed], [, allowed]] = [range(demanding), range(limited)]
      if (needed <= allowed) return undefined
      return {
        fields: [
          { file: demanding.file, at: least },
          { file: limited.file, at: most },
        ],
        args: { demanding: demanding.agency, limited: limited.agency, least: needed, most: allowed },
      }
    },
    mend: mending.rangesMet([least, most], range),
  }
}

const duration = rangesMeet('duration', ['duration.minWeeks', 'duration.maxWeeks'], ({ duration }) => [
  duration.minWeeks,
  duration.maxWeeks,
])

const workload = rangesMeet('workload', ['workload.min', 'workload.max'], ({ workload }) => [
  workload.min,
  workload.max,
])

/** A guest travels, so another municipality is never in the way. Hybrid goes with both. */
const presence: Constraint = {
  id: 'presence',
  check(wants, gives) {
    const both = [wants.place.presence, gives.place.presence]
    if (!(both.includes('digital') && both.includes('on-site'))) return undefined
    const [digital, onSite] = wants.place.presence === 'digital' ? [wants, gives] : [gives, wants]
    return {
      fields: inBoth(wants, gives, 'place.presence'),
      args: { digital: digital.agency, onSite: onSite.agency },
    }
  },
  mend: mending.presenceMet,
}

/** Steps between two levels of post. */
export function levelSteps(wants: Registration, gives: Registration): number {
  return Math.abs(levels.indexOf(wants.level) - levels.indexOf(gives.level))
}

/** One step apart can learn from each other; two do not do the same work. */
const level: Constraint = {
  id: 'level',
  check: (wants, gives) =>
    levelSteps(wants, gives) <= 1
      ? undefined
      : {
          fields: inBoth(wants, gives, 'level'),
          args: {
            learner: wants.agency,
            teacher: gives.agency,
            wantedLevel: wants.level,
            givenLevel: gives.level,
          },
        },
  mend: mending.levelMet,
}

/**
 * The host's work decides. BEGRENSET takes only an authorisation, which is the host's own to give; from KONFIDENSIELT
 * on a clearance is needed (sikkerhetsloven § 8-1, https://lovdata.no/lov/2018-06-01-24/§8-1), so the sender must have
 * said that such work is what it looks for.
 */
const clearance = (hostOf: (wants: Registration, gives: Registration) => Registration): Constraint => ({
  id: 'clearance',
  check(wants, gives) {
    const host = hostOf(wants, gives)
    const sender = host === wants ? gives : wants
    const demanded = clearances.indexOf(host.clearance)
    if (demanded <= clearances.indexOf('restricted') || demanded <= clearances.indexOf(sender.clearance))
      return undefined
    return {
      fields: [
        { file: host.file, at: 'clearance' },
        { file: sender.file, at: 'clearance' },
      ],
      args: { host: host.agency, sender: sender.agency, clearance: host.clearance },
    }
  },
  mend: mending.clearanceMet(hostOf),
})

const declined: Constraint = {
  id: 'declined',
  check: (need, offer, context) => declinedObstacle(pairId(need, offer), [need, offer], context),
}

const agreed: Constraint = {
  id: 'agreed',
  hopeless: true,
  check: (need, offer, context) =>
    context.agreed.has(pairId(need, offer)) ? { fields: inBoth(need, offer, ''), args: {} } : undefined,
}

/** In a rotation the learner travels. */
const visited = (_: Registration, gives: Registration): Registration => gives

const practical = [either(expired), period, duration, workload, presence, level]
const standing = [
  sameAgency,
  excluded,
  ...participation.map((one): Constraint => ({ ...either(one), hopeless: true })),
]

/** For a need and an offer. */
export const pairConstraints: readonly Constraint[] = [
  ...standing,
  { ...competence, hopeless: true },
  direction,
  form,
  ...practical,
  clearance(hostOf),
  agreed,
  declined,
]

/**
 * For one link of a rotation: the one sends somebody to the other to learn. Everybody both sends and takes in, so
 * the direction of a registration decides nothing here.
 */
export const linkConstraints: readonly Constraint[] = [
  ...standing,
  competence,
  rotationForm,
  ...practical,
  clearance(visited),
]
