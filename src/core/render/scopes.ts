/** What a name in a standard text stands for: looked up in what the view itself holds, and in nothing else. */
import type { Place } from '../diagnostic.ts'
import { escapeParagraphs } from './escape.ts'
import { TemplateError } from './template-error.ts'

/** A name in a template: `name`, `this`, `party.name`, `../name`. `up` counts the `../`. */
export type Path = {
  readonly written: string
  readonly up: number
  readonly names: readonly string[]
  readonly place: Place
}

/** The innermost scope last: `each` opens one, `../` closes one. */
export type Scopes = readonly unknown[]

/** A blank in an agreement is never what anybody meant, so an empty text is as wrong as a missing one. */
export function printed(path: Path, scopes: Scopes): string {
  const value = lookUp(path, scopes)
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new TemplateError('template/not-text', path.place, { name: path.written })
  }
  const text = escapeParagraphs(String(value))
  if (text === '') throw new TemplateError('template/blank', path.place, { name: path.written })
  return text
}

export function holds(path: Path, scopes: Scopes): boolean {
  const value = lookUp(path, scopes)
  if (Array.isArray(value)) return value.length > 0
  if (value !== null && typeof value === 'object') {
    throw new TemplateError('template/not-a-choice', path.place, { name: path.written })
  }
  return Boolean(value)
}

export function listAt(path: Path, scopes: Scopes): readonly unknown[] {
  const list: unknown = lookUp(path, scopes)
  if (!Array.isArray(list)) throw new TemplateError('template/not-a-list', path.place, { name: path.written })
  return list
}

/** Only what the view itself holds counts: never what an object, a list or a text inherits. */
function lookUp(path: Path, scopes: Scopes): unknown {
  let value = scopes[scopes.length - 1 - path.up]
  for (const name of path.names) value = ownField(value, name)
  if (value === undefined || value === null) {
    throw new TemplateError('template/missing-variable', path.place, { name: path.written })
  }
  return value
}

/** Undefined for what is no record, and for what it does not have itself. */
export function ownField(value: unknown, name: string): unknown {
  const isRecord = value !== null && typeof value === 'object' && !Array.isArray(value)
  return isRecord ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
}
