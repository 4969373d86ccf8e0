/**
 * The documents of all cases in `tests/render/`, by their SHA-256: the same on every machine and every Node.
 * `tsx scripts/same.ts` prints them, `--write` keeps them in `tests/render/digests.txt`, and `--compare FILE…` compares
 * lists that were printed elsewhere with each other and with the one that is kept. Exit code 2 when they differ.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makers } from '../src/commands/makers.ts'
import { compare } from '../src/core/diagnostic.ts'
import { renderAgreement, renderLetters } from '../src/core/render/documents.ts'
import { type Format, formats } from '../src/core/render/formats.ts'
import { renderMaterial, renderRoundMaterial } from '../src/core/render/material/material.ts'
import type { RenderedFile } from '../src/core/render/written.ts'
import { caseNames, languages, loadCase, words } from '../tests/render/cases.ts'
import { schemaOf } from '../tests/worlds.ts'

const root = join(import.meta.dirname, '..')
const kept = join(root, 'tests/render/digests.txt')

const [word, ...files] = process.argv.slice(2)
if (word === '--compare') process.exitCode = compared(files)
else if (word === '--write') writeFileSync(kept, await list())
else if (word === undefined) process.stdout.write(await list())
else {
  process.stderr.write('usage: tsx scripts/same.ts [--write | --compare FILE…]\n')
  process.exitCode = 64
}

/** One line for each case and format: the digest of all its documents. Nothing is remembered from run to run. */
async function list(): Promise<string> {
  const groups = new Map<string, string[]>()
  for (const { path, content } of await rendered()) {
    const group = path.replace(/\/.*\./, ' ')
    groups.set(group, [...(groups.get(group) ?? []), `${sha256(content)}  ${path}\n`])
  }
  const lines = [...groups].map(([group, digests]) => `${sha256(digests.sort().join(''))}  ${group}\n`)
  return lines.sort((a, b) => compare(a.slice(66), b.slice(66))).join('')
}

async function rendered(): Promise<readonly RenderedFile[]> {
  const options = { languages, formats: Object.keys(formats) as Format[], words, makers }
  const made: RenderedFile[] = []
  for (const name of caseNames) {
    const { agreement, before, programme } = loadCase(name)
    const registration = programme.registrations.get(`kld.${name}`)
    const versions = { ...options, ...(before ? { before } : {}) }
    if (agreement) made.push(...(await renderAgreement(agreement, programme, versions)))
    if (agreement && name.startsWith('working-sheets')) {
      const asked = { ...options, schemaOf }
      made.push(...(await renderMaterial(agreement, programme, asked)))
      for (const { id } of programme.settings?.rounds ?? [])
        made.push(...below(name, await renderRoundMaterial(id, programme, asked)))
    } else if (registration) made.push(...(await renderLetters(registration, programme, options)))
  }
  return made
}

/** The same round in another case is another paper. */
function below(name: string, files: readonly RenderedFile[]): readonly RenderedFile[] {
  return files.map(({ path, content }) => ({ path: `${name}/${path}`, content }))
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

function compared(paths: readonly string[]): 0 | 2 | 64 {
  if (paths.length === 0) return 64
  const lists = [kept, ...paths].map((path) => ({ path, digests: digestsIn(readFileSync(path, 'utf8')) }))
  const names = [...new Set(lists.flatMap(({ digests }) => [...digests.keys()]))].sort(compare)
  const differing = names.filter((name) => new Set(lists.map(({ digests }) => digests.get(name))).size > 1)
  for (const name of differing) {
    process.stderr.write(`${name} is not the same everywhere:\n`)
    for (const { path, digests } of lists)
      process.stderr.write(`  ${digests.get(name) ?? 'not there'.padEnd(64)}  ${path}\n`)
  }
  if (names.length === 0) process.stderr.write('The lists are empty.\n')
  if (differing.length > 0 || names.length === 0) return 2
  process.stdout.write(
    `The documents of ${names.length} cases and formats are the same in ${lists.length} lists.\n`,
  )
  return 0
}

function digestsIn(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]))
}
