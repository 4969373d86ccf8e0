/** Vist: what a record says, as it stands in cells. */
import type { Field } from '../draft/fields.ts'
import type { Language } from '../model.ts'
import { type Cell, guarded, plainText, textIn } from './grid.ts'
import type { Book } from './names.ts'

/** What stands at a path of a record; undefined when nothing does. */
export function valueAt(record: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (node, step) =>
        typeof node === 'object' && node !== null && Object.hasOwn(node, step)
          ? Reflect.get(node, step)
          : undefined,
      record,
    )
}

/** A cell of its own for each field; lists of names with semicolons, sentences on a line each. */
export function shownIn(record: unknown, field: Field, book: Book, language: Language): Cell {
  const value = valueAt(record, field.path)
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return shownList(value, field, book, language)
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return yesOrNo(value, language)
  if (field.of === 'date') return { day: String(value) }
  return guarded(book.shown(field.path, String(value), language))
}

function shownList(values: readonly unknown[], field: Field, book: Book, language: Language): Cell {
  if (values.length === 0) return null
  const isNames = book.names.has(field.path)
  const texts = values.map((value) => book.shown(field.path, String(value), language))
  if (isNames) return guarded(texts.join('; '))
  // One sentence with a semicolon in it must not look like two.
  return guarded(texts.length === 1 && texts[0]?.includes(';') ? `• ${texts[0]}` : texts.join('\n'))
}

export function yesOrNo(value: boolean, language: Language): string {
  if (language === 'en') return value ? 'Yes' : 'No'
  return value ? 'Ja' : 'Nei'
}

/** Whether a cell says what a record says already, in one of the languages a workbook may be in. */
export function saysTheSame(cell: Cell, record: unknown, field: Field, book: Book): boolean {
  const text = textIn(cell)
  return (['nb', 'nn', 'en'] as const).some((language) => {
    const shown = shownIn(record, field, book, language)
    return textIn(shown) === text || (typeof shown === 'string' && plainText(shown) === text)
  })
}
