/** Krav: proposals that the office demands, forbids or names as open, and what is wrong with a demand. */
import { compare } from '../../diagnostic.ts'
import type { Programme, Registration } from '../../model.ts'
import { nearest } from '../../nearest.ts'
import { type Context, placesLeft } from '../context.ts'
import type { Failed } from '../fit/feasible.ts'
import { isRotation, pairId, registrationsIn, rotationId } from '../ids.ts'
import { membersOf, obstaclesTo, proposalOf } from './open.ts'

/** A name that no proposal can have, and the one that was probably meant. */
export type Misnamed = { readonly id: string; readonly suggestion?: string }

/** Those of the names that no proposal can have as the programme is. */
export function misnamed(ids: readonly string[], programme: Programme): readonly Misnamed[] {
  return ids
    .filter((id) => !membersOf(id, programme))
    .map((id) => {
      const suggestion = meantBy(id, programme)
      return suggestion === undefined ? { id } : { id, suggestion }
    })
}

/** The same name with each registration called by what it is nearest to, and in the order names have. */
function meantBy(id: string, programme: Programme): string | undefined {
  const known = [...programme.registrations.keys()]
  const members = registrationsIn(id).flatMap((written) => {
    const meant =
      programme.registrations.get(written) ?? programme.registrations.get(nearest(written, known) ?? '')
    return meant ? [meant] : []
  })
  if (members.length !== registrationsIn(id).length) return undefined
  const meant = nameFor(members, isRotation(id))
  return meant !== undefined && meant !== id && membersOf(meant, programme) ? meant : undefined
}

function nameFor(members: readonly Registration[], ring: boolean): string | undefined {
  if (ring) return rotationId(members.map(({ id }) => id))
  const need = members.find(({ kind }) => kind === 'need')
  const offer = members.find(({ kind }) => kind === 'offer')
  return need && offer && members.length === 2 ? pairId(need, offer) : undefined
}

/** Uoppfyllelig: a demanded proposal, and everything that is in its way. */
export type Unfit = {
  readonly id: string
  readonly failed: readonly Failed[]
  /** Demanded proposals that hold the places this one would need. */
  readonly besides: readonly string[]
}

/**
 * The demanded proposals that cannot be made: each by itself, and then those that there is no room for beside the
 * ones named before them. Names must be those of proposals.
 */
export function unfitPins(pins: readonly string[], programme: Programme, context: Context): readonly Unfit[] {
  const alone = pins.flatMap((id): readonly Unfit[] => {
    const failed = failedFor(id, programme, context)
    return failed.length > 0 ? [{ id, failed, besides: [] }] : []
  })
  const impossible = new Set(alone.map(({ id }) => id))
  return [
    ...alone,
    ...crowded(
      pins.filter((id) => !impossible.has(id)),
      programme,
      context,
    ),
  ]
}

/** What keeps an open proposal from standing, and then what keeps a new one from being made. Each told once. */
function failedFor(id: string, programme: Programme, context: Context): readonly Failed[] {
  const failed = [
    ...(obstaclesTo(id, programme, context) ?? []),
    ...ringFailures(id, programme, context),
    ...scoreFailure(id, programme, context),
  ]
  return failed.filter(
    (one, at) => failed.findIndex(({ constraint }) => constraint === one.constraint) === at,
  )
}

/** A ring by itself: as long as the settings allow, and every agency in it once. */
function ringFailures(id: string, programme: Programme, { settings }: Context): readonly Failed[] {
  if (!isRotation(id)) return []
  const members = membersOf(id, programme) ?? []
  const again = members.find(({ agency }, at) => members.findIndex((one) => one.agency === agency) < at)
  const { rotationLength } = settings.matching
  const tooLong: Failed = {
    constraint: 'rotation-length',
    fields: [{ file: settings.file, at: 'matching.rotationLength' }],
    args: { members: members.length, most: rotationLength },
  }
  return [
    ...(again ? [{ constraint: 'same-agency', fields: [], args: { agency: again.agency } }] : []),
    ...(members.length > rotationLength ? [tooLong] : []),
  ]
}

function scoreFailure(id: string, programme: Programme, context: Context): readonly Failed[] {
  const { file, matching } = context.settings
  const score = proposalOf(id, programme, context)?.score ?? 0
  if (score >= matching.minimumScore) return []
  const fields = [{ file, at: 'matching.minimumScore' }]
  return [{ constraint: 'score', fields, args: { score, minimum: matching.minimumScore } }]
}

/** Each takes one place of each of its registrations, so they fit together if no registration lacks places. */
function crowded(pins: readonly string[], programme: Programme, context: Context): readonly Unfit[] {
  const holders = new Map<string, string[]>()
  return pins.flatMap((id): readonly Unfit[] => {
    const members = membersOf(id, programme) ?? []
    const full = members.filter((one) => (holders.get(one.id) ?? []).length >= placesLeft(one, context))
    if (full.length === 0) {
      for (const one of members) holders.set(one.id, [...(holders.get(one.id) ?? []), id])
      return []
    }
    const besides = new Set(full.flatMap((one) => holders.get(one.id) ?? []))
    return [{ id, failed: full.map(noRoom), besides: [...besides].sort(compare) }]
  })
}

function noRoom({ file, agency, places }: Registration): Failed {
  return { constraint: 'capacity', fields: [{ file, at: 'places' }], args: { agency, count: places } }
}
