/** What `check` finds in a folder. */
import { checkFolder } from '../../src/commands/check.ts'
import type { Diagnostic } from '../../src/core/diagnostic.ts'

export function mobilitetLike(folder: string): readonly Diagnostic[] {
  return checkFolder({ root: folder, today: '2026-11-22' }, false).diagnostics
}
