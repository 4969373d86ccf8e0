/** An agreement's way from proposal to the end, with the days that are known. */
import { type Phase, phases } from '../../core/agreement/phase.ts'
import { signedOn } from '../../core/agreement/signing.ts'
import type { Agreement, IsoDate } from '../../core/model.ts'
import { formatDate } from '../../core/render/formatted.ts'
import { digestIn } from '../../core/rules/terms.ts'
import type { Scene } from '../model.ts'

export type Station = {
  readonly name: string
  readonly day: string
  readonly state: 'done' | 'now' | 'ahead'
  readonly here: boolean
}

/** Empty when nobody can say where it stands. One that two agencies found themselves was never proposed. */
export function stations(agreement: Agreement, now: Phase | undefined, scene: Scene): readonly Station[] {
  if (now === undefined) return []
  const way = wayOf(agreement, now, scene)
  const at = way.indexOf(now)
  return way.map((phase, index) => {
    const day = dayOf(phase, agreement, scene)
    return {
      name: scene.words(`phase.${phase}`),
      day: day === undefined ? '' : formatDate(day, scene.language),
      state: index < at ? 'done' : index === at ? 'now' : 'ahead',
      here: index === at,
    }
  })
}

/** What was terminated goes no further: the way ends there. */
function wayOf(agreement: Agreement, now: Phase, scene: Scene): readonly Phase[] {
  const whole = phases.filter((phase) => phase !== 'terminated')
  const own = agreement.basis.match === undefined ? whole.filter((phase) => phase !== 'proposed') : whole
  if (now !== 'terminated') return own
  const { today } = scene.facts
  const reached = own.filter((phase) => {
    const day = dayOf(phase, agreement, scene)
    return day !== undefined && day <= (agreement.termination?.date ?? today)
  })
  return [...reached, 'terminated']
}

function dayOf(phase: Phase, agreement: Agreement, { facts: { programme } }: Scene): IsoDate | undefined {
  const digest = digestIn(programme, agreement)
  switch (phase) {
    case 'signed':
      return digest === undefined ? undefined : signedOn(agreement, digest)
    case 'negotiating':
      return lastOf(agreement.accepted.map(({ date }) => date))
    case 'running':
      return firstOf(agreement.exchanges.map(({ period }) => period.from))
    case 'awaiting-evaluation':
      return lastOf(agreement.exchanges.map(({ period, ended }) => ended?.date ?? period.to))
    case 'terminated':
      return agreement.termination?.date
    default:
      return undefined
  }
}

function firstOf(days: readonly IsoDate[]): IsoDate | undefined {
  return [...days].sort()[0]
}

function lastOf(days: readonly IsoDate[]): IsoDate | undefined {
  return [...days].sort().at(-1)
}
