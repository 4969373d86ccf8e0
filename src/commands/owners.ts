/** `owners`: write whom GitHub asks about what, or refuse a stale file. */
import { codeowners } from '../core/owners.ts'
import type { Context, ExitCode } from './context.ts'
import { writeOrRefuse } from './derived.ts'
import { loadFolder } from './loading.ts'

/** Without readable settings nobody would be the office, so nothing is written. */
export function run(context: Context, options: { readonly check?: boolean }): ExitCode {
  const { programme } = loadFolder(context.root).loaded
  if (!programme.settings) {
    const args = { path: 'programme/programme.yaml', command: 'mobilitet check' }
    context.print(`${context.speaker.words('unready', args)}\n`)
    return 2
  }
  const text = codeowners(programme)
  return writeOrRefuse(context, { path: '.github/CODEOWNERS', text, command: 'mobilitet owners' }, options)
}
