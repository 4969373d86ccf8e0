/**
 * How Word counts: one multilevel list for the whole document, in which a paragraph of one level begins the deeper ones
 * anew. A number of the tree is left to Word only where Word would show the same.
 */

/** Clauses (1), numbered paragraphs (1.1), points (a). */
export type NumberLevel = 0 | 1 | 2

export class WordCounter {
  readonly counts: [number, number, number] = [0, 0, 0]

  /** Whether the next paragraph of this level would get the number. If so, it is counted. */
  takes(level: NumberLevel, number: string): boolean {
    const next = [...this.counts.slice(0, level), this.counts[level] + 1]
    if (next.includes(0) || shown(next) !== number) return false
    this.counts.fill(0, level + 1)
    this.counts[level]++
    return true
  }
}

/** As the texts of the levels say: `%1`, `%1.%2`, and of the third only its own, from 1. */
function shown(counts: readonly number[]): string {
  return counts.length < 3 ? counts.join('.') : String(counts[2])
}
