const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2, 1]

/**
 * Organisasjonsnummer: is the text the nine digits of a number that can exist?
 *
 * The ninth digit is a check digit: the first eight weighted 3 2 7 6 5 4 3 2, and 11 − (sum mod 11),
 * where 11 becomes 0 and 10 means that no such number is issued. That is the same as saying that the sum
 * over all nine digits, the last with weight 1, is divisible by 11. Every single wrong digit and every
 * swap of two neighbours is caught. Whether the number is *registered*, and to whom, is another question.
 * Spaces are not accepted: numbers are stored bare.
 *
 * Source: Brønnøysundregistrene, http://www.brreg.no/english/coordination/number.html
 */
export function isOrganisationNumber(text: string): boolean {
  if (!/^[0-9]{9}$/.test(text)) return false
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return sum % 11 === 0
}

/**
 * Organisasjonsnummer as people read it, in groups of three: `974 760 673`. Ordinary spaces; a renderer
 * that must not break the line makes them no-break. A text that is not nine digits comes back as it is,
 * because what is shown beside an error must be what was written.
 */
export function formatOrganisationNumber(number: string): string {
  return number.replace(/^([0-9]{3})([0-9]{3})([0-9]{3})$/, '$1 $2 $3')
}
