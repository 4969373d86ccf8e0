/** What matching found, for a person at a terminal, for another program, and for a page on GitHub. */
import type { Words } from '../messages.ts'
import type { Matching, Programme } from '../model.ts'
import { inert } from './markdown.ts'
import { type Line, matchingLines } from './matching-lines.ts'
import { paragraph, safeJson } from './visible.ts'

/** What `match --format` accepts. A printer gives everything that is to be written, line break at the end included. */
export const matchingReporters = {
  text: matchingText,
  json: matchingJson,
  markdown: matchingMarkdown,
} as const satisfies Readonly<
  Record<string, (matching: Matching, programme: Programme, words: Words) => string>
>

export type MatchingFormat = keyof typeof matchingReporters

/** Every proposal with all its reasons, then those without one, then whom to invite. Indented, not coloured. */
function matchingText(matching: Matching, programme: Programme, words: Words): string {
  const lines = matchingLines(matching, programme, words)
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

/**
 * `{"proposals":[{"id","kind","parties","registrations","score","reasons"}],"unmatched":[{"id","nearMisses"}],
 * "wanted":[{"organisation","count","by"}],"optimal"}`, the shape of {@link Matching}.
 */
export function matchingJson({ proposals, unmatched, wanted, optimal }: Matching): string {
  return `${safeJson({ proposals, unmatched, wanted, optimal }, 2)}\n`
}

/** A comment on GitHub holds 65,536 characters; what is put around this needs room too. */
const longest = 60_000

/** As {@link matchingText}. Short of room the fields go first; what then is left out is counted in a last line. */
function matchingMarkdown(matching: Matching, programme: Programme, words: Words): string {
  const lines = matchingLines(matching, programme, words)
  const whole = inBlocks(lines).join('')
  if (whole.length <= longest) return whole
  const leftOut = (count: number): string => `\n${inert(words('match-left-out', { count }))}\n`
  const blocks = inBlocks(lines.filter(({ kind }) => kind !== 'fields'))
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
