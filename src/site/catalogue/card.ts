/** Kort: an entry as it is seen in the catalogue. Made alike on the page and by the script. */
import { capitalised } from '../../core/text.ts'
import type { Entry, Vocabulary } from './entry.ts'
import { monthSpan } from './months.ts'

export type Card = {
  readonly kind: Entry['kind']
  readonly kindWord: string
  readonly title: string
  /** BCP 47, where it is another than the page's: a screen reader then reads nynorsk as nynorsk (WCAG 3.1.2). */
  readonly lang: string
  readonly agency: string
  readonly summary: string
  readonly areas: readonly string[]
  /** «Hospitering», «mars–desember 2027», «Trondheim, delvis digitalt». */
  readonly facts: readonly string[]
  /** '' while it is open. */
  readonly standing: string
}

export function cardOf(entry: Entry, vocabulary: Vocabulary): Card {
  const { word, language } = vocabulary
  return {
    kind: entry.kind,
    kindWord: word('kind', entry.kind),
    title: entry.title,
    lang: entry.language === language ? '' : entry.language,
    agency: vocabulary.agency(entry.agency).short,
    summary: opening(entry.background),
    areas: entry.areas.map((id) => vocabulary.area(id).label),
    facts: [
      capitalised(entry.forms.map((form) => word('form', form)).join(', ')),
      capitalised(monthSpan(entry.from, entry.to, language)),
      placeOf(entry, vocabulary),
    ],
    standing: entry.standing === 'open' ? '' : word('standing', entry.standing),
  }
}

/** A digital stay has no place that matters. */
function placeOf({ municipality, presence }: Entry, { word }: Vocabulary): string {
  const how = word('presence', presence)
  return presence === 'digital' ? capitalised(how) : `${municipality}, ${how}`
}

/** As many letters as three lines of a card hold. */
const openingLetters = 95

/** The first words of a text, ended at a sentence where there is one, otherwise between two words. */
export function opening(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= openingLetters) return line
  const start = line.slice(0, openingLetters)
  const sentence = start.search(/[.!?](?= [^.!?]*$)/)
  if (sentence >= openingLetters / 2) return start.slice(0, sentence + 1)
  const space = start.lastIndexOf(' ')
  return `${start.slice(0, space > 0 ? space : openingLetters)}\u00A0…`
}
