/** Characters that the fonts of the documents do not have: found again in the files they came from. */
import type { TextOf } from '../check.ts'
import { compare, type Diagnostic, type FieldPath } from '../diagnostic.ts'
import type { Agreement, Programme, Registration } from '../model.ts'
import { placesIn } from '../read.ts'
import { parseYaml } from '../yaml.ts'

/** A document cannot be set: its text has characters that no font at hand can show. */
export class Unprintable extends Error {
  /** Each once, in the order of the text. */
  readonly characters: readonly string[]
  constructor(characters: readonly string[]) {
    super(`no font has ${characters.map(codePoint).join(', ')}`)
    this.name = 'Unprintable'
    this.characters = characters
  }
}

/** One finding per character, at the first field that has it, or in a standard text; else of the first file as such. */
export function unprintableIn(
  characters: readonly string[],
  files: readonly string[],
  textOf: TextOf,
): readonly Diagnostic[] {
  const [first = ''] = files
  return characters.map((character) => {
    const place = files.map((file) => placeIn(file, character, textOf)).find((found) => found !== undefined)
    return {
      code: 'document/unprintable',
      severity: 'error',
      place: place ?? { file: first, line: 1, column: 1 },
      args: { character, codePoint: codePoint(character) },
    }
  })
}

/** `U+1F600` */
function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** What a document is made of: its record first, then the agencies, the settings and the standard texts. */
export function filesBehind(
  { file }: Agreement | Registration,
  agencies: readonly string[],
  programme: Programme,
): readonly string[] {
  const texts = [...programme.templates.values()].flatMap(({ languages }) =>
    Array.from(languages.values(), (text) => text.file),
  )
  return [
    file,
    ...agencies.map((agency) => `agencies/${agency}/agency.yaml`),
    'programme/programme.yaml',
    ...texts.sort(compare),
  ]
}

function placeIn(file: string, character: string, textOf: TextOf): Diagnostic['place'] | undefined {
  const text = textOf(file)
  if (text === undefined) return undefined
  if (!file.endsWith('.yaml')) return lineWith(file, text, character)
  const at = fieldWith(parseYaml(text).data, character)
  return at && { file, ...placesIn(text)(at) }
}

function lineWith(file: string, text: string, character: string): Diagnostic['place'] | undefined {
  const offset = text.indexOf(character)
  if (offset < 0) return undefined
  const before = text.slice(0, offset).split('\n')
  return { file, line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

/** The first field whose text has the character. What is shown is in normal form, so that is what is searched. */
function fieldWith(data: unknown, character: string): FieldPath | undefined {
  const pending: { readonly at: FieldPath; readonly value: unknown }[] = [{ at: [], value: data }]
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { at, value } = next
    if (typeof value === 'string' && value.normalize('NFC').includes(character)) return at
    if (typeof value !== 'object' || value === null) continue
    const entries: [string | number, unknown][] = Array.isArray(value)
      ? [...value.entries()]
      : Object.entries(value)
    pending.unshift(...entries.map(([key, inner]) => ({ at: [...at, key], value: inner })))
  }
  return undefined
}
