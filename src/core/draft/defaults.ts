/** What the programme knows already, so that nobody has to look it up. */
import { deadlineOf } from '../follow-up/pause.ts'
import type { Agency, IsoDate, Programme, Round } from '../model.ts'
import type { DraftKind } from './place.ts'

/** By path of the field. Everything can be changed by whoever answers. */
export function defaultsFor(
  kind: DraftKind,
  agency: Agency | undefined,
  programme: Programme,
  today: IsoDate,
): ReadonlyMap<string, string> {
  const round = roundToJoin(programme, today)
  const from = round && (round.from > today ? round.from : today)
  const period = round && from ? { 'period.from': from, 'period.to': round.to } : {}
  switch (kind) {
    case 'agency':
      return new Map()
    case 'agreement':
      return new Map(Object.entries({ ...(round ? { round: round.id } : {}), ...period }))
    case 'evaluation':
      return new Map(Object.entries({ ...(agency ? { language: agency.language } : {}), date: today }))
    default:
      return new Map(
        Object.entries({
          ...(agency ? { language: agency.language, 'place.municipality': agency.municipality } : {}),
          ...period,
          'anchoring.date': today,
          confirmed: today,
        }),
      )
  }
}

/** Defaults that nobody is asked about: whoever registers something today confirms it today. */
export const selfEvident: readonly string[] = ['confirmed']

/** The round whose deadline comes next; when none is left, the last that is not over. */
function roundToJoin({ settings }: Programme, today: IsoDate): Round | undefined {
  const coming = (settings?.rounds ?? []).filter(({ to }) => to >= today)
  const open = coming
    .filter((round) => (deadlineOf(round, settings?.pause) ?? today) >= today)
    .sort((a, b) => (a.deadline < b.deadline ? -1 : 1))
  return open[0] ?? coming.sort((a, b) => (a.to < b.to ? -1 : 1)).at(-1)
}
