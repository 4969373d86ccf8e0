/** A folder of results that is written again and again: what is no longer made goes, what others put there stays. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { outputTo, readText } from '../io/files.ts'
import { sha256 } from '../io/sha256.ts'
import { Usage } from './context.ts'

export type WrittenFile = { readonly path: string; readonly content: string | Uint8Array }

/** Writes the files, and takes away those of the last run that are no longer made; never a file it did not write itself. */
export function replaceFiles(folder: string, files: readonly WrittenFile[], manifest: string): void {
  const output = outputTo(folder)
  const digests = Object.fromEntries(files.map(({ path, content }) => [path, `sha256:${sha256(content)}`]))
  for (const path of filesBefore(folder, manifest)) if (!Object.hasOwn(digests, path)) output.remove(path)
  for (const { path, content } of files) output.write(path, content)
  output.write(manifest, `${JSON.stringify({ files: digests }, null, 2)}\n`)
}

/** @throws Usage when the folder holds anything and was not written by the same command */
export function refuseStrangers(folder: string, manifest: string): void {
  if (!existsSync(folder) || existsSync(join(folder, manifest))) return
  if (entriesOf(folder).length > 0) throw new Usage('error.siteFolder', { folder })
}

/** A file in place of the folder is something else, too. */
function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return ['']
  }
}

function filesBefore(folder: string, manifest: string): readonly string[] {
  try {
    const { files } = JSON.parse(readText(folder, manifest) ?? '{}') as { files?: object }
    return Object.keys(files ?? {})
  } catch {
    return []
  }
}
