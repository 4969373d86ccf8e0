/** What a reference can be chosen among: the programme's competence areas, target groups, agencies and rounds. */
import type { Concept, IsoDate, Language, Programme } from '../model.ts'
import { takesPart } from '../succession.ts'
import type { Field, Option } from './fields.ts'

/** Where the names in a field come from, by the last word of its path. */
const sources: Readonly<Record<string, 'competences' | 'targetGroups' | 'agencies' | 'rounds'>> = {
  competences: 'competences',
  inReturn: 'competences',
  targetGroups: 'targetGroups',
  wished: 'agencies',
  excluded: 'agencies',
  parent: 'agencies',
  parties: 'agencies',
  agency: 'agencies',
  party: 'agencies',
  by: 'agencies',
  round: 'rounds',
}

export type Chooser = {
  readonly programme: Programme
  readonly language: Language
  readonly today: IsoDate
}

/** Empty when the answer is free. */
export function optionsFor(field: Field, chooser: Chooser): readonly Option[] {
  if (field.options.length > 0) return field.options
  if (field.of !== 'text') return []
  const { programme, today, language } = chooser
  const steps = field.path.split('.').filter((step) => !/^\d+$/.test(step))
  switch (isParty(field) ? 'agencies' : sources[steps.at(-1) ?? '']) {
    case 'competences':
      return concepts(programme.competences.values(), language, today)
    case 'targetGroups':
      return concepts(programme.targetGroups.values(), language, today)
    case 'agencies':
      return agencies(chooser)
    case 'rounds':
      return (programme.settings?.rounds ?? [])
        .filter(({ to }) => to >= today)
        .map(({ id, name }) => ({ value: id, label: name[language] }))
    default:
      return []
  }
}

/** Whether the answer may be an agency that is not in the programme, by its organisation number. */
export function mayBeElsewhere({ value }: Field): boolean {
  return value.pattern?.includes('[0-9]{9}|') === true
}

/** Who sends and who receives are agencies; the first and last day of a period have the same names. */
function isParty({ path, of }: Field): boolean {
  return of === 'text' && /(?:^|\.)(?:from|to)$/.test(path)
}

function concepts(all: Iterable<Concept>, language: Language, today: IsoDate): readonly Option[] {
  return [...all]
    .filter(({ validTo }) => !validTo || validTo >= today)
    .map(({ id, label, synonyms }) => ({
      value: id,
      label: label[language],
      also: [...Object.values(label), ...Object.values(synonyms ?? {}).flat()],
    }))
    .sort((a, b) => byLabel(a, b, language))
}

export function agencies({ programme, language }: Chooser): readonly Option[] {
  return [...programme.agencies.values()]
    .filter(takesPart)
    .map(({ slug, shortName, name }) => {
      const full = name[language] ?? name.nb
      return {
        value: slug,
        label: full === shortName ? full : `${full} (${shortName})`,
        also: [shortName, name.nb, name.nn, full],
      }
    })
    .sort((a, b) => byLabel(a, b, language))
}

function byLabel(a: Option, b: Option, language: Language): number {
  return new Intl.Collator(language).compare(a.label, b.label)
}

/** Whether somebody who types this is looking for that. Accents and the case of letters do not matter. */
export function isSought(search: string, { value, label, also = [] }: Option): boolean {
  const wanted = folded(search)
  return [value, label, ...also].some((name) => folded(name).includes(wanted))
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll('å', 'a').replaceAll('ø', 'o').replaceAll('æ', 'ae').trim()
}
