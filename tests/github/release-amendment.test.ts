/** A new version of an agreement is released with what is new in it: never without, and against what was released. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run as verify } from '../../src/commands/verify.ts'
import { voiceOf } from '../../src/commands/voices.ts'
import type { Bench } from './bench/bench.ts'
import { clone, filesIn, git, github, newFolder, release, there } from './release-hub.ts'
import { edition, path, replacing, secondVersion, textsOf } from './release-world.ts'

const formats = ['docx', 'html', 'md', 'pdf']
const amendments = ['kld-dfo-ut-1.amendment', 'kld-dfo.amendment'].flatMap((name) =>
  formats.map((format) => `${name}.v2.nb.${format}`),
)
const onGitHub = { repo: 'programmet/mobilitet' }

const written = () => textsOf()[path] ?? ''

/** The first version is released, and the second is on main. */
async function withSecond(change = secondVersion): Promise<Bench> {
  const bench = await github()
  await release(bench, { apply: true })
  await bench.push('kontoret', 'main', { [path]: change(written()) })
  return bench
}

/** The files of a release, as anybody can fetch them. */
async function fetched(bench: Bench, tag: string): Promise<ReadonlyMap<string, Buffer>> {
  const { octokit } = bench.as('stranger')
  const assets = (await there(bench)).find(({ tag_name }) => tag_name === tag)?.assets ?? []
  const files = new Map<string, Buffer>()
  for (const { id, name } of assets) {
    const headers = { accept: 'application/octet-stream' }
    const { data } = await octokit.repos.getReleaseAsset({ ...bench.here, asset_id: id, headers })
    files.set(name, Buffer.from(data as unknown as ArrayBuffer))
  }
  return files
}

const textIn = (files: ReadonlyMap<string, Buffer>, name: string) => files.get(name)?.toString('utf8') ?? ''

async function verdicts(root: string, files: ReadonlyMap<string, Buffer>): Promise<readonly string[]> {
  const folder = newFolder()
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes)
  let said = ''
  const print = (text: string) => {
    said += text
  }
  const context = {
    root,
    today: '2026-11-22',
    language: 'nb',
    speaker: voiceOf('nb'),
    colour: false,
    interactive: false,
    print,
    remark: print,
    github: { api: '', fetch: () => Promise.reject(new Error('nobody')), pace: { write: 0, retry: 0 } },
  } as const
  await verify(context, { files: [...files.keys()].map((name) => join(folder, name)), format: 'json' })
  return (JSON.parse(said) as { files: { verdict: string }[] }).files.map(({ verdict }) => verdict)
}

describe('a second version', () => {
  it('is released with an amendment for the agreement, and for each exchange that is concerned', async () => {
    const bench = await withSecond()
    expect(await release(bench, { apply: true })).toMatchObject({ code: 0 })
    const files = await fetched(bench, 'kld-dfo/v2')
    expect([...files.keys()].filter((name) => name.includes('amendment')).sort()).toEqual(amendments)
    const amendment = textIn(files, 'kld-dfo-ut-1.amendment.v2.nb.md')
    expect(amendment).toContain('100')
    expect(amendment).toContain('60')
    const manifest = JSON.parse(textIn(files, 'manifest.json'))
    expect(manifest.before).toEqual({ version: 1, termsDigest: edition().termsDigest })
    expect(manifest.templates.map(({ id }: { id: string }) => id)).toContain('amendment@1')
    const listed = manifest.files.filter(({ document }: { document: string }) => document === 'amendment')
    expect(listed.map(({ name }: { name: string }) => name)).toEqual(amendments)
  })

  it('is the same, made in one go or in two, and its amendments are genuine to whoever checks them', async () => {
    const bench = await withSecond()
    const root = await clone(bench)
    const from = newFolder()
    expect(await release(bench, { root, out: from, ...onGitHub })).toMatchObject({ code: 0 })
    expect(Object.keys(filesIn(from))).toEqual(
      expect.arrayContaining(amendments.map((name) => `kld-dfo/${name}`)),
    )
    const [inTwo, inOne] = [
      await release(bench, { root, from, format: 'json' }),
      await release(bench, { format: 'json' }),
    ]
    expect(inTwo).toEqual(inOne)
    expect(await release(bench, { root, from, apply: true })).toMatchObject({ code: 0 })
    const files = await fetched(bench, 'kld-dfo/v2')
    // Markdown has no room for saying what it is.
    const some = new Map([...files].filter(([name]) => /amendment.*(?<!\.md)$/.test(name)))
    expect(await verdicts(root, some)).toEqual(Array(6).fill('identical'))
  })

  it('tells what is new since what was released, though the terms were changed before the number was', async () => {
    const bench = await withSecond(replacing('workload: 100', 'workload: 60'))
    expect(await release(bench, { apply: true })).toMatchObject({ code: 2 })
    await bench.push('kontoret', 'main', { [path]: secondVersion(written()) })
    const root = await clone(bench)
    const from = newFolder()
    await release(bench, { root, out: from, ...onGitHub })
    expect(filesIn(from)['kld-dfo/kld-dfo-ut-1.amendment.v2.nb.md']).toContain('100')
    expect(await release(bench, { root, from, apply: true })).toMatchObject({ code: 0 })
    const files = await fetched(bench, 'kld-dfo/v2')
    const some = new Map([...files].filter(([name]) => name.endsWith('amendment.v2.nb.pdf')))
    expect(await verdicts(await clone(bench), some)).toEqual(['identical', 'identical'])
  })

  it('is compared with the first though an agency has got another folder since', async () => {
    const bench = await github()
    await release(bench, { apply: true })
    const renamed = (text: string) => text.replaceAll(/\bdfo\b(?!\.example)/g, 'okonomi')
    const old = Object.entries(textsOf()).filter(([file]) => file.startsWith('agencies/dfo/'))
    await bench.push('kontoret', 'main', {
      ...Object.fromEntries(old.map(([file]) => [file, undefined])),
      ...Object.fromEntries(old.map(([file, text]) => [renamed(file), text])),
      'programme/programme.yaml': renamed(textsOf()['programme/programme.yaml'] ?? ''),
      [path]: renamed(secondVersion(written())),
    })
    const told = await release(bench, { root: await clone(bench), apply: true })
    expect(told).toEqual({ code: 0, out: expect.stringContaining('kld-dfo/v2') })
    const files = await fetched(bench, 'kld-dfo/v2')
    const amendment = textIn(files, 'kld-dfo-ut-1.amendment.v2.nb.md')
    expect(amendment).toContain('60')
    expect(amendment).not.toContain('okonomi')
    // An agency that is called otherwise is the same agency, so nothing about the parties is new.
    expect(amendment.match(/Direktoratet for forvaltning/g)?.length).toBeLessThan(5)
  })
})

describe('it is refused, rather than released without its amendment,', () => {
  it('when the clone does not reach back to the version before', async () => {
    const bench = await withSecond()
    const out = newFolder()
    const refused = release(bench, { root: await clone(bench, 1), out, ...onGitHub })
    const args = { agreement: 'kld-dfo', version: 2 }
    await expect(refused).rejects.toMatchObject({ code: 'tool/release-shallow', args })
    expect(filesIn(out)).toEqual({})
    expect(voiceOf('nb').cli('tool/release-shallow', args)).toContain('git fetch --unshallow --tags')
  })

  it('also when the clone reaches back to some version before, which may not be the one that was released', async () => {
    const bench = await withSecond()
    const refused = release(bench, { root: await clone(bench, 2), out: newFolder() })
    await expect(refused).rejects.toMatchObject({ code: 'tool/release-shallow' })
  })

  it('when the version before lies in a clone that holds commits and not what they hold', async () => {
    const bench = await github()
    await bench.push('kontoret', 'main', { [path]: secondVersion(written()) })
    const whole = await clone(bench)
    await git('git', ['config', 'uploadpack.allowFilter', 'true'], { cwd: whole })
    const root = newFolder()
    await git('git', ['clone', '--quiet', '--filter=blob:none', `file://${whole}`, root])
    const refused = release(bench, { root, out: newFolder() })
    await expect(refused).rejects.toMatchObject({ code: 'tool/git-failed' })
  })

  it('when it is not released, and there is no clone to look in', async () => {
    const bench = await github({ [path]: secondVersion })
    await expect(release(bench, { apply: true })).rejects.toMatchObject({ code: 'tool/release-history' })
    expect(await there(bench)).toEqual([])
  })

  it('but not for one that is released already, nor for a first version', async () => {
    const bench = await withSecond()
    await release(bench, { apply: true })
    const laidOut = await release(bench, { root: await clone(bench, 1), out: newFolder(), ...onGitHub })
    expect(laidOut).toMatchObject({ code: 0 })
    expect(await release(bench, { apply: true })).toMatchObject({ code: 0, out: 'Ingenting å gjøre.\n' })
  })
})

describe('the version before', () => {
  it('is found in the history when it was never released', async () => {
    const bench = await github()
    await bench.push('kontoret', 'main', { [path]: secondVersion(written()) })
    const root = await clone(bench)
    expect(await release(bench, { root, apply: true })).toMatchObject({ code: 0 })
    const files = await fetched(bench, 'kld-dfo/v2')
    expect([...files.keys()]).toEqual(expect.arrayContaining(amendments))
  })

  it('is none for an agreement that begins with a higher number', async () => {
    const bench = await github({ [path]: secondVersion })
    const root = await clone(bench)
    expect(await release(bench, { root, apply: true })).toMatchObject({ code: 0 })
    const files = await fetched(bench, 'kld-dfo/v2')
    expect([...files.keys()].filter((name) => name.includes('amendment'))).toEqual([])
    expect(JSON.parse(textIn(files, 'manifest.json')).before).toBeNull()
  })

  it('is not what somebody has tagged on a branch of his own', async () => {
    const bench = await github()
    const evil = replacing('workload: 100', 'workload: 1')(written())
    await bench.push('kontoret', 'ond', { [path]: evil })
    const sha = (await bench.tip('ond')) ?? ''
    const { octokit } = bench.as('stranger')
    await octokit.git.createRef({ ...bench.here, ref: 'refs/tags/kld-dfo/v1', sha })
    await bench.push('kontoret', 'main', { [path]: secondVersion(written()) })
    const root = await clone(bench)
    const out = newFolder()
    await release(bench, { root, out })
    const manifest = JSON.parse(filesIn(out)['kld-dfo/manifest.json'] ?? '{}')
    expect(manifest.before).toEqual({ version: 1, termsDigest: edition().termsDigest })
  })
})
