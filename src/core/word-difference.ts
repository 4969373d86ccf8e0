/** Which words of a text are new and which are gone. */

/** Ordrekke: words that follow each other, all of them changed or none. What is left out of it is told by an ellipsis. */
export type Run = { readonly text: string; readonly isChanged: boolean }

export type WordDifference = { readonly before: readonly Run[]; readonly after: readonly Run[] }

/** A run of words in both texts, only in the earlier, or only in the later. */
export type Marked = { readonly text: string; readonly fate: 'same' | 'gone' | 'new' }

/** Both texts as one: what is gone stands before what has come in its place. */
export function redline(before: string, after: string): readonly Marked[] {
  const [was, is] = [wordsIn(before), wordsIn(after)]
  const marked: { words: string[]; fate: Marked['fate'] }[] = []
  const add = (words: readonly string[], fate: Marked['fate']) => {
    if (words.length === 0) return
    const last = marked.at(-1)
    if (last?.fate === fate) last.words.push(...words)
    else marked.push({ words: [...words], fate })
  }
  let [one, other] = [0, 0]
  for (const [nextOne, nextOther] of [...inCommon(was, is), [was.length, is.length] as const]) {
    add(was.slice(one, nextOne), 'gone')
    add(is.slice(other, nextOther), 'new')
    add(was.slice(nextOne, nextOne + 1), 'same')
    ;[one, other] = [nextOne + 1, nextOther + 1]
  }
  return marked.map(({ words, fate }) => ({ text: words.join(' '), fate }))
}

/** Of what is the same only `around` words are kept on each side of a change, also where the change is in the other text. */
export function wordDifference(before: string, after: string, around: number): WordDifference {
  const [was, is] = [wordsIn(before), wordsIn(after)]
  const pairs = inCommon(was, is)
  const near = nearChanges(pairs, was.length, is.length, around)
  return {
    before: runs(was, new Map(pairs.map(([index], nth) => [index, near.has(nth)]))),
    after: runs(is, new Map(pairs.map(([, index], nth) => [index, near.has(nth)]))),
  }
}

function wordsIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

/** What both sequences have: its position in each. */
export type Pair = readonly [before: number, after: number]

/** Comparing takes as many steps as the lengths multiplied; longer texts than this are another text altogether. */
const mostSteps = 1_000_000

/** What both begin with, what both end with, and the longest sequence between that both have in the same order. */
export function inCommon(was: readonly string[], is: readonly string[]): readonly Pair[] {
  const shortest = Math.min(was.length, is.length)
  let [start, end] = [0, 0]
  while (start < shortest && was[start] === is[start]) start++
  while (end < shortest - start && was.at(-1 - end) === is.at(-1 - end)) end++
  const [middleWas, middleIs] = [was.slice(start, was.length - end), is.slice(start, is.length - end)]
  const middle = middleWas.length * middleIs.length > mostSteps ? [] : longestCommon(middleWas, middleIs)
  return [
    ...Array.from({ length: start }, (_, index): Pair => [index, index]),
    ...middle.map(([one, other]): Pair => [start + one, start + other]),
    ...Array.from({ length: end }, (_, index): Pair => [was.length - end + index, is.length - end + index]),
  ]
}

function longestCommon(was: readonly string[], is: readonly string[]): readonly Pair[] {
  const lengthFrom = lengthsOfCommon(was, is)
  const pairs: Pair[] = []
  let [row, column] = [0, 0]
  while (row < was.length && column < is.length) {
    if (was[row] === is[column]) pairs.push([row++, column++])
    else if (lengthFrom(row + 1, column) >= lengthFrom(row, column + 1)) row++
    else column++
  }
  return pairs
}

/** How many words in common there still are from a position in each on. */
function lengthsOfCommon(
  was: readonly string[],
  is: readonly string[],
): (row: number, column: number) => number {
  const width = is.length + 1
  const lengths = new Uint32Array((was.length + 1) * width)
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = was.length - 1; row >= 0; row--) {
    for (let column = is.length - 1; column >= 0; column--) {
      const isSame = was[row] === is[column]
      const skipping = Math.max(at(row + 1, column), at(row, column + 1))
      lengths[row * width + column] = isSame ? at(row + 1, column + 1) + 1 : skipping
    }
  }
  return at
}

/** The pairs, by number, that stand beside words only one of the texts has. */
function nearChanges(
  pairs: readonly Pair[],
  lengthBefore: number,
  lengthAfter: number,
  around: number,
): ReadonlySet<number> {
  const near = new Set<number>()
  let [before, after] = [0, 0]
  for (const [nth, [one, other]] of [...pairs, [lengthBefore, lengthAfter] as const].entries()) {
    if (one > before || other > after)
      for (let beside = nth - around; beside < nth + around; beside++) near.add(beside)
    ;[before, after] = [one + 1, other + 1]
  }
  return near
}

/** `common` tells of each word both have, by position, whether it is near a change. */
function runs(words: readonly string[], common: ReadonlyMap<number, boolean>): readonly Run[] {
  const found: { words: string[]; isChanged: boolean }[] = []
  for (const [index, word] of words.entries()) {
    const isNear = common.get(index)
    const isChanged = isNear === undefined
    const run = found.at(-1)
    const last = run?.isChanged === isChanged ? run : { words: [], isChanged }
    if (last !== run) found.push(last)
    if (isNear !== false) last.words.push(word)
    else if (last.words.at(-1) !== '…') last.words.push('…')
  }
  return found.map(({ words, isChanged }) => ({ text: words.join(' '), isChanged }))
}
