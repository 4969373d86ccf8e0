/** Utgivelsesnotat: what a release is, what to do with it, and what is new in it. In the languages of the agreement. */
import { signedOn } from '../../agreement/signing.ts'
import { compare } from '../../diagnostic.ts'
import type { SchemaOf } from '../../json-schema.ts'
import type { Words } from '../../messages.ts'
import type { Language } from '../../model.ts'
import { formatOrganisationNumber } from '../../organisation-number.ts'
import { formatDate } from '../../render/formatted.ts'
import { inert } from '../../report/markdown.ts'
import { paragraph } from '../../report/visible.ts'
import { bullets, details, fenced, fitted, mailboxOf, type Row, table } from '../prose.ts'
import { type Standpoint, termChanges } from './changes.ts'
import type { Edition, PlannedFile } from './manifest.ts'

/** The version that was released before this one. */
export type Previous = {
  readonly version: number
  /** As it was in its commit; undefined when that can no longer be read. */
  readonly standpoint: Standpoint | undefined
}

export type NotesFacts = {
  readonly edition: Edition
  readonly planned: readonly PlannedFile[]
  readonly previous: Previous | undefined
  readonly words: (language: Language) => Words
  readonly schemaOf: SchemaOf
}

/** «Kompetansesamarbeid om klimaregnskap – versjon 1»: plain text on one line. */
export function releaseName(
  { agreement: { title, version, languages } }: Edition,
  words: NotesFacts['words'],
) {
  return paragraph(words(languages[0] ?? 'nb')('release-name', { title, version }))
}

/** The first language for everybody to see, and the others folded away. */
export function releaseNotes(facts: NotesFacts): string {
  const [first = 'nb', ...others] = facts.edition.agreement.languages
  const words = facts.words(first)
  const { seen, changes } = inLanguage(first, facts)
  const folded = others.map((language) => {
    const other = inLanguage(language, facts)
    return details(
      facts.words(language)('release-in-language'),
      [...other.seen, ...other.changes].join('\n\n'),
    )
  })
  return fitted(seen, [...changes, ...folded], words('release-left-out'))
}

type Texts = { readonly seen: readonly string[]; readonly changes: readonly string[] }

function inLanguage(language: Language, facts: NotesFacts): Texts {
  const words = facts.words(language)
  const { edition, previous } = facts
  return {
    seen: [
      ...notice(edition, language),
      introduction(edition, previous, words),
      ...parties(edition, language, words),
      ...now(edition, words),
      ...check(edition, words),
      ...(previous ? [`### ${words('release-changes', { previous: previous.version })}`] : []),
    ],
    changes: previous ? changes(edition, previous, language, facts) : [],
  }
}

/** What the programme wants said on every page, such as that it is an illustration. */
function notice({ programme }: Edition, language: Language): readonly string[] {
  const text = programme.settings?.notice?.[language] ?? ''
  return text.trim() === '' ? [] : [`> ${inert(text)}`]
}

function introduction({ agreement }: Edition, previous: Previous | undefined, words: Words): string {
  const { title, version } = agreement
  return inert(
    previous
      ? words('release-next', { title, version, previous: previous.version })
      : words('release-first', { title, version }),
  )
}

function parties({ agreement, programme }: Edition, language: Language, words: Words): readonly string[] {
  const [from, to] = [agreement.validity.from, agreement.validity.to].map((day) => formatDate(day, language))
  const lines = agreement.parties.map(({ agency: slug, signatory: { role } }) => {
    const agency = programme.agencies.get(slug)
    const name = agency?.name[language] ?? agency?.name.nb ?? slug
    const number = formatOrganisationNumber(agency?.organisationNumber ?? '')
    return inert(words('release-party', { name, number, role: role ?? '' }))
  })
  return [
    inert(words('release-parties')),
    bullets(lines),
    inert(words('release-period', { from: from ?? '', to: to ?? '' })),
  ]
}

function now({ agreement, programme, termsDigest }: Edition, words: Words): readonly string[] {
  const heading = `### ${inert(words('release-now'))}`
  if (signedOn(agreement, termsDigest) !== undefined) return [heading, inert(words('release-signed'))]
  const choice = agreement.languages.length > 1 ? ` ${words('release-step-language')}` : ''
  const steps = [
    `${words('release-step-fetch')}${choice}`,
    words('release-step-sign'),
    words('release-step-send', { mailbox: mailboxOf(programme) }),
  ]
  return [heading, steps.map((step, at) => `${at + 1}. ${step}`).join('\n')]
}

function check({ termsDigest }: Edition, words: Words): readonly string[] {
  return [
    `### ${inert(words('release-check'))}`,
    inert(words('release-check-terms')),
    fenced(termsDigest),
    inert(words('release-check-files')),
  ]
}

function changes(
  edition: Edition,
  { standpoint }: Previous,
  language: Language,
  { planned, words: wordsOf, schemaOf }: NotesFacts,
): readonly string[] {
  const words = wordsOf(language)
  if (!standpoint) return [inert(words('release-changes-unknown'))]
  const rows = termChanges(standpoint, edition, { language, words, schemaOf })
  const texts = rewordedTexts(standpoint, edition, planned).map((template) =>
    inert(words('release-standard-text', { template })),
  )
  const told = [...changesTable(rows, words), ...texts]
  return told.length > 0 ? told : [inert(words('release-unchanged'))]
}

/** Of 60,000 characters: so much for what is new, and the rest for all else, and for the other languages. */
const longestTable = 25_000

/** As many rows as there is room for, and how many more there are. */
function changesTable(rows: readonly Row[], words: Words): readonly string[] {
  if (rows.length === 0) return []
  let room = longestTable
  const shown = rows.filter((row) => {
    room -= row.join('').length
    return room > 0
  })
  const left = rows.length - shown.length
  const head = ['field', 'before', 'now'].map((column) => words(`release-column-${column}`))
  return [table(head, shown), ...(left > 0 ? [words('meaning-more-fields', { count: left })] : [])]
}

/** Standard texts that go by the same number as before, and read otherwise. */
function rewordedTexts(
  before: Standpoint,
  { programme }: Edition,
  planned: readonly PlannedFile[],
): readonly string[] {
  const textIn = ({ templates }: Standpoint['programme'], { template, language }: PlannedFile) =>
    template === undefined ? undefined : templates.get(template)?.languages.get(language)?.text
  const reworded = planned.filter((file) => {
    const was = textIn(before.programme, file)
    return was !== undefined && was !== textIn(programme, file)
  })
  return [...new Set(reworded.flatMap(({ template }) => template ?? []))].sort(compare)
}
