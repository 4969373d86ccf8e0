/** «Mente du …?» */
import { distance } from 'fastest-levenshtein'

/** The candidate so near the word that it was probably meant; undefined when a guess would only confuse. Ties go to the first. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > 80) return undefined
  const wanted = fold(word)
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    if (!isOfLikeLength(word, candidate)) continue
    const steps = stepsBetween(wanted, fold(candidate))
    if (steps < least) [best, least] = [candidate, steps]
  }
  return best !== undefined && least <= allowance(wanted, fold(best)) ? best : undefined
}

/** Nobody slips more often than this in one word; names that differ more are two names with the same ending. */
const mostSlips = 3

/** One slip in a short word; in longer ones one for every three letters. */
function allowance(a: string, b: string): number {
  return Math.min(mostSlips, Math.max(1, Math.floor(Math.min(a.length, b.length) / 3)))
}

/** Cheap to ask, and true of all that anybody would call near. */
function isOfLikeLength(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a.length, b.length] : [b.length, a.length]
  return long <= 2 * short + 1
}

/** Letters to add, leave out or change; two neighbours that changed places are one slip, not two. */
function stepsBetween(a: string, b: string): number {
  return isSwap(a, b) ? 1 : distance(a, b)
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false
  let at = 0
  while (a[at] === b[at]) at++
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

/** People leave out the accents in names of folders, or keep them. */
function fold(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('å', 'a')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll(/[\s_]+/g, '-')
}
