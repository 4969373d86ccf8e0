/** What becomes of a proposal, for the stories about them: answered, changed, merged, and its agreement filled in. */
import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { Bench } from './bench/bench.ts'
import * as scenes from './form-scenes.ts'
import { listed, type people, type Teller, textOf } from './story.ts'

type Person = keyof typeof people

export const match = 'kld.klimaregnskap--dfo.klimadata'
export const branch = `match/${match}`
export const agreement = 'kld-klimaregnskap-dfo-klimadata'
export const agreementFile = `agreements/${agreement}/agreement.yaml`
export const need = 'agencies/kld/needs/klimaregnskap.yaml'
export const offer = 'agencies/dfo/offers/klimadata.yaml'
export const settings = 'programme/programme.yaml'

type Replacement = readonly [from: string | RegExp, to: string]

/** @throws Error for a text in which there is nothing to replace */
export function replaced(text: string, ...replacements: readonly Replacement[]): string {
  return replacements.reduce((before, [from, to]) => {
    const after = before.replace(from, to)
    if (after === before) throw new Error(`there is no ${from}`)
    return after
  }, text)
}

/** The office changes a file on the default branch. */
export async function change(
  bench: Bench,
  path: string,
  ...replacements: readonly Replacement[]
): Promise<void> {
  const text = (await bench.files('main'))[path] ?? ''
  await bench.push('kontoret-example', 'main', { [path]: replaced(text, ...replacements) })
}

/** With the button, and what the tool says to that. */
export async function approves(teller: Teller, by: Person, pull: number): Promise<void> {
  await teller.bench.review({ by, pull, event: 'APPROVE' })
  await scenes.review(teller, pull)
}

/** The office takes it in, with the button. */
export async function merges({ bench }: Teller, pull: number): Promise<void> {
  await bench.merge({ by: 'kontoret-example', pull })
}

/** One of the office writes a pull request for the parties. */
export async function suggests(
  teller: Teller,
  title: string,
  files: Readonly<Record<string, string>>,
): Promise<number> {
  const { bench } = teller
  const head = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  await bench.push('kontoret-to-example', head, files)
  const pull = await bench.pull({ by: 'kontoret-to-example', head, title })
  await scenes.review(teller, pull)
  return pull
}

/** Both parties and the other one of the office approve, and it is taken in. */
export async function agreed(teller: Teller, pull: number): Promise<void> {
  await scenes.say(teller, 'kld-example', pull, '/godta')
  await teller.bench.review({ by: 'dfo-example', pull, event: 'APPROVE' })
  await approves(teller, 'kontoret-example', pull)
  await merges(teller, pull)
}

const answers = textOf('agreements/kld-dfo/agreement.yaml')

/** A draft, with every open question answered as in the agreement of the small world. */
export function answered(draft: string): string {
  const lines = draft.split('\n')
  const used = new Map<string, number>()
  return lines
    .map((line, at) => {
      const [, indent = '', key = ''] = /^([ -]*)(\w+):$/.exec(line) ?? []
      const isEmpty = key !== '' && !(lines[at + 1] ?? '').startsWith(`${indent} `)
      return isEmpty ? `${line}${answerTo(key, used)}` : line
    })
    .join('\n')
}

/** What stands for a key, the first time, the second time and so on. Nothing where there is nothing to say. */
function answerTo(key: string, used: Map<string, number>): string {
  const time = used.get(key) ?? 0
  used.set(key, time + 1)
  const found = [...answers.matchAll(new RegExp(`\\b${key}: ([^ {][^}\\n]*?) ?(?:\\}|$)`, 'gm'))]
  const value = found[time]?.[1]
  return value === undefined ? '' : ` ${value}`
}

/** Every file of a release has the digest that the manifest and GitHub give it, and all of them are there. */
export async function holdsWhatItSays(bench: Bench, tag: string): Promise<void> {
  const { octokit } = bench.as('fremmed')
  const { data: release } = await octokit.repos.getReleaseByTag({ ...bench.here, tag })
  const { data: ref } = await octokit.git.getRef({ ...bench.here, ref: `tags/${tag}` })
  const files = new Map<string, Uint8Array>()
  for (const { id, name } of release.assets) files.set(name, await downloaded(bench, id))
  const manifest = JSON.parse(Buffer.from(files.get('manifest.json') ?? []).toString('utf8'))
  const listed = manifest.files as readonly { readonly name: string; readonly sha256: string }[]
  expect(release.immutable).toBe(true)
  expect(manifest).toMatchObject({ tag, commit: ref.object.sha })
  expect(release.assets.map(({ name, digest }) => [name, digest])).toEqual(
    [...files].map(([name, bytes]) => [name, `sha256:${digestOf(bytes)}`]),
  )
  expect(listed.map(({ name, sha256 }) => [name, sha256])).toEqual(
    [...files].filter(([name]) => name !== 'manifest.json').map(([name, bytes]) => [name, digestOf(bytes)]),
  )
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function downloaded(bench: Bench, id: number): Promise<Uint8Array> {
  const { octokit } = bench.as('fremmed')
  const headers = { accept: 'application/octet-stream' }
  const { data } = await octokit.repos.getReleaseAsset({ ...bench.here, asset_id: id, headers })
  return new Uint8Array(data as unknown as ArrayBuffer)
}

/** The settings of the stories, with these changes. */
export function settingsWith(...replacements: readonly Replacement[]): string {
  const office = listed('kontoret-example', 'kontoret-to-example')
  return replaced(textOf(settings), [/approvers: .*/, `approvers: ${office}`], ...replacements)
}
