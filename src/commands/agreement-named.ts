/** The agreement somebody names on the command line. */
import { Usage } from './context.ts'
import { idIn, unknownAgreement } from './record-names.ts'
import { agreementIds } from './render.ts'
import type { History, Standpoint } from './standpoints.ts'

/** As it is in the folder. @throws Usage for an agreement that is not there, or cannot be read */
export function agreementNamed({ programme, now }: History, written: string): Standpoint {
  const id = idIn(written)
  const found = now(id)
  if (found) return found
  const known = agreementIds(programme)
  throw known.includes(id) ? new Usage('error.unreadableAgreement', { id }) : unknownAgreement(id, known)
}
