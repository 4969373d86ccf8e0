/** Where a line may end inside of what has no end: addresses, digests, and whatever somebody typed without a space. */

/** Without a space, and too long to be hyphenated in a column of a table. */
const endless = /[^\s\u00A0]{25,}/g
const afterMark = /(?<=[@._/:=&?+-])(?=[^@._/:=&?+-])/
/** Letters that a hyphen can be put between: a vowel every now and then, and no letter again and again. */
const word = /^(?!.*(.)\1\1)(?!.*[^aeiouyæøåäöáéèêóòô]{7})\p{L}{1,40}$/iu
/** A letter with its accents. */
const letter = /\P{M}\p{M}*|\p{M}+/gu
const step = 8

/** The text in pieces, such that no piece is wider than a narrow column. Together they are the text. */
export function pieces(text: string): readonly string[] {
  const found: string[] = ['']
  // A line may end only inside of a run; what stands around it goes with the piece beside it.
  const append = (more: string) => found.push((found.pop() ?? '') + more)
  let end = 0
  for (const { 0: run, index } of text.matchAll(endless)) {
    const [first = '', ...others] = run.split(afterMark).flatMap(short)
    append(text.slice(end, index) + first)
    found.push(...others)
    end = index + run.length
  }
  append(text.slice(end))
  return found
}

function short(part: string): readonly string[] {
  if (part.length <= 2 * step || word.test(part)) return [part]
  const letters = part.match(letter) ?? []
  return Array.from({ length: Math.ceil(letters.length / step) }, (_, index) =>
    letters.slice(index * step, (index + 1) * step).join(''),
  )
}
