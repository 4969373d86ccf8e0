/** «Mente du …?» */
import { closest, distance } from 'fastest-levenshtein'

/** The candidate so near the word that it was probably meant; undefined when a guess would only confuse. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0 || word.length > 80) return undefined
  const wanted = fold(word)
  const folded = candidates.map(fold)
  const exact = folded.indexOf(wanted)
  if (exact >= 0) return candidates[exact]
  const best = closest(wanted, folded)
  const limit = Math.max(1, Math.floor(Math.min(wanted.length, best.length) / 3))
  return distance(wanted, best) <= limit ? candidates[folded.indexOf(best)] : undefined
}

/** People leave out the accents in names of folders, or keep them. */
function fold(word: string): string {
  return word.toLowerCase().replaceAll('å', 'a').replaceAll('ø', 'o').replaceAll('æ', 'ae').replaceAll(/[\s_]+/g, '-')
}
