/** Words that belong together on one line. */

const months =
  'januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|' +
  'January|February|March|April|May|June|July|August|September|October|November|December'
/** Looking back at every space takes time, so each is only tried on texts in which the quick sign before it is found. */
const ties: readonly (readonly [sign: RegExp, tie: RegExp])[] = [
  [/§ \d/, /(?<=§) (?=\d)/g],
  [/\d [a-h]\b/, /(?<=\b\d{1,3}) (?=[a-h]\b)/g], // § 13 f
  [
    /(?:artikkel|bokstav|punkt|nr\.|Article|section) /,
    /(?<=\b(?:artikkel|bokstav|punkt|nr\.|Article|section)) (?=\d|\w\b)/g,
  ],
  [/\d{3} \d{3}/, /(?<=\b\d{3}) (?=\d{3} \d{3}\b)|(?<=\b\d{3}[ \u00A0]\d{3}) (?=\d{3}\b)/g],
  [
    new RegExp(`\\d\\.?[ \\u00A0](?:${months})\\b`),
    new RegExp(
      `(?<=\\b\\d{1,2}\\.?) (?=(?:${months})\\b)|(?<=\\b\\d{1,2}\\.?[ \\u00A0](?:${months})) (?=\\d{4}\\b)`,
      'g',
    ),
  ],
]

/** No-break spaces where a line must not end: after §, within an organisation number, within a date. */
export function tied(text: string): string {
  return ties.reduce(
    (result, [sign, tie]) => (sign.test(result) ? result.replace(tie, '\u00A0') : result),
    text,
  )
}
