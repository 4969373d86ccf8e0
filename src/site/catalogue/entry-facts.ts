/** Opplysningene i en oppføring: each field of a registration as a name and words for it. */

import type { Words } from '../../core/messages.ts'
import type { Registration } from '../../core/model.ts'
import { formatDate, formatList } from '../../core/render/formatted.ts'
import { nameOf } from '../../core/report/matching-sentences.ts'
import { capitalised } from '../../core/text.ts'
import type { Scene } from '../model.ts'
import type { Vocabulary } from './entry.ts'

export type Fact = { readonly name: string; readonly value: string }

/** In the order somebody asks: when, where, how much, for whom, with whom, since when. Empty fields are left out. */
export function factsOf(one: Registration, scene: Scene, vocabulary: Vocabulary): readonly Fact[] {
  const { words } = scene
  const told = [...whenAndWhere(one, scene, vocabulary), ...whoAndWhat(one, scene, vocabulary)]
  return told
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ({ name: words(`site-field-${key}`), value: capitalised(value) }))
}

type Pair = readonly [key: string, value: string]

function whenAndWhere(one: Registration, { words, language }: Scene, { word }: Vocabulary): readonly Pair[] {
  const { period, duration, workload, place, forms, direction } = one
  const dates = { from: formatDate(period.from, language), to: formatDate(period.to, language) }
  const list = (values: readonly string[]) => formatList(values, language)
  return [
    ['direction', words(`site-direction-${direction}`)],
    ['forms', list(forms.map((form) => word('form', form)))],
    ['period', words('document-period', dates)],
    ['duration', range(duration.minWeeks, duration.maxWeeks, 'site-weeks', words)],
    ['workload', range(workload.min, workload.max, 'site-percent', words)],
    ['place', `${place.municipality}, ${word('presence', place.presence)}`],
    ['places', String(one.places)],
  ]
}

/** «8–26 uker»; one number where both ends are the same. */
function range(least: number, most: number, key: string, words: Words): string {
  return least === most ? words(`${key}-same`, { most }) : words(key, { least, most })
}

function whoAndWhat(one: Registration, scene: Scene, { word, area }: Vocabulary): readonly Pair[] {
  const { words, language, facts } = scene
  const { programme } = facts
  const list = (values: readonly string[]) => (values.length === 0 ? '' : formatList(values, language))
  const groups = one.targetGroups.map((id) => programme.targetGroups.get(id)?.label[language] ?? id)
  const { role, date } = one.anchoring
  return [
    ['level', word('level', one.level)],
    ['target-groups', list(groups)],
    ['ground', one.ground === undefined ? '' : words(`site-ground-${one.ground}`)],
    [`in-return-${one.kind}`, list(one.inReturn.map((id) => area(id).label))],
    ['clearance', one.clearance === 'none' ? '' : words(`clearance-${one.clearance}`)],
    ['wished', list(one.partners.wished.map((slug) => partner(slug, scene)))],
    ['matching-help', words(one.matchingHelp ? 'site-matching-help-yes' : 'site-matching-help-no')],
    ['anchoring', words('site-anchored', { role, date: formatDate(date, language) })],
    ['confirmed', formatDate(one.confirmed, language)],
    ['language', words(`language-${one.language}`)],
  ]
}

/** An agency of the programme by its short name, another by its number: 974 760 673. */
function partner(reference: string, { facts, words }: Scene): string {
  if (!/^\d{9}$/.test(reference)) return nameOf(reference, facts.programme)
  const number = reference.replace(/(\d{3})(?=\d)/g, '$1\u00A0')
  const known = [...facts.programme.agencies.values()].find((one) => one.organisationNumber === reference)
  return known?.shortName ?? words('site-outside', { number })
}
