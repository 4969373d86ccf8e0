/**
 * Sammensetninger: «tilsynsobjekt» is tilsyn and objekt. Norwegian writes compounds as one word, with or without a
 * linking -s- or -e-, so what one text says in two words the other says in one.
 */

/** A word or a part as it is compared. */
type KeyOf = (part: string) => string

/** Shorter words and parts are too often something else: «plan» in «planet», «syn» in «ettersyn». */
const [shortestWord, shortestPart, shortestKnown] = [7, 4, 3] as const

/** «ettersyn» and «tilsyn», «avdeling» and «utdeling»: what a prefix makes is a word by itself, no compound. */
const prefixes = new Set(
  `an av be etter for fore fram frem gjen gjennom inn innen med mis mot om opp over på sam til u under ut van
  ved`.split(/\s+/),
)

/** Look like compounds of words they have nothing to do with. */
const opaque = /^(?:rettferd|vanskel|planet)/

/** A tail begins as a word can begin, not as an ending of «-isere», «-asjon», «-else», «-itet» would. */
const ending = /^(?:[^aeiouyæøå]{4}|is|as|it|el|er|en|al|ar|ell|ig|isk|sj)/

const vowel = /[aeiouyæøå]/

/**
 * The parts a word can be made of, wherever it can be cut. One part of each cut must be known; whether the other is a
 * word too, the text it is compared with will show.
 */
export function partsOf(word: string, known: ReadonlySet<string>, keyOf: KeyOf): readonly string[] {
  if (word.length < shortestWord || opaque.test(word)) return []
  const parts = new Set<string>()
  for (let cut = 3; cut <= word.length - shortestPart; cut++) {
    const [written, tail] = [word.slice(0, cut), word.slice(cut)]
    if (prefixes.has(written) || !vowel.test(written) || !vowel.test(tail) || ending.test(tail)) continue
    const tailKey = keyOf(tail)
    for (const head of unlinked(written)) {
      for (const part of whenKnown([keyOf(head), tailKey], known)) parts.add(part)
    }
  }
  return [...parts]
}

/** With and without the linking letter. */
function unlinked(head: string): readonly string[] {
  return /[se]$/.test(head) ? [head, head.slice(0, -1)] : [head]
}

function whenKnown(parts: readonly string[], known: ReadonlySet<string>): readonly string[] {
  if (!parts.some((part) => known.has(part))) return []
  return parts.filter((part) => part.length >= (known.has(part) ? shortestKnown : shortestPart))
}
