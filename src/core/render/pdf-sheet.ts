/** Arket: all that the typesetter is told, as plain data. `templates/document.typ` shows it. Types only. */
import type { Language } from '../model.ts'

/** Text as pieces: a line may end between two of them. */
export type SheetInline =
  | { readonly kind: 'text'; readonly pieces: readonly string[] }
  | { readonly kind: 'strong' | 'em'; readonly content: readonly SheetInline[] }
  | { readonly kind: 'link'; readonly href: string; readonly content: readonly SheetInline[] }
  | ({ readonly kind: 'language'; readonly content: readonly SheetInline[] } & Tongue)
  | { readonly kind: 'break' }
  /** To write in by hand. */
  | { readonly kind: 'room'; readonly lines: number }

/** What decides how words are divided and read aloud. */
export type Tongue = { readonly language: Language; readonly region: 'NO' | 'GB' }

export type Text = readonly SheetInline[]

export type SheetTable = {
  readonly kind: 'table'
  readonly header: readonly Text[]
  readonly rows: readonly (readonly Text[])[]
  /** The header comes again on every page; not one that would leave no room for the rows. */
  readonly repeats: boolean
  /** Millimetres; together the width of the text. */
  readonly widths: readonly number[]
  /** Rows stay on one page. Not for cells so long that they could outgrow it. */
  readonly whole: boolean
  /** The whole table stays on one page. */
  readonly short: boolean
  /** Rows have room to write in. */
  readonly signing: boolean
  /** Cells have room to write in, and lines between them. */
  readonly written: boolean
  /** For each row the length of a bar below its first cell, from 0 to 1; null for none. */
  readonly bars?: readonly (number | null)[]
}

export type SheetBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly number: string; readonly content: Text }
  /** `introduces`: stays on the page of what follows, a list or a table. */
  | {
      readonly kind: 'paragraph'
      readonly number: string
      readonly content: Text
      readonly introduces: boolean
    }
  | {
      readonly kind: 'list'
      readonly start: number | null
      /** How the first point is marked if it is the first of all: `a)`, `i)` or `1)`; '' for bullets. */
      readonly numbering: string
      readonly whole: boolean
      readonly items: readonly (readonly SheetBlock[])[]
    }
  | {
      readonly kind: 'callout'
      readonly message: Text
      readonly points: readonly Text[]
      readonly whole: boolean
    }
  | SheetTable

/** Avsnitt: what stands above the first clause, or a clause. `together`: on one page, if a page has room for it. */
export type SheetSection = {
  readonly numbered: boolean
  readonly together: boolean
  readonly blocks: readonly SheetBlock[]
}

/** Ark: all that the page is told. */
export type Sheet = Tongue & {
  /** Title of the file, as a window shows it. */
  readonly title: string
  /** Year, month, day. */
  readonly date: readonly number[]
  readonly header: { readonly title: string; readonly programme: string; readonly notice: string }
  /** `page` has '#' for the number of the page and '##' for how many there are. */
  readonly footer: { readonly lines: readonly [string, string]; readonly page: readonly string[] }
  readonly sections: readonly SheetSection[]
}
