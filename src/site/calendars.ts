/** Kalendere på nettstedet: which there are of an agreement, an agency or a round, and where. */
import type { Scene } from './model.ts'

export type CalendarLink = { readonly href: string; readonly label: string; readonly tongue: string }

/** `of` is the path of the calendar without its language: `agreements/kld-nve`. The reader's own language first. */
export function calendarLinks(of: string, { facts, language, link, words }: Scene): readonly CalendarLink[] {
  const tongues = [language, ...(['nb', 'nn', 'en'] as const).filter((one) => one !== language)]
  return tongues
    .map((tongue) => ({ tongue, path: `kalender/${of}.${tongue}.ics` }))
    .filter(({ path }) => facts.calendars.has(path))
    .map(({ tongue, path }) => ({
      href: link(`/${path}`),
      label: words('site-calendar', { language: words(`language-${tongue}`) }),
      tongue,
    }))
}
