/** `match`: proposals with their reasons, near misses, and agencies worth inviting. */
import { match } from '../core/match/match.ts'
import { type MatchingFormat, matchingReporters } from '../core/report/matching.ts'
import type { Context, ExitCode } from './context.ts'
import { loadFolder } from './loading.ts'

/** Files with errors take no part; `check` is where they are explained. Without settings there is nothing to match by. */
export function run(
  { root, today, speaker, print, remark }: Context,
  { format }: { readonly format: MatchingFormat },
): ExitCode {
  const { programme } = loadFolder(root).loaded
  if (!programme.settings) remark(`${speaker.cli('settings/unreadable')}\n`)
  print(matchingReporters[format](match(programme, today), programme, speaker.words))
  return programme.settings ? 0 : 2
}
