/**
 * Arkivfil: a zip in which nothing is packed. Every byte is either a file's own or follows from the files, so the same files
 * give the same archive on any machine, and one byte that is otherwise can be found
 * (docs/decisions/030-archive.md; format: PKWARE APPNOTE 6.3, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT).
 */

import { utf8ToBytes } from '@noble/hashes/utils.js'
import { joinedBytes } from '../bytes.ts'

/** An entry as its headers tell of it. `name` is ASCII: see `names.ts`. `crc` is CRC-32 (ISO 3309). */
export type StoredEntry = { readonly name: string; readonly size: number; readonly crc: number }

/** What a field of four bytes can hold; larger archives are refused. */
export const mostBytes = 0xffff_ffff
export const headerLength = 30

/** Any day would do, as long as it is one: noon on 1 January 1980. */
const [time, day] = [0x6000, 0x0021]
const [version, utf8Names] = [20, 0x0800]
const mostInOldRecord = 0xfffe

/** What stands before a file's own bytes. */
export function localHeader({ name, size, crc }: StoredEntry): Uint8Array {
  const common = [u16(version), u16(utf8Names), u16(0), u16(time), u16(day), u32(crc), u32(size), u32(size)]
  const bytes = utf8ToBytes(name)
  return joinedBytes([u32(0x0403_4b50), ...common, u16(bytes.length), u16(0), bytes])
}

/** The list of all files, in order, and the end: what stands after the last file. */
export function directory(entries: readonly StoredEntry[]): Uint8Array {
  let at = 0
  const records = entries.map((entry) => {
    const record = directoryRecord(entry, at)
    at += headerLength + utf8ToBytes(entry.name).length + entry.size
    return record
  })
  const list = joinedBytes(records)
  const count = Math.min(entries.length, 0xffff)
  const large = entries.length > mostInOldRecord ? largeEnd(entries.length, list.length, at) : []
  const counted = large.length > 0 ? 0xffff : count
  const end = [
    u32(0x0605_4b50),
    u16(0),
    u16(0),
    u16(counted),
    u16(counted),
    u32(list.length),
    u32(at),
    u16(0),
  ]
  return joinedBytes([list, ...large, ...end])
}

function directoryRecord({ name, size, crc }: StoredEntry, at: number): Uint8Array {
  const bytes = utf8ToBytes(name)
  const common = [u16(version), u16(utf8Names), u16(0), u16(time), u16(day), u32(crc), u32(size), u32(size)]
  const rest = [u16(bytes.length), u16(0), u16(0), u16(0), u16(0), u32(0), u32(at)]
  return joinedBytes([u32(0x0201_4b50), u16(version), ...common, ...rest, bytes])
}

/** ZIP64, for more files than two bytes can count. */
function largeEnd(count: number, length: number, at: number): readonly Uint8Array[] {
  const record = [u32(0x0606_4b50), u64(44), u16(45), u16(45), u32(0), u32(0)]
  const sizes = [u64(count), u64(count), u64(length), u64(at)]
  const locator = [u32(0x0706_4b50), u32(0), u64(at + length), u32(1)]
  return [...record, ...sizes, ...locator]
}

function u16(value: number): Uint8Array {
  return new Uint8Array([value, value >>> 8])
}

function u32(value: number): Uint8Array {
  return new Uint8Array([value, value >>> 8, value >>> 16, value >>> 24])
}

function u64(value: number): Uint8Array {
  return joinedBytes([u32(value % 0x1_0000_0000), u32(Math.floor(value / 0x1_0000_0000))])
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1
  return value
})

/** CRC-32 of bytes that follow others whose CRC-32 is `before`; of the first bytes it is 0. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
  return ~crc >>> 0
}
