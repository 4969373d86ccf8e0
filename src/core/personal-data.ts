import type { IdentityNumberKind } from './identity-number.ts'
import { withAsciiDigits } from './personal-data/digit-groups.ts'
import { findPrivateMailboxes } from './personal-data/mailbox.ts'
import { findNumbers } from './personal-data/numbers.ts'

/**
 * Personopplysning, by kind: fødselsnummer and its relatives, private e-post, telefonnummer, kontonummer.
 */
export type PersonalDatumKind = IdentityNumberKind | 'private-email' | 'phone-number' | 'bank-account'

/**
 * Personopplysning: where in a text something about a person stands, and what it is. `offset` and
 * `length` count UTF-16 units, as JavaScript strings do. The value itself is left out on purpose:
 * findings go to public logs and comments.
 */
export type PersonalDatum = {
  readonly kind: PersonalDatumKind
  readonly offset: number
  readonly length: number
}

/**
 * Personopplysninger: everything in the raw text of a file, comments included, that looks like an
 * identity number, a person's own mailbox, a telephone number or a bank account, in the order of the
 * text.
 *
 * Git never forgets, so this is asked before a file is taken in. It errs towards silence for numbers that
 * programmes are full of (dates, organisation numbers, amounts, ids, digests, references to laws, web
 * addresses) and towards alarm for identity numbers, of which one in a hundred other eleven-digit numbers
 * is taken for one. Names are not recognised.
 *
 * Digits of all scripts count, and so do numbers with invisible characters inside. The time is
 * proportional to the length of the text, whatever is in it.
 */
export function findPersonalData(text: string): PersonalDatum[] {
  const readable = withAsciiDigits(text)
  const numbers = findNumbers(readable)
  const mailboxes = findPrivateMailboxes(readable).map((found) => ({
    ...found,
    kind: 'private-email' as const,
  }))
  return [...numbers, ...mailboxes]
    .map(({ kind, start, end }) => ({ kind, offset: start, length: endOfCharacter(text, end) - start }))
    .sort((a, b) => a.offset - b.offset || a.length - b.length)
}

/**
 * A digit outside the basic plane has two places, and only the first of them is a digit to `findNumbers`.
 */
function endOfCharacter(text: string, end: number): number {
  return /[\uDC00-\uDFFF]/.test(text[end] ?? '') ? end + 1 : end
}
