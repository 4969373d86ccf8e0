/** Building blocks of what the tool writes on GitHub. Text of others goes through {@link inert}, always. */
import type { Programme } from '../model.ts'
import { inert } from '../report/markdown.ts'
import { visible } from '../report/visible.ts'

/** GitHub refuses more than 65,536 characters; what others put around a body needs room too. */
export const longestBody = 60_000

export type Row = readonly string[]

/** Cells are Markdown already: made inert by whoever knows what they are. */
export function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Folded away until somebody opens it. */
export function details(summary: string, body: string): string {
  return `<details><summary>${inert(summary)}</summary>\n\n${body}\n\n</details>`
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n')
}

/** Text as it is, in a block that nothing inside it can end. Unseen characters get a name. */
export function fenced(text: string, kind = ''): string {
  const runs = [...text.matchAll(/`{3,}/g)].map(([run]) => run.length)
  const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)))
  const lines = text.split('\n').map(visible).join('\n')
  return `${fence}${kind}\n${lines}\n${fence}`
}

/**
 * A body that fits: what must be seen, and then as many of the details, whole ones, as there is room for; `leftOut` is
 * said instead of the rest.
 */
export function fitted(seen: readonly string[], folded: readonly string[], leftOut: string): string {
  const start = seen.join('\n\n')
  const kept: string[] = []
  let room = longestBody - start.length - leftOut.length - 4
  for (const part of folded) {
    room -= part.length + 2
    if (room < 0) break
    kept.push(part)
  }
  return [start, ...kept, ...(kept.length < folded.length ? [leftOut] : [])].join('\n\n')
}

/** The office's, as code, so that it can be copied as it is. The schema lets no backtick into an address. */
export function mailboxOf({ settings }: Programme): string {
  return `\`${settings?.office.mailbox ?? ''}\``
}
