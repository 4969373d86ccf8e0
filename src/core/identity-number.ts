/**
 * Fødselsnummer and its relatives, told apart by what is added to the date of birth: fødselsnummer
 * (nothing), D-nummer (day + 40), H-nummer (hjelpenummer, month + 40), syntetisk nummer (month + 80 in
 * the Tax Administration's test register, month + 65 in some of NAV's). D combines with each of these;
 * what is added to the month then decides. Most of NAV's test people have month + 40 and cannot be told
 * from help numbers, so they are given the stricter name.
 */
export type IdentityNumberKind =
  | 'national-identity-number'
  | 'd-number'
  | 'help-number'
  | 'synthetic-identity-number'

const FIRST_CHECK = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]
const SECOND_CHECK = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]

/**
 * What may be left of the first weighted sum modulo 11: 0 for numbers issued before 2032, 0–3 for those
 * issued after.
 */
const FIRST_REMAINDERS = 4

/** February has 29 days in the years 00, 04 … 96; the century is not known, and 2000 was a leap year. */
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const MONTH_SERIES: readonly { added: number; kind: IdentityNumberKind | undefined }[] = [
  { added: 0, kind: undefined },
  { added: 40, kind: 'help-number' },
  { added: 65, kind: 'synthetic-identity-number' },
  { added: 80, kind: 'synthetic-identity-number' },
]

/**
 * Adding 80 to no month at all gives 80. The registers do not, but numbers made up by hand have it, and a
 * scanner had better name them. No person has such a number.
 */
const MONTHLESS = 80

/**
 * Fødselsnummer: what kind of identity number these eleven ASCII digits are, or `undefined` when they are
 * none.
 *
 * The number is ddmmyy, three individual digits and two check digits. Both the check digits of today and
 * those in use from 1 January 2032 are accepted, since old numbers stay valid; the new rule contains the
 * old one. The individual digits are not compared with the year: D-numbers left that scheme in 2021 and
 * all new numbers leave it in 2032. Of random eleven-digit numbers about one in a hundred passes.
 *
 * Sources: Skatteetaten, https://github.com/Skatteetaten/folkeregisteret-api-dokumentasjon
 * (src/om-tjenestene/nyttfnr2032.md) for the rule of 2032;
 * https://www.skatteetaten.no/en/deling/opplysninger/folkeregisteropplysninger/pid/ for the series;
 * https://github.com/navikt/fnrvalidator/issues/116 for NAV's test numbers.
 */
export function identityNumberKind(digits: string): IdentityNumberKind | undefined {
  if (!/^[0-9]{11}$/.test(digits)) return undefined
  const kind = kindByDate(digits)
  if (kind === undefined) return undefined
  return remainder(digits, FIRST_CHECK) < FIRST_REMAINDERS && remainder(digits, SECOND_CHECK) === 0
    ? kind
    : undefined
}

/**
 * Kontonummer: are these eleven ASCII digits a possible Norwegian bank account? The weights 5 4 3 2 7 6 5
 * 4 3 2 and a check digit, modulo 11; they are the weights of the second check digit above, so **every
 * identity number also passes**: ask `identityNumberKind` first. A bank's register number, the first four
 * digits, is never 0000.
 *
 * Sources: the weights, ECBS TR201
 * (http://www.cnb.cz/miranda2/export/sites/www.cnb.cz/cs/platebni_styk/iban/download/TR201.pdf); the
 * shape, https://www.remember.no/kredittkort/faq/faktura/hvordan-betale-faktura/hva-er-kontonummeret/
 */
export function isBankAccount(digits: string): boolean {
  return /^[0-9]{11}$/.test(digits) && !digits.startsWith('0000') && remainder(digits, SECOND_CHECK) === 0
}

function kindByDate(digits: string): IdentityNumberKind | undefined {
  const writtenDay = Number(digits.slice(0, 2))
  const writtenMonth = Number(digits.slice(2, 4))
  const isDNumber = writtenDay > 40
  const day = isDNumber ? writtenDay - 40 : writtenDay
  if (day < 1 || day > 31) return undefined
  if (writtenMonth === MONTHLESS) return 'synthetic-identity-number'
  const series = MONTH_SERIES.find(({ added }) => writtenMonth > added && writtenMonth <= added + 12)
  if (series === undefined) return undefined
  const month = writtenMonth - series.added
  const leapDay = month === 2 && Number(digits.slice(4, 6)) % 4 === 0 ? 1 : 0
  if (day > (DAYS[month - 1] ?? 0) + leapDay) return undefined
  return series.kind ?? (isDNumber ? 'd-number' : 'national-identity-number')
}

function remainder(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits.charCodeAt(index) - 48), 0) % 11
}
