/** How good an order and a threshold are. Plain textbook measures; equal scores are treated fairly, by expectation. */

/** One judged offer: what a variant gave it, and what people gave it (0, 1 or 2). */
export type Judged = { readonly score: number; readonly grade: number }

/** From here on an offer counts as found. */
const relevant = 1

const gain = (grade: number): number => 2 ** grade - 1

const discount = (rank: number): number => 1 / Math.log2(rank + 2)

/**
 * Normalised discounted cumulative gain of the first `k` (Järvelin & Kekäläinen 2002). Offers with the same score stand
 * in any order, so each of their places is worth their mean gain. 1 is the best order there is.
 */
export function ndcg(judged: readonly Judged[], k: number): number {
  const best = judged.map(({ grade }) => gain(grade)).sort((a, b) => b - a)
  const ideal = discounted(best, k)
  return ideal === 0 ? 0 : discounted(expected(judged), k) / ideal
}

function discounted(gains: readonly number[], k: number): number {
  return gains.slice(0, k).reduce((sum, one, rank) => sum + one * discount(rank), 0)
}

/** Gains in the order of the scores, evened out among equals. */
function expected(judged: readonly Judged[]): readonly number[] {
  const groups = new Map<number, number[]>()
  for (const { score, grade } of judged) groups.set(score, [...(groups.get(score) ?? []), gain(grade)])
  return [...groups].sort(([a], [b]) => b - a).flatMap(([, gains]) => gains.map(() => mean(gains)))
}

export function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}

export type Found = { readonly precision: number; readonly recall: number; readonly f1: number }

/** What is found when everything from the threshold up is shown. */
export function found(judged: readonly Judged[], threshold: number): Found {
  const shown = judged.filter(({ score }) => score >= threshold)
  const hits = shown.filter(({ grade }) => grade >= relevant).length
  const all = judged.filter(({ grade }) => grade >= relevant).length
  const precision = shown.length === 0 ? 0 : hits / shown.length
  const recall = all === 0 ? 0 : hits / all
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { precision, recall, f1 }
}

/** The threshold with the highest F1; of equals the lowest. */
export function bestThreshold(judged: readonly Judged[]): number {
  const thresholds = [...new Set(judged.map(({ score }) => score))].sort((a, b) => a - b)
  let best = { threshold: 0, f1: -1 }
  for (const threshold of thresholds) {
    const { f1 } = found(judged, threshold)
    if (f1 > best.f1) best = { threshold, f1 }
  }
  return best.threshold
}

/** The middle 95 % of a sorted list. */
export function middle(sorted: readonly number[]): readonly [number, number] {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return [at(0.025), at(0.975)]
}

/**
 * By how much the one is better than the other, query by query, and the 95 % interval of that mean when queries are drawn
 * again and again (paired bootstrap, Efron & Tibshirani 1993). An interval with 0 in it: no difference shown.
 */
export function gainOver(
  one: readonly number[],
  other: readonly number[],
  roll: () => number,
): { readonly mean: number; readonly interval: readonly [number, number] } {
  const differences = one.map((value, at) => value - (other[at] ?? 0))
  const drawn = Array.from({ length: 4000 }, () =>
    mean(differences.map(() => differences[Math.floor(roll() * differences.length)] ?? 0)),
  )
  return { mean: mean(differences), interval: middle(drawn.sort((a, b) => a - b)) }
}
