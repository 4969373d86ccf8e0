/** Radoverskrifter: the typesetter knows headers of columns only, so the cells that name their row are marked afterwards. */
import { type Edit, objectAt, type PdfFile, PdfShape, replaced } from './pdf-file.ts'

type Element = { readonly at: number; readonly text: string }

/**
 * For each table that has them, the first cell of every row becomes a header with the scope of its row. The other cells
 * lose their explicit list of headers: by their scopes a reader finds both (ISO 32000-1, 14.8.5.7).
 * @throws PdfShape unless the file has exactly as many tables
 */
export function rowHeaderEdits(file: PdfFile, rowHeaders: readonly boolean[]): readonly Edit[] {
  const root = /^ {2}\/StructTreeRoot (\d+) 0 R$/m.exec(file.text)?.[1]
  if (root === undefined) throw new PdfShape('a structure tree')
  const tables = tablesBelow(file, objectAt(file, Number(root)))
  if (tables.length !== rowHeaders.length)
    throw new PdfShape(`${rowHeaders.length} tables, not ${tables.length}`)
  return tables.flatMap((table, index) => (rowHeaders[index] ? editsOf(file, table) : []))
}

/** In the order they are read in. */
function tablesBelow(file: PdfFile, root: Element): readonly Element[] {
  const tables: Element[] = []
  const pending = [root]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (is(next, 'Table')) tables.push(next)
    else pending.push(...kids(file, next).toReversed())
  }
  return tables
}

function editsOf(file: PdfFile, table: Element): readonly Edit[] {
  return kids(file, table)
    .filter((part) => is(part, 'TBody'))
    .flatMap((body) => kids(file, body))
    .flatMap((row) => kids(file, row).flatMap((cell, column) => (column === 0 ? head(cell) : unlisted(cell))))
}

function head(cell: Element): readonly Edit[] {
  return [replaced(cell, '  /S /TD\n', '  /S /TH\n'), replaced(cell, headersOf(cell), '    /Scope /Row\n')]
}

function unlisted(cell: Element): readonly Edit[] {
  return [replaced(cell, headersOf(cell), '')]
}

function headersOf(cell: Element): string {
  const line = /^ {4}\/Headers \[[^\]]*\]\n/m.exec(cell.text)?.[0]
  if (line === undefined) throw new PdfShape('a cell with headers')
  return line
}

function is({ text }: Element, type: string): boolean {
  return text.includes(`\n  /S /${type}\n`)
}

/** The elements right below; what is not an element (marked content, a link's annotation) is passed over. */
function kids(file: PdfFile, { text }: Element): readonly Element[] {
  const list = /^ {2}\/K \[([\s\S]*?)\]$/m.exec(text)?.[1] ?? ''
  const numbers = list.replace(/<<[\s\S]*?>>/g, '').matchAll(/(\d+) 0 R/g)
  return Array.from(numbers, ([, number]) => objectAt(file, Number(number)))
}
