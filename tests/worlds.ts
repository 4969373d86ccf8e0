/** Worlds for tests: folders of files laid over each other, read with real files, judged as the tool does. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '../src/core/check.ts'
import { compare, type Diagnostic } from '../src/core/diagnostic.ts'
import type { JsonSchema } from '../src/core/json-schema.ts'
import { dataFolders, type Kind } from '../src/core/kinds.ts'
import { type Loaded, load, loadTemplates, type Source } from '../src/core/load.ts'
import { rules } from '../src/core/rules/index.ts'

export const root = join(import.meta.dirname, '..')

export type Tree = ReadonlyMap<string, Uint8Array>

/** Lays folders over each other, later ones on top; `_removed.txt` in a layer takes files away, `_links.txt` adds links. */
export function layers(...folders: readonly string[]): Tree {
  const files = new Map<string, Uint8Array>()
  for (const folder of folders) {
    if (!existsSync(folder)) continue
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name).slice(folder.length + 1)
      files.set(path, readFileSync(join(folder, path)))
    }
    for (const path of lines(files.get('_removed.txt'))) files.delete(path)
    files.delete('_removed.txt')
  }
  return files
}

function lines(bytes: Uint8Array | undefined): readonly string[] {
  return bytes ? Buffer.from(bytes).toString('utf8').trim().split('\n') : []
}

const schemas = new Map<string, JsonSchema>()

export function schemaOf(kind: Kind | 'common'): JsonSchema {
  const known = schemas.get(kind)
  if (known) return known
  const schema = JSON.parse(readFileSync(join(root, `schemas/${kind}.schema.json`), 'utf8')) as JsonSchema
  schemas.set(kind, schema)
  return schema
}

export function loadTree(tree: Tree): Loaded {
  const links = new Set(lines(tree.get('_links.txt')))
  const inData = [...tree.keys(), ...links].filter((path) =>
    dataFolders.some((folder) => path.startsWith(`${folder}/`)),
  )
  const sources = inData
    .sort(compare)
    .map((file): Source => ({ file, link: links.has(file), bytes: () => tree.get(file) ?? new Uint8Array() }))
  const templates = [...tree]
    .filter(([path]) => path.startsWith('templates/'))
    .map(([file, bytes]) => ({ file, text: Buffer.from(bytes).toString('utf8') }))
  return load(sources, loadTemplates(templates), schemaOf)
}

export function checkTree(tree: Tree, today: string, before?: Tree): readonly Diagnostic[] {
  const textIn = (files: Tree) => (file: string) => {
    const bytes = files.get(file)
    return bytes && Buffer.from(bytes).toString('utf8')
  }
  return check({
    head: loadTree(tree),
    textOf: textIn(tree),
    today,
    rules,
    ...(before ? { base: { loaded: loadTree(before), textOf: textIn(before) } } : {}),
  })
}

/** One line a person can read and compare: `path:line code`. */
export function line({ code, place }: Diagnostic): string {
  return `${place.file}:${place.line} ${code}`
}
