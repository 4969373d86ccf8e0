/** Releases from beginning to end: real Git, a GitHub to try it on, in one go and in two. */
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { markerIn } from '../../src/core/plan/marker.ts'
import { releaseBody } from '../../src/core/plan/release/seal.ts'
import type { Bench } from './bench/bench.ts'
import { clone, filesIn, git, github, kept, newFolder, only, release, there } from './release-hub.ts'
import { edition, type Files, path, replacing, secondVersion, tag, textsOf } from './release-world.ts'

const names = [
  'kld-dfo-ut-1.v1.nb.docx',
  'kld-dfo-ut-1.v1.nb.html',
  'kld-dfo-ut-1.v1.nb.md',
  'kld-dfo-ut-1.v1.nb.pdf',
  'kld-dfo.v1.nb.docx',
  'kld-dfo.v1.nb.html',
  'kld-dfo.v1.nb.ics',
  'kld-dfo.v1.nb.md',
  'kld-dfo.v1.nb.pdf',
  'manifest.json',
]
describe('in one go', () => {
  it('an agreement that is ready is released, and can never be changed again', async () => {
    const bench = await github()
    const { code, out } = await release(bench, { apply: true })
    expect([code, out]).toEqual([0, expect.stringContaining(tag)])
    const made = await only(bench)
    expect(made).toMatchObject({
      tag_name: tag,
      draft: false,
      immutable: true,
      name: expect.stringContaining('versjon 1'),
    })
    expect(made.target_commitish).toBe(await bench.tip('main'))
    expect(made.assets.map(({ name }) => name).sort()).toEqual(names)
    expect(markerIn(made.body ?? '')?.slot).toBe('release')
  })

  it('is only told of, and not done, until somebody says so', async () => {
    const bench = await github()
    const { code, out } = await release(bench)
    expect([code, out]).toEqual([0, expect.stringContaining('--apply')])
    expect(await there(bench)).toEqual([])
    const { actions } = JSON.parse((await release(bench, { format: 'json' })).out) as {
      actions: { kind: string }[]
    }
    expect(actions.map(({ kind }) => kind)).toEqual([
      'draft-release',
      ...names.map(() => 'upload-asset'),
      'publish-release',
    ])
  })

  it('is done once, whatever else happens on main', async () => {
    const bench = await github()
    await release(bench, { apply: true })
    await bench.push('kontoret', 'main', { 'README.md': 'Noe annet' })
    bench.log.length = 0
    expect(await release(bench, { apply: true })).toEqual({ code: 0, out: 'Ingenting å gjøre.\n' })
    expect(bench.log.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('a new version says what is new since the one before', async () => {
    const bench = await github()
    await release(bench, { apply: true })
    await bench.push('kontoret', 'main', { [path]: secondVersion(textsOf()[path] ?? '') })
    expect(await release(bench, { apply: true })).toMatchObject({ code: 0 })
    const [second, first] = await there(bench)
    expect([second?.tag_name, first?.tag_name]).toEqual(['kld-dfo/v2', 'kld-dfo/v1'])
    expect(second?.body).toContain('Stillingsprosent | 100 prosent | 60 prosent |')
    expect(first?.body).not.toContain('Stillingsprosent')
  })

  it('what is published with other terms is left alone, and the office is told', async () => {
    const bench = await github()
    await release(bench, { apply: true })
    const before = await only(bench)
    const changed = replacing('workload: 100', 'workload: 60')(textsOf()[path] ?? '')
    await bench.push('kontoret', 'main', { [path]: changed })
    const { code, out } = await release(bench, { apply: true })
    expect([code, out]).toEqual([2, expect.stringContaining('Øk «version»')])
    expect(await only(bench)).toEqual(before)
  })

  it('somebody must look when others have written something else about it', async () => {
    const bench = await github()
    await release(bench, { apply: true })
    const { id } = await only(bench)
    await bench
      .as('stranger')
      .octokit.repos.updateRelease({ ...bench.here, release_id: id, body: 'Noe annet' })
    expect(await release(bench, { apply: true })).toEqual({ code: 2, out: expect.stringContaining(tag) })
    expect((await only(bench)).body).toBe('Noe annet')
  })

  it('what another workflow has released in our name is not taken for it', async () => {
    const bench = await github()
    const { octokit } = bench.as(bench.actions({ permissions: { contents: 'write' } }))
    const { termsDigest: terms } = edition()
    const commit = (await bench.tip('main')) ?? ''
    const body = releaseBody({ terms, commit, assets: [] }, 'Falske dokumenter')
    const forged = { ...bench.here, tag_name: tag, target_commitish: commit, body }
    await octokit.repos.createRelease(forged)
    const { code, out } = await release(bench, { apply: true })
    expect([code, out]).toEqual([2, expect.stringContaining('ikke laget av programmet')])
    expect(await only(bench)).toMatchObject({ body, assets: [] })
    const root = await clone(bench)
    const folder = join(root, 'ferdig')
    const laidOut = await release(bench, { out: folder, repo: 'programmet/mobilitet', root })
    expect(laidOut).toMatchObject({ code: 0, out: expect.stringContaining('ferdig') })
  })

  it('what a stranger has released or tagged is left alone', async () => {
    const bench = await github()
    const { octokit } = bench.as('stranger')
    const { data } = await octokit.repos.createRelease({ ...bench.here, tag_name: tag, draft: true })
    expect(await release(bench, { apply: true })).toMatchObject({
      code: 2,
      out: expect.stringContaining(tag),
    })
    await octokit.repos.deleteRelease({ ...bench.here, release_id: data.id })
    const sha = (await bench.tip('main')) ?? ''
    await octokit.git.createRef({ ...bench.here, ref: `refs/tags/${tag}`, sha })
    expect(await release(bench, { apply: true })).toMatchObject({
      code: 2,
      out: expect.stringContaining(tag),
    })
    expect(await there(bench)).toEqual([])
  })

  it('an agreement that is not ready, and one with errors, are told of', async () => {
    const open = await github({ [path]: replacing('employer: sender', 'employer: null') })
    expect(await release(open, { apply: true })).toMatchObject({
      code: 0,
      out: expect.stringContaining('Ett spørsmål'),
    })
    const broken = await github({ [path]: (text) => text.replace('agency: kld', 'agency: finnes-ikke') })
    expect(await release(broken, { apply: true })).toMatchObject({
      code: 0,
      out: expect.stringContaining('feil må rettes'),
    })
    const unsettled = await github({ 'programme/policy.yaml': 'hva: som helst\n' })
    expect(await release(unsettled, { apply: true })).toMatchObject({
      out: expect.stringContaining('feil må rettes'),
    })
    for (const bench of [open, broken, unsettled]) expect(await there(bench)).toEqual([])
  })

  it('a name that is not there is not released', async () => {
    const bench = await github()
    await expect(release(bench, { agreements: ['kld-dfi'] })).rejects.toMatchObject({
      key: 'error.unknownAgreement',
    })
    expect(await release(bench, { agreements: ['kld-dfo'] })).toMatchObject({
      code: 0,
      out: expect.stringContaining(tag),
    })
  })
})

describe('a run that dies', () => {
  it('and leaves a draft that is overtaken by a new commit, has that draft made anew', async () => {
    const bench = await github()
    bench.after(3, 'crash')
    await expect(release(bench, { apply: true })).rejects.toThrow()
    await bench.push('kontoret', 'main', { 'README.md': 'Noe annet' })
    expect(await release(bench, { apply: true })).toMatchObject({ code: 0 })
    expect((await only(bench)).target_commitish).toBe(await bench.tip('main'))
  })
})

describe('rendered where nothing may be written', () => {
  it('gives the same bytes every time, without a token', async () => {
    const bench = await github()
    const root = await clone(bench)
    const [first, second] = [newFolder(), newFolder()]
    const one = await release(undefined, { root, out: first })
    const two = await release(undefined, { root: await clone(bench), out: second, today: '2026-12-24' })
    expect(filesIn(first)).toEqual(filesIn(second))
    expect(one).toMatchObject({ code: 0, out: expect.stringContaining('sha256:') })
    expect(two.out).toBe(one.out.replace(first, second))
    expect(Object.keys(filesIn(first))).toEqual(names.map((name) => `kld-dfo/${name}`))
    expect(await release(undefined, { root, out: first })).toEqual(one)
  })

  it('tells programs what it has done', async () => {
    const root = await clone(await github())
    const { out } = await release(undefined, { root, out: newFolder(), format: 'json' })
    expect(JSON.parse(out)).toEqual({
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      agreements: [{ agreement: 'kld-dfo', files: names.length }],
      notes: [],
    })
  })

  it.each([
    ['changed', path, '# Endret\n'],
    ['new', 'agencies/ny/agency.yaml', 'name: Ny\n'],
    ['changed in a standard text', 'templates/exchange-agreement/1/nb.md.hbs', 'Ny\n'],
  ])('is refused while something %s is not committed', async (_what, file, text) => {
    const root = await clone(await github())
    await git('mkdir', ['-p', join(root, file, '..')])
    writeFileSync(join(root, file), text)
    const refused = release(undefined, { root, out: newFolder() })
    await expect(refused).rejects.toMatchObject({ code: 'tool/uncommitted', args: { path: file } })
  })

  it('is not mixed with anything else', async () => {
    const root = await clone(await github())
    const out = newFolder()
    writeFileSync(join(out, 'noe.txt'), '')
    const refused = release(undefined, { root, out })
    await expect(refused).rejects.toMatchObject({ code: 'tool/release-folder-taken' })
  })

  it('leaves out what is released already, where GitHub is asked', async () => {
    const bench = await github()
    await release(bench, { apply: true })
    const root = await clone(bench)
    const reader = bench.actions({ permissions: { contents: 'read' } })
    const [asked, unasked] = [newFolder(), newFolder()]
    await release(bench, { root, out: asked, repo: 'programmet/mobilitet', as: reader })
    await release(bench, { root, out: unasked })
    expect(Object.keys(filesIn(asked))).toEqual([])
    expect(Object.keys(filesIn(unasked))).toHaveLength(names.length)
  })

  it('is no more than one run can publish, where GitHub is asked', async () => {
    const many = Array.from({ length: 40 }, (_, n) => `agreements/kld-dfo-${n}/agreement.yaml`)
    const bench = await github(Object.fromEntries(many.map((file) => [file, textsOf()[path] ?? ''])))
    const root = await clone(bench)
    const [asked, unasked] = [newFolder(), newFolder()]
    const { out } = await release(bench, { root, out: asked, repo: 'programmet/mobilitet' })
    await release(bench, { root, out: unasked })
    expect(out).toContain('8 avtaler til blir gitt ut i neste kjøring')
    expect(Object.keys(filesIn(asked))).toHaveLength(33 * names.length)
    expect(Object.keys(filesIn(unasked))).toHaveLength(41 * names.length)
  })

  it.each([{ from: 'mappe' }, { apply: true }])('is not done together with %o', async (other) => {
    const refused = release(undefined, { out: newFolder(), ...other })
    await expect(refused).rejects.toMatchObject({ key: 'error.notTogether' })
  })
})

describe('published from what was rendered', () => {
  async function rendered(files: Files = {}) {
    const bench = await github(files)
    const from = newFolder()
    await release(undefined, { root: await clone(bench), out: from })
    return { bench, from }
  }

  /** A copy of what was rendered once: for stories in which nothing is released. */
  async function renderedOnce() {
    if (!kept.bench || !kept.from) Object.assign(kept, await rendered())
    const from = newFolder()
    cpSync(kept.from as string, from, { recursive: true })
    return { bench: kept.bench as Bench, from }
  }

  it('are the very bytes that were rendered', async () => {
    const { bench, from } = await rendered()
    expect(await release(bench, { from, apply: true })).toMatchObject({ code: 0 })
    const { assets } = await only(bench)
    const { octokit } = bench.as('stranger')
    for (const { id, name } of assets) {
      const headers = { accept: 'application/octet-stream' }
      const { data } = await octokit.repos.getReleaseAsset({ ...bench.here, asset_id: id, headers })
      expect(Buffer.from(data as unknown as ArrayBuffer).toString('utf8')).toBe(
        filesIn(from)[`kld-dfo/${name}`],
      )
    }
    expect(await release(bench, { from, apply: true })).toMatchObject({
      code: 0,
      out: 'Ingenting å gjøre.\n',
    })
  })

  it('are what is made in one go, too', async () => {
    const { bench, from } = await rendered()
    const [plan, other] = [
      await release(bench, { from, format: 'json' }),
      await release(bench, { format: 'json' }),
    ]
    expect(plan).toEqual(other)
  })

  it('are of the commit they were rendered from, though main has moved since', async () => {
    const { bench, from } = await rendered()
    const then = await bench.tip('main')
    await bench.push('kontoret', 'main', { 'README.md': 'Noe annet' })
    expect(await release(bench, { from, apply: true })).toMatchObject({ code: 0 })
    expect((await only(bench)).target_commitish).toBe(then)
  })

  it.each([
    ['has other terms', replacing('workload: 100', 'workload: 60')],
    ['is being negotiated again', replacing('employer: sender', 'employer: null')],
    ['has a new version', secondVersion],
  ])('is left to a later run when the agreement now %s', async (_what, change) => {
    const { bench, from } = await rendered()
    await bench.push('kontoret', 'main', { [path]: change(textsOf()[path] ?? '') })
    const { code, out } = await release(bench, { from, apply: true })
    expect([code, out]).toEqual([0, expect.stringContaining('endret etter at filene ble laget')])
    expect(await there(bench)).toEqual([])
  })

  const document = 'kld-dfo/kld-dfo.v1.nb.md'
  const manifest = 'kld-dfo/manifest.json'
  const inFile = (file: string, change: (text: string) => string) => (from: string) =>
    writeFileSync(join(from, file), change(readFileSync(join(from, file), 'utf8')))
  const [changed, odd] = ['tool/release-file', 'tool/release-folder']

  it.each([
    ['a byte of a document', inFile(document, (text) => text.replace('D', 'd')), changed, document],
    ['a line end', inFile(document, (text) => `${text}\n`), changed, document],
    [
      'the version in the manifest',
      inFile(manifest, replacing('"version": 1', '"version": 2')),
      changed,
      manifest,
    ],
    ['the tag', inFile(manifest, replacing('kld-dfo/v1', 'kld-dfo/v9')), changed, manifest],
    [
      'the digest of the terms',
      inFile(manifest, (text) => text.replace(/sha256:./, 'sha256:x')),
      changed,
      manifest,
    ],
    [
      'the order in the manifest',
      inFile(manifest, (text) => JSON.stringify(JSON.parse(text))),
      changed,
      manifest,
    ],
    [
      'the toolkit',
      inFile(manifest, (text) => text.replace(/"toolkit": "[^"]*/, '"toolkit": "<b>')),
      changed,
      manifest,
    ],
    [
      'the commit, to something else',
      inFile(manifest, (text) => text.replace(/"commit": "./, '"commit": "x')),
      changed,
      manifest,
    ],
    ['the manifest, to no JSON', inFile(manifest, () => '{'), changed, manifest],
    ['the manifest, to nothing', inFile(manifest, () => 'null'), changed, manifest],
    [
      'a file too many',
      (from: string) => writeFileSync(join(from, 'kld-dfo/mer.md'), ''),
      odd,
      'kld-dfo/mer.md',
    ],
    ['a file outside', (from: string) => writeFileSync(join(from, 'mer.md'), ''), odd, 'mer.md'],
    ['a file too few', (from: string) => rmSync(join(from, document)), odd, document],
    [
      'a link',
      (from: string) => {
        rmSync(join(from, document))
        symlinkSync('/etc/hostname', join(from, document))
      },
      odd,
      document,
    ],
    [
      'an agreement that is not there',
      (from: string) => cpSync(join(from, 'kld-dfo'), join(from, 'kld-nav'), { recursive: true }),
      odd,
      'kld-nav',
    ],
    [
      'a strange name',
      (from: string) => cpSync(join(from, 'kld-dfo'), join(from, 'Kld dfo'), { recursive: true }),
      odd,
      expect.stringContaining('Kld dfo/'),
    ],
  ])('is refused, all of it, when somebody has changed %s', async (_what, change, code, culprit) => {
    const { bench, from } = await renderedOnce()
    change(from)
    const refused = release(bench, { from, apply: true })
    await expect(refused).rejects.toMatchObject({ code, args: { path: culprit } })
    expect(await there(bench)).toEqual([])
  })

  it('is refused when a file was changed and the manifest with it', async () => {
    const { bench, from } = await rendered()
    const root = await clone(bench)
    await bench.push('kontoret', 'ond', {
      [path]: replacing('workload: 100', 'workload: 60')(textsOf()[path] ?? ''),
    })
    await git('git', ['fetch', '--quiet', 'origin', 'ond'], { cwd: root })
    await git('git', ['checkout', '--quiet', 'FETCH_HEAD'], { cwd: root })
    const evil = newFolder()
    await release(undefined, { root, out: evil })
    // Rendered from a branch nobody has approved, ...
    await expect(release(bench, { from: evil, apply: true })).rejects.toMatchObject({
      code: 'tool/release-commit',
    })
    // ... or said to be of a commit that somebody has.
    const { commit } = JSON.parse(filesIn(from)[manifest] ?? '') as { commit: string }
    inFile(manifest, (text) => text.replace(/"commit": "[^"]*/, `"commit": "${commit}`))(evil)
    await expect(release(bench, { from: evil, apply: true })).rejects.toMatchObject({ code: changed })
    expect(await there(bench)).toEqual([])
  })

  it('is nothing when nothing was rendered', async () => {
    const bench = await github()
    expect(await release(bench, { from: newFolder(), apply: true })).toEqual({
      code: 0,
      out: 'Ingenting å gjøre.\n',
    })
    const nowhere = release(bench, { from: join(newFolder(), 'ingen'), apply: true })
    await expect(nowhere).rejects.toMatchObject({ code: 'tool/no-such-folder' })
  })
})
