/** What the script is given: gathered once for each language, when the site is made. */
import type { Field } from '../../core/draft/fields.ts'
import { fileRules } from '../../core/file-rules.ts'
import type { SchemaOf } from '../../core/json-schema.ts'
import type { Messages, Speaker } from '../../core/messages.ts'
import type { Agency, Concept, Language, Programme } from '../../core/model.ts'
import { sameNeedTwice } from '../../core/rules/same-need-twice.ts'
import { takesPart } from '../../core/succession.ts'
import type { SiteFacts } from '../model.ts'
import {
  type Brought,
  type BroughtAgency,
  type BroughtField,
  type BroughtProgramme,
  formKinds,
} from './brought.ts'
import { formFields } from './fields.ts'
import { formRules } from './judge.ts'
import { leanSchemas } from './lean.ts'

export function broughtFor(
  facts: SiteFacts,
  language: Language,
  schemaOf: SchemaOf,
  registrations: string,
): Brought {
  const { programme, repository, speakers } = facts
  const [need, offer] = formKinds.map((kind) => {
    const { body, ending } = formFields({ kind, language, schemaOf })
    return [...body, ...ending].map(broughtField)
  })
  return {
    language,
    fields: { need: need ?? [], offer: offer ?? [] },
    schemas: leanSchemas(language, schemaOf),
    messages: sentencesUsed(speakers[language]),
    programme: broughtProgramme(programme),
    otherNames: otherNames(programme),
    issues: repository === undefined ? '' : `${repository}/issues/new`,
    template: language === 'nn' ? 'registration.nn.yml' : 'registration.yml',
    mailbox: programme.settings?.office.mailbox ?? '',
    registrations,
  }
}

export function broughtField({ path, title, list, of, required, value: { pattern } }: Field): BroughtField {
  return { path, title, list, of, required, ...(pattern === undefined ? {} : { pattern }) }
}

/** Other names of areas and groups, for whoever looks for them in a list. */
function otherNames({ concepts }: Programme): Readonly<Record<string, string>> {
  const all = [...(concepts?.competences ?? []), ...(concepts?.targetGroups ?? [])]
  return Object.fromEntries(
    all.map(({ id, label, synonyms }) => [
      id,
      [
        ...new Set([
          ...Object.values<string>({ ...label }),
          ...Object.values<string[]>({ ...synonyms }).flat(),
        ]),
      ].join(' '),
    ]),
  )
}

function broughtProgramme({ settings, concepts, agencies, paths }: Programme): BroughtProgramme {
  return {
    settings: settings && { ...settings, office: { ...settings.office, approvers: [] } },
    concepts: concepts && {
      ...concepts,
      competences: concepts.competences.map(withoutWords),
      targetGroups: concepts.targetGroups.map(withoutWords),
    },
    agencies: [...agencies.values()].filter(takesPart).map(broughtAgency),
    taken: namesTaken(paths),
  }
}

/** Words to search by are for the catalogue. */
function withoutWords({ synonyms: _synonyms, esco: _esco, los: _los, ...concept }: Concept): Concept {
  return concept
}

function broughtAgency(agency: Agency): BroughtAgency {
  const { slug, name, shortName, language, municipality, organisationNumber } = agency
  return { slug, name, shortName, language, municipality, organisationNumber }
}

function namesTaken(paths: ReadonlySet<string>): Readonly<Record<string, readonly string[]>> {
  const taken: Record<string, string[]> = {}
  for (const path of [...paths].sort()) {
    const [, agency = '', name = ''] = /^agencies\/([^/]+)\/(?:needs|offers)\/([^/]+)\.yaml$/.exec(path) ?? []
    if (name === '') continue
    const names = taken[agency] ?? []
    taken[agency] = names
    names.push(name)
  }
  return taken
}

/** Words of the script itself begin so; the others are those that findings are spoken with. */
const wordsUsed =
  /^(?:form-s-|type\.|comparison\.|personalData\.|home\.|quantity\.|suggestion$|new-required$|new-yes$|new-no$)/

/** Only what can be said by the script. */
function sentencesUsed({ messages }: Speaker): Messages {
  const codes = new Set([...fileRules, ...formRules, sameNeedTwice].map(({ code }) => code))
  const ofYaml = /^(?:yaml|file)\/(?!direction|invisible)/
  return {
    findings: chosen(messages.findings, (code) => codes.has(code) && !ofYaml.test(code)),
    words: chosen(messages.words, (key) => wordsUsed.test(key)),
    cli: {},
  }
}

function chosen(
  texts: Readonly<Record<string, string>>,
  wants: (key: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => wants(key)))
}
