/** What the toolkit itself brings along: its schemas, its sentences, and a digest that changes when its code does. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The folder that holds `schemas/` and `templates/messages/`: beside `src/` in a checkout, beside `dist/` when installed. */
export const toolkitRoot = findRoot(import.meta.dirname)

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'schemas', 'common.schema.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('the toolkit is not whole: its folder schemas/ is missing')
  return findRoot(parent)
}

export function readSchema(kind: string): unknown {
  return JSON.parse(readFileSync(join(toolkitRoot, 'schemas', `${kind}.schema.json`), 'utf8'))
}

export function readMessages(language: string): { file: string; text: string } {
  const file = join(toolkitRoot, 'templates', 'messages', `${language}.yaml`)
  return { file, text: readFileSync(file, 'utf8') }
}

/** The page documents are set on, in the typesetter's own language. */
export function readPage(): string {
  return readFileSync(join(toolkitRoot, 'templates', 'document.typ'), 'utf8')
}

export function version(): string {
  const { version } = JSON.parse(readFileSync(join(toolkitRoot, 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}

/** sha256 over the code that is running and the schemas: what is remembered under one digest is never used under another. */
export function toolkitDigest(): string {
  const hash = createHash('sha256')
  for (const folder of [codeFolder(), join(toolkitRoot, 'schemas')]) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.(?:ts|js|json)$/.test(file)) hash.update(`${file}\0`).update(readFileSync(join(folder, file)))
    }
  }
  return hash.digest('hex')
}

/** This file lies in `src/io` in a checkout, and is part of a bundle directly in `dist` when installed. */
function codeFolder(): string {
  return basename(import.meta.dirname) === 'io' ? dirname(import.meta.dirname) : import.meta.dirname
}
