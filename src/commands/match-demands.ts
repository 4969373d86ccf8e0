/** `match --pin`, `--forbid` and `--open`: what the office lays down, checked against the programme before anything is chosen. */

import { isPaused } from '../core/follow-up/pause.ts'
import { prepare } from '../core/match/context.ts'
import type { Failed } from '../core/match/fit/feasible.ts'
import type { Guidance } from '../core/match/match.ts'
import { obstaclesTo } from '../core/match/office/open.ts'
import { misnamed, type Unfit, unfitPins } from '../core/match/office/pins.ts'
import type { IsoDate, Programme } from '../core/model.ts'
import { obstacleSentence } from '../core/report/matching-sentences.ts'
import { type Context, Usage } from './context.ts'

export type Demands = {
  readonly pin?: readonly string[]
  readonly forbid?: readonly string[]
  readonly open?: readonly string[]
}

/**
 * What matching is to be told; undefined when something demanded cannot be, which has then been told.
 * @throws Usage for names that no proposal has, and for what is both demanded and forbidden
 */
export function guidanceFrom(context: Context, demands: Demands, programme: Programme): Guidance | undefined {
  const { pin, forbid, open } = distinct(demands)
  const both = pin.find((id) => forbid.includes(id))
  if (both !== undefined) throw new Usage('error.pinAndForbid', { id: both })
  const [wrong] = misnamed([...pin, ...forbid, ...open], programme)
  if (wrong) throw new Usage('error.unknownProposal', wrong)
  const unfit = unfitIn(pin, programme, context.today)
  if (unfit === 'paused') context.remark(`${context.speaker.cli('match/paused')}\n`)
  else for (const one of unfit) context.remark(refusal(one, programme, context))
  if (unfit.length > 0) return undefined
  for (const id of open) tellIfGone(id, programme, context)
  return { pinned: new Set(pin), forbidden: new Set(forbid), open: new Set(open) }
}

/** The same for another state of the programme, where what does not fit is of no account. */
export function guidanceFor(demands: Demands, programme: Programme, today: IsoDate): Guidance {
  const { pin, forbid, open } = distinct(demands)
  const known = pin.filter((id) => misnamed([id], programme).length === 0)
  const unfit = unfitIn(known, programme, today)
  const impossible = unfit === 'paused' ? known : unfit.map(({ id }) => id)
  const pinned = new Set(known.filter((id) => !impossible.includes(id)))
  return { pinned, forbidden: new Set(forbid), open: new Set(open) }
}

function distinct({ pin = [], forbid = [], open = [] }: Demands): Required<Demands> {
  return { pin: [...new Set(pin)], forbid: [...new Set(forbid)], open: [...new Set(open)] }
}

function unfitIn(pins: readonly string[], programme: Programme, today: IsoDate): readonly Unfit[] | 'paused' {
  const { settings } = programme
  if (!settings || pins.length === 0) return []
  if (isPaused(settings.pause, today)) return 'paused'
  return unfitPins(pins, programme, prepare(programme, settings, today))
}

/** One line for the demand, and one for each thing in its way. */
function refusal({ id, failed, besides }: Unfit, programme: Programme, context: Context): string {
  const { cli } = context.speaker
  const lines = [cli('match/pin-impossible', { id }), ...obstacles(failed, programme, context)]
  if (besides.length > 0) lines.push(`  ${cli('match/pin-besides', { besides: besides.join(', ') })}`)
  return `${lines.join('\n')}\n`
}

function tellIfGone(id: string, programme: Programme, context: Context): void {
  const { settings } = programme
  const failed = settings
    ? (obstaclesTo(id, programme, prepare(programme, settings, context.today)) ?? [])
    : []
  if (failed.length === 0) return
  const lines = [context.speaker.cli('match/open-gone', { id }), ...obstacles(failed, programme, context)]
  context.remark(`${lines.join('\n')}\n`)
}

/** «Perioden overlapper 3 uker; det trengs minst 8. Se agencies/…/klima.yaml (period.from).» */
function obstacles(failed: readonly Failed[], programme: Programme, { speaker }: Context): readonly string[] {
  return failed.map((one) => {
    const fields = one.fields.map(({ file, at }) => (at === '' ? file : `${file} (${at})`))
    const where =
      fields.length === 0 ? '' : ` ${speaker.cli('match/pin-field', { fields: fields.join(', ') })}`
    return `  ${obstacleSentence(one, programme, speaker.words)}${where}`
  })
}
