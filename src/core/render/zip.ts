/** Zip archives: written so that the same files give the same bytes, read so that no file can fill the memory. */

import { strToU8, Unzlib, unzipSync, type Zippable, zipSync } from 'fflate'
import { joinedBytes } from '../bytes.ts'

/** Any day would do, as long as it is one; zip writes the hour as the machine's own clock would show it. */
const always = new Date(1980, 0, 1, 12)

/** In the order they are given. */
export function zipped(files: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const entries: Zippable = {}
  for (const [name, content] of files) {
    entries[name] = [typeof content === 'string' ? strToU8(content) : content, { mtime: always, level: 6 }]
  }
  return zipSync(entries)
}

/** Why an archive is not opened. */
export type ZipFault = 'damaged' | 'too-large'

/** Bytes of the wanted files together, as they are packed and as they become; and how many files there may be in all. */
export type ZipLimits = { readonly packed: number; readonly unpacked: number; readonly files: number }

/** The wanted files of an archive, as its directory lists them: what the directory does not list is not looked at. */
export function unzipped(
  bytes: Uint8Array,
  limits: ZipLimits,
  wanted: (name: string) => boolean,
): ReadonlyMap<string, Uint8Array> | ZipFault {
  const names = new Set<string>()
  let fault: ZipFault = 'damaged'
  let [packed, unpacked] = [0, 0]
  const refuse = (reason: ZipFault) => {
    fault = reason
    throw new Error(reason)
  }
  try {
    const files = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        // Two files of one name, or of names that only differ in case, are read differently by different programs.
        if (names.has(name.toLowerCase())) refuse('damaged')
        names.add(name.toLowerCase())
        if (names.size > limits.files) refuse('too-large')
        if (!wanted(name)) return false
        packed += size
        unpacked += originalSize
        if (packed > limits.packed || unpacked > limits.unpacked) refuse('too-large')
        return true
      },
    })
    return new Map(Object.entries(files))
  } catch {
    return fault
  }
}

/** What a stream of zlib (RFC 1950) becomes, as long as that is no more than `most` bytes. */
export function inflated(bytes: Uint8Array, most: number): Uint8Array | ZipFault {
  const chunks: Uint8Array[] = []
  let length = 0
  const stream = new Unzlib((chunk) => {
    length += chunk.length
    if (length <= most) chunks.push(chunk)
  })
  try {
    for (let at = 0; at < bytes.length && length <= most; at += step)
      stream.push(bytes.subarray(at, at + step), at + step >= bytes.length)
  } catch {
    return 'damaged'
  }
  return length > most ? 'too-large' : joinedBytes(chunks)
}

/** A byte becomes at most a thousand, so nothing grows far before it is stopped. */
const step = 16_384
