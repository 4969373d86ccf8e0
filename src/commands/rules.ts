/** `rules`: write the rule book, or refuse a stale one. */
import { fileRules } from '../core/file-rules.ts'
import { ruleBook } from '../core/report/rule-book.ts'
import { rules } from '../core/rules/index.ts'
import type { Context, ExitCode } from './context.ts'
import { writeOrRefuse } from './derived.ts'

export function run(context: Context, options: { readonly check?: boolean }): ExitCode {
  const text = ruleBook([...fileRules, ...rules])
  return writeOrRefuse(context, { path: 'docs/rules.md', text, command: 'mobilitet rules' }, options)
}
