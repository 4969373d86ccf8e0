/** Values as people read them: dates, periods and weeks in words, names instead of ids, yes and no. */
import { type Group, isGroup } from '../../difference.ts'
import { headOf } from '../../draft/wording.ts'
import { type JsonSchema, type SchemaOf, type Spec, specWithin, textsIn } from '../../json-schema.ts'
import type { Words } from '../../messages.ts'
import type { Language, Programme } from '../../model.ts'
import { formatOrganisationNumber } from '../../organisation-number.ts'
import { formatDate, formatList, formatNumber } from '../../render/formatted.ts'

/** Leser: whom something is told, and where the names of things are looked up. */
export type Reader = {
  readonly words: Words
  readonly language: Language
  readonly schemaOf: SchemaOf
  /** The later first: what has got another name is called by the new one. */
  readonly programmes: readonly Programme[]
}

/** As plain text, on one line. `key` is the name of the field, and of the list for each of its entries. */
export function told(value: unknown, spec: Spec | undefined, key: string, reader: Reader): string {
  if (isNothing(value)) return toldNothing(spec?.schema ?? {}, reader)
  if (Array.isArray(value)) return toldList(value, spec, key, reader)
  if (isGroup(value)) return toldGroup(value, spec, reader)
  return toldSingle(value, spec?.schema ?? {}, key, reader)
}

/** Some choices have words for not being made yet. */
function toldNothing(schema: JsonSchema, { words, language }: Reader): string {
  const open = schema.enum?.indexOf(null) ?? -1
  const label = open >= 0 ? labelsOf(schema, language)[open] : undefined
  return label ?? words('meaning-none')
}

export function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  if (isGroup(value)) return Object.values(value).every(isNothing)
  return value === undefined || value === null || value === ''
}

/** Names and choices read as «A, B og C»; sentences need a clearer end. */
function toldList(list: readonly unknown[], spec: Spec | undefined, key: string, reader: Reader): string {
  const inside = spec && specWithin(spec, '0', reader.schemaOf)
  const items = list.map((item, index) => toldEntry(item, inside, key, index > 0, reader))
  const areNames = list.every((item) => !isGroup(item) && !isFreeText(item, inside, key, reader))
  return areNames ? formatList(items, reader.language) : items.join('; ')
}

/** «Hospitering og kortere utveksling»; what is told in parts needs its name. */
function toldEntry(
  entry: unknown,
  spec: Spec | undefined,
  key: string,
  isLater: boolean,
  reader: Reader,
): string {
  const text = told(entry, spec, key, reader)
  if (isGroup(entry) && isToldInParts(entry)) return [ownName(entry, reader), text].filter(Boolean).join(': ')
  const isWord = isLater && spec?.schema.enum !== undefined && reader.language !== 'en'
  return isWord ? uncapitalised(text) : text
}

/** Save where it is written in capitals. */
function uncapitalised(text: string): string {
  return text.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())
}

function toldSingle(value: unknown, schema: JsonSchema, key: string, reader: Reader): string {
  const { words, language } = reader
  if (typeof value === 'boolean') return words(value ? 'new-yes' : 'new-no')
  if (typeof value === 'number') return toldNumber(value, key, reader)
  const text = String(value)
  const choice = schema.enum?.indexOf(text) ?? -1
  if (choice >= 0) return headOf(labelsOf(schema, language)[choice] ?? text)
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDate(text, language)
  return nameOf(text, key, reader) ?? text
}

function labelsOf(schema: JsonSchema, language: Language): readonly string[] {
  return textsIn(schema, language).enumDescriptions ?? schema.enumDescriptions ?? []
}

/** Numbers of accounts are names, and are not counted. */
function toldNumber(number: number, key: string, { words, language }: Reader): string {
  if (key === 'workload' || key === 'refundShare')
    return words('meaning-percent', { range: formatNumber(number, language) })
  return key === 'id' ? String(number) : formatNumber(number, language)
}

/** Text that somebody has worded, and that may be shown in part. */
export function isFreeText(value: unknown, spec: Spec | undefined, key: string, reader: Reader): boolean {
  const { schema = {} } = spec ?? {}
  return (
    typeof value === 'string' && !schema.enum && !schema.pattern && nameOf(value, key, reader) === undefined
  )
}

type Register = 'concepts' | 'agencies' | 'rounds' | 'matches' | 'numbers'

/** What the values of a field are ids of. */
const registers: ReadonlyMap<string, Register> = new Map([
  ...['competences', 'inReturn', 'targetGroups', 'broader'].map((key) => [key, 'concepts'] as const),
  ...['agency', 'party', 'by', 'from', 'to', 'parent', 'wished', 'excluded', 'expectations'].map(
    (key) => [key, 'agencies'] as const,
  ),
  ['round', 'rounds'],
  ['match', 'matches'],
  ['organisationNumber', 'numbers'],
])

/** What people call the thing with this id; undefined when the field holds no ids, or none that are known. */
export function nameOf(id: string, key: string, reader: Reader): string | undefined {
  const { language } = reader
  switch (registers.get(key)) {
    case 'concepts':
      return known(
        ({ competences, targetGroups }) => (competences.get(id) ?? targetGroups.get(id))?.label[language],
        reader,
      )
    case 'agencies':
      return shortName(id, reader) ?? (/^\d{9}$/.test(id) ? formatOrganisationNumber(id) : undefined)
    case 'rounds':
      return known(
        ({ settings }) => settings?.rounds.find((round) => round.id === id)?.name[language],
        reader,
      )
    case 'matches':
      return matchName(id, reader)
    case 'numbers':
      return formatOrganisationNumber(id)
    default:
      return undefined
  }
}

/** What the later programme knows, or else the earlier. */
export function known<T>(
  find: (programme: Programme) => T | undefined,
  { programmes }: Reader,
): T | undefined {
  return programmes.map(find).find((found) => found !== undefined)
}

export function shortName(agency: string, reader: Reader): string | undefined {
  return known(({ agencies }) => agencies.get(agency)?.shortName, reader)
}

/** «Klimaregnskap» (KLD) og «Klimadata» (DFØ). */
export function matchName(match: string, reader: Reader): string {
  const parts = match.split('--').filter((part) => part !== 'rotation')
  const names = parts.map((id) => {
    const found = known(({ registrations }) => registrations.get(id), reader)
    if (!found) return id
    const title = reader.words('match-quoted', { name: found.title })
    return `${title} (${shortName(found.agency, reader) ?? found.agency})`
  })
  return formatList(names, reader.language)
}

/** Groups that are one thing, by their keys. */
const shapes: Readonly<
  Record<string, (parts: (key: string) => string, group: Group, reader: Reader) => string>
> = {
  'from to': (part, _, { words }) => words('document-period', { from: part('from'), to: part('to') }),
  'maxWeeks minWeeks': (part, { maxWeeks }, { words }) =>
    words('meaning-weeks', { count: Number(maxWeeks), range: range(part('minWeeks'), part('maxWeeks')) }),
  'max min': (part, _, { words }) => words('meaning-percent', { range: range(part('min'), part('max')) }),
  'host sender': (part, _, { words }) =>
    words('document-cost-share', { sender: part('sender'), host: part('host') }),
  'id login': (part, _, { words }) => words('meaning-account', { login: part('login'), id: part('id') }),
  'municipality presence': (part, { presence }, { words }) =>
    words(`place-${presence}`, { municipality: part('municipality') }),
  'date party': (part) => `${part('party')} (${part('date')})`,
  'email role': (part) => `${part('role')}, ${part('email')}`,
  'date role': (part) => `${part('role')}, ${part('date')}`,
  'date reason': (part) => `${part('date')}: ${part('reason')}`,
  'by stage': (part) => `${part('stage')} (${part('by')})`,
  role: (part) => part('role'),
}

function shapeOf(group: Group) {
  return shapes[keysOf(group)]
}

function keysOf(group: Group): string {
  return Object.keys(group)
    .filter((key) => group[key] !== undefined)
    .sort()
    .join(' ')
}

export function isOneThing(group: Group): boolean {
  return shapeOf(group) !== undefined
}

/** The same text in several languages. */
export function isInLanguages(value: unknown): value is Group {
  return isGroup(value) && /^(?:en ?)?(?:nb ?)?(?:nn)?$/.test(keysOf(value)) && keysOf(value) !== ''
}

function range(least: string, most: string): string {
  return least === most ? least : `${least}–${most}`
}

function toldGroup(group: Group, spec: Spec | undefined, reader: Reader): string {
  const inside = (key: string) => spec && specWithin(spec, key, reader.schemaOf)
  const part = (key: string) => told(group[key], inside(key), key, reader)
  const shape = shapeOf(group)
  if (shape) return shape(part, group, reader)
  if (isInLanguages(group)) return told(inLanguage(group, reader.language), undefined, '', reader)
  if (isExchange(group)) return toldExchange(part, reader)
  const label = labelIn(group)
  return label === undefined ? toldParts(group, inside, part, reader) : part(label)
}

function isToldInParts(group: Group): boolean {
  return !shapeOf(group) && !isInLanguages(group) && !isExchange(group) && labelIn(group) === undefined
}

function isExchange(group: Group): boolean {
  return 'form' in group && 'period' in group
}

/** Which of its fields says what a thing is called. */
export function labelIn(group: Group): string | undefined {
  return ['label', 'title', 'name'].find((key) => !isNothing(group[key]))
}

export function inLanguage(text: Group, language: Language): unknown {
  return text[language] ?? text['nb'] ?? text['nn'] ?? text['en']
}

function toldExchange(part: (key: string) => string, { words }: Reader): string {
  const [form, from, to, period] = [part('form'), part('from'), part('to'), part('period')]
  return words('meaning-exchange', { form, from, to, period })
}

/** What an entry of a list is known by. */
export const identifying = ['id', 'agency', 'party', 'clause'] as const

/** «DFØ» of a party, «ut-1» of an exchange. */
export function ownName(entry: Group, reader: Reader): string | undefined {
  const key = identifying.find((name) => typeof entry[name] === 'string')
  return key && (nameOf(String(entry[key]), key, reader) ?? String(entry[key]))
}

/** «Kommune: Oslo; Oppmøte: Delt». Of an entry that is nothing but its name, the name. */
function toldParts(
  group: Group,
  inside: (key: string) => Spec | undefined,
  part: (key: string) => string,
  reader: Reader,
): string {
  const isShown = (key: string) => !isNothing(group[key]) && !(identifying as readonly string[]).includes(key)
  const parts = Object.keys(group)
    .filter(isShown)
    .map((key) => `${asked(titleOf(inside(key), key, reader))} ${part(key)}`)
  return parts.length === 0 ? (ownName(group, reader) ?? '') : parts.join('; ')
}

function asked(title: string): string {
  return title.endsWith('?') ? title : `${title}:`
}

/** What a field is called. */
export function titleOf(spec: Spec | undefined, key: string, { language }: Reader): string {
  return textsIn(spec?.schema ?? {}, language).title ?? spec?.schema.title ?? key
}
