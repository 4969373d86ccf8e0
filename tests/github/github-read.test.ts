/** What GitHub says reaches the planner whole, in our nouns, and only where it is what it claims to be. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { maxBytes } from '../../src/core/text.ts'
import { githubRead } from '../../src/io/github.ts'
import type { Bench } from './bench/bench.ts'
import { smallBench } from './bench/small.ts'
import {
  appOf,
  asked,
  byHand,
  changing,
  connectionByHand,
  connectionOf,
  everything,
  faultOf,
  json,
  nothing,
  readerOf,
} from './wire.ts'

describe('whose token it is', () => {
  it('a person is asked for by the token, once', async () => {
    const bench = await smallBench()
    const read = readerOf(bench, 'kontoret')
    await Promise.all([read.self(), read.self()])
    expect(await read.self()).toEqual({ login: 'kontoret', id: 9_000_000_001 })
    expect(asked(bench)).toEqual(['GET /user'])
  })

  it('an App is told by its name, and found by its number', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const self = await readerOf(bench, app).self()
    expect(self.login).toBe('mobilitet[bot]')
    expect(self.id).toBe((await bench.as(app).octokit.users.getByUsername({ username: app.login })).data.id)
  })

  it('the token of a workflow cannot tell, and is known by that', async () => {
    const bench = await smallBench()
    const run = bench.actions({ permissions: {} })
    const { as: _as, ...connection } = connectionOf(bench, run)
    const self = await githubRead(connection, nothing).self()
    expect(self).toEqual({ login: 'github-actions[bot]', id: 41_898_282 })
  })

  it('a token that is no good is nobody', async () => {
    const bench = await smallBench()
    const fault = await faultOf(readerOf(bench, 'kari', { token: 'worn-out' }).self())
    expect(fault).toEqual({
      code: 'tool/github-forbidden',
      args: { what: 'GET /user', status: 401, reason: 'Bad credentials' },
    })
  })
})

describe('the repository and its files', () => {
  it('is told by name, address and main branch', async () => {
    const bench = await smallBench()
    expect(await readerOf(bench, 'kari').repository()).toEqual({
      name: 'programmet/mobilitet',
      url: 'https://github.com/programmet/mobilitet',
      defaultBranch: 'main',
    })
  })

  it('knows where branches are, and that others are not there', async () => {
    const bench = await smallBench()
    const read = readerOf(bench, 'kari')
    const a = await bench.push('kari', 'match/a--b', { x: '1' })
    const b = await bench.push('kari', 'match/c--d', { x: '2' })
    await bench.push('kari', 'matchless', { x: '3' })
    expect(await read.tip('match/a--b')).toBe(a)
    expect(await read.tip('match/a')).toBeUndefined()
    expect(await read.branches('match/')).toEqual(
      new Map([
        ['match/a--b', a],
        ['match/c--d', b],
      ]),
    )
    expect(await read.branches('release/')).toEqual(new Map())
  })

  it('may be without any commit', async () => {
    const { fetch } = byHand(() => json({ message: 'Git Repository is empty.' }, 409))
    expect(await githubRead(connectionByHand(fetch), nothing).tip('main')).toBeUndefined()
  })

  it('lists every file with its kind, and no folders', async () => {
    const bench = await smallBench()
    const commit = await bench.push('kari', 'x', { 'b/link': { link: 'c.txt' } })
    const files = await readerOf(bench, 'kari').tree(commit)
    expect(files.map(({ path, mode }) => [path, mode])).toEqual([
      ['a.txt', '100644'],
      ['b/c.txt', '100644'],
      ['b/link', '120000'],
    ])
  })

  it('refuses a list that GitHub has cut off', async () => {
    const bench = await smallBench()
    const connection = connectionOf(bench, 'kari')
    const cut = changing(connection.fetch, /\/git\/trees\//, (body: object) => ({ ...body, truncated: true }))
    const fault = await faultOf(githubRead({ ...connection, fetch: cut }, nothing).tree('main'))
    expect(fault.code).toBe('tool/github-too-many')
    expect(fault.args).toEqual({ what: 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}' })
  })

  it('knows the parents of a commit, and where two histories parted, also with a fork', async () => {
    const bench = await smallBench()
    const read = readerOf(bench, 'kari')
    const start = (await bench.tip('main')) ?? ''
    const theirs = await bench.push('stranger', 'mine', { 'a.txt': 'A' }, { onFork: true, message: 'Theirs' })
    const ours = await bench.push('kari', 'main', { 'b/c.txt': 'C' })
    expect(await read.mergeBase(ours, theirs)).toBe(start)
    expect(await read.commit(theirs)).toEqual({
      id: theirs,
      author: { login: 'stranger', id: 666 },
      message: 'Theirs',
      parents: [start],
    })
  })

  it('knows which commit a tag leads to, directly or through a signed note', async () => {
    const bench = await smallBench()
    const commit = await bench.push('kari', 'x', { x: '1' })
    const { octokit } = bench.as('kari')
    await octokit.git.createRef({ ...bench.here, ref: 'refs/tags/kld-dfo/v1', sha: commit })
    expect(await readerOf(bench, 'kari').tag('kld-dfo/v1')).toBe(commit)
    expect(await readerOf(bench, 'kari').tag('kld-dfo/v2')).toBeUndefined()
    const { fetch } = byHand(({ path }) =>
      path.includes('/git/ref/')
        ? json({ ref: 'refs/tags/v1', object: { sha: 'a'.repeat(40), type: 'tag' } })
        : json({ sha: 'b'.repeat(40) }),
    )
    expect(await githubRead(connectionByHand(fetch), nothing).tag('v1')).toBe('b'.repeat(40))
  })
})

function idOf(text: string): string {
  return createHash('sha1').update(`blob ${text.length}\0${text}`).digest('hex')
}

describe('contents', () => {
  const idsOf = async (bench: Bench, at = 'main') => {
    const tree = await readerOf(bench, 'kari').tree(at)
    return new Map(tree.map(({ path, blob }) => [path, blob]))
  }

  it('are fetched once each, and never when they are here already', async () => {
    const bench = await smallBench()
    const ids = await idsOf(bench)
    const [a = '', c = ''] = [ids.get('a.txt'), ids.get('b/c.txt')]
    bench.log.length = 0
    const local = (wanted: readonly string[]) =>
      new Map(wanted.includes(a) ? [[a, new TextEncoder().encode('here')]] : [])
    const blobs = await githubRead(connectionOf(bench, 'kari'), local).blobs([a, c, c])
    expect([...blobs].map(([id, bytes]) => [id, new TextDecoder().decode(bytes)])).toEqual([
      [a, 'here'],
      [c, 'c\n'],
    ])
    expect(asked(bench)).toEqual([`GET /git/blobs/${c}`])
  })

  it('are fetched eight at a time', async () => {
    const texts = new Map(Array.from({ length: 30 }, (_, i) => [idOf(`${i}`), `${i}`]))
    const counts = { now: 0, most: 0 }
    let open = () => {}
    const eightAreIn = new Promise<void>((resolve) => {
      open = resolve
    })
    const fetch: typeof globalThis.fetch = async (address) => {
      counts.now += 1
      counts.most = Math.max(counts.most, counts.now)
      // The first eight wait for each other, and give a ninth time to come.
      if (counts.now === 8) setTimeout(open, 20)
      await eightAreIn
      counts.now -= 1
      return new Response(texts.get(String(address).split('/').at(-1) ?? ''))
    }
    const blobs = await githubRead(connectionByHand(fetch), nothing).blobs([...texts.keys()])
    expect(blobs.size).toBe(30)
    expect(counts.most).toBe(8)
  })

  it('may be empty, or bytes that are no text', async () => {
    const bytes = new Uint8Array([0, 255, 128, 10])
    const bench = await smallBench({ files: { empty: '', bytes } })
    const ids = await idsOf(bench)
    const blobs = await readerOf(bench, 'kari').blobs([...ids.values()])
    expect([...(blobs.get(ids.get('empty') ?? '') ?? [1])]).toEqual([])
    expect([...(blobs.get(ids.get('bytes') ?? '') ?? [])]).toEqual([...bytes])
  })

  it('that are not what their id says are not believed', async () => {
    const { fetch } = byHand(() => new Response('name: Somebody else\n'))
    const id = 'f2ad6c76f0115a6ba5b00456a849810e7ec0af20'
    const fault = await faultOf(githubRead(connectionByHand(fetch), nothing).blobs([id]))
    expect(fault).toEqual({
      code: 'tool/github-odd-answer',
      args: { what: `GET /repos/{owner}/{repo}/git/blobs/{file_sha} (${id})` },
    })
  })

  it('of a repository with long ids are measured with the long digest', async () => {
    const { fetch } = byHand(() => new Response('hello\n'))
    // printf 'hello\n' | git hash-object --stdin, in a repository made with --object-format=sha256
    const id = '2cf8d83d9ee29543b34a87727421fdecb7e3f3a183d337639025de576db9ebb4'
    const blobs = await githubRead(connectionByHand(fetch), nothing).blobs([id])
    expect(new TextDecoder().decode(blobs.get(id))).toBe('hello\n')
  })

  it('that are far too large are not read to their end, and are seen to be too large', async () => {
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1
        controller.enqueue(new Uint8Array(100_000))
      },
    })
    const { fetch } = byHand(() => new Response(endless))
    const id = 'f2ad6c76f0115a6ba5b00456a849810e7ec0af20'
    const blobs = await githubRead(connectionByHand(fetch), nothing).blobs([id])
    expect(blobs.get(id)?.length).toBe(maxBytes + 1)
    expect(sent).toBeLessThan(20)
  })
})

describe('what we have said of a commit', () => {
  const name = 'mobilitet/godkjenning'
  const done = {
    name,
    status: 'completed',
    conclusion: 'success',
    output: { title: 'T', summary: 'S' },
  } as const

  it('is not what another App says under the same name, nor the job of a workflow', async () => {
    const bench = await smallBench()
    const head_sha = (await bench.tip('main')) ?? ''
    const [ours, theirs] = [appOf(bench), bench.app({ slug: 'imitator', permissions: everything })]
    const say = (by: typeof ours, more: object) =>
      bench.as(by).octokit.checks.create({ ...bench.here, ...done, head_sha, ...more })
    await say(theirs, { external_id: 'mobilitet' })
    await say(ours, { external_id: 'b1946ac9-2492-4d38-9f3c-1a2b3c4d5e6f' })
    const first = await say(ours, { external_id: 'mobilitet', conclusion: 'failure' })
    const second = await say(ours, { external_id: 'mobilitet' })
    await say(ours, { external_id: 'mobilitet', name: 'another' })
    expect(await readerOf(bench, ours).checkRuns(head_sha, name)).toEqual([
      {
        id: first.data.id,
        name,
        conclusion: 'failure',
        title: 'T',
        summary: 'S',
        started: first.data.started_at,
      },
      {
        id: second.data.id,
        name,
        conclusion: 'success',
        title: 'T',
        summary: 'S',
        started: second.data.started_at,
      },
    ])
  })

  it('is a commit status where the token is a person’s, and only that person’s own', async () => {
    const bench = await smallBench()
    const sha = (await bench.tip('main')) ?? ''
    const say = (by: string, state: 'success' | 'pending', context = name) =>
      bench.as(by).octokit.repos.createCommitStatus({ ...bench.here, sha, state, context, description: 'T' })
    await say('kari', 'pending')
    await say('kontoret', 'pending')
    await say('kontoret', 'success')
    await say('kontoret', 'success', 'another')
    const said = await readerOf(bench, 'kontoret').checkRuns(sha, name)
    expect(said.map(({ conclusion, title }) => [conclusion, title])).toEqual([
      ['action_required', 'T'],
      ['success', 'T'],
    ])
  })
})

describe('releases', () => {
  it('are told newest first, drafts too, with their files', async () => {
    const bench = await smallBench({ settings: { immutableReleases: true } })
    const { octokit } = bench.as('kontoret')
    const target = (await bench.tip('main')) ?? ''
    const made = { ...bench.here, target_commitish: target, body: 'B' }
    await octokit.repos.createRelease({ ...made, tag_name: 'a/v1', name: 'A' })
    await octokit.repos.createRelease({ ...made, tag_name: 'b/v1', name: 'B', draft: true })
    const [draft, published] = await readerOf(bench, 'kontoret').releases()
    expect(draft).toMatchObject({ tag: 'b/v1', name: 'B', draft: true, immutable: false, assets: [] })
    expect(published).toMatchObject({
      tag: 'a/v1',
      draft: false,
      immutable: true,
      commit: target,
      author: { login: 'kontoret', id: 9_000_000_001 },
    })
  })
})
