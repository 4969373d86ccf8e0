/**
 * Likhet i tekst: how much two descriptions are about the same thing, 0–1, and the words that say so. The cosine of
 * what they say: what both say, of what each says at all.
 */
import { compare } from '../../diagnostic.ts'
import type { Ideas } from './ideas.ts'

/** Good descriptions of the same thing come about this far; more does not count. */
const fullMarks = 0.5

/** The same in both directions; 1 for a text with itself. */
export function similarity(one: Ideas, other: Ideas): number {
  if (one.size === 0 || other.size === 0) return 0
  let shared = 0
  merge(one, other, (_mine, _theirs, worth) => {
    shared += worth
  })
  return Math.min(1, shared / Math.sqrt(one.size * other.size) / fullMarks)
}

export type Common = {
  /** As the first of the two writes them: those that gave most first, then the longest. */
  readonly words: readonly string[]
  /** Where in the two registrations they stand, each field once. */
  readonly at: readonly [readonly string[], readonly string[]]
}

/** The words behind {@link similarity}: all of those that gave points, and no others. */
export function commonWords(one: Ideas, other: Ideas): Common {
  const shared: { word: string; worth: number; mine: string; theirs: string }[] = []
  merge(one, other, (mine, theirs, worth) => {
    shared.push({
      word: one.words[mine] ?? '',
      worth,
      mine: one.at[mine] ?? '',
      theirs: other.at[theirs] ?? '',
    })
  })
  shared.sort((a, b) => b.worth - a.worth || b.word.length - a.word.length || compare(a.word, b.word))
  return {
    words: [...new Set(shared.map(({ word }) => word))],
    at: [distinct(shared.map(({ mine }) => mine)), distinct(shared.map(({ theirs }) => theirs))],
  }
}

/** Calls with the positions of each idea that is in both, outright in at least one, and with what it is worth. */
function merge(one: Ideas, other: Ideas, found: (mine: number, theirs: number, worth: number) => void): void {
  let [mine, theirs] = [0, 0]
  while (mine < one.numbers.length && theirs < other.numbers.length) {
    const ahead = (one.numbers[mine] ?? 0) - (other.numbers[theirs] ?? 0)
    if (ahead === 0 && (one.outright[mine] || other.outright[theirs])) {
      found(mine, theirs, (one.weights[mine] ?? 0) * (other.weights[theirs] ?? 0))
    }
    if (ahead <= 0) mine++
    if (ahead >= 0) theirs++
  }
}

function distinct(fields: readonly string[]): readonly string[] {
  return [...new Set(fields)].sort(compare)
}
