/** The standard texts of a programme, parsed once each. */
import type { Language, Programme } from '../model.ts'
import type { Annex } from './annexes.ts'
import { parseTemplate, type Template } from './language.ts'
import type { Material } from './material/kinds.ts'

/** What is agreed, and signed by all: the terms digest stands in it, and a signature locks its standard text. */
export type AgreementDocument = 'cooperation-agreement' | 'exchange-agreement'

/** What is written about an agreement later, each in the newest standard text there is. */
export type Sequel = 'amendment' | 'termination' | 'certificate'

export type Document = AgreementDocument | Annex | Sequel

/** Brev: made from a registration, not from an agreement. */
export type Letter = 'letter-of-intent'

/** A standard text in one version. The id is `<document>@<version>`. */
export type StandardText = { readonly id: string; readonly template: Template }

/**
 * The standard text with this id, in this language.
 * @throws Error when it does not exist, TemplateError when it cannot be understood
 */
export function standardText(programme: Programme, id: string, language: Language): StandardText {
  const written = programme.templates.get(id)?.languages.get(language)
  if (!written) throw new Error(`there is no standard text ${id} in ${language}`)
  return { id, template: parsedOnce(written) }
}

/** The version of `document` that goes with version `version` of another: the same number, or else the newest. */
export function matchingVersion(programme: Programme, document: Document, version: number): string {
  const same = `${document}@${version}`
  if (programme.templates.has(same)) return same
  return newestVersion(programme, document) ?? same
}

/** Undefined when the programme has no standard text for it. */
export function newestVersion(
  { templates }: Programme,
  document: Document | Letter | Material,
): string | undefined {
  const versions = [...templates.keys()]
    .filter((id) => id.startsWith(`${document}@`))
    .map((id) => Number(id.slice(document.length + 1)))
  return versions.length === 0 ? undefined : `${document}@${Math.max(...versions)}`
}

const parsed = new WeakMap<object, Template>()

/** Remembered by the very text object it was parsed from, so nothing stale can come back. */
function parsedOnce(written: { readonly file: string; readonly text: string }): Template {
  const known = parsed.get(written)
  if (known) return known
  const template = parseTemplate(written.file, written.text)
  parsed.set(written, template)
  return template
}
