/** The same text twice: as a PDF reads it aloud, and as the Markdown has it. A line for each heading, paragraph and cell. */
import { type Block, plain, type Table, type Tree } from '../src/core/render/markdown.ts'
import { type Element, elementsIn, spoken, walk } from './pdf-text.ts'

/** One kind of blank, and one of them at a time. */
export function visible(text: string): string {
  return text
    .replace(/\u00AD\n/g, '')
    .replace(/[\s\u00A0]+/g, ' ')
    .trim()
}

const withinLines = ['Span', 'Link', 'L']
const notLines = ['Span', 'Link', 'Document', 'Lbl']

export function linesOf(structure: Element): readonly string[] {
  return walk(structure)
    .filter((element) => elementsIn(element).every(({ type }) => withinLines.includes(type)))
    .filter(({ type }) => !notLines.includes(type))
    .map((element) => visible(spoken(element)))
}

export function expectedLines(tree: Tree): readonly string[] {
  return tree.flatMap(linesIn)
}

function linesIn(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [visible(`${block.number} ${plain(block.content)}`)]
    case 'list':
      return block.items.flatMap(expectedLines)
    case 'table':
      return [block.header, ...block.rows].flatMap((row) => row.map((cell) => visible(plain(cell))))
  }
}

/** Tables of one column are boxes, with points in them. */
export function tablesIn(tree: Tree): readonly Table[] {
  return tree.filter((block): block is Table => block.kind === 'table' && block.header.length > 1)
}
