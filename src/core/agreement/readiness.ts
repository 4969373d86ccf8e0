/** Klar til signering: what stands in the way of signing an agreement as it is. */
import type { Words } from '../messages.ts'
import type { Agreement, IsoDate, Language, Programme } from '../model.ts'
import { agencyName } from '../render/view-teller.ts'
import { type OpenQuestion, openQuestions } from './open-questions.ts'
import { isTerminated } from './phase.ts'
import { signedOn } from './signing.ts'

/** `sign-unready-<unready>` in the vocabulary. */
export type Unready =
  | { readonly unready: 'terminated' | 'unknown-terms' }
  /** Folders of those that have not said yes to the match. */
  | { readonly unready: 'proposed'; readonly missing: readonly string[] }
  | { readonly unready: 'open'; readonly questions: readonly OpenQuestion[] }

/** Undefined when it can be signed. What `check` finds is another matter. */
export function unreadiness(
  agreement: Agreement,
  digest: string | undefined,
  today: IsoDate,
): Unready | undefined {
  if (isTerminated(agreement, today)) return { unready: 'terminated' }
  if (digest !== undefined && signedOn(agreement, digest) !== undefined) return undefined
  const missing = agreement.basis.match === undefined ? [] : notAccepted(agreement)
  if (missing.length > 0) return { unready: 'proposed', missing }
  const questions = openQuestions(agreement)
  if (questions.length > 0) return { unready: 'open', questions }
  return digest === undefined ? { unready: 'unknown-terms' } : undefined
}

function notAccepted({ parties, accepted }: Agreement): readonly string[] {
  return parties.flatMap(({ agency }) => (accepted.some(({ party }) => party === agency) ? [] : [agency]))
}

export type Reader = { readonly programme: Programme; readonly language: Language; readonly words: Words }

/** The name of an agency by its folder; the folder where there is none. */
export function partyName(slug: string, { programme, language }: Omit<Reader, 'words'>): string {
  const agency = programme.agencies.get(slug)
  return agency ? agencyName(agency, language) : slug
}

/** As whoever must answer it is asked. */
export function questionText(
  { at: [list, position], question }: OpenQuestion,
  { parties, exchanges }: Agreement,
  reader: Reader,
): string {
  const { words } = reader
  if (list === 'exchanges') {
    const text = words(`question-${question}`)
    return exchanges.length === 1
      ? text
      : words('question-in-exchange', { number: Number(position) + 1, question: text })
  }
  const slug = list === 'parties' ? parties[Number(position)]?.agency : String(position)
  return words(`question-${question}`, { name: partyName(slug ?? '', reader) })
}
