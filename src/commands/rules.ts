/** `rules`: write the rule book, or refuse a stale one. */
import { fileRules } from '../core/file-rules.ts'
import { ruleBook } from '../core/report/rule-book.ts'
import { rules } from '../core/rules/index.ts'
import { outputTo, readText } from '../io/files.ts'
import type { Context, ExitCode } from './context.ts'

const path = 'docs/rules.md'

export function run({ root, print, speaker }: Context, { check }: { readonly check?: boolean }): ExitCode {
  const wanted = ruleBook([...fileRules, ...rules])
  const fresh = readText(root, path) === wanted
  if (!check && !fresh) outputTo(root).write(path, wanted)
  if (check && !fresh) print(`${speaker.words('stale', { path, command: 'mobilitet rules' })}\n`)
  else print(`${speaker.words(fresh ? 'up-to-date' : 'written', { path })}\n`)
  return check && !fresh ? 2 : 0
}
