/** A release is drafted, filled, looked at, and published once: with the files it should have, or not at all. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { githubWrite } from '../../src/io/github.ts'
import type { ForgeWrite } from '../../src/io/ports.ts'
import type { Bench } from './bench/bench.ts'
import { smallBench } from './bench/small.ts'
import {
  appOf,
  asked,
  changing,
  connectionOf,
  crashed,
  crashes,
  faultOf,
  mainOf,
  readerOf,
  writerOf,
  writes,
} from './wire.ts'

describe('a release', () => {
  const digest = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
  const page = {
    tag: 'kld-dfo/v1',
    name: 'avtale.html',
    type: 'text/html',
    digest: digest('<p>'),
    content: '<p>',
  }
  const sums = {
    tag: 'kld-dfo/v1',
    name: 'sums.bin',
    type: 'application/octet-stream',
    digest: digest('sums'),
    content: new TextEncoder().encode('sums'),
  }
  const assets = [page, sums].map(({ name, digest }) => ({ name, digest }))
  const publish = { tag: 'kld-dfo/v1', assets }
  const draft = async (bench: Bench) => ({
    tag: 'kld-dfo/v1',
    commit: await mainOf(bench),
    name: 'Avtale',
    body: 'B',
  })

  const whole = async (bench: Bench, write: ForgeWrite) => {
    await write.draftRelease(await draft(bench))
    await write.uploadAsset(page)
    await write.uploadAsset(sums)
    await write.publishRelease(publish)
  }

  it('is drafted, filled and published, for good', async () => {
    const bench = await smallBench({ settings: { immutableReleases: true } })
    const app = appOf(bench)
    await whole(bench, writerOf(bench, app))
    const [release] = await readerOf(bench, app).releases()
    expect(release).toMatchObject({
      tag: 'kld-dfo/v1',
      name: 'Avtale',
      body: 'B',
      draft: false,
      immutable: true,
    })
    expect(release?.assets.map(({ name, digest, complete }) => ({ name, digest, complete }))).toEqual(
      assets.map((asset) => ({ ...asset, complete: true })),
    )
    expect(await readerOf(bench, app).tag('kld-dfo/v1')).toBe(await mainOf(bench))
    bench.log.length = 0
    await writerOf(bench, app).publishRelease(publish)
    expect(asked(bench, writes)).toEqual([])
  })

  it('is mended while it is a draft, and never published with other files than it should have', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const write = writerOf(bench, app)
    await write.draftRelease(await draft(bench))
    await write.uploadAsset(page)
    const refused = { code: 'tool/github-assets', args: { tag: 'kld-dfo/v1' } }
    expect(await faultOf(write.publishRelease(publish))).toEqual(refused)
    await write.uploadAsset({ ...sums, content: 'Other', digest: digest('Other') })
    expect(await faultOf(write.publishRelease(publish))).toEqual(refused)
    await write.uploadAsset(sums)
    await write.uploadAsset({ ...page, name: 'surplus.html' })
    expect(await faultOf(write.publishRelease(publish))).toEqual(refused)
    const [before] = await readerOf(bench, app).releases()
    const surplus = before?.assets.find(({ name }) => name === 'surplus.html')?.id ?? 0
    for (const _twice of [1, 2]) await write.deleteAsset(surplus)
    const { tag: _tag, ...changed } = { ...(await draft(bench)), release: before?.id ?? 0, body: 'C' }
    await write.updateRelease(changed)
    await write.publishRelease(publish)
    expect(await readerOf(bench, app).releases()).toMatchObject([{ body: 'C', draft: false }])
  })

  it('takes what is there and whole as it is, and what was broken off anew', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    await writerOf(bench, app).draftRelease(await draft(bench))
    await writerOf(bench, app).uploadAsset(page)
    bench.log.length = 0
    await writerOf(bench, app).uploadAsset(page)
    expect(asked(bench, writes)).toEqual([])
    const { fetch, ...connection } = connectionOf(bench, app)
    const half = changing(fetch, /\/releases\?/, (all: { assets: object[] }[]) =>
      all.map((release) => ({
        ...release,
        assets: release.assets.map((asset) => ({ ...asset, state: 'starter' })),
      })),
    )
    await githubWrite({ ...connection, fetch: half }).uploadAsset(page)
    expect(asked(bench, writes).map((line) => line.replace(/\d+/, 'n'))).toEqual([
      'DELETE /releases/assets/n',
      'POST /releases/n/assets',
    ])
  })

  it('is measured by its files themselves where GitHub does not tell their digest', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    await writerOf(bench, app).draftRelease(await draft(bench))
    for (const asset of [page, sums]) await writerOf(bench, app).uploadAsset(asset)
    const { fetch, ...connection } = connectionOf(bench, app)
    const old = changing(fetch, /\/releases\?/, (all: { assets: object[] }[]) =>
      all.map((release) => ({
        ...release,
        assets: release.assets.map((asset) => ({ ...asset, digest: null })),
      })),
    )
    const write = githubWrite({ ...connection, fetch: old })
    await write.uploadAsset(page)
    const wrong = [
      { name: page.name, digest: page.digest },
      { name: sums.name, digest: digest('Other') },
    ]
    expect((await faultOf(write.publishRelease({ ...publish, assets: wrong }))).code).toBe(
      'tool/github-assets',
    )
    await write.publishRelease(publish)
    expect(await readerOf(bench, app).releases()).toMatchObject([{ draft: false }])
  })

  it('never fills or publishes what somebody else has drafted under the same tag', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const theirs = { ...bench.here, tag_name: 'kld-dfo/v1', body: 'Theirs', draft: true }
    await bench.as('kontoret').octokit.repos.createRelease(theirs)
    const write = writerOf(bench, app)
    const refused = { code: 'tool/github-assets', args: { tag: 'kld-dfo/v1' } }
    expect(await faultOf(write.uploadAsset(page))).toEqual(refused)
    expect(await faultOf(write.publishRelease({ ...publish, assets: [] }))).toEqual(refused)
    await whole(bench, write)
    const releases = await readerOf(bench, app).releases()
    expect(releases.map(({ author, draft }) => [author.login, draft])).toEqual([
      ['mobilitet[bot]', false],
      ['kontoret', true],
    ])
  })

  it('sends its files nowhere but to GitHub', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    await writerOf(bench, app).draftRelease(await draft(bench))
    const { fetch, ...connection } = connectionOf(bench, app)
    for (const address of ['https://elsewhere.example.no/assets{?name,label}', 'not an address']) {
      const turned = changing(fetch, /\/releases\?/, (all: object[]) =>
        all.map((release) => ({ ...release, upload_url: address })),
      )
      const fault = await faultOf(githubWrite({ ...connection, fetch: turned }).uploadAsset(page))
      expect(fault.code).toBe('tool/github-odd-answer')
    }
    expect(asked(bench, /assets/)).toEqual([])
  })

  it.each(crashes(4))('comes to the same after a crash %s write %i', async (when, nth) => {
    const bench = await smallBench()
    const app = appOf(bench)
    await crashed(bench, when, nth, () => whole(bench, writerOf(bench, app)))
    await whole(bench, writerOf(bench, app))
    const releases = await readerOf(bench, app).releases()
    expect(releases).toMatchObject([{ tag: 'kld-dfo/v1', draft: false, commit: await mainOf(bench) }])
    expect(releases[0]?.assets.map(({ name, digest }) => ({ name, digest }))).toEqual(assets)
  })
})
