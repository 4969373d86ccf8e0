/** What matching found, for a person at a terminal, for another program, and for a page on GitHub. */
import { lessonsIn } from '../match/office/exchange-table.ts'
import type { Words } from '../messages.ts'
import type { Language, Matching, Programme } from '../model.ts'
import { exchangeBlocks, exchangeLines } from './exchanges.ts'
import { inert } from './markdown.ts'
import { type Line, matchingLines, type Teller } from './matching-lines.ts'
import { roundPicture } from './round-picture.ts'
import { paragraph, safeJson } from './visible.ts'

/** What `match --format` accepts. A printer gives everything that is to be written, line break at the end included. */
export const matchingReporters = {
  text: matchingText,
  json: matchingJson,
  markdown: matchingMarkdown,
  svg: roundPicture,
} as const satisfies Readonly<
  Record<string, (matching: Matching, programme: Programme, words: Words) => string>
>

export type MatchingFormat = keyof typeof matchingReporters

function tellerOf(programme: Programme, words: Words): Teller {
  return { programme, words, language: words('report-language') as Language }
}

/**
 * Every proposal with all its reasons, then those without one, then whom to invite, then who gives and gets what.
 * Indented, not coloured.
 */
function matchingText(matching: Matching, programme: Programme, words: Words): string {
  const exchanges = exchangeLines(matching, tellerOf(programme, words))
  return linesAsText([...matchingLines(matching, programme, words), ...exchanges])
}

/** Lines for a terminal. */
export function linesAsText(lines: readonly Line[]): string {
  const text = lines.map((line, at) => {
    const space = at > 0 && (line.kind === 'heading' || line.kind === 'item') ? '\n' : ''
    return `${space}${textLine(line)}\n`
  })
  // The bracket is replaced by its twin: a GitHub runner takes `##[` for a command anywhere in a line.
  return text.join('').replaceAll('##[', '##⁅')
}

function textLine(line: Line): string {
  const said = paragraph(line.text)
  switch (line.kind) {
    case 'heading':
      return said.toLocaleUpperCase('nb')
    case 'paragraph':
    case 'item':
      // A name may be written so that its line would begin a workflow command.
      return said.replace(/^(?=::)/, ' ')
    case 'note':
      return `  ${said}`
    case 'point':
      return `  • ${said}`
    case 'fields':
      return `    ${said}`
    default:
      return line.kind satisfies never
  }
}

/** The shape of {@link Matching}, and `exchanges`: who learns what from whom ({@link lessonsIn}). */
export function matchingJson(matching: Matching, programme: Programme): string {
  return `${safeJson(matchingData(matching, programme), 2)}\n`
}

/** What is printed as JSON. */
export function matchingData(matching: Matching, programme: Programme): object {
  const { proposals, forgone, unmatched, wanted, optimal, levels } = matching
  const exchanges = lessonsIn(proposals, programme)
  return { proposals, forgone, unmatched, wanted, optimal, levels, exchanges }
}

/** A comment on GitHub holds 65,536 characters; what is put around this needs room too. */
const longest = 60_000

/** As {@link matchingText}. Short of room the fields go first; what then is left out is counted in a last line. */
function matchingMarkdown(matching: Matching, programme: Programme, words: Words): string {
  const exchanges = exchangeBlocks(matching, tellerOf(programme, words))
  return linesAsMarkdown(matchingLines(matching, programme, words), words, exchanges)
}

/** Lines for a page, and `further` blocks after them. */
export function linesAsMarkdown(
  lines: readonly Line[],
  words: Words,
  further: readonly string[] = [],
): string {
  const whole = [...inBlocks(lines), ...further].join('')
  if (whole.length <= longest) return whole
  const leftOut = (count: number): string => `\n${inert(words('match-left-out', { count }))}\n`
  const blocks = [...inBlocks(lines.filter(({ kind }) => kind !== 'fields')), ...further]
  return shortened(blocks, longest - leftOut(blocks.length).length, leftOut)
}

function shortened(blocks: readonly string[], room: number, leftOut: (count: number) => string): string {
  let text = ''
  for (const [at, block] of blocks.entries()) {
    if (text.length + block.length > room) return text + leftOut(blocks.length - at)
    text += block
  }
  return text
}

/** A heading or an item and what belongs under it: never torn apart. */
function inBlocks(lines: readonly Line[]): readonly string[] {
  const blocks: string[] = []
  for (const line of lines) {
    const starts = line.kind === 'heading' || line.kind === 'item' || blocks.length === 0
    if (starts) blocks.push(markdownLine(line).replace(/^(?!\n)/, blocks.length === 0 ? '' : '\n'))
    else blocks.push(`${blocks.pop() ?? ''}${markdownLine(line)}`)
  }
  return blocks
}

function markdownLine(line: Line): string {
  const said = inert(line.text)
  switch (line.kind) {
    case 'heading':
      return `## ${said}\n`
    case 'item':
      return `### ${said}\n`
    case 'paragraph':
    case 'note':
      return `\n${said}\n`
    case 'point':
      return `- ${said}\n`
    case 'fields':
      return `  <br><sub>${said}</sub>\n`
    default:
      return line.kind satisfies never
  }
}
