/** Sitat i en setning: «DSS lærte om «Dokumentasjonsplan i praksis» av Nasjonalarkivet i 2026: …» */
import type { Words } from '../messages.ts'
import type { Programme } from '../model.ts'
import { nameOf } from '../report/matching-sentences.ts'
import { paragraph } from '../report/visible.ts'
import { shortened } from '../text.ts'
import type { Learned } from './learned.ts'
import { quoteFrom } from './quote.ts'

/** Plain text: whoever puts it on a page or in a comment makes it harmless there. */
export type Citation = { readonly who: string; readonly quote: string; readonly subject: string }

const longestSubject = 80

/** The host has learned together with the one it hosted; the others have learned from the host. */
export function citation(one: Learned, programme: Programme, words: Words): Citation {
  const subject = shortened(paragraph(one.title), longestSubject)
  const who = words(one.by === 'host' ? 'learned-with' : 'learned-from', {
    agency: nameOf(one.agency, programme),
    other: nameOf(one.other, programme),
    subject,
    year: one.date.slice(0, 4),
  })
  return { who, quote: quoteFrom(one.learned), subject }
}
