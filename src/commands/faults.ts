/** Feil i ord: what is said of something that was thrown. */
import type { Speaker } from '../core/messages.ts'
import { Unreadable } from '../io/ports.ts'

/** What the tool has a sentence for is told in it; anything else is a fault of ours. */
export function faultSentence(error: unknown, { cli }: Speaker): string {
  return error instanceof Unreadable
    ? cli(error.code, error.args)
    : cli('error.fault', { reason: firstLine(error) })
}

/** One line, never a stack trace. */
export function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}
