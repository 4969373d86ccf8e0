/** A folder of rendered releases, `<agreement>/<file>`: laid out by one job, and believed by the next only as far as it can be checked. */
import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from '../core/canonical.ts'
import { compare } from '../core/diagnostic.ts'
import {
  type AssetFile,
  bytesOf,
  type Contents,
  manifestName,
  sha256Of,
} from '../core/plan/release/manifest.ts'
import { outputTo } from '../io/files.ts'
import { Unreadable } from '../io/ports.ts'

/** The files of one agreement. */
export type Bundle = { readonly agreement: string; readonly assets: readonly AssetFile[] }

/** Digest of the whole: of every path, with the digest of its file. */
export function digestOfBundles(bundles: readonly Bundle[]): string {
  const files = bundles.flatMap(({ agreement, assets }) =>
    assets.map(({ name, digest }) => [`${agreement}/${name}`, digest] as const),
  )
  return digestOf(Object.fromEntries(files))
}

/** What is there from an earlier run is written over. @throws Unreadable when something else lies there */
export function writeBundles(folder: string, bundles: readonly Bundle[]): void {
  const paths = new Set(
    bundles.flatMap(({ agreement, assets }) => assets.map(({ name }) => `${agreement}/${name}`)),
  )
  for (const path of isThere(folder) ? pathsIn(folder) : [])
    if (!paths.has(path)) throw new Unreadable('tool/release-folder-taken', { folder, path })
  const output = outputTo(folder)
  for (const { agreement, assets } of bundles)
    for (const { name, content } of assets) output.write(`${agreement}/${name}`, content)
}

/** The files by agreement and name. @throws Unreadable for anything that `--out` does not make */
export function readBundles(folder: string): ReadonlyMap<string, Contents> {
  const bundles = new Map<string, Map<string, Uint8Array>>()
  for (const path of pathsIn(folder)) {
    const [, agreement, name] = /^([a-z0-9-]+)\/([a-z0-9][a-z0-9.-]*)$/.exec(path) ?? []
    if (agreement === undefined || name === undefined) throw unexpected(path)
    const files = bundles.get(agreement) ?? new Map<string, Uint8Array>()
    bundles.set(agreement, files.set(name, readFileSync(join(folder, path))))
  }
  return bundles
}

/** Files two levels down and nothing else; links are not followed. */
function pathsIn(folder: string): readonly string[] {
  const paths = entriesOf(folder, folder).flatMap((entry) =>
    entry.isDirectory()
      ? entriesOf(join(folder, entry.name), folder).map((file) => within(entry.name, file))
      : [within('', entry)],
  )
  return paths.sort(compare)
}

function within(folder: string, entry: Dirent): string {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`
  if (!entry.isFile()) throw unexpected(path)
  return path
}

function unexpected(path: string): Unreadable {
  return new Unreadable('tool/release-folder', { path })
}

function entriesOf(folder: string, named: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    throw new Unreadable('tool/no-such-folder', { path: named })
  }
}

function isThere(folder: string): boolean {
  try {
    readdirSync(folder)
    return true
  } catch {
    return false
  }
}

/** What a manifest says of itself that cannot be found out otherwise. */
export type Claim = { readonly commit: string; readonly toolkit: string }

/** @throws Unreadable for a manifest that nobody can read */
export function claimOf(agreement: string, files: Contents): Claim {
  const { commit, toolkit } = manifestIn(agreement, files)
  if (typeof commit === 'string' && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit))
    if (typeof toolkit === 'string' && /^\d+\.\d+\.\d+[0-9A-Za-z.+-]*$/.test(toolkit))
      return { commit, toolkit }
  throw changed(`${agreement}/${manifestName}`)
}

/** @throws Unreadable naming the file that is no longer what the manifest says, or else the manifest */
export function refuseOther(agreement: string, files: Contents, wanted: readonly AssetFile[]): void {
  const manifest = wanted.find(({ name }) => name === manifestName)
  const there = files.get(manifestName)
  if (manifest && there && sha256Of(there) === sha256Of(manifest.content)) return
  const listed = JSON.stringify(manifestIn(agreement, files).files ?? [])
  const other = wanted.find(({ name, digest }) => !listed.includes(digest.slice(7)) && name !== manifestName)
  throw changed(`${agreement}/${other?.name ?? manifestName}`)
}

type Written = { readonly commit?: unknown; readonly toolkit?: unknown; readonly files?: unknown }

function manifestIn(agreement: string, files: Contents): Written {
  try {
    const bytes = bytesOf(files.get(manifestName) ?? '')
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Said below, like everything else that is no manifest.
  }
  throw changed(`${agreement}/${manifestName}`)
}

function changed(path: string): Unreadable {
  return new Unreadable('tool/release-file', { path })
}
