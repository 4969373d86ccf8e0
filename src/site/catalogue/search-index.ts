/**
 * Søk: what is indexed, and how it is found. Norwegian compounds are found by their ends («læring» finds
 * «maskinlæring»), letters that not every keyboard has by their nearest («dfo» finds «DFØ»), and a misspelt word when
 * nothing else is found.
 */
import MiniSearch from 'minisearch'
import type { Entry, Vocabulary } from './entry.ts'

/** Small letters without marks: å→a, ø→o, æ→e, also when they are written aa, oe and ae. */
export function fold(text: string): string {
  return text
    .toLocaleLowerCase('nb')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ø|oe/g, 'o')
    .replace(/æ|ae/g, 'e')
    .replace(/aa/g, 'a')
    .replace(/đ/g, 'd')
    .replace(/ŋ/g, 'n')
}

/** The shortest word that is found at the end of a compound, in letters. */
const shortestEnd = 5

/** A word and its ends: «maskinlæring» is also found by «læring», and by whatever else it ends with. */
export function withEnds(word: string): string[] {
  const folded = fold(word)
  const found = [folded]
  for (let at = 3; folded.length - at >= shortestEnd; at++) found.push(folded.slice(at))
  return found
}

type Document = { readonly id: number } & Readonly<Record<Field, string>>

const fields = ['title', 'areas', 'agency', 'about', 'text'] as const

type Field = (typeof fields)[number]

const boost: Readonly<Record<Field, number>> = { title: 4, areas: 4, agency: 3, about: 2, text: 1 }

function documentOf(entry: Entry, id: number, { agency, area }: Vocabulary): Document {
  const names = agency(entry.agency)
  const own = entry.areas.map(area)
  const above = own.flatMap(({ broader }) => broader.map((one) => area(one).label))
  return {
    id,
    title: entry.title,
    areas: own.map(({ label }) => label).join(' '),
    agency: `${names.short} ${names.full}`,
    about: [...above, ...own.flatMap(({ synonyms }) => synonyms), entry.unit, entry.municipality].join(' '),
    text: [entry.background, ...entry.goals].join(' '),
  }
}

/** Finds entries by words: their places in the list, the best first. */
export type Search = (words: string) => readonly number[]

/** From so many on, nobody needs what is only nearly spelt so. */
const enough = 5

/** Long words may be misspelt by a letter in five; in short ones a letter makes another word. */
const misspelt = (word: string): number | boolean => (word.length >= 5 ? 0.2 : false)

/** Ready to be filled a few at a time, so that a page stays awake meanwhile; see {@link searchOf}. */
export function emptyIndex(): MiniSearch<Document> {
  return indexWith<Document>(fields, boost)
}

function indexWith<T>(names: readonly string[], weights: Readonly<Record<string, number>>): MiniSearch<T> {
  const known = new Map<string, string[]>()
  /** Most words come again and again. */
  const ends = (word: string): string[] => {
    const found = known.get(word) ?? withEnds(word)
    known.set(word, found)
    return found
  }
  return new MiniSearch<T>({
    fields: [...names],
    processTerm: ends,
    searchOptions: { processTerm: fold, prefix: true, combineWith: 'AND', boost: weights },
  })
}

export function addTo(
  index: MiniSearch<Document>,
  entries: readonly Entry[],
  vocabulary: Vocabulary,
  from: number,
  to: number,
): void {
  index.addAll(entries.slice(from, to).map((entry, at) => documentOf(entry, from + at, vocabulary)))
}

/** What is spelt so comes first; what is nearly spelt so comes after, and only when little was found. */
export function searchOf<T>(index: MiniSearch<T>): Search {
  return (words) => {
    const exact = index.search(words).map(({ id }) => Number(id))
    if (exact.length >= enough) return exact
    const near = index.search(words, { fuzzy: misspelt }).map(({ id }) => Number(id))
    return [...new Set([...exact, ...near])]
  }
}

/** All at once. */
export function indexOf(entries: readonly Entry[], vocabulary: Vocabulary): Search {
  const index = emptyIndex()
  addTo(index, entries, vocabulary, 0, entries.length)
  return searchOf(index)
}

/** The same search in plain texts, by their places in the list. */
export function textSearch(texts: readonly string[]): Search {
  const index = indexWith<{ readonly id: number; readonly text: string }>(['text'], {})
  index.addAll(texts.map((text, id) => ({ id, text })))
  return searchOf(index)
}
