/** Kontroll av skjemaet: what `check` would find in the file, found by the same functions before there is a file. */
import type { Validator } from '../../core/generated/registration-validators.js'
import type { SchemaOf } from '../../core/json-schema.ts'
import type { Written } from '../../core/kinds.ts'
import type { IsoDate, Programme } from '../../core/model.ts'
import { toRegistration } from '../../core/registration.ts'
import { registrationDates } from '../../core/rules/dates.ts'
import { agencyReferences } from '../../core/rules/references/agencies.ts'
import { registrationConcepts } from '../../core/rules/references/concepts.ts'
import type { Rule, World } from '../../core/rules/rule.ts'
import { sameNeedTwice } from '../../core/rules/same-need-twice.ts'
import { schemaFindings } from '../../core/schema-findings.ts'
import type { SchemaFinding } from '../../core/schema-slips.ts'
import type { FormKind } from './brought.ts'
import { type FormFinding, textFindings } from './text-findings.ts'

/** A registration that is not a file yet. */
export type Draft = {
  readonly kind: FormKind
  readonly agency: string
  readonly name: string
  readonly path: string
  readonly data: object
  /** As it will be written. */
  readonly text: string
}

export type Judge = {
  readonly programme: Programme
  readonly today: IsoDate
  readonly validators: Readonly<Record<FormKind, Validator>>
  readonly schemaOf: SchemaOf
}

/** Errors and warnings, in the order they are found: of texts, of the shape, of what it says. */
export function judgeDraft(draft: Draft, judge: Judge): readonly FormFinding[] {
  const inTexts = textFindings(draft)
  const inShape = shapeFindings(draft, inTexts, judge)
  const found = [...inTexts, ...inShape]
  return found.some(({ severity }) => severity === 'error')
    ? found
    : [...found, ...ruleFindings(draft, judge)]
}

function shapeFindings(
  { kind, data }: Draft,
  known: readonly FormFinding[],
  { validators, schemaOf }: Judge,
): readonly FormFinding[] {
  const validate = validators[kind]
  if (validate(data)) return []
  const explained = new Set(known.map(({ at }) => at.join('.')))
  return schemaFindings(validate.errors ?? [], data, schemaOf(kind), schemaOf)
    .filter((finding) => !(isAboutValue(finding) && explained.has(finding.at.join('.'))))
    .map(({ code, at, args = {} }) => ({ code, severity: 'error', at, args }))
}

/** Absence and length are mistakes of their own, whatever else is wrong with a value: as in `core/read.ts`. */
function isAboutValue({ code }: SchemaFinding): boolean {
  return code !== 'schema/missing' && code !== 'schema/too-long'
}

/** All that can be known of a registration by itself. */
export const formRules: readonly Rule[] = [...registrationDates, ...agencyReferences, ...registrationConcepts]

/** What an agency has registered, as the open data has it; fields besides are no harm. */
export type Recorded = Readonly<Record<string, unknown>> & { readonly id: string; readonly kind: FormKind }

/** Whether the agency has said the same before. What is changed is no double of itself. */
export function doubleFindings(
  draft: Draft,
  recorded: readonly Recorded[],
  { programme, today }: Judge,
): readonly FormFinding[] {
  const own = `${draft.agency}.${draft.name}`
  const others = recorded.filter(({ id }) => id !== own)
  // Nobody at the form knows the names of files.
  const named = others.map((data) => recordOf(data.kind, draft.agency, data.id, `«${data['title']}»`, data))
  const last = recordOf(draft.kind, draft.agency, own, draft.path, draft.data)
  const whole = { ...programme, registrations: new Map([...named, last]) }
  return findingsOf([sameNeedTwice], draft.path, { programme: whole, today, before: programme })
}

function recordOf(kind: FormKind, agency: string, id: string, file: string, data: object) {
  const names = [agency, id.slice(agency.length + 1)]
  const [key, record] = toRegistration(kind, { file, names, data: data as Written['need'] })
  return [key, { ...record, file }] as const
}

function findingsOf(asked: readonly Rule[], path: string, world: World): readonly FormFinding[] {
  return asked.flatMap(({ code, severity, check }) =>
    [...check(world)]
      .filter(({ file }) => file === path)
      .map((finding) => ({
        code,
        severity: finding.severity ?? severity,
        at: finding.at,
        args: finding.args ?? {},
      })),
  )
}

function ruleFindings(
  { kind, agency, name, path, data }: Draft,
  { programme, today }: Judge,
): readonly FormFinding[] {
  const own = recordOf(kind, agency, `${agency}.${name}`, path, data)
  const paths = new Set([...programme.paths, path])
  const whole = { ...programme, paths, registrations: new Map([own]) }
  return findingsOf(formRules, path, { programme: whole, today, before: programme })
}
