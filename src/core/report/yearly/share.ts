/** Andeler i ord: «tre av fire», «om lag én av ti», «nesten alle». */
import type { Words } from '../../messages.ts'

const fractions = [
  [1, 10],
  [1, 5],
  [1, 4],
  [1, 3],
  [2, 5],
  [1, 2],
  [3, 5],
  [2, 3],
  [3, 4],
  [4, 5],
  [9, 10],
] as const

/** The nearest of a few; said to be about so much unless it is exactly that. `whole` is not 0. */
export function shareInWords(part: number, whole: number, words: Words): string {
  if (part === 0) return words('figures-share-none')
  if (part === whole) return words('figures-share-all')
  if (part * 20 < whole) return words('figures-share-few')
  if (part * 20 > whole * 19) return words('figures-share-most')
  const distance = ([a, b]: readonly [number, number]) => Math.abs(part / whole - a / b)
  const [a, b] = fractions.reduce<readonly [number, number]>(
    (nearest, one) => (distance(one) < distance(nearest) ? one : nearest),
    fractions[0],
  )
  const share = words(`figures-share-${a}-${b}`)
  return part * b === whole * a ? share : words('figures-share-about', { share })
}
