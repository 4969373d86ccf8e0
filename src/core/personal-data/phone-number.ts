import type { DigitGroup } from './digit-groups.ts'
import {
  evenGap,
  groupsOf,
  isAttachedBefore,
  isValueOfId,
  shapeOf,
  textBefore,
  type WrittenNumber,
} from './written-number.ts'

/**
 * How many digits a telephone number that begins with this group has: eight, or ten after `+`, or twelve
 * after 00.
 */
export function phoneNumberSize(text: string, group: DigitGroup | undefined): number {
  if (group === undefined) return 8
  if (text[group.start - 1] === '+') return 10
  return group.digits.startsWith('0') ? 12 : 8
}

/** A word that announces a telephone number, then at most twenty characters without a digit. */
const ANNOUNCEMENT =
  /(?:telefon|phone|tlf|(?<!\p{L})(?:tel|telefax|mob|mobil|mobile|sms|vipps|ring|ringe|call))(?:nummer|nummeret|number|nr|en)?(?!\p{L})[^\d\n]{0,20}$/iu

/** What is counted in pairs of digits without being a telephone number: «uke 21 22 23 24». */
const OTHER_COUNTING =
  /(?:uker?|ukene|veker?|vekene|weeks?|kap\.?|kapitte?l|kapitla|sider?|pages?|punkt|pkt\.?|§+)\s*$/i

/**
 * Telefonnummer: is this number written as a Norwegian telephone number? Eight digits, of which the first
 * is 2–9, are a number like any other, so the way of writing decides. One of these is needed:
 *
 * - the country's code in front: `+47` or `0047`, the rest grouped in any way;
 * - a word that announces it shortly before on the same line: `tlf.`, `mobil`, `phone:`, `ring`…, grouped
 *   in any way unless it is a date or a span of years;
 * - the groups that only telephone numbers have: `22 22 22 22` or `912 34 567`, the same space or hyphen
 *   between all, and not part of a longer row of such groups.
 *
 * Amounts are grouped from the right (`22 500 000`), organisation numbers have nine digits, and a date
 * has four digits in one group, so none of them has the third form.
 *
 * Source: Nkom, the Norwegian numbering plan (E.164),
 * https://nkom.no/telefoni-og-telefonnummer/telefonnummer-og-den-norske-nummerplan/alle-nummerserier-for-norske-telefonnumre
 */
export function isWrittenAsPhoneNumber(number: WrittenNumber): boolean {
  if (number.digits.length !== 8) return hasCountryCode(number) && !spansLines(number)
  if (!/^[2-9]/.test(number.digits)) return false
  if (!isGroupedLikePhoneNumber(number) && !isAnnounced(number)) return false
  return !continuesAsWord(number) && !spansLines(number)
}

function hasCountryCode(number: WrittenNumber): boolean {
  if (/^47[2-9]/.test(number.digits) && number.digits.length === 10) return textBefore(number, 1) === '+'
  return /^0047[2-9]/.test(number.digits) && !isAttachedBefore(number)
}

function isGroupedLikePhoneNumber(number: WrittenNumber): boolean {
  if (!/^(?:2 2 2 2|3 2 3)$/.test(shapeOf(number))) return false
  const gap = evenGap(number)
  if (gap === undefined || !/^(?:[^\S\t]|[-\u2010-\u2013])$/.test(gap) || isAttachedBefore(number))
    return false
  const { chain, first, next } = number
  const continues = (group: DigitGroup | undefined, groupGap: string | undefined) =>
    group !== undefined && groupGap === gap && /^(?!47$)\d{2,3}$/.test(group.digits)
  if (continues(chain[first - 1], chain[first]?.gap) || continues(chain[next], chain[next]?.gap)) return false
  return !OTHER_COUNTING.test(textBefore(number, 16))
}

function isAnnounced(number: WrittenNumber): boolean {
  if (!ANNOUNCEMENT.test(textBefore(number, 40))) return false
  return !isValueOfId(number) && !isDateOrYears(number)
}

function isDateOrYears(number: WrittenNumber): boolean {
  const grouped = groupsOf(number)
    .map((group) => group.digits)
    .join(' ')
  return [
    /^(?:19|20)\d\d ?(?:0[1-9]|1[0-2]) ?(?:0[1-9]|[12]\d|3[01])$/,
    /^(?:0[1-9]|[12]\d|3[01]) (?:0[1-9]|1[0-2]) (?:19|20)\d\d$/,
    /^(?:19|20)\d\d (?:19|20)\d\d$/,
  ].some((written) => written.test(grouped))
}

function spansLines({ text, start, end }: WrittenNumber): boolean {
  return text.slice(start, end).includes('\n')
}

/** A hyphen with a digit behind it is no obstacle: `22 24 90 90-91` is a row of extensions. */
function continuesAsWord({ text, end }: WrittenNumber): boolean {
  return /^(?:[\p{L}_]|-\p{L}|\.[0-9])/u.test(text.slice(end, end + 2))
}
