/**
 * Ideer: what a registration's text says, in a form that is quick to compare. Each word is an idea; so is each area of
 * the competence list that it names or points to. A part of a compound, and what an area belongs to, are lesser ideas:
 * they count only where the other text says the same outright. Ideas depend on their own text and the list alone, so a
 * newcomer changes nobody else's score.
 */
import type { Concept, Registration } from '../../model.ts'
import { norwegian, type Reader, type Reading, readerOf } from './reading.ts'
import { tells, words } from './words.ts'

/** Ideas of one registration. The lists go together; ideas are numbers, ascending, so that two lists merge fast. */
export type Ideas = {
  readonly numbers: readonly number[]
  readonly weights: readonly number[]
  /** Said outright, not only as a part of something else. */
  readonly outright: readonly boolean[]
  /** The word each was read from, as it is written, and the first field it stands in. */
  readonly words: readonly string[]
  readonly at: readonly string[]
  /** Sum of the squared weights of all that is said outright. */
  readonly size: number
}

type Idea = {
  readonly word: string
  readonly at: string
  readonly weight: number
  readonly outright: boolean
}

/** Whole numbers: their sums are the same in whatever order they are added. Found by `bench/text.ts`. */
const weightOf = { word: 10, part: 5, named: 20, hinted: 10 } as const

/** What an area belongs to counts for half of it. */
const broaderShare = 0.5

/** Whatever says what it is about as a registration does. */
export type Described = Pick<Registration, 'id' | 'title' | 'learningGoals' | 'background'>

/** Reads the title, the learning goals and the background of each registration, by id. */
export function readIdeas(
  registrations: Iterable<Described>,
  concepts: Iterable<Concept>,
  reading: Reading = norwegian,
): ReadonlyMap<string, Ideas> {
  const reader = readerOf([...concepts], reading)
  const read = [...registrations].map((one) => [one.id, ideasIn(one, reader)] as const)
  const numbers = new Map<string, number>()
  for (const [, ideas] of read) {
    for (const [idea, { outright }] of ideas) {
      if (outright && !numbers.has(idea)) numbers.set(idea, numbers.size)
    }
  }
  return new Map(read.map(([id, ideas]) => [id, packed(ideas, numbers)]))
}

/** What nobody says outright can never be met, and is left out. */
function packed(ideas: ReadonlyMap<string, Idea>, numbers: ReadonlyMap<string, number>): Ideas {
  const kept = [...ideas].flatMap(([idea, found]) => {
    const number = numbers.get(idea)
    return number === undefined ? [] : [{ number, ...found }]
  })
  kept.sort((a, b) => a.number - b.number)
  return {
    numbers: kept.map(({ number }) => number),
    weights: kept.map(({ weight }) => weight),
    outright: kept.map(({ outright }) => outright),
    words: kept.map(({ word }) => word),
    at: kept.map(({ at }) => at),
    size: kept.reduce((sum, { weight, outright }) => sum + (outright ? weight * weight : 0), 0),
  }
}

/** Each idea once, as it is said most plainly, and first. */
function ideasIn({ title, learningGoals, background }: Described, reader: Reader): ReadonlyMap<string, Idea> {
  const ideas = new Map<string, Idea>()
  const add = (text: string, at: string): void => {
    for (const [idea, said] of readText(text, reader)) {
      const before = ideas.get(idea)
      if (!before || isPlainer(said, before)) ideas.set(idea, { ...said, at })
    }
  }
  add(title, 'title')
  for (const [index, goal] of learningGoals.entries()) add(goal, `learningGoals.${index}`)
  add(background, 'background')
  return ideas
}

type Said = Omit<Idea, 'at'>

function isPlainer(one: Said, other: Said): boolean {
  return one.weight > other.weight || (one.weight === other.weight && one.outright && !other.outright)
}

/** Reads from the left, the longest name of an area first. A name's words are ideas too. */
function* readText(text: string, reader: Reader): Generator<readonly [string, Said]> {
  const written = words(text)
  const keys = written.map(reader.keys.keyOf)
  for (let at = 0; at < keys.length; ) {
    const [area, length] = nameAt(keys, at, reader)
    const name = written.slice(at, at + length)
    if (area !== undefined) yield* areaIdeas(area, name.join(' '), weightOf.named, reader)
    for (const word of name.filter(tells)) yield* wordIdeas(word, area === undefined, reader)
    at += length
  }
}

/** The area that is named from here on, and in how many words; one word and no area if there is none. */
function nameAt(
  keys: readonly string[],
  at: number,
  { areas }: Reader,
): readonly [area: string | undefined, length: number] {
  const longest = areas.longest.get(keys[at] ?? '') ?? 0
  for (let length = Math.min(longest, keys.length - at); length > 0; length--) {
    const area = areas.named.get(keys.slice(at, at + length).join(' '))
    if (area !== undefined) return [area, length]
  }
  return [undefined, 1]
}

function* wordIdeas(word: string, mayHint: boolean, reader: Reader): Generator<readonly [string, Said]> {
  const key = reader.keys.keyOf(word)
  yield [key, { word, weight: weightOf.word, outright: true }]
  for (const part of reader.keys.partsOf(word)) yield [part, { word, weight: weightOf.part, outright: false }]
  const area = mayHint ? reader.areas.hinted.get(key) : undefined
  if (area !== undefined) yield* areaIdeas(area, word, weightOf.hinted, reader)
}

/** No word has the mark of an area in it. */
const areaIdea = (area: string): string => `#${area}`

function* areaIdeas(
  area: string,
  word: string,
  weight: number,
  { areas }: Reader,
): Generator<readonly [string, Said]> {
  yield [areaIdea(area), { word, weight, outright: true }]
  const broader = areas.broader.get(area)
  if (broader !== undefined)
    yield [areaIdea(broader), { word, weight: weight * broaderShare, outright: false }]
}
