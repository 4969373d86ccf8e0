/** Avgrensning: what somebody looks for. It stands in the address, so that a result can be shared. */
import type { Entry, Vocabulary } from './entry.ts'
import { monthsOf } from './months.ts'

/** In the order of the form; '' is «all». */
export const criteriaNames = [
  'q',
  'kind',
  'area',
  'form',
  'period',
  'place',
  'presence',
  'level',
  'agency',
  'status',
] as const

export type CriteriaName = (typeof criteriaNames)[number]

export type Criteria = Readonly<Record<CriteriaName, string>>

/** Reads names and values, such as those of an address or a form. What is not known is left out. */
export function criteriaFrom(read: (name: CriteriaName) => string | null): Criteria {
  const [q, kind, area, form, period, place, presence, level, agency, status] = criteriaNames.map((name) =>
    (read(name) ?? '').trim(),
  )
  const of = (value: string | undefined) => value ?? ''
  return {
    ...{ q: of(q), kind: of(kind), area: of(area), form: of(form), period: of(period), place: of(place) },
    ...{ presence: of(presence), level: of(level), agency: of(agency), status: of(status) },
  }
}

/** Without the question mark; '' when nothing is asked for. */
export function queryOf(criteria: Criteria): string {
  const asked = criteriaNames.filter((name) => criteria[name] !== '').map((name) => [name, criteria[name]])
  return new URLSearchParams(asked).toString()
}

type Test = (entry: Entry, value: string, vocabulary: Vocabulary) => boolean

const isDuring: Test = ({ from, to }, half) => {
  const [first, last] = monthsOf(half)
  return from <= last && to >= first
}

/** An area is also all areas below it: who looks for climate finds climate accounts. */
const isAbout: Test = ({ areas }, area, vocabulary) =>
  areas.some((own) => own === area || vocabulary.area(own).broader.includes(area))

const tests: Readonly<Record<Exclude<CriteriaName, 'q'>, Test>> = {
  kind: ({ kind }, value) => kind === value,
  area: isAbout,
  form: ({ forms }, value) => forms.some((form) => form === value),
  period: isDuring,
  place: ({ municipality }, value) => municipality === value,
  presence: ({ presence }, value) => presence === value,
  level: ({ level }, value) => level === value,
  agency: ({ agency }, value) => agency === value,
  status: ({ standing, proposed }, value) =>
    standing === 'open' && (value === 'proposed' ? proposed : value !== 'unmatched' || !proposed),
}

const testNames = criteriaNames.filter((name) => name !== 'q')

/** Whether an entry is among what is asked for; words are for the search to judge. */
export function isAmong(entry: Entry, criteria: Criteria, vocabulary: Vocabulary): boolean {
  return testNames.every((name) => {
    const value = criteria[name]
    return value === '' || tests[name](entry, value, vocabulary)
  })
}
