/** When GitHub is slow, full, gone or strange, the tool waits within bounds, says so plainly, and never tells its token. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { githubRead, githubWrite } from '../../src/io/github.ts'
import { type ForgeRead, Unreadable } from '../../src/io/ports.ts'
import { version } from '../../src/io/toolkit.ts'
import { smallBench } from './bench/small.ts'
import type { Ill } from './bench/trouble.ts'
import {
  asked,
  byHand,
  connectionByHand,
  connectionOf,
  faultOf,
  json,
  nothing,
  readerOf,
  writerOf,
} from './wire.ts'

const abuse = { message: 'You have exceeded a secondary rate limit.' }
const kari = { login: 'kari', id: 101 }

const readBy = (fetch: typeof globalThis.fetch, more = {}): ForgeRead =>
  githubRead(connectionByHand(fetch, more), nothing)

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Nothing that waits goes on, unless a test moves the time. */
function stopTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
}

const inReality = { pace: { write: 1000, retry: 1000 } }

describe('every request', () => {
  it('names the version of the interface, who asks, and the token', async () => {
    const { fetch, calls } = byHand(({ path }) =>
      path.includes('page=2')
        ? json([])
        : json([], 200, { link: '<https://api.github.example/x?page=2>; rel="next"' }),
    )
    await readBy(fetch).releases()
    await githubWrite(connectionByHand(byHand(() => json({})).fetch)).comment(1, 'Hello')
    expect(calls).toHaveLength(2)
    for (const { headers } of calls) {
      expect(headers.get('x-github-api-version')).toBe('2022-11-28')
      expect(headers.get('user-agent')).toMatch(new RegExp(`^mobilitet/${version()} `))
      expect(headers.get('authorization')).toBe('token ghs_secret')
    }
  })

  it('goes to the GitHub it was told of, below its path', async () => {
    const addresses: string[] = []
    const fetch: typeof globalThis.fetch = async (address) => {
      addresses.push(String(address))
      return json(kari)
    }
    await readBy(fetch, { api: 'https://github.example.no/api/v3/' }).self()
    expect(addresses).toEqual(['https://github.example.no/api/v3/user'])
  })

  it('stays there, whatever an answer says of the next page', async () => {
    const { fetch, calls } = byHand(() =>
      json([], 200, { link: '<https://elsewhere.example.no/>; rel="next"' }),
    )
    expect(await faultOf(readBy(fetch).releases())).toEqual({
      code: 'tool/github-odd-answer',
      args: { what: 'GET /repos/{owner}/{repo}/releases (url)' },
    })
    expect(calls).toHaveLength(1)
  })
})

describe('GitHub’s limits', () => {
  const limits: readonly Ill[] = ['secondary limit', 'secondary limit 429', 'primary limit']

  it.each(limits)('are waited for, and what was refused is done once: %s', async (ill) => {
    const bench = await smallBench()
    const on = await bench.issue({ by: 'ola', title: 'I' })
    bench.before(1, ill, 30)
    await writerOf(bench, 'kari').comment(on, 'One')
    bench.before({ method: 'GET' }, ill, 30)
    expect((await readerOf(bench, 'kari').comments(on)).map(({ body }) => body)).toEqual(['One'])
    expect(asked(bench)).toHaveLength(4)
  })

  it('are waited for as long as GitHub asks', async () => {
    stopTime()
    const { fetch, calls } = byHand((_call, nth) =>
      nth === 1 ? json(abuse, 403, { 'retry-after': '30' }) : json(kari),
    )
    const self = readBy(fetch, inReality).self()
    await vi.advanceTimersByTimeAsync(29_900)
    expect(calls).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)
    expect(calls).toHaveLength(2)
    expect(await self).toEqual(kari)
  })

  it.each([
    ['secondary limit', 3600, 60],
    ['primary limit', 1200, 21],
  ] as const)('that last long are told at once, with how long: %s', async (ill, seconds, minutes) => {
    const bench = await smallBench()
    bench.before({ method: 'GET' }, ill, seconds)
    const fault = await faultOf(readerOf(bench, 'kari').self())
    expect(fault).toEqual({ code: 'tool/github-limited', args: { minutes } })
    expect(asked(bench)).toHaveLength(1)
  })

  it('are not waited for longer than ten minutes in all', async () => {
    stopTime()
    const { fetch, calls } = byHand((_call, nth) =>
      nth % 2 === 1 ? json(abuse, 403, { 'retry-after': '290' }) : json(kari),
    )
    const read = readBy(fetch, inReality)
    const work = faultOf(
      (async () => {
        for (;;) await read.setting('pages')
      })(),
    )
    await vi.advanceTimersByTimeAsync(600_000)
    expect(await work).toEqual({ code: 'tool/github-limited', args: { minutes: 5 } })
    expect(calls).toHaveLength(5)
  })

  it('met by many requests at once are waited for once', async () => {
    stopTime()
    const { fetch, calls } = byHand((_call, nth) =>
      nth <= 8 ? json(abuse, 429, { 'retry-after': '300' }) : json(kari),
    )
    const read = readBy(fetch, inReality)
    const work = Promise.all(Array.from({ length: 8 }, () => read.setting('pages')))
    await vi.advanceTimersByTimeAsync(301_000)
    expect(await work).toHaveLength(8)
    expect(calls).toHaveLength(16)
  })

  it('that never end are given up', async () => {
    const { fetch, calls } = byHand(() => json(abuse, 403, { 'retry-after': '1' }))
    expect((await faultOf(readBy(fetch).self())).code).toBe('tool/github-limited')
    expect(calls).toHaveLength(6)
  })

  it('are told as limits also when GitHub does not explain itself', async () => {
    const plain = byHand(() => json({ message: 'Slow down' }, 429))
    const minute = { code: 'tool/github-limited', args: { minutes: 1 } }
    expect(await faultOf(readBy(plain.fetch).self())).toEqual(minute)
    const older = byHand(() => json({ message: 'You have triggered an abuse detection mechanism.' }, 403))
    expect(await faultOf(readBy(older.fetch).repository())).toEqual(minute)
  })

  it('are kept clear of: between two writes there is a pause, between two reads none', async () => {
    stopTime()
    const { fetch, calls } = byHand(() => json({}))
    const write = githubWrite(connectionByHand(fetch, inReality))
    const work = Promise.all([1, 2, 3].map((id) => write.editComment(id, 'Hello')))
    await vi.advanceTimersByTimeAsync(900)
    expect(calls).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(calls).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(3000)
    await work
    const reads = byHand(() => json({ id: 1 }))
    const read = readBy(reads.fetch, inReality)
    const looked = Promise.all([read.setting('pages'), read.setting('pages')])
    await vi.advanceTimersByTimeAsync(100)
    expect(await looked).toEqual([{ id: 1 }, { id: 1 }])
  })
})

describe('GitHub’s own faults', () => {
  it('are met with patience when something is read', async () => {
    const bench = await smallBench()
    bench.before({ nth: 1 }, 'server error')
    bench.before({ nth: 2 }, 'bad gateway')
    expect(await readerOf(bench, 'kari').self()).toEqual(kari)
    expect(asked(bench)).toHaveLength(3)
  })

  it('that last are told, without the page of a proxy', async () => {
    const { fetch, calls } = byHand(() => new Response('<html>Bad Gateway</html>', { status: 502 }))
    const fault = await faultOf(readBy(fetch).self())
    expect(fault).toEqual({ code: 'tool/github-unreachable', args: { reason: 'HTTP 502' } })
    expect(calls).toHaveLength(4)
  })

  it.each(['before', 'after'] as const)('never make two of what was to be one: %s', async (when) => {
    const bench = await smallBench()
    const app = bench.app({ slug: 'mobilitet', permissions: { contents: 'write', issues: 'write' } })
    const write = writerOf(bench, app)
    const on = await bench.issue({ by: 'ola', title: 'I' })
    const creations = [
      () => write.comment(on, 'One'),
      () => write.openIssue({ title: 'II', body: '', labels: [] }),
      () => write.draftRelease({ tag: 'a/v1', commit: 'main', name: 'A', body: '' }),
    ]
    for (const create of creations) {
      bench[when]({ method: 'POST' }, 'bad gateway')
      expect((await faultOf(create())).code).toBe('tool/github-unreachable')
    }
    expect(asked(bench, /^POST/)).toHaveLength(3)
    const read = readerOf(bench, app)
    const made = [
      (await read.comments(on)).length,
      (await read.issues()).length - 1,
      (await read.releases()).length,
    ]
    expect(made).toEqual(when === 'before' ? [0, 0, 0] : [1, 1, 1])
  })

  it('are met again where doing it twice is doing it once', async () => {
    const bench = await smallBench()
    const parent = (await bench.tip('main')) ?? ''
    const deed = { branch: 'x', parent, tip: null, message: 'M', files: [{ path: 'd', text: 'd' }] }
    for (const path of [/trees$/, /commits$/, /refs$/]) bench.after({ method: 'POST', path }, 'server error')
    const commit = await writerOf(bench, 'kari').commit(deed)
    expect(await bench.tip('x')).not.toBeUndefined()
    expect(await bench.tip('x')).toBe(commit)
  })

  it('in the network are told with their cause', async () => {
    const fetch = async () => {
      throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND api.github.example') })
    }
    expect(await faultOf(readBy(fetch).self())).toEqual({
      code: 'tool/github-unreachable',
      args: { reason: 'getaddrinfo ENOTFOUND api.github.example' },
    })
  })

  it('that break off a file in the middle are told', async () => {
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(new TypeError('terminated'))
      },
    })
    const { fetch } = byHand(() => new Response(broken))
    expect(await faultOf(readBy(fetch).blobs(['a']))).toEqual({
      code: 'tool/github-unreachable',
      args: { reason: 'terminated' },
    })
  })
})

describe('a no from GitHub', () => {
  it.each([400, 401, 403, 404, 405, 409, 410, 422, 451])('is taken for a no: %i', async (status) => {
    const { fetch, calls } = byHand(() =>
      json({ message: 'No', documentation_url: 'https://docs.example.no' }, status),
    )
    const fault = await faultOf(readBy(fetch).reviews(1))
    expect(fault).toEqual({
      code: status === 401 || status === 403 ? 'tool/github-forbidden' : 'tool/github-refused',
      args: { what: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', status, reason: 'No' },
    })
    expect(calls).toHaveLength(1)
  })

  it('half way through a list does not make the list shorter', async () => {
    const link = { link: '<https://api.github.example/x?page=2>; rel="next"' }
    const { fetch } = byHand((_call, nth) =>
      nth === 1 ? json([], 200, link) : json({ message: 'Git Repository is empty.' }, 409),
    )
    expect((await faultOf(readBy(fetch).comments(1))).args['status']).toBe(409)
  })

  it('is told in one line of harmless text', async () => {
    const message = `No\u202E\u001B[31m\r\nmore ${'x'.repeat(1000)}`
    const { fetch } = byHand(() => json({ message }, 422))
    const { reason } = (await faultOf(readBy(fetch).reviews(1))).args
    expect(reason).toMatch(/^No \[31m more x+$/)
    expect(String(reason)).toHaveLength(300)
  })
})

describe('an answer that is not as GitHub describes it', () => {
  const questions: readonly (readonly [string, (read: ForgeRead) => Promise<unknown>])[] = [
    ['GET /user', (read) => read.self()],
    ['GET /repos/{owner}/{repo}', (read) => read.repository()],
    ['GET /repos/{owner}/{repo}/git/ref/{ref}', (read) => read.tip('main')],
    ['GET /repos/{owner}/{repo}/git/matching-refs/{ref}', (read) => read.branches('match/')],
    ['GET /repos/{owner}/{repo}/git/trees/{tree_sha}', (read) => read.tree('a')],
    ['GET /repos/{owner}/{repo}/compare/{basehead}', (read) => read.mergeBase('a', 'b')],
    ['GET /repos/{owner}/{repo}/commits/{ref}', (read) => read.commit('a')],
    ['GET /repos/{owner}/{repo}/pulls/{pull_number}', (read) => read.pullRequest(1)],
    ['GET /repos/{owner}/{repo}/pulls', (read) => read.pullRequests()],
    ['GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', (read) => read.commits(1)],
    ['GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', (read) => read.reviews(1)],
    ['GET /repos/{owner}/{repo}/pulls/{pull_number}/files', (read) => read.patches(1)],
    ['GET /repos/{owner}/{repo}/pulls/{pull_number}/comments', (read) => read.lineComments(1)],
    ['GET /repos/{owner}/{repo}/issues/{issue_number}/comments', (read) => read.comments(1)],
    ['GET /repos/{owner}/{repo}/issues/comments/{comment_id}', (read) => read.comment(1)],
    ['GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', (read) => read.reactions(1)],
    ['GET /repos/{owner}/{repo}/issues/{issue_number}', (read) => read.issue(1)],
    ['GET /repos/{owner}/{repo}/issues', (read) => read.issues()],
    ['GET /repos/{owner}/{repo}/releases', (read) => read.releases()],
    ['GET /repos/{owner}/{repo}/commits/{ref}/check-runs', (read) => read.jobRun('a', 'preview')],
  ]
  const oddities: Readonly<Record<string, () => Response>> = {
    'a page for people': () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    'broken JSON': () => new Response('{"id": 1, "na', { headers: { 'content-type': 'application/json' } }),
    'nothing at all': () => new Response(''),
    null: () => json(null),
    'an object without fields': () => json({}),
    'a list of something else': () => json([{ number: '1' }]),
  }

  it.each(questions)('is not believed: %s', async (route, ask) => {
    for (const [name, answer] of Object.entries(oddities)) {
      const { code, args } = await faultOf(ask(readBy(byHand(answer).fetch)))
      expect(code, name).toBe('tool/github-odd-answer')
      expect(String(args['what']).replace(/ \(.*/, ''), name).toBe(route)
    }
  })

  it('says which field is to blame', async () => {
    const tree = { truncated: false, tree: [{ path: 'a', sha: 1, mode: '100644', type: 'blob' }] }
    const { fetch } = byHand(() => json(tree))
    expect((await faultOf(readBy(fetch).tree('a'))).args['what']).toMatch(/ \(tree\.sha\)$/)
  })

  it('does not pass for a deed that was done', async () => {
    const { fetch } = byHand(() => new Response('<html>Please log in</html>'))
    const fault = await faultOf(githubWrite(connectionByHand(fetch)).comment(1, 'Hello'))
    expect(fault).toEqual({
      code: 'tool/github-odd-answer',
      args: { what: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments' },
    })
  })

  it.each(['HTML', 'broken JSON'] as const)('ends the run, which can be run again: %s', async (ill) => {
    const bench = await smallBench()
    bench.before({ method: 'GET' }, ill)
    expect((await faultOf(readerOf(bench, 'kari').self())).code).toBe('tool/github-odd-answer')
    expect(await readerOf(bench, 'kari').self()).toEqual(kari)
  })
})

describe('the token', () => {
  const token = 'ghs_12345_eyJhbGciOi.eyJpc3MiOiJnaXRodWI.c2lnbmF0dXJl'
  const answers: Readonly<Record<string, () => Response>> = {
    'a refusal': () => json({ message: `No, ${token}` }, 422),
    'a refusal with details': () => json({ message: 'No', errors: [{ message: token }] }, 422),
    'a right that is missing': () => json({ message: `token ${token}` }, 403),
    'a limit': () => json({ message: `secondary rate limit for ${token}` }, 429, { 'retry-after': '9999' }),
    'a fault of GitHub’s': () => json({ message: `Oops ${token}` }, 500),
    'a page for people': () => new Response(token),
    'an odd answer': () => json({ login: token, id: token }),
    'a fault of the network': () => {
      throw new TypeError('fetch failed', { cause: new Error(`cannot send "token ${token}"`) })
    },
  }

  it.each(Object.entries(answers))('is never told: %s', async (_name, answer) => {
    const said = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const error = await readBy(byHand(answer).fetch, { token })
      .self()
      .catch((reason: unknown) => reason)
    if (!(error instanceof Unreadable)) throw error
    expect(everythingIn(error)).not.toContain(token)
    expect(said).not.toHaveBeenCalled()
  })

  it('is never told when it is no token at all, and Node says so', async () => {
    const odd = 'ghs_first\nghs_second'
    const { fetch } = byHand(() => json(kari))
    const error = await readBy(fetch, { token: odd })
      .self()
      .catch((reason: unknown) => reason)
    if (!(error instanceof Unreadable)) throw error
    expect(error.code).toBe('tool/github-unreachable')
    expect(everythingIn(error)).not.toMatch(/ghs_(?:first|second)/)
  })

  it('that is none leaves sentences whole', async () => {
    const { fetch } = byHand(() => json({ message: 'Resource not accessible' }, 403))
    const error = await faultOf(readBy(fetch, { token: 'e' }).self())
    expect(error.args['reason']).toBe('Resource not accessible')
  })

  it('is never printed, not even when GitHub warns of something', async () => {
    const printed = (['log', 'info', 'debug', 'warn', 'error'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => {}),
    )
    const warning = {
      deprecation: 'true',
      sunset: 'tomorrow',
      link: '<https://docs.example.no>; rel="deprecation"',
    }
    const { fetch } = byHand(() => json(kari, 200, warning))
    await readBy(fetch, { token }).self()
    for (const print of printed) expect(print).not.toHaveBeenCalled()
  })
})

/** All that a printer of errors could find, also what does not show. */
function everythingIn(error: Unreadable): string {
  const names = Object.getOwnPropertyNames(error) as (keyof Unreadable)[]
  return names.map((name) => JSON.stringify(error[name])).join(' ')
}

it('a person without the right to do it is told what it was', async () => {
  const bench = await smallBench()
  const write = githubWrite(connectionOf(bench, 'ola'))
  const parent = (await bench.tip('main')) ?? ''
  const deed = { branch: 'x', parent, tip: null, message: 'M', files: [{ path: 'd', text: 'd' }] }
  const fault = await faultOf(write.commit(deed))
  expect(fault).toMatchObject({
    code: 'tool/github-forbidden',
    args: { what: 'POST /repos/{owner}/{repo}/git/trees', status: 403 },
  })
})
