/** Medbrakt: what the page brings to its script, as JSON. Everything is from the schemas, the sentences and the programme. */
import type { Field } from '../../core/draft/fields.ts'
import type { JsonSchema } from '../../core/json-schema.ts'
import type { Messages } from '../../core/messages.ts'
import type { Agency, Language, Programme, Registration, Settings } from '../../core/model.ts'

/** Behov eller tilbud. */
export type FormKind = Registration['kind']

export const formKinds: readonly FormKind[] = ['need', 'offer']

/** Of a field only what a script needs; the rest of it is in the page. */
export type BroughtField = Pick<Field, 'path' | 'title' | 'list' | 'of' | 'required'> & {
  readonly pattern?: string
}

export type BroughtAgency = Pick<
  Agency,
  'slug' | 'name' | 'shortName' | 'language' | 'municipality' | 'organisationNumber'
>

/** The programme, as far as a registration can be judged by it. */
export type BroughtProgramme = {
  readonly settings: Settings | undefined
  readonly concepts: Programme['concepts']
  readonly agencies: readonly BroughtAgency[]
  /** Names of files an agency has already, needs and offers together, for they share names. */
  readonly taken: Readonly<Record<string, readonly string[]>>
}

export type Brought = {
  readonly language: Language
  readonly fields: Readonly<Record<FormKind, readonly BroughtField[]>>
  readonly schemas: Readonly<Record<FormKind | 'common', JsonSchema>>
  readonly messages: Messages
  readonly programme: BroughtProgramme
  /** What areas and groups are called otherwise, by id. */
  readonly otherNames: Readonly<Record<string, string>>
  /** Where the issue form is, without a question mark; '' when nobody has said which repository it is. */
  readonly issues: string
  /** Name of the issue form's file. */
  readonly template: string
  readonly mailbox: string
  /** Where the registrations lie as JSON, seen from the page. */
  readonly registrations: string
}
