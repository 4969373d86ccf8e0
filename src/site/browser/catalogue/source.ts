/// <reference lib="dom" />
/** The catalogue behind the page: fetched once, and indexed a little at a time so that the page stays awake. */
import type { Entry, Vocabulary } from '../../catalogue/entry.ts'
import { entriesIn, type SearchFile, vocabularyIn } from '../../catalogue/search-file.ts'
import { addTo, emptyIndex, type Search, searchOf } from '../../catalogue/search-index.ts'

export type Catalogue = { readonly entries: readonly Entry[]; readonly vocabulary: Vocabulary }

/** Both can be asked for as often as one likes; after a failure the next who asks makes a new attempt. */
export type Source = { readonly catalogue: () => Promise<Catalogue>; readonly search: () => Promise<Search> }

export function sourceAt(address: string): Source {
  const catalogue = once(() => fetchCatalogue(address))
  return { catalogue, search: once(async () => indexed(await catalogue())) }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
}

/** @throws Error when it cannot be fetched, such as from a disk */
async function fetchCatalogue(address: string): Promise<Catalogue> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  const file: SearchFile = await answer.json()
  return { entries: entriesIn(file), vocabulary: vocabularyIn(file) }
}

/** Entries at a time: a few hundredths of a second of work. */
const portion = 150

async function indexed({ entries, vocabulary }: Catalogue): Promise<Search> {
  const index = emptyIndex()
  for (let from = 0; from < entries.length; from += portion) {
    addTo(index, entries, vocabulary, from, from + portion)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return searchOf(index)
}
