/** Utgivelse og signering: documents that anybody can check, and signatures that count for exactly these terms. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect } from 'vitest'
import { signedOn } from '../../sign-world.ts'
import { holdsWhatItSays } from '../proposal-scenes.ts'
import { fileOf, long, short } from './agreeing.ts'
import { isAgreed, suggests } from './hands.ts'
import { isAtRest, type Life, livesUntil, sets } from './life.ts'

export const tagOf = ({ id }: typeof long) => `${id}/v1`

/** The files of a release, as anybody can fetch them. */
export async function assetsOf(
  { teller: { bench } }: Life,
  tag: string,
): Promise<ReadonlyMap<string, Buffer>> {
  const before = bench.log.length
  const { octokit } = bench.as('fremmed')
  const { data } = await octokit.repos.getReleaseByTag({ ...bench.here, tag })
  const files = new Map<string, Buffer>()
  for (const { id, name } of data.assets) {
    const headers = { accept: 'application/octet-stream' }
    const asset = await octokit.repos.getReleaseAsset({ ...bench.here, asset_id: id, headers })
    files.set(name, Buffer.from(asset.data as unknown as ArrayBuffer))
  }
  bench.log.length = before
  return files
}

/** Every document of a release is what the repository says it is, whoever asks. */
export async function areGenuine(
  life: Life,
  files: ReadonlyMap<string, Buffer>,
  place: string,
): Promise<void> {
  const folder = join(life.desk.outside, place)
  mkdirSync(folder, { recursive: true })
  // A list and calendars go with the documents, and are none.
  const documents = [...files].filter(([name]) => !/manifest\.json$|\.ics$/.test(name))
  const paths = documents.map(([name]) => join(folder, basename(name)))
  for (const [at, [, bytes]] of documents.entries()) writeFileSync(paths[at] ?? '', bytes)
  const { code, out } = await life.desk.types(life.today, 'verify', ...paths, '--format', 'json')
  expect(code, out).toBe(0)
  const answers: readonly { readonly verdict: string }[] = JSON.parse(out).files
  expect(answers.map(({ verdict }) => verdict)).toEqual(documents.map(() => 'identical'))
}

export async function areReleased(life: Life): Promise<void> {
  const { say, bench, run, lookAtRelease } = life.teller
  say('Avtalene blir gitt ut')
  await livesUntil(life, '2026-12-08')
  const from = join(life.desk.outside, 'ferdig')
  const rendered = await life.desk.types(life.today, 'release', '--out', from)
  expect(rendered.code, rendered.out).toBe(0)
  await run('release', { input: { from }, root: life.desk.folder })
  for (const which of [long, short]) {
    await lookAtRelease(tagOf(which))
    await holdsWhatItSays(bench, tagOf(which))
    await areGenuine(life, await assetsOf(life, tagOf(which)), which.id)
  }
  await isAtRest(life)
}

/** What the office is given back, put where it can be read; it never goes into the repository. */
function received({ desk }: Life, name: string, bytes: Uint8Array): string {
  const file = join(desk.outside, name)
  writeFileSync(file, bytes)
  return file
}

/** Recorded in the clone of the office, and suggested as a pull request. */
async function isRecorded(life: Life, which: typeof long, title: string, ...words: readonly string[]) {
  const { desk, teller } = life
  const said = await desk.types(life.today, 'sign', which.id, ...words)
  expect(said.code, said.out).toBe(0)
  teller.note(
    `\`\`\`\`text\n$ mobilitet sign ${which.id}\n${said.out.replaceAll(`${desk.outside}/`, '')}\`\`\`\``,
  )
  const text = readFileSync(join(desk.folder, fileOf(which)), 'utf8')
  const again = await desk.types(life.today, 'sign', which.id, ...words)
  expect([again.code, readFileSync(join(desk.folder, fileOf(which)), 'utf8')]).toEqual([0, text])
  return suggests(life, 'kontoret-to-example', title, { [fileOf(which)]: text })
}

export async function areSigned(life: Life): Promise<void> {
  const { say, look } = life.teller
  say('Partene signerer')
  await livesUntil(life, '2026-12-10')
  const pdf = (await assetsOf(life, tagOf(long))).get(`${long.id}.v1.nb.pdf`) ?? Buffer.of()
  const packet = join(life.desk.outside, 'til-signering')
  await life.desk.types(life.today, 'sign', long.id, '--out', packet)
  expect(readFileSync(join(packet, long.id, `${long.id}.v1.nb.pdf`)).equals(pdf)).toBe(true)
  sets(life, 'KLD har signert elektronisk det som ble gitt ut.')
  const once = received(life, 'signert-1.pdf', signedOn(pdf, '2026-12-09'))
  const first = await isRecorded(life, long, 'KLD har signert', '--file', once, '--party', 'kld')
  await isAgreed(life, first, 'kld-example', 'dfo-example')

  await livesUntil(life, '2026-12-14')
  sets(life, 'DFØ har signert den samme filen.')
  const both = received(life, 'signert-2.pdf', signedOn(pdf, '2026-12-09', '2026-12-11'))
  const words = ['--file', both, '--party', 'dfo', '--date', '2026-12-11']
  const second = await isRecorded(life, long, 'DFØ har signert', ...words)
  await isAgreed(life, second, 'kld-example', 'dfo-example')

  await livesUntil(life, '2026-12-15')
  sets(life, 'Nav og KLD har signert på papir.')
  const paper = (await assetsOf(life, tagOf(short))).get(`${short.id}.v1.nb.pdf`) ?? Buffer.of()
  const scan = received(life, 'papir.pdf', paper)
  const inked = ['--file', scan, '--method', 'ink', '--party', 'nav', 'kld', '--date', '2026-12-14']
  const third = await isRecorded(life, short, 'Nav og KLD har signert', ...inked)
  await isAgreed(life, third, 'nav-example', 'kld-example')
  await look(third)
  rmSync(life.desk.outside, { recursive: true, force: true })
  mkdirSync(life.desk.outside)
  await isAtRest(life)
}
