/** Avslag: what somebody has said no to. */
import type { Registration } from '../../model.ts'
import type { Context } from '../context.ts'
import { fingerprint } from './fingerprint.ts'
import type { Obstacle } from './standing.ts'

/** A refusal holds until a field that matters is changed. */
export function declinedObstacle(
  id: string,
  registrations: readonly Registration[],
  context: Context,
): Obstacle | undefined {
  const decision = context.decisions.get(id)
  if (!decision || decision.fingerprint !== fingerprint(registrations)) return undefined
  return {
    fields: [{ file: decision.file, at: 'reason' }],
    args: { agency: decision.by, date: decision.date, reason: decision.reason },
  }
}
