/** Rapporten som ark for setteren: the same blocks as documents have, with a bar below the name of each row. */
import type { Words } from '../../messages.ts'
import { formatDate } from '../../render/formatted.ts'
import type { Block, Inline, Tree } from '../../render/markdown.ts'
import { pageNumbers, rowHeaders, sheetWith } from '../../render/pdf.ts'
import type { Sheet, SheetBlock } from '../../render/pdf-sheet.ts'
import type { Account } from './account.ts'
import type { Table } from './tables.ts'

export type AccountSheet = { readonly sheet: Sheet; readonly rowHeaders: readonly boolean[] }

export function accountSheet(account: Account, words: Words): AccountSheet {
  const { language, programme, notice, date, title } = account
  const tree = treeOf(account, words)
  const made = formatDate(date, language)
  const sheet = sheetWith(tree, {
    ...{ language, programme, notice, date },
    footer: { lines: [title, words('figures-footer', { date: made, programme })], page: pageNumbers(words) },
  })
  const tables = account.chapters.flatMap((chapter) => chapter.tables).filter(({ nothing }) => nothing === '')
  return { sheet: withBars(sheet, tables), rowHeaders: rowHeaders(tree) }
}

function treeOf({ title, lead, summary, chapters, method }: Account, words: Words): Tree {
  return [
    heading(1, title),
    paragraph(lead),
    heading(2, words('figures-heading-summary')),
    points(summary),
    ...chapters.flatMap((chapter): Tree => {
      const isWhole = chapter.tables.length === 1 && chapter.tables[0]?.title === chapter.title
      return [
        heading(2, chapter.title),
        ...chapter.tables.flatMap((table) => [
          ...(isWhole ? [] : [heading(3, table.title)]),
          ...(table.nothing === '' ? [tableBlock(table)] : [paragraph(table.nothing)]),
          paragraph(table.how),
        ]),
      ]
    }),
    heading(2, words('figures-heading-method')),
    points(method),
  ]
}

function text(content: string): readonly Inline[] {
  return [{ kind: 'text', text: content }]
}

function heading(level: number, content: string): Block {
  return { kind: 'heading', level, number: '', id: '', content: text(content) }
}

function paragraph(content: string): Block {
  return { kind: 'paragraph', number: '', id: '', content: text(content) }
}

function points(items: readonly string[]): Block {
  return { kind: 'list', start: null, counting: null, items: items.map((item) => [paragraph(item)]) }
}

function tableBlock({ columns, lines }: Table): Block {
  const names = lines.map(({ label }) => label)
  return {
    kind: 'table',
    header: columns.map(text),
    rows: lines.map(({ label, cells }) => [text(label), ...cells.map((cell) => text(cell.text))]),
    rowHeaders: new Set(names).size === names.length && !names.includes(''),
  }
}

/** Tables of the sheet are those of the report, in the same order; none lies within a list. */
function withBars(sheet: Sheet, tables: readonly Table[]): Sheet {
  let at = 0
  const drawn = (block: SheetBlock): SheetBlock => {
    if (block.kind !== 'table') return block
    const bars = tables[at++]?.lines.map(({ bar }) => bar) ?? []
    return bars.filter((bar) => bar !== null).length < 2 ? block : { ...block, bars }
  }
  return {
    ...sheet,
    sections: sheet.sections.map((section) => ({ ...section, blocks: section.blocks.map(drawn) })),
  }
}
