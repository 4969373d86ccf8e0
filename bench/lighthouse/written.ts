/** Where a bench puts its figures. */
import { readFileSync, writeFileSync } from 'node:fs'

/** Puts a text between the marks of a bench in a page. @throws Error when the marks are not there */
export function writeBetween(page: string, bench: string, text: string): void {
  const [start, end] = [`<!-- ${bench} -->`, `<!-- /${bench} -->`]
  const before = readFileSync(page, 'utf8')
  const [from, to] = [before.indexOf(start), before.indexOf(end)]
  if (from < 0 || to < 0) throw new Error(`${page} has no ${start}`)
  writeFileSync(page, `${before.slice(0, from + start.length)}\n${text}\n${before.slice(to)}`)
}
