/** Filtre: what can be chosen in the catalogue. Only what some entry has is offered. */

import { compare } from '../../core/diagnostic.ts'
import type { Words } from '../../core/messages.ts'
import { capitalised } from '../../core/text.ts'
import type { CriteriaName } from './criteria.ts'
import type { Entry, Vocabulary, WordGroup } from './entry.ts'
import { halfYears, monthSpan, monthsOf } from './months.ts'
import { byLabel } from './names.ts'

export type Option = { readonly value: string; readonly label: string }

/** A list to choose from. */
export type Choice = {
  readonly name: CriteriaName
  readonly label: string
  readonly all: string
  readonly options: readonly Option[]
  /** More than a page has room for: the script puts them there, from what it fetches anyway. */
  readonly isLeft: boolean
}

/** As many agencies as the State has, roughly; each is some six bytes of every page. */
const longest = 200

export function choicesFor(
  entries: readonly Entry[],
  vocabulary: Vocabulary,
  words: Words,
): readonly Choice[] {
  const sorted = byLabel(vocabulary.language)
  const places = distinct(entries.map(({ municipality }) => municipality))
  const choice = (name: CriteriaName, options: readonly Option[]): Choice => ({
    name,
    label: words(`site-filter-${name}`),
    all: words(`site-filter-${name}-all`),
    options: options.length > longest ? [] : options,
    isLeft: options.length > longest,
  })
  return [
    choice('area', areaOptions(entries, vocabulary)),
    choice('agency', agencyOptions(entries, vocabulary)),
    choice('period', periodOptions(entries, vocabulary, words)),
    choice('place', places.map((place) => ({ value: place, label: place })).toSorted(sorted)),
    choice('presence', worded('presence', ['on-site', 'hybrid', 'digital'], vocabulary)),
    choice('form', worded('form', ['secondment', 'short-exchange', 'rotation'], vocabulary)),
    choice('level', worded('level', ['employee', 'specialist', 'manager', 'senior-manager'], vocabulary)),
    choice(
      'status',
      ['open', 'unmatched', 'proposed'].map((value) => ({
        value,
        label: words(`site-filter-status-${value}`),
      })),
    ),
  ]
}

/** Agencies by the names people use, by the alphabet. */
export function agencyOptions(entries: readonly Entry[], vocabulary: Vocabulary): readonly Option[] {
  return distinct(entries.map(({ agency }) => agency))
    .map((slug) => ({ value: slug, label: vocabulary.agency(slug).short }))
    .toSorted(byLabel(vocabulary.language))
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].toSorted(compare)
}

function worded(group: WordGroup, values: readonly string[], { word }: Vocabulary): readonly Option[] {
  return values.map((value) => ({ value, label: capitalised(word(group, value)) }))
}

/** Areas below those they belong to, by the alphabet on each floor. */
function areaOptions(entries: readonly Entry[], vocabulary: Vocabulary): readonly Option[] {
  const own = new Set(entries.flatMap(({ areas }) => areas))
  const shown = new Set([...own].flatMap((id) => [id, ...vocabulary.area(id).broader]))
  const ways = [...shown].map((id) => {
    const { label, broader } = vocabulary.area(id)
    const way = [...broader].reverse().map((one) => vocabulary.area(one).label)
    return { value: id, label: [...way, label].join('\n'), depth: broader.length, name: label }
  })
  return ways
    .toSorted(byLabel(vocabulary.language))
    .map(({ value, depth, name }) => ({ value, label: `${'\u2003'.repeat(depth)}${name}` }))
}

function periodOptions(entries: readonly Entry[], { language }: Vocabulary, words: Words): readonly Option[] {
  const [first] = distinct(entries.map(({ from }) => from))
  const last = distinct(entries.map(({ to }) => to)).at(-1)
  if (first === undefined || last === undefined) return []
  return halfYears(first, last).map((half) => {
    const [from, to] = monthsOf(half)
    const season = words(half.endsWith('1') ? 'site-filter-spring' : 'site-filter-autumn', {
      year: half.slice(0, 4),
    })
    return { value: half, label: `${season} (${monthSpan(from, to, language).replace(/ \d{4}$/, '')})` }
  })
}
