/** Hva om: the programme as it would be if registrations came, changed or left. Nothing is written anywhere. */
import type { IsoDate, Programme } from '../../model.ts'

/** The end of a path that says whose registration a file holds, wherever the file lies. */
const place = /(?:^|\/)(agencies\/[^/]+\/(?:needs|offers)\/[^/]+\.yaml)$/

/** Where in a programme a file belongs, by its own path; undefined when that does not tell. */
export function placeIn(path: string): string | undefined {
  return place.exec(path.replaceAll('\\', '/'))?.[1]
}

/** The programme without these registrations: each is withdrawn today, so agreements already made from it stand. */
export function withdrawing(ids: readonly string[], programme: Programme, today: IsoDate): Programme {
  if (ids.length === 0) return programme
  const gone = new Set(ids)
  const registrations = [...programme.registrations].map(
    ([id, one]) => [id, gone.has(id) ? { ...one, withdrawn: { date: today, reason: '' } } : one] as const,
  )
  return { ...programme, registrations: new Map(registrations) }
}
