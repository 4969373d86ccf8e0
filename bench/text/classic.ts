/**
 * The textbook ways of weighing words by how rare they are, over the same stems, parts and areas. Both need a corpus:
 * here all registrations that are compared. Compounds are split by a vocabulary from the list and the corpus, into the
 * longest tail and what is before it.
 */

import { norwegian, type Reader, readerOf } from '../../src/core/match/text/reading.ts'
import { tells, words } from '../../src/core/match/text/words.ts'
import type { Concept, Registration } from '../../src/core/model.ts'

export type Classic = {
  readonly measure: 'bm25' | 'tf-idf'
  readonly parts: boolean
  readonly areas: boolean
}

type Bag = { readonly counts: ReadonlyMap<string, number>; readonly length: number }
type Corpus = {
  readonly bags: ReadonlyMap<string, Bag>
  readonly rarity: ReadonlyMap<string, number>
  readonly mean: number
}

/** Reads the corpus once; the answer compares a need with an offer of it. */
export function classic(
  registrations: readonly Registration[],
  concepts: readonly Concept[],
  { measure, parts, areas }: Classic,
): (need: Registration, offer: Registration) => number {
  const reader = readerOf(concepts, { ...norwegian, compounds: false, areas: areas ? 'hinted' : 'none' })
  const vocabulary = parts ? vocabularyOf(registrations, concepts, reader) : new Set<string>()
  const corpus = corpusOf(registrations, (text) => [...terms(text, reader, vocabulary)])
  const compared = measure === 'bm25' ? bm25 : cosine
  return (need, offer) => {
    const [one, other] = [corpus.bags.get(need.id), corpus.bags.get(offer.id)]
    return one && other ? compared(one, other, corpus) : 0
  }
}

function textsOf({ title, learningGoals, background }: Registration): readonly string[] {
  return [title, ...learningGoals, background]
}

function corpusOf(registrations: readonly Registration[], read: (text: string) => readonly string[]): Corpus {
  const bags = new Map(registrations.map((one) => [one.id, bagOf(textsOf(one).flatMap(read))]))
  const documents = new Map<string, number>()
  for (const { counts } of bags.values()) {
    for (const term of counts.keys()) documents.set(term, (documents.get(term) ?? 0) + 1)
  }
  const rarity = [...documents].map(
    ([term, count]) => [term, Math.log(1 + (bags.size - count + 0.5) / (count + 0.5))] as const,
  )
  const total = [...bags.values()].reduce((sum, { length }) => sum + length, 0)
  return { bags, rarity: new Map(rarity), mean: total / Math.max(1, bags.size) }
}

function bagOf(terms: readonly string[]): Bag {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return { counts, length: terms.length }
}

/** Okapi BM25 with the usual k1 = 1.2 and b = 0.75 (Robertson & Zaragoza 2009): the need asks, the offer answers. */
function bm25(need: Bag, offer: Bag, { rarity, mean }: Corpus): number {
  let score = 0
  for (const term of need.counts.keys()) {
    const count = offer.counts.get(term) ?? 0
    const saturated = (count * 2.2) / (count + 1.2 * (0.25 + (0.75 * offer.length) / mean))
    score += (rarity.get(term) ?? 0) * saturated
  }
  return score
}

function cosine(one: Bag, other: Bag, { rarity }: Corpus): number {
  const weight = (bag: Bag, term: string) => (bag.counts.get(term) ?? 0) * (rarity.get(term) ?? 0)
  const size = (bag: Bag) => [...bag.counts.keys()].reduce((sum, term) => sum + weight(bag, term) ** 2, 0)
  let dot = 0
  for (const term of one.counts.keys()) dot += weight(one, term) * weight(other, term)
  return dot / Math.max(1e-9, Math.sqrt(size(one) * size(other)))
}

function* terms(text: string, { keys, areas }: Reader, vocabulary: ReadonlySet<string>): Generator<string> {
  const written = words(text)
  const stems = written.map(keys.keyOf)
  for (const [at, word] of written.entries()) {
    const stem = stems[at] ?? ''
    for (let length = areas.longest.get(stem) ?? 0; length > 0; length--) {
      const area = areas.named.get(stems.slice(at, at + length).join(' '))
      if (area !== undefined) yield `#${area}`
    }
    if (!tells(word)) continue
    yield stem
    const hint = areas.hinted.get(stem)
    if (hint !== undefined) yield `#${hint}`
    yield* longestTail(word, vocabulary, keys.keyOf)
  }
}

function vocabularyOf(
  registrations: readonly Registration[],
  concepts: readonly Concept[],
  { keys }: Reader,
): ReadonlySet<string> {
  const names = concepts.flatMap(({ label, synonyms }) =>
    [label.nb, label.nn, synonyms?.nb ?? [], synonyms?.nn ?? []].flat(),
  )
  const all = [...names, ...registrations.flatMap(textsOf)].flatMap(words).filter(tells).map(keys.keyOf)
  return new Set(all.filter((stem) => stem.length >= 4))
}

function longestTail(
  word: string,
  vocabulary: ReadonlySet<string>,
  keyOf: (word: string) => string,
): readonly string[] {
  for (let cut = 3; vocabulary.size > 0 && cut <= word.length - 4; cut++) {
    const [written, tail] = [word.slice(0, cut), keyOf(word.slice(cut))]
    const head = [written, written.replace(/[se]$/, '')].map(keyOf).find((one) => vocabulary.has(one))
    if (head !== undefined && vocabulary.has(tail)) return [head, tail]
  }
  return []
}
