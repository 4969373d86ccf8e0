/** From a folder (and, for a change, a commit) to loaded programmes. */

import type { TextOf } from '../core/check.ts'
import type { JsonSchema, SchemaOf } from '../core/json-schema.ts'
import { dataFolders } from '../core/kinds.ts'
import { type Loaded, load, loadTemplates, type Memory, noMemory, type Source } from '../core/load.ts'
import type { Template } from '../core/model.ts'
import { filesIn } from '../io/files.ts'
import { type DiskMemory, memoryIn } from '../io/memory.ts'
import type { Entry, Files, TreeEntry } from '../io/ports.ts'
import { readSchema, toolkitDigest } from '../io/toolkit.ts'

/** A loaded programme, and the texts behind it for whoever wants to show a line. */
export type Programme = { readonly loaded: Loaded; readonly textOf: TextOf; readonly files: number }

/** Schemas are only read when something is wrong, and once. */
export const schemaOf: SchemaOf = (() => {
  const known = new Map<string, JsonSchema>()
  return (kind) => {
    const schema = known.get(kind) ?? (readSchema(kind) as JsonSchema)
    known.set(kind, schema)
    return schema
  }
})()

/** Everything in the folder, read from disk or remembered from the last run. */
export function loadFolder(root: string, remember = true): Programme {
  const files = filesIn(root)
  const memory = remember ? memoryIn(root, toolkitDigest()) : undefined
  const programme = loadEntries(files, files.list(dataFolders), memory ?? noMemory)
  memory?.save()
  return programme
}

/** Reads the entries, or of them only the wanted ones; the others are known to exist, no more. */
export function loadEntries(
  files: Files,
  entries: readonly Entry[],
  memory: Memory | DiskMemory = noMemory,
  wanted?: ReadonlySet<string>,
): Programme {
  const read = wanted ? entries.filter(({ path }) => wanted.has(path)) : entries
  const sources = read.map(({ path, link }): Source => ({ file: path, link, bytes: () => files.read(path) }))
  const loaded = load(
    sources,
    templatesIn(files),
    schemaOf,
    memory,
    entries.map(({ path }) => path),
  )
  return { loaded, textOf: textFrom(sources, loaded), files: sources.length }
}

/** The same files as they were in a commit. */
export function loadTree(
  tree: readonly TreeEntry[],
  blobs: (ids: readonly string[]) => ReadonlyMap<string, Uint8Array>,
  memory: Memory = noMemory,
  wanted?: ReadonlySet<string>,
): Programme {
  const data = tree.filter(({ path }) => !path.startsWith('templates/'))
  const templates = tree.filter(({ path }) => path.startsWith('templates/') && path.endsWith('.md.hbs'))
  const read = wanted ? data.filter(({ path }) => wanted.has(path)) : data
  const contents = blobs([...read, ...templates].filter(({ link }) => !link).map(({ blob }) => blob))
  const bytesOf = (blob: string) => contents.get(blob) ?? new Uint8Array()
  const sources = read.map(
    ({ path, blob, link }): Source => ({ file: path, link, blob, bytes: () => bytesOf(blob) }),
  )
  const texts = templates.map(({ path, blob }) => ({ file: path, text: decode(bytesOf(blob)) }))
  const loaded = load(
    sources,
    loadTemplates(texts),
    schemaOf,
    memory,
    data.map(({ path }) => path),
  )
  return { loaded, textOf: textFrom(sources, loaded), files: sources.length }
}

function templatesIn(files: Files): ReadonlyMap<string, Template> {
  const paths = files.list(['templates']).filter(({ path, link }) => !link && path.endsWith('.md.hbs'))
  return loadTemplates(paths.map(({ path }) => ({ file: path, text: decode(files.read(path)) })))
}

/** Findings may be about standard texts too. What is no longer there has no text. */
function textFrom(sources: readonly Source[], { programme }: Loaded): TextOf {
  const records = new Map(sources.filter(({ link }) => !link).map((source) => [source.file, source]))
  const standardTexts = new Map(
    [...programme.templates.values()].flatMap(({ languages }) =>
      Array.from(languages.values(), ({ file, text }) => [file, text] as const),
    ),
  )
  return (file) => {
    const record = records.get(file)
    return record ? decode(record.bytes()) : standardTexts.get(file)
  }
}

/** For showing and locating only, so broken bytes do no harm here. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
