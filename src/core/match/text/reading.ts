/** Lesing: from a word to what it is compared by. */
import type { Concept } from '../../model.ts'
import { type Areas, readAreas, vocabularyOf } from './areas.ts'
import { partsOf } from './compounds.ts'
import { normalForm, partForm } from './normal-form.ts'
import { longestWord, stem } from './stems.ts'

/** Which of the steps are taken. Other ways than `norwegian` are for measuring what each step is worth. */
export type Reading = {
  /** Nynorsk and bokmål alike. */
  readonly normalForm: boolean
  readonly stem: (word: string) => string
  readonly compounds: boolean
  /** Whether words mean areas of the competence list, and whether they may only point to them. */
  readonly areas: 'none' | 'named' | 'hinted'
}

export const norwegian: Reading = { normalForm: true, stem, compounds: true, areas: 'hinted' }

/** How words are compared: a key that all forms of a word have in common, and keys of what it may be made of. */
type Keys = {
  readonly keyOf: (word: string) => string
  readonly partsOf: (word: string) => readonly string[]
}

/** Everything reading a text looks up. */
export type Reader = { readonly keys: Keys; readonly areas: Areas }

const noAreas: Areas = { named: new Map(), longest: new Map(), hinted: new Map(), broader: new Map() }

export function readerOf(concepts: readonly Concept[], reading: Reading): Reader {
  const keys = keysOf(concepts, reading)
  if (reading.areas === 'none') return { keys, areas: noAreas }
  const areas = readAreas(concepts, keys.keyOf)
  return { keys, areas: reading.areas === 'named' ? { ...areas, hinted: noAreas.hinted } : areas }
}

function keysOf(concepts: readonly Concept[], reading: Reading): Keys {
  const spelled = remembered((word: string) => (reading.normalForm ? normalForm(word) : word))
  const keyOf = remembered((word: string) => reading.stem(spelled(word)))
  if (!reading.compounds) return { keyOf, partsOf: () => [] }
  const vocabulary = vocabularyOf(concepts, keyOf)
  const partKey = remembered((part: string) => reading.stem(reading.normalForm ? partForm(part) : part))
  return {
    keyOf,
    partsOf: remembered((word: string) =>
      word.length > longestWord ? [] : partsOf(spelled(word), vocabulary, partKey),
    ),
  }
}

/** Registrations use the same words again and again. */
function remembered<T>(make: (word: string) => T): (word: string) => T {
  const made = new Map<string, T>()
  return (word) => {
    const known = made.get(word)
    if (known !== undefined) return known
    const value = make(word)
    made.set(word, value)
    return value
  }
}
