import { type IdentityNumberKind, identityNumberKind, isBankAccount } from '../identity-number.ts'
import { type DigitChain, digitChains, withoutAddressPaths } from './digit-groups.ts'
import { isWrittenAsPhoneNumber, phoneNumberSize } from './phone-number.ts'
import {
  evenGap,
  groupsOf,
  isAttachedAfter,
  isAttachedBefore,
  isPartOfDigest,
  isValueOfId,
  numberOf,
  shapeOf,
  textBefore,
  type WrittenNumber,
} from './written-number.ts'

/** What a number found in a text is. */
export type NumberKind = IdentityNumberKind | 'bank-account' | 'phone-number'

/** A number found, from `start` up to `end` in the text. The digits themselves are not kept. */
export type FoundNumber = { readonly kind: NumberKind; readonly start: number; readonly end: number }

/** Identity numbers and bank accounts alike. */
const SIZE = 11

const BIRTH_DATE_SIZE = 6

/**
 * Group lengths: one piece; the date in one to three groups, then the rest in one or two; or single
 * digits.
 */
const IDENTITY_SHAPE = /^(?:11|(?:6|2 4|4 2|3 3|2 2 2) (?:5|2 3|3 2)|1(?: 1){10})$/

/**
 * All identity numbers, bank accounts and telephone numbers in a text whose digits are ASCII (see
 * `withAsciiDigits`), in the order of the text. What has been found once is not judged again as part of
 * something else.
 */
export function findNumbers(text: string): FoundNumber[] {
  const searched = withoutAddressPaths(text)
  const found: FoundNumber[] = []
  for (const chain of digitChains(searched)) {
    if (isIsoDate(chain)) continue
    for (let first = 0; first < chain.length; ) {
      const number = numberAt(searched, chain, first)
      if (number !== undefined) found.push(number)
      const end = number?.end ?? 0
      do first++
      while ((chain[first]?.start ?? end) < end)
    }
  }
  return found
}

/**
 * The number that begins at a group. Every identity number is also a possible bank account, so identity
 * is asked first.
 */
function numberAt(text: string, chain: DigitChain, first: number): FoundNumber | undefined {
  const eleven = numberOf(text, chain, first, SIZE)
  const kind = eleven && (identityOf(eleven) ?? bankAccountOf(eleven))
  if (kind !== undefined) return { kind, start: eleven?.start ?? 0, end: eleven?.end ?? 0 }
  const phone = numberOf(text, chain, first, phoneNumberSize(text, chain[first]))
  if (phone === undefined || !isWrittenAsPhoneNumber(phone)) return undefined
  const plus = textBefore(phone, 1) === '+' ? 1 : 0
  return { kind: 'phone-number', start: phone.start - plus, end: phone.end }
}

/**
 * An identity number in one piece, in groups with a cut after the date of birth (010203 12345, 01.02.03
 * 12345) or digit by digit: that is how people write it, and it leaves out amounts (12 345 678 901) and
 * columns of small numbers. A line may break after the date of birth, where folded text breaks. The
 * decimals of a fraction are not one, nor is a date such as 2027-03-01 with more digits behind it, nor a
 * piece of a digest.
 */
function identityOf(number: WrittenNumber): IdentityNumberKind | undefined {
  const kind = identityNumberKind(number.digits)
  if (kind === undefined || !isGroupedAsIdentityNumber(number) || startsWithIsoDate(number)) return undefined
  return textBefore(number, 2) === '0.' || isPartOfDigest(number) ? undefined : kind
}

/**
 * A bank account as `1234.56.78903`, with dots, spaces or hyphens, or in one piece. In one piece after
 * the key `id` it is an account on the forge instead: one in eleven of those would pass the check. (As an
 * identity number one in a hundred passes, and is reported.)
 */
function bankAccountOf(number: WrittenNumber): 'bank-account' | undefined {
  if (!isBankAccount(number.digits) || isAttachedBefore(number) || isAttachedAfter(number)) return undefined
  const inOnePiece = number.next - number.first === 1 && !isValueOfId(number)
  const inGroups = shapeOf(number) === '4 2 5' && /^[.\s\-\u2010-\u2013]$/.test(evenGap(number) ?? '')
  return inOnePiece || inGroups ? 'bank-account' : undefined
}

function isGroupedAsIdentityNumber(number: WrittenNumber): boolean {
  if (!IDENTITY_SHAPE.test(shapeOf(number))) return false
  let before = 0
  return groupsOf(number).every((group, index) => {
    const folded = index > 0 && group.gap.includes('\n')
    const allowed = !folded || before === BIRTH_DATE_SIZE
    before += group.digits.length
    return allowed
  })
}

/** Most chains are a date and nothing more; they are passed over before anything slower is asked. */
function isIsoDate(chain: DigitChain): boolean {
  if (chain.length !== 3 || chain[1]?.gap !== '-' || chain[2]?.gap !== '-') return false
  return chain[0]?.digits.length === 4 && chain[1].digits.length === 2 && chain[2].digits.length === 2
}

function startsWithIsoDate({ text, start }: WrittenNumber): boolean {
  return /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-[0-3]\d(?!\d)/.test(text.slice(start, start + 11))
}
