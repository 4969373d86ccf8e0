/**
 * How points are counted: a) b) c), as Norwegian law and contracts do («bokstav a»), and i) ii) iii) below that. Points
 * that letters do not suffice for have numbers, for after z every program goes on in its own way.
 */
export type Counting = 'letters' | 'romans' | 'numbers'

const alphabet = 'abcdefghijklmnopqrstuvwxyz'

/** `start` is at least 1. `depth`: how many ordered lists stand around this one. */
export function countingOf(start: number, length: number, depth: number): Counting {
  if (start + length - 1 > alphabet.length) return 'numbers'
  return depth % 2 === 0 ? 'letters' : 'romans'
}

/** What stands before a point: «a)». */
export function pointMark(counting: Counting, number: number): string {
  if (counting === 'letters') return `${alphabet[number - 1]})`
  return `${counting === 'romans' ? roman(number) : number})`
}

const romans: readonly (readonly [number, string])[] = [
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(number: number): string {
  let [left, written] = [number, '']
  for (const [value, sign] of romans) for (; left >= value; left -= value) written += sign
  return written
}
