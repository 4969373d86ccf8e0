/** Rettelser: what must be corrected in a form, in words its sender can find the place by. */
import type { Diagnostic } from '../../diagnostic.ts'
import { type SchemaOf, specOf, specWithin, textsIn } from '../../json-schema.ts'
import type { Speaker } from '../../messages.ts'
import { inert } from '../../report/markdown.ts'
import { shortened } from '../../text.ts'
import { type FormKind, formKindOf, type Problem } from './destination.ts'

/** One sentence may quote much of a field; so much is enough to find it. */
const longestSentence = 500

/** One line of Markdown for each. Values that are about a person are in none of them: see `withheld` in `core/read.ts`. */
export function correctionsOf(
  problems: readonly Problem[],
  form: { readonly file: string; readonly yaml: string },
  speaker: Speaker,
  schemaOf: SchemaOf,
): readonly string[] {
  const kind = formKindOf(form.file)
  const lines = form.yaml.split('\n')
  return problems.map((problem) => {
    if ('word' in problem) return inert(speaker.words(problem.word, problem.args))
    const sentence = inert(shortened(speaker.say(problem), longestSentence))
    const place = problem.place.file === form.file ? placeIn(problem, kind, lines, speaker, schemaOf) : []
    const where = problem.place.file === form.file ? place : [`**${inert(problem.place.file)}**`]
    return where.length > 0 ? `${where.join(', ')}: ${sentence}` : sentence
  })
}

export function isAboutPerson(problem: Problem): boolean {
  return 'code' in problem && problem.code.startsWith('personal-data/')
}

/** The title of the field as the schema has it, and the line within the block. */
function placeIn(
  problem: Diagnostic,
  kind: FormKind | undefined,
  lines: readonly string[],
  speaker: Speaker,
  schemaOf: SchemaOf,
): readonly string[] {
  if (kind === undefined || ofTheWhole.has(problem.code)) return []
  const isMissing = isMissingField(problem, kind, schemaOf)
  const key = isMissing ? String(problem.args['key']) : keyAt(lines, problem.place.line)
  const spec = key === undefined ? undefined : specWithin(specOf(kind, schemaOf), key, schemaOf)
  const title = spec && textsIn(spec.schema, speaker.language).title
  return [
    ...(title ? [`**${inert(title)}**`] : []),
    ...(isMissing ? [] : [speaker.words('intake-line', { line: problem.place.line })]),
  ]
}

/** What is said of them is said of everything. */
const ofTheWhole: ReadonlySet<string> = new Set([
  'file/too-large',
  'identity/shared-name',
  'personal-data/name',
])

/** A field of the form itself that is not there has no line. */
function isMissingField({ code, args }: Diagnostic, kind: FormKind, schemaOf: SchemaOf): boolean {
  return (
    code === 'schema/missing' &&
    Object.hasOwn(specOf(kind, schemaOf).schema.properties ?? {}, String(args['key']))
  )
}

/** The field a line belongs to: the nearest one above that is not inside another, also in what cannot be read. */
function keyAt(lines: readonly string[], line: number): string | undefined {
  const keys = lines.slice(0, line).map((text) => /^["']?([A-Za-z]+)["']?[ \t]*:/.exec(text)?.[1])
  return keys.findLast((key) => key !== undefined)
}
