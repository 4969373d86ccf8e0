/** Dobbelt meldt inn: the same need or offer twice. By itself, for the form on the web asks it too. */
import { overlap } from '../days.ts'
import type { Finding } from '../diagnostic.ts'
import type { Registration } from '../model.ts'
import { nearCopies, wordsOf } from '../near-copies.ts'
import type { Rule } from './rule.ts'

export const sameNeedTwice: Rule = {
  code: 'identity/same-need-twice',
  severity: 'warning',
  docs: {
    what: 'Det samme behovet eller tilbudet er registrert én gang. Gjelder det flere personer, skrives antallet i «places».',
    why: 'To like registreringer tar to plasser i koblingen, og partneren vet ikke hvilken hun skal svare på.',
  },
  check: ({ programme }) =>
    doubles([...programme.registrations.values()].filter(({ withdrawn }) => !withdrawn)),
}

function* doubles(registrations: readonly Registration[]): Generator<Finding> {
  const told = new Set<Registration>()
  for (const [registration, original] of alike(registrations)) {
    if (told.has(registration)) continue
    told.add(registration)
    yield { file: registration.file, at: ['title'], args: { other: original.file } }
  }
}

function* alike(registrations: readonly Registration[]): Generator<readonly [Registration, Registration]> {
  const title = ({ title }: Registration) => wordsOf(title).join(' ')
  for (const group of groups(registrations, title)) yield* sameTitles(group)
  const competences = ({ competences }: Registration) => [...competences].sort().join(' ')
  for (const group of groups(registrations, competences)) yield* nearCopies(group, texts, areOpenTogether)
}

/** Only one unit's needs, or its offers, in the same direction can be the same. Groups of one are left out. */
function groups(registrations: readonly Registration[], what: (registration: Registration) => string) {
  const groups = new Map<string, Registration[]>()
  for (const registration of registrations) {
    const { agency, kind, direction, unit = '' } = registration
    const key = [agency, kind, direction, unit.toLowerCase(), what(registration)].join('\n')
    const group = groups.get(key)
    if (group) group.push(registration)
    else groups.set(key, [registration])
  }
  return [...groups.values()].filter(({ length }) => length > 1)
}

function* sameTitles(group: readonly Registration[]): Generator<readonly [Registration, Registration]> {
  for (const [index, registration] of group.entries()) {
    const original = group.slice(0, index).find((other) => areOpenTogether(registration, other))
    if (original) yield [registration, original]
  }
}

/** What was wanted last year may be wanted again. */
function areOpenTogether(one: Registration, other: Registration): boolean {
  return overlap(one.period, other.period) !== undefined
}

function texts({ title, background, learningGoals }: Registration): readonly string[] {
  return [title, background, ...learningGoals]
}
