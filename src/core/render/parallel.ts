/** Parallelltekst: one document in two languages side by side, made from the two trees of the same clauses. */
import type { Language } from '../model.ts'
import { pointMark } from './counting.ts'
import { type Block, type Cell, type Heading, type Inline, type List, plain, type Tree } from './markdown.ts'

/** What stands between two headings that have numbers of their own: the heading first, none before the first clause. */
type Section = { readonly heading: Heading | undefined; readonly pieces: readonly Piece[] }

/** One of the two: its language, what the language calls itself, and the text. */
export type Side = { readonly language: Language; readonly name: string; readonly tree: Tree }

/** What stands in one row: a paragraph, an entry of a list, a row of a table. */
type Piece = { readonly number: string; readonly markdown: string }

/**
 * Markdown with a table for each clause: number, one language, the other. Both trees come from standard texts with the
 * same clauses, so what stands at the same place says the same. Columns and titles are marked with their language, so that
 * each is read aloud and divided as it should be. `number` is what the first column is called.
 */
export function parallelMarkdown(left: Side, right: Side, number: string): string {
  const others = sectionsOf(right.tree)
  const head = [escaped(number), ...[left, right].map((side) => marked(escaped(side.name), side.language))]
  const parts = sectionsOf(left.tree).map((section, index) => {
    const other = others[index] ?? { heading: undefined, pieces: [] }
    return [headingOf(section, other, right.language), tableOf(section.pieces, other.pieces, head)]
  })
  return `${[titleOf(left, right), ...parts.flat()].filter((part) => part !== '').join('\n\n')}\n`
}

/** As `markdown.ts` reads it. Nothing that people write can: its `<` is held back. */
function marked(markdown: string, language: Language): string {
  return `<span lang="${language}">${markdown}</span>`
}

/** Once, where both languages say it alike. The page itself is in the language of the first. */
function bothOf(one: string, other: string, language: Language): string {
  return one === other ? one : `${one} / ${marked(other, language)}`
}

function titleOf(left: Side, right: Side): string {
  const titleIn = ({ tree }: Side) => {
    const title = tree.find((block) => block.kind === 'heading' && block.level === 1)
    return title?.kind === 'heading' ? markdownOf(title.content) : ''
  }
  return `# ${bothOf(titleIn(left), titleIn(right), right.language)}`
}

function sectionsOf(tree: Tree): readonly Section[] {
  const sections: { heading: Heading | undefined; pieces: Piece[] }[] = [{ heading: undefined, pieces: [] }]
  for (const block of tree) {
    if (block.kind === 'heading' && block.level === 1) continue
    if (block.kind === 'heading' && block.id !== '') sections.push({ heading: block, pieces: [] })
    else sections.at(-1)?.pieces.push(...piecesOf(block))
  }
  return sections
}

function headingOf({ heading }: Section, other: Section, language: Language): string {
  if (!heading) return ''
  const title = bothOf(markdownOf(heading.content), markdownOf((other.heading ?? heading).content), language)
  return `## <a id="${heading.id}"></a>${heading.number} ${title}`
}

function tableOf(left: readonly Piece[], right: readonly Piece[], head: readonly string[]): string {
  const length = Math.max(left.length, right.length)
  if (length === 0) return ''
  const rows = Array.from({ length }, (_, index) => {
    const [one, other] = [left[index], right[index]]
    return [one?.number ?? other?.number ?? '', one?.markdown ?? '', other?.markdown ?? '']
  })
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function piecesOf(block: Block): readonly Piece[] {
  switch (block.kind) {
    case 'heading':
      return [{ number: '', markdown: `**${markdownOf(block.content)}**` }]
    case 'paragraph':
      return [{ number: block.number, markdown: markdownOf(block.content) }]
    case 'list':
      return block.items.map((item, index) => pointOf(block, item, index))
    case 'table':
      return block.rows.map((row) => ({ number: '', markdown: rowOf(block.header, row) }))
  }
}

/** What is counted has its mark where numbers stand, so that both languages can be referred to alike. */
function pointOf({ start, counting }: List, item: Tree, index: number): Piece {
  const markdown = item.flatMap(textsOf).join('<br>')
  if (start === null || counting === null) return { number: '', markdown: `• ${markdown}` }
  return { number: pointMark(counting, start + index), markdown }
}

function textsOf(block: Block): readonly string[] {
  return piecesOf(block).map(({ number, markdown }) => (number === '' ? markdown : `${number} ${markdown}`))
}

/** A table within a table nobody can read aloud: each cell stands on a line of its own, after the head of its column. */
function rowOf(header: readonly Cell[], row: readonly Cell[]): string {
  if (header.length === 1) return `**${escaped(plain(header[0] ?? []))}** ${markdownOf(row[0] ?? [])}`
  const [name = [], value] = row
  if (row.length === 2 && value) return `${markdownOf(name)}: ${markdownOf(value)}`
  return row
    .map((cell, column) => `${escaped(plain(header[column] ?? []))}: ${markdownOf(cell)}`)
    .join('<br>')
}

function markdownOf(content: readonly Inline[]): string {
  return content.map(inlineOf).join('')
}

function inlineOf(part: Inline): string {
  switch (part.kind) {
    case 'text':
      return escaped(part.text)
    case 'break':
      return '<br>'
    case 'strong':
      return `**${markdownOf(part.content)}**`
    case 'em':
      return `*${markdownOf(part.content)}*`
    case 'link':
      return markdownOf(part.content)
    case 'language':
      return marked(markdownOf(part.content), part.language)
  }
}

/** Text of a tree has been through the sieve once; only what would be markup again is held back here. */
function escaped(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&')
}
