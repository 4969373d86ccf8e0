/** Contents by their id. What comes over the wire is believed only when it is what its id says. */
import { maxBytes } from '../../core/text.ts'
import { blobId } from '../blob-id.ts'
import type { Client } from './client.ts'
import { oddAnswer } from './trouble.ts'

const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}'

/** GitHub allows a hundred at once, of all programs with the same token together. */
const atOnce = 8

/** Nothing of ours is as large. What is larger is not read to its end. */
const mostBytes = 1024 * 1024

export async function fetchBlobs(
  client: Client,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  const left = ids.values()
  const work = async () => {
    for (const id of left) found.set(id, await fetchBlob(client, id))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return found
}

/** Of a blob that is far too large, as much as shows that it is too large. */
async function fetchBlob(client: Client, id: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of await client.content(route, { file_sha: id, mediaType: { format: 'raw' } })) {
    chunks.push(chunk)
    length += chunk.length
    if (length > mostBytes) return Buffer.concat(chunks).subarray(0, maxBytes + 1)
  }
  const bytes = Buffer.concat(chunks)
  if (blobId(bytes, id.length === 64 ? 64 : 40) !== id) throw oddAnswer(route, id)
  return bytes
}
