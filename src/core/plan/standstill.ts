/** Stillstand: what every text says while the programme pauses, and when it has been closed. */
import { isClosed } from '../closing.ts'
import { isPaused } from '../follow-up/pause.ts'
import type { Words } from '../messages.ts'
import type { IsoDate, Language, Settings } from '../model.ts'
import { formatDate } from '../render/formatted.ts'
import { inert } from '../report/markdown.ts'

/** Since when, until when and why, as plain text; empty while the programme runs. */
export function standstillText(
  settings: Settings | undefined,
  today: IsoDate,
  language: Language,
  words: Words,
): string {
  const { closed, pause } = settings ?? {}
  if (closed && isClosed(settings, today))
    return words('standstill-closed', {
      date: formatDate(closed.date, language),
      reason: closed.reason[language],
    })
  if (!pause || !isPaused(pause, today)) return ''
  const args = { from: formatDate(pause.from, language), reason: pause.reason[language] }
  if (pause.to === undefined) return words('standstill-paused', args)
  return words('standstill-paused-until', { ...args, to: formatDate(pause.to, language) })
}

/** The same as a quotation in Markdown, harmless whatever the reason says. */
export function standstill(...said: Parameters<typeof standstillText>): string {
  const text = standstillText(...said)
  return text === '' ? '' : `> ${inert(text)}`
}
