/** Git's id of a content: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
import { createHash } from 'node:crypto'

/** Ids of 64 digits are those of a newer kind of repository. */
export function blobId(bytes: Uint8Array, digits: 40 | 64 = 40): string {
  const hash = createHash(digits === 64 ? 'sha256' : 'sha1')
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
