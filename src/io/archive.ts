/** Arkivfiler på disk: written one file at a time, so that memory holds no more than the largest, and read back the same way. */
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { type Fault, listName } from '../core/archive/manifest.ts'
import { isSafeName } from '../core/archive/names.ts'
import {
  crc32,
  directory,
  headerLength,
  localHeader,
  mostBytes,
  type StoredEntry,
} from '../core/archive/stored-zip.ts'
import { Unreadable } from './ports.ts'

/** So much is read at a time. */
const step = 1024 * 1024

/** Bytes, or a file to be read when its turn comes. */
export type Source = Uint8Array | { readonly file: string }

export type Written = { readonly size: number; readonly sha256: string }

export type ArchiveWriter = {
  add(name: string, source: Source): Written
  /** The list of files; nothing can be added after it. Returns the digest and the size of the whole. */
  finish(): Written
}

/** @throws Unreadable for an archive that grows larger than its format can tell */
export function archiveTo(file: number): ArchiveWriter {
  const entries: StoredEntry[] = []
  const whole = createHash('sha256')
  let length = 0
  const put = (bytes: Uint8Array) => {
    length += bytes.length
    if (length > mostBytes) throw new Unreadable('tool/archive-too-large')
    whole.update(bytes)
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
  }
  return {
    add(name, source) {
      if (!isSafeName(name)) throw new Error(`${name} is no name for a file of an archive`)
      const { crc, ...told } = measured(source)
      const entry = { name, size: told.size, crc }
      entries.push(entry)
      put(localHeader(entry))
      for (const bytes of chunksOf(source)) put(bytes)
      return told
    },
    finish() {
      put(directory(entries))
      return { size: length, sha256: whole.digest('hex') }
    },
  }
}

function measured(source: Source): Written & { readonly crc: number } {
  const hash = createHash('sha256')
  let [size, crc] = [0, 0]
  for (const bytes of chunksOf(source)) {
    size += bytes.length
    crc = crc32(bytes, crc)
    hash.update(bytes)
  }
  return { size, crc, sha256: hash.digest('hex') }
}

function* chunksOf(source: Source): Generator<Uint8Array> {
  if (source instanceof Uint8Array) {
    yield source
    return
  }
  const file = openSync(source.file, 'r')
  try {
    yield* chunksIn(file, 0, fstatSync(file).size)
  } finally {
    closeSync(file)
  }
}

/** Copies, for the buffer is used again. */
function* chunksIn(file: number, from: number, length: number): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(Math.min(step, length))
  for (let at = 0; at < length; ) {
    const read = readSync(file, buffer, 0, Math.min(buffer.length, length - at), from + at)
    if (read === 0) return
    yield Uint8Array.from(buffer.subarray(0, read))
    at += read
  }
}

type There = { readonly name: string; readonly size: number; readonly sha256: string }

export type Reading = {
  readonly files: readonly There[]
  /** The text of `manifest.json`, where there is one. */
  readonly list?: string
  readonly faults: readonly Fault[]
  readonly size: number
  readonly sha256: string
}

/** The list may not fill the memory. */
const longestList = 256 * 1024 * 1024

/**
 * Reads an archive from its first byte to its last and holds each against what we would have written: nothing is taken
 * out, and nothing is believed that the headers alone say. @throws Unreadable for a file that cannot be opened
 */
export function readArchive(path: string): Reading {
  const file = opened(path)
  try {
    return readFrom(file)
  } finally {
    closeSync(file)
  }
}

function opened(path: string): number {
  try {
    const file = openSync(path, 'r')
    if (fstatSync(file).isFile()) return file
    closeSync(file)
  } catch {
    // Said below.
  }
  throw new Unreadable('tool/unreadable', { path })
}

function readFrom(file: number): Reading {
  const { size } = fstatSync(file)
  const sha256 = measuredIn(file, 0, size).sha256
  const [files, entries]: [There[], StoredEntry[]] = [[], []]
  const faults: Fault[] = []
  let list: string | undefined
  let at = 0
  for (let head = headAt(file, at); head; head = headAt(file, at)) {
    const { name } = head
    const from = at + headerLength + name.length
    const found = measuredIn(file, from, Math.min(head.size, size - from))
    const entry = { name, size: found.size, crc: found.crc }
    const isWhole = isSame(file, at, localHeader(entry))
    if (!isSafeName(name)) faults.push({ fault: 'unsafe-name', name: '?' })
    else if (!isWhole) faults.push({ fault: 'damaged', name })
    if (name === listName && found.size <= longestList) list = textIn(file, from, found.size)
    entries.push(entry)
    files.push({ name, size: found.size, sha256: found.sha256 })
    at = from + found.size
  }
  const end = directory(entries)
  if (at + end.length !== size || !isSame(file, at, end)) faults.push({ fault: 'damaged', name: '' })
  return { files, faults, size, sha256, ...(list === undefined ? {} : { list }) }
}

type Head = { readonly name: string; readonly size: number }

/** Undefined where no file begins. What the other fields say is told by comparing. */
function headAt(file: number, at: number): Head | undefined {
  const bytes = bytesAt(file, at, headerLength)
  if (bytes.length < headerLength || bytes.readUInt32LE(0) !== 0x0403_4b50) return undefined
  const name = bytesAt(file, at + headerLength, bytes.readUInt16LE(26)).toString('latin1')
  return { name, size: bytes.readUInt32LE(18) }
}

function measuredIn(file: number, from: number, length: number): Written & { readonly crc: number } {
  const hash = createHash('sha256')
  let [size, crc] = [0, 0]
  for (const bytes of chunksIn(file, from, Math.max(0, length))) {
    size += bytes.length
    crc = crc32(bytes, crc)
    hash.update(bytes)
  }
  return { size, crc, sha256: hash.digest('hex') }
}

function isSame(file: number, at: number, wanted: Uint8Array): boolean {
  return bytesAt(file, at, wanted.length).equals(wanted)
}

function textIn(file: number, at: number, length: number): string {
  return bytesAt(file, at, length).toString('utf8')
}

function bytesAt(file: number, at: number, length: number): Buffer {
  const buffer = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const read = readSync(file, buffer, filled, length - filled, at + filled)
    if (read === 0) break
    filled += read
  }
  return buffer.subarray(0, filled)
}
