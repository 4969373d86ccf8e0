/** Signaturlinjer: signatures put into the text of an agreement, with every other line as it was. */
import { isSame } from '../difference.ts'
import type { Signature } from '../model.ts'
import { type Edit, edited } from '../plan/fixes/edit.ts'
import { lineStarts } from '../text.ts'
import { type Locate, parseYaml } from '../yaml.ts'
import { styleOf } from '../yaml-style.ts'

/**
 * The text with these at the end of the list. Undefined where that cannot be done without risk to anything else; then
 * it is left to people.
 */
export function withSignatures(text: string, added: readonly Signature[]): string | undefined {
  if (added.length === 0) return text
  const before = dataIn(text)
  const changed = before && put(text, before, added)
  const after = changed === undefined ? undefined : dataIn(changed)
  if (!before || !after) return undefined
  const wanted = { ...before.data, signatures: [...listIn(before), ...added] }
  return isSame(after.data, wanted) && hasSameOrder(before, after) ? changed : undefined
}

type Read = { readonly data: Readonly<Record<string, unknown>>; readonly locate: Locate }

/** Undefined for a text that not everybody reads alike. */
function dataIn(text: string): Read | undefined {
  const { data, problems, locate } = parseYaml(text)
  if (problems.length > 0 || typeof data !== 'object' || data === null || Array.isArray(data))
    return undefined
  return { data: Object.fromEntries(Object.entries(data)), locate }
}

function listIn({ data: { signatures } }: Read): readonly unknown[] {
  return Array.isArray(signatures) ? signatures : []
}

function hasSameOrder(before: Read, after: Read): boolean {
  const others = ({ data }: Read) => Object.keys(data).filter((key) => key !== 'signatures')
  return isSame(others(before), others(after))
}

/** The list, when there is one, is lengthened; otherwise it is begun. */
function put(text: string, read: Read, added: readonly Signature[]): string | undefined {
  const sheet: Sheet = { text, starts: lineStarts(text), lineEnd: text.includes('\r\n') ? '\r\n' : '\n' }
  const edits = Array.isArray(read.data['signatures']) ? inList(sheet, read, added) : inFile(sheet, added)
  return edits && edited(text, edits)
}

type Sheet = { readonly text: string; readonly starts: readonly number[]; readonly lineEnd: string }

/** Where the schema has it: after everything that was agreed, and before how it came to an end. */
function inFile(sheet: Sheet, added: readonly Signature[]): readonly Edit[] {
  const { text } = sheet
  const before = lineLike(/^termination\s*:/, sheet)
  return [lineEdit(before ?? text.trimEnd().length, ['signatures:', ...blocks(added, '  ')], sheet)]
}

function inList(sheet: Sheet, read: Read, added: readonly Signature[]): readonly Edit[] | undefined {
  const { text } = sheet
  const first = lineLike(/^signatures\s*:/, sheet)
  if (first === undefined) return undefined
  const { offset, end } = read.locate(['signatures'])
  const isFlow = text.charAt(offset) === '[' && text.charAt(end - 1) === ']'
  if (!isFlow) return [afterItems(sheet, first, added)]
  if (listIn(read).length > 0) return [inBrackets(text, end - 1, added)]
  const from = text.slice(0, offset).trimEnd().length
  return [{ offset: from, end, text: '' }, lineEdit(lineAfter(end, sheet), blocks(added, '  '), sheet)]
}

/** Behind the last line that says anything: what people wrote below the list belongs to what comes next. */
function afterItems(sheet: Sheet, first: number, added: readonly Signature[]): Edit {
  let [last, dash]: [number, string | undefined] = [first, undefined]
  for (let at = lineAfter(first, sheet); at < sheet.text.length; at = lineAfter(at, sheet)) {
    const line = sheet.text.slice(at, lineAfter(at, sheet))
    if (/^[^\s#-]/.test(line)) break
    if (/^\s*[^\s#]/.test(line)) last = at
    dash ??= /^( *)- /.exec(line)?.[1]
  }
  return lineEdit(lineAfter(last, sheet), blocks(added, dash ?? '  '), sheet)
}

/** In one list with brackets: `signatures: [{ … }]`, on one line or several. */
function inBrackets(text: string, end: number, added: readonly Signature[]): Edit {
  const offset = text.slice(0, end).trimEnd().length
  const groups = added.map((signature) => `{ ${pairs(signature).join(', ')} }`).join(', ')
  return { offset, end: offset, text: `${text.charAt(offset - 1) === ',' ? ' ' : ', '}${groups}` }
}

/** Where a line like this begins. */
function lineLike(pattern: RegExp, { text, starts }: Sheet): number | undefined {
  return starts.find((start, index) => pattern.test(text.slice(start, starts[index + 1])))
}

function lineAfter(offset: number, { text, starts }: Sheet): number {
  return starts.find((start) => start > offset) ?? text.length
}

/** Whole lines, put in where a line begins, or where one ends that nothing follows. */
function lineEdit(at: number, lines: readonly string[], { text, lineEnd }: Sheet): Edit {
  const isBegun = at === 0 || text.charAt(at - 1) === '\n'
  const all = lines.join(lineEnd)
  return { offset: at, end: at, text: isBegun ? `${all}${lineEnd}` : `${lineEnd}${all}` }
}

/** As somebody would write them into the list by hand. */
export function signatureText(added: readonly Signature[]): readonly string[] {
  return blocks(added, '')
}

function blocks(added: readonly Signature[], indent: string): readonly string[] {
  return added.flatMap((signature) =>
    pairs(signature).map((pair, index) => `${indent}${index === 0 ? '- ' : '  '}${pair}`),
  )
}

function pairs({ party, role, date, method, terms, file }: Signature): readonly string[] {
  const fields = { party, role, date, method, terms, ...(file === undefined ? {} : { file }) }
  return Object.entries(fields).map(([name, value]) => `${name}: ${scalar(value)}`)
}

/** In quotation marks where somebody, or some program, could read it otherwise. */
function scalar(value: string): string {
  const isPlain = /^[\p{L}\p{N}](?:[\p{L}\p{N}/().-]|:(?=\S)| (?=[\p{L}\p{N}(]))*$/u.test(value)
  const isWord = !/^(?:null|true|false|[\d.:]+)$/i.test(value)
  return isPlain && isWord && styleOf(value).type !== 'QUOTE_DOUBLE'
    ? value
    : `'${value.replaceAll("'", "''")}'`
}
