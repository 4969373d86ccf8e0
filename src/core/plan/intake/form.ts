/**
 * Skjema: what an issue says, when somebody has filled in the form for a need, an offer or an evaluation. The body is data: two parts
 * are looked for by their headings, and nothing else in it (or in title, labels and author) means anything.
 */
import type { Language } from '../../model.ts'

export type FormPart = 'file' | 'registration'

/** GitHub writes the label of each field as a heading: the same words stand in `.github/ISSUE_TEMPLATE/`. */
export const headings: Readonly<Record<Language, Readonly<Record<FormPart, string>>>> = {
  nb: { file: 'Filnavn', registration: 'Registrering' },
  nn: { file: 'Filnamn', registration: 'Registrering' },
  en: { file: 'File name', registration: 'Registration' },
}

/** An evaluation has a form of its own, where the same part has another name. */
export const evaluationHeadings: Readonly<Record<Language, string>> = {
  nb: 'Evaluering',
  nn: 'Evaluering',
  en: 'Evaluation',
}

/** Why a form says nothing that could be read. */
export type FormFault =
  | 'no-file'
  | 'several-files'
  | 'no-registration'
  | 'several-registrations'
  | 'around-registration'
  | 'fence-in-registration'
  | 'open-registration'

export type Form = { readonly file: string; readonly yaml: string }

export type FormReading = { readonly language: Language } & (
  | { readonly form: Form }
  | { readonly faults: readonly FormFault[] }
)

/** Undefined for an issue that is about something else. */
export function readForm(body: string): FormReading | undefined {
  const { before, sections } = sectionsIn([...linesIn(body)])
  const [first] = sections
  if (!first) return undefined
  const language = sections.find(({ part }) => part === 'file')?.language ?? first.language
  if (before.some(({ kind }) => kind !== 'text')) return { language, faults: ['several-registrations'] }
  const file = fileIn(contentsOf('file', sections))
  const registration = registrationIn(contentsOf('registration', sections))
  if ('text' in file && 'text' in registration)
    return { language, form: { file: file.text, yaml: registration.text } }
  const faults = [file, registration].flatMap((found) => ('fault' in found ? [found.fault] : []))
  // A block that is never closed has swallowed whatever stands below it.
  return { language, faults: faults.includes('open-registration') ? ['open-registration'] : faults }
}

/** Of a block of code: where it opens, what is inside, where it closes. Everything else is text. */
type Line = { readonly kind: 'text' | 'open' | 'inside' | 'close'; readonly text: string }

/** Blocks end where whoever looks at the issue sees them end: https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
function* linesIn(body: string): Generator<Line> {
  let fence: string | undefined
  for (const text of body.split(/\r?\n/)) {
    if (fence === undefined) {
      fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(text)?.[1]
      yield { kind: fence === undefined ? 'text' : 'open', text }
    } else if (isClosing(text, fence)) {
      fence = undefined
      yield { kind: 'close', text }
    } else yield { kind: 'inside', text }
  }
}

function isClosing(text: string, fence: string): boolean {
  const [, closing = ''] = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(text) ?? []
  return closing.startsWith(fence)
}

type Section = { readonly part: FormPart; readonly language: Language; readonly lines: Line[] }

function sectionsIn(lines: readonly Line[]): {
  readonly before: readonly Line[]
  readonly sections: readonly Section[]
} {
  const before: Line[] = []
  const sections: Section[] = []
  for (const line of lines) {
    const heading = line.kind === 'text' ? headingIn(line.text) : undefined
    if (heading) sections.push({ ...heading, lines: [] })
    else (sections.at(-1)?.lines ?? before).push(line)
  }
  return { before, sections }
}

function headingIn(text: string): Pick<Section, 'part' | 'language'> | undefined {
  const [, title = ''] = /^ {0,3}###[ \t]+(\S.*)$/.exec(text) ?? []
  return known.get(title.trim().toLowerCase())
}

/** Where two languages have the same word, the first in the table has it. */
const known = new Map(
  (Object.keys(headings) as Language[])
    .flatMap((language) =>
      [
        { part: 'file' as const, title: headings[language].file },
        { part: 'registration' as const, title: headings[language].registration },
        { part: 'registration' as const, title: evaluationHeadings[language] },
      ].map((one) => ({ ...one, language })),
    )
    .reverse()
    .map(({ title, part, language }) => [title.toLowerCase(), { part, language }] as const),
)

/** One for each time the heading stands there. */
function contentsOf(part: FormPart, sections: readonly Section[]): readonly (readonly Line[])[] {
  return sections.filter((section) => section.part === part).map(({ lines }) => withoutEdges(lines))
}

type Found = { readonly text: string } | { readonly fault: FormFault }

function fileIn([lines = [], ...more]: readonly (readonly Line[])[]): Found {
  const written = lines.filter(({ text }) => !isBlank(text))
  const [line] = written
  if (more.length > 0 || written.length > 1) return { fault: 'several-files' }
  return line === undefined || isUnanswered(line) ? { fault: 'no-file' } : { text: line.text }
}

function registrationIn([lines = [], ...more]: readonly (readonly Line[])[]): Found {
  const blocks = lines.filter(({ kind }) => kind === 'open').length
  const [first, last] = [lines[0], lines.at(-1)]
  const isOpen = last?.kind === 'open' || last?.kind === 'inside'
  if (more.length > 0) return { fault: 'several-registrations' }
  // What was to close the block opens one instead, for something in it has closed it before.
  if (blocks > 1) return { fault: isOpen ? 'fence-in-registration' : 'several-registrations' }
  if (!first || (lines.length === 1 && isUnanswered(first))) return { fault: 'no-registration' }
  if (blocks === 0) return asText(lines)
  if (isOpen) return { fault: 'open-registration' }
  if (first.kind !== 'open' || last?.kind !== 'close') return { fault: 'around-registration' }
  return asText(lines.slice(1, -1))
}

function asText(lines: readonly Line[]): Found {
  const text = lines.map((line) => line.text).join('\n')
  return isBlank(text) ? { fault: 'no-registration' } : { text: `${text}\n` }
}

function withoutEdges(lines: readonly Line[]): readonly Line[] {
  const isWritten = ({ kind, text }: Line) => kind !== 'text' || !isBlank(text)
  return lines.slice(Math.max(0, lines.findIndex(isWritten)), lines.findLastIndex(isWritten) + 1)
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}

/** What GitHub writes for a field that is left empty. */
function isUnanswered({ text }: Line): boolean {
  return text.trim() === '_No response_'
}
