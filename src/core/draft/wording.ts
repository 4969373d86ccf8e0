/** From what a schema says to somebody who writes a file to what is said to somebody who is asked. */

/** What only matters to whoever writes the file by hand, and what is left when it is taken out. */
const notations: readonly (readonly [RegExp, string])[] = [
  [/,? (?:for eksempel|til dømes|for example) \[[^\]]*\]/g, ''],
  [/: \[\]/g, ''],
  [/ (?:i anførselstegn|i hermeteikn|in quotation marks)(?:: "\d{9}")?/g, ''],
  [/(?<=Bruk |Use )(?:kortna[vm]net, eller|the short name, or) /g, ''],
  [/ \([«“][A-Za-z]+[»”]\)/g, ''],
]

/** Sentences about quotation marks and brackets. */
const aboutNotation = /anførselstegn|hermeteikn|quotation marks|[[\]{}]/

/** What is chosen from a list is called by its own name there. */
const shortNameOf = /^(?:Kortna[vm]net til|The short name of) (.)/u

/** A description without the signs of the file's notation: nobody who answers a question needs them. */
export function plainHelp(description: string): string {
  const said = notations.reduce((text, [sign, instead]) => text.replaceAll(sign, instead), description)
  return sentences(said)
    .filter((sentence) => !aboutNotation.test(sentence))
    .map((sentence) => sentence.replace(shortNameOf, (_, first: string) => first.toUpperCase()))
    .join(' ')
}

/** What a sentence gives as an example, in quotation marks or as a number. */
export function exampleIn(description: string): string | undefined {
  const example = /(?:[Ff]or eksempel|[Tt]il dømes|[Ff]or example) (?:[«“]([^»”]+)[»”]|(\d+))/.exec(
    description,
  )
  return example?.[1] ?? example?.[2] ?? /\b(\d+)\b/.exec(description)?.[1]
}

export function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.?!]) (?=\p{Lu})/u)
}

/** «Sende – en medarbeider hos dere drar ut»: the word, and what it means. */
export function headOf(label: string): string {
  return label.split(' – ')[0] ?? label
}
