/** What is compared: from nothing at all to the way that is shipped, one step more each, and the textbook's ways. */
import { stemmer } from '@orama/stemmers/norwegian'
import { type Ideas, readIdeas } from '../../src/core/match/text/ideas.ts'
import { norwegian, type Reading } from '../../src/core/match/text/reading.ts'
import { similarity } from '../../src/core/match/text/similarity.ts'
import type { Concept, Registration } from '../../src/core/model.ts'
import { type Classic, classic } from './classic.ts'
import { firstSimilarity, firstStem, readFirst } from './first.ts'
import { ownStem } from './own-stems.ts'

export type Compare = (need: Registration, offer: Registration) => number

/** Reads all registrations once; the answer compares two of them. */
export type Variant = {
  readonly name: string
  prepare(registrations: readonly Registration[], concepts: readonly Concept[]): Compare
}

const wordsOnly: Reading = { normalForm: false, stem: (word) => word, compounds: false, areas: 'none' }
const stemsOnly: Reading = { ...norwegian, normalForm: false, compounds: false, areas: 'none' }

/** The one that is shipped, by name. */
export const shipped = '+ words that point to an area (shipped)'
export const first = 'the first version'

export const variants: readonly Variant[] = [
  { name: 'nothing', prepare: () => () => 0 },
  reading('words as they are written', wordsOnly),
  reading('stems, the first version’s endings', { ...stemsOnly, stem: firstStem }),
  reading('stems, rules of our own', { ...stemsOnly, stem: ownStem }),
  reading('stems, Snowball', { ...stemsOnly, stem: stemmer }),
  reading('stems, Snowball and -ing/-else', stemsOnly),
  reading('+ bokmål and nynorsk alike', { ...norwegian, compounds: false, areas: 'none' }),
  reading('+ compounds', { ...norwegian, areas: 'none' }),
  reading('+ names and synonyms of areas', { ...norwegian, areas: 'named' }),
  reading(shipped, norwegian),
  reading('shipped, without compounds', { ...norwegian, compounds: false }),
  reading('shipped, without bokmål and nynorsk alike', { ...norwegian, normalForm: false }),
  reading('shipped, but as overlap', norwegian, overlap),
  {
    name: first,
    prepare: (registrations, concepts) => {
      const ideas = readFirst(registrations, concepts)
      return (need, offer) => {
        const [one, other] = [ideas.get(need.id), ideas.get(offer.id)]
        return one && other ? firstSimilarity(one, other) : 0
      }
    },
  },
  textbook('TF-IDF cosine, stems', { measure: 'tf-idf', parts: false, areas: false }),
  textbook('TF-IDF cosine, stems and parts', { measure: 'tf-idf', parts: true, areas: false }),
  textbook('TF-IDF cosine, stems, parts and areas', { measure: 'tf-idf', parts: true, areas: true }),
  textbook('BM25, stems', { measure: 'bm25', parts: false, areas: false }),
  textbook('BM25, stems and parts', { measure: 'bm25', parts: true, areas: false }),
  textbook('BM25, stems, parts and areas', { measure: 'bm25', parts: true, areas: true }),
]

function reading(
  name: string,
  how: Reading,
  compared: (one: Ideas, other: Ideas) => number = similarity,
): Variant {
  return {
    name,
    prepare: (registrations, concepts) => {
      const ideas = readIdeas(registrations, concepts, how)
      return (need, offer) => {
        const [one, other] = [ideas.get(need.id), ideas.get(offer.id)]
        return one && other ? compared(one, other) : 0
      }
    },
  }
}

function textbook(name: string, how: Classic): Variant {
  return { name, prepare: (registrations, concepts) => classic(registrations, concepts, how) }
}

/** What both say, of what the one that says less says. */
function overlap(one: Ideas, other: Ideas): number {
  const theirs = new Map(other.numbers.map((number, at) => [number, at]))
  let shared = 0
  for (const [mine, number] of one.numbers.entries()) {
    const at = theirs.get(number)
    if (at === undefined || !(one.outright[mine] || other.outright[at])) continue
    shared += Math.min(one.weights[mine] ?? 0, other.weights[at] ?? 0)
  }
  const said = ({ weights, outright }: Ideas) =>
    weights.reduce((sum, weight, at) => sum + (outright[at] ? weight : 0), 0)
  return shared / Math.max(1, Math.min(said(one), said(other)))
}
