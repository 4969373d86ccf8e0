/** Avslutning: from this day the programme accepts nothing new. What has been signed is followed up until it is finished. */
import type { IsoDate, Settings } from './model.ts'

export function isClosed(settings: Pick<Settings, 'closed'> | undefined, today: IsoDate): boolean {
  return settings?.closed != null && settings.closed.date <= today
}
