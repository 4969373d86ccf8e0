/** Feil i ord: what is said of something that was thrown. */
import { SolverMissing } from '../core/match/choose/highs.ts'
import type { Speaker } from '../core/messages.ts'
import { Unreadable } from '../io/ports.ts'

/** What the tool has a sentence for is told in it; anything else is a fault of ours. */
export function faultSentence(error: unknown, { cli }: Speaker): string {
  if (error instanceof Unreadable) return cli(error.code, error.args)
  if (error instanceof SolverMissing)
    return cli('tool/solver', { reason: firstLine(error).replace(/\.+$/, '') })
  return cli('error.fault', { reason: firstLine(error) })
}

/** One line, never a stack trace. */
export function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}
