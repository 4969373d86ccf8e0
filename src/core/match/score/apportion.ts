/**
 * Divides a whole number in proportion to weights, in whole numbers that add up to it (largest remainder; of equal
 * remainders the first wins). All weights 0 give all shares 0.
 */
export function apportion(weights: readonly number[], total: number): readonly number[] {
  const sum = weights.reduce((one, other) => one + other, 0)
  if (sum === 0) return weights.map(() => 0)
  const exact = weights.map((weight) => (weight * total) / sum)
  const shares = exact.map(Math.floor)
  const missing = total - shares.reduce((one, other) => one + other, 0)
  const byRemainder = exact
    .map((share, at) => ({ at, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at)
  for (const { at } of byRemainder.slice(0, missing)) shares[at] = (shares[at] ?? 0) + 1
  return shares
}
