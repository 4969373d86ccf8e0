/** What is written so that programs, or people, read it in two ways. */
import type { Diagnostic } from '../../diagnostic.ts'
import { type Cures, type Fix, inQuotes, none, replaced } from './fix.ts'
import { pieceAt, type Sheet } from './sheet.ts'

export const notationFixes: Readonly<Record<string, Fix>> = {
  'yaml/ambiguous-word': ambiguous(truth),
  'yaml/ambiguous-number': ambiguous(number),
  'yaml/word-quotes': wordQuotes,
  'file/byte-order-mark': byteOrderMark,
  'file/invisible-character': invisible,
}

/** In quotation marks, or as what it means when it is no text: the schema tells which of them a field takes. */
function ambiguous(meaning: (source: string) => string | undefined): Fix {
  return (diagnostic, sheet) => {
    const found = pieceAt(diagnostic, sheet)
    if (!found || found.isKey) return none
    return [inQuotes(found.source), meaning(found.source)].flatMap((text) =>
      text === undefined ? [] : [[replaced(found, text)]],
    )
  }
}

function truth(source: string): string | undefined {
  if (/^(?:y|yes|on)$/i.test(source)) return 'true'
  return /^(?:n|no|off)$/i.test(source) ? 'false' : undefined
}

/** Without zeroes in front and underscores: that is how people count, whatever programs make of 012. */
function number(source: string): string | undefined {
  const digits = source.replaceAll('_', '')
  return /^\d{1,15}$/.test(digits) ? String(Number(digits)) : undefined
}

function wordQuotes(diagnostic: Diagnostic, sheet: Sheet): Cures {
  const found = pieceAt(diagnostic, sheet)
  const text = found && inQuotes(found.source.slice(1, -1))
  return found && text !== undefined && !text.includes('\n') ? [[replaced(found, text)]] : none
}

const mark = '\uFEFF'

function byteOrderMark(_: Diagnostic, { text }: Sheet): Cures {
  return text.startsWith(mark) ? [[{ offset: 0, end: 1, text: '' }]] : none
}

/** Characters that come along from documents and web pages and mean nothing: soft hyphens, joints, marks. */
const stowaway = /[\u00AD\u200B\u2060\uFEFF]/g

/** Where YAML wants an ordinary space: in an indent, and after the name of a field. */
const oddSpace = /(?<=^[ -]*|^[ -]*[A-Za-z][\w-]*:)[\u00A0\u2000-\u200A\u202F\u3000]/gm

/** Told once a file, so all of them. */
function invisible({ args }: Diagnostic, { text }: Sheet): Cures {
  const character = String.fromCodePoint(Number.parseInt(String(args.character).slice(2), 16) || 0)
  const [pattern, instead] = character.match(stowaway) ? [stowaway, ''] : [oddSpace, ' ']
  const edits = [...text.matchAll(pattern)].map(({ index }) => ({
    offset: index,
    end: index + 1,
    text: instead,
  }))
  return edits.length > 0 ? [edits] : none
}
