/**
 * Texts that say the same: nine in ten of their words are shared (Jaccard). Comparing everything with everything would
 * be quadratic, and taking every text apart is slow, so only texts with a whole sentence in common are compared:
 * whoever copies a text and changes a little leaves most sentences as they were.
 */

/** Nine in ten, as whole numbers: fractions would round the wrong way at the edge. */
const [shared, outOf] = [9, 10]

/** A sentence in more texts than this is a set phrase and says nothing about who copied whom. */
const maxUses = 20

/** Every item whose text nearly copies an earlier one's, with an earlier one that is no copy itself. */
export function* nearCopies<T>(
  items: readonly T[],
  textsOf: (item: T) => readonly string[],
  comparable: (item: T, other: T) => boolean,
): Generator<readonly [item: T, original: T]> {
  const originals = new Map<string, T[]>()
  const words = new Map<T, ReadonlySet<string>>()
  const wordsIn = (item: T) => {
    const known = words.get(item) ?? new Set(textsOf(item).flatMap(wordsOf))
    words.set(item, known)
    return known
  }
  for (const item of items) {
    const sentences = textsOf(item).flatMap(sentencesOf)
    const candidates = new Set(sentences.flatMap((sentence) => originals.get(sentence) ?? []))
    const original = [...candidates].find(
      (other) => comparable(item, other) && isNearCopy(wordsIn(item), wordsIn(other)),
    )
    if (original) yield [item, original]
    else for (const sentence of sentences) append(originals, sentence, item)
  }
}

/** Letters and digits in lower case: what is left when layout and punctuation are taken away. */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/[.!?]\s+|\n+/).map((sentence) =>
    sentence
      .trim()
      .toLowerCase()
      .replace(/[.!?]$/, ''),
  )
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (!list) lists.set(key, [item])
  else if (list.length < maxUses) list.push(item)
}

function isNearCopy(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  let both = 0
  for (const word of one) if (other.has(word)) both++
  return both * outOf >= shared * (one.size + other.size - both)
}
