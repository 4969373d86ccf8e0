/** The bench keeps its promises about mistakes, trouble and events. */
import { retry } from '@octokit/plugin-retry'
import { Octokit } from '@octokit/rest'
import { describe, expect, it } from 'vitest'
import type { Bench } from './bench/bench.ts'
import { validateEvent } from './bench/events.ts'
import { Violation } from './bench/guard.ts'
import { refusal, smallBench } from './bench/small.ts'
import { Crashed } from './bench/trouble.ts'

/** The violation a call must end in; taken off the list, or the bench would end with it. */
async function violation(bench: Bench, call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(Violation)
  expect(bench.violations.splice(0)).toEqual([error])
  return (error as Violation).message
}

describe('the guard', () => {
  it('hears of unknown fields, wrong values and too many annotations', async () => {
    const bench = await smallBench()
    const { octokit } = bench.as(bench.app({ slug: 'helper', permissions: { checks: 'write' } }))
    const ask = (route: string, more: object) =>
      violation(bench, octokit.request(route, { ...bench.here, ...more }))
    const runs = 'POST /repos/{owner}/{repo}/check-runs'
    const head = { name: 'c', head_sha: 'x' }
    const note = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' }
    const output = (annotations: readonly object[]) => ({ output: { title: 't', summary: 's', annotations } })
    expect(await ask(runs, { ...head, colour: 'red' })).toContain('colour')
    expect(await ask(runs, { ...head, conclusion: 'fine' })).toContain('/conclusion')
    expect(await ask(runs, { ...head, ...output(Array(51).fill(note)) })).toContain('more than 50')
    expect(await ask(runs, { ...head, ...output([{ ...note, level: 1 }]) })).toContain('level')
    expect(await ask(runs, { name: 'c' })).toContain("'head_sha'")
    expect(await ask('GET /repos/{owner}/{repo}/pulls', { stat: 'open' })).toContain('«stat»')
    expect(await ask('GET /repos/{owner}/{repo}/pulls', { state: 'opened' })).toContain('state')
    expect(await ask('GET /repos/{owner}/{repo}/nothing', {})).toContain('not among the operations')
  })

  it('hears of answers GitHub would not give', async () => {
    const bench = await smallBench()
    const { makeGuard } = await import('./bench/guard.ts')
    const guard = makeGuard('https://api.github.com')
    const asked = (path: string) => ({
      method: 'GET',
      url: new URL(`https://api.github.com${path}`),
      accept: 'application/json',
      body: undefined,
    })
    const answer = (path: string, status: number, body: unknown) =>
      guard.answer(asked(path), new Response(JSON.stringify(body), { status }))
    await expect(answer('/users/kari', 200, { login: 'kari' })).rejects.toThrow("'id'")
    await expect(answer('/users/kari', 409, { message: 'No' })).rejects.toThrow('409')
    await expect(answer('/users/kari', 404, { error: 'No' })).rejects.toThrow('without message')
    await answer('/users/kari', 429, { message: 'Slow down' })
    expect(bench.violations).toEqual([])
  })

  it('leads nowhere but home', async () => {
    const bench = await smallBench()
    const { fetch } = bench.as('kari')
    expect((await fetch('https://api.github.com/users/ola')).status).toBe(200)
    await expect(fetch('https://example.no/')).rejects.toThrow('does not lead to')
  })

  it('writes down every call', async () => {
    const bench = await smallBench()
    const { rest } = bench.as('kari').octokit
    await rest.issues.create({ ...bench.here, title: 'T' })
    await refusal(rest.issues.get({ ...bench.here, issue_number: 99 }))
    expect(bench.log).toEqual([
      {
        by: 'kari',
        method: 'POST',
        path: '/repos/programmet/mobilitet/issues',
        body: { title: 'T' },
        status: 201,
      },
      {
        by: 'kari',
        method: 'GET',
        path: '/repos/programmet/mobilitet/issues/99',
        body: undefined,
        status: 404,
      },
    ])
  })
})

describe('a crash', () => {
  const title = async (bench: Bench) =>
    (await bench.as('ola').octokit.rest.issues.listForRepo(bench.here)).data.map((issue) => issue.title)

  it('after a write leaves it written, and the client dead', async () => {
    const bench = await smallBench()
    const { rest } = bench.as('kari').octokit
    bench.after(2, 'crash')
    await rest.issues.create({ ...bench.here, title: 'first' })
    await expect(rest.issues.create({ ...bench.here, title: 'second' })).rejects.toBeInstanceOf(Crashed)
    await expect(rest.issues.listForRepo(bench.here)).rejects.toBeInstanceOf(Crashed)
    expect(await title(bench)).toEqual(['second', 'first'])
    expect(bench.log.filter(({ method }) => method === 'POST').map(({ status }) => status)).toEqual([
      201,
      undefined,
    ])
  })

  it('before a write leaves nothing', async () => {
    const bench = await smallBench()
    bench.before(1, 'crash')
    const dead = bench.as('kari').octokit.rest.issues.create({ ...bench.here, title: 'first' })
    await expect(dead).rejects.toBeInstanceOf(Crashed)
    expect(await title(bench)).toEqual([])
    await bench.as('kari').octokit.rest.issues.create({ ...bench.here, title: 'again' })
    expect(await title(bench)).toEqual(['again'])
  })

  it('is not tried again by a client that tries again', async () => {
    const bench = await smallBench()
    const { fetch, token } = bench.as('kari')
    const octokit = new (Octokit.plugin(retry))({ auth: token, request: { fetch } })
    bench.after(1, 'crash')
    await expect(octokit.rest.issues.create({ ...bench.here, title: 'T' })).rejects.toBeInstanceOf(Crashed)
    expect(bench.log.length).toBe(1)
  })
})

describe('other trouble', () => {
  it('is a limit, a failing server or an answer that is none', async () => {
    const bench = await smallBench()
    const { octokit } = bench.as('kari')
    const seen = async (...planned: Parameters<Bench['before']>) => {
      bench.before(...planned)
      const error = await octokit.rest.repos.get(bench.here).catch((reason: unknown) => reason)
      const { status, response } = error as { status: number; response?: { headers: Record<string, string> } }
      return [status, response?.headers['retry-after'], response?.headers['x-ratelimit-remaining']]
    }
    const next = { method: 'GET' }
    expect(await seen(next, 'secondary limit', 30)).toEqual([403, '30', '4000'])
    expect(await seen(next, 'secondary limit 429', 30)).toEqual([429, '30', '4000'])
    expect(await seen(next, 'primary limit', 30)).toEqual([403, undefined, '0'])
    expect((await seen(next, 'server error'))[0]).toBe(500)
    expect((await seen(next, 'bad gateway'))[0]).toBe(502)
    bench.before(next, 'HTML')
    expect((await octokit.rest.repos.get(bench.here)).data).toContain('<html>')
    bench.before(next, 'broken JSON')
    expect((await octokit.rest.repos.get(bench.here)).data).toBe('{"id": 1, "na')
    expect((await octokit.rest.repos.get(bench.here)).data.name).toBe('mobilitet')
  })

  it('hits the call that fits, and a client that waits gets through', async () => {
    const bench = await smallBench()
    const { fetch, token } = bench.as('kari')
    const quick = { retryAfterBaseValue: 1 }
    const octokit = new (Octokit.plugin(retry))({ auth: token, request: { fetch }, retry: quick })
    bench.before({ method: 'GET', path: /\/pulls$/, nth: 2 }, 'server error')
    await octokit.rest.issues.listForRepo(bench.here)
    await octokit.rest.pulls.list(bench.here)
    await octokit.rest.pulls.list(bench.here)
    expect(bench.log.map(({ status }) => status)).toEqual([200, 200, 500, 200])
  })
})

describe('events', () => {
  it('of issues and comments are as GitHub writes them', async () => {
    const bench = await smallBench()
    const issue = await bench.issue({ by: 'stranger', title: 'I', labels: ['interest'] })
    const comment = await bench.comment({ by: 'ola', on: issue, body: '/help' })
    for (const action of ['opened', 'edited', 'closed', 'reopened']) {
      expect(validateEvent('issues', action, await bench.event.issues(action, issue))).toEqual([])
    }
    const said = await bench.event.comment('created', comment)
    expect(validateEvent('issue_comment', 'created', said)).toEqual([])
    expect(said).toMatchObject({
      comment: { body: '/help', user: { id: 102 } },
      issue: { number: issue, labels: [{ name: 'interest' }] },
    })
  })

  it('of pull requests say which, and of a fork only the commit', async () => {
    const bench = await smallBench()
    await bench.push('kari', 'x', { x: 'x' })
    const own = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    const sha = await bench.push('stranger', 'mine', { y: 'y' }, { onFork: true })
    const foreign = await bench.pull({ by: 'stranger', head: 'stranger:mine', title: 'Mine' })
    const run = await bench.event.workflowRun(own)
    const outside = await bench.event.workflowRun(foreign, { conclusion: 'failure' })
    expect(validateEvent('workflow_run', 'completed', run)).toEqual([])
    expect(validateEvent('workflow_run', 'completed', outside)).toEqual([])
    expect(run).toMatchObject({ workflow_run: { pull_requests: [{ number: own }] } })
    expect(outside).toMatchObject({ workflow_run: { pull_requests: [], head_sha: sha } })
    const id = await bench.review({ by: 'ola', pull: own, event: 'APPROVE' })
    const review = await bench.event.review('submitted', own, id)
    expect(validateEvent('pull_request_review', 'submitted', review)).toEqual([])
    const comment = await bench.event.comment(
      'created',
      await bench.comment({ by: 'ola', on: own, body: 'b' }),
    )
    expect(validateEvent('issue_comment', 'created', comment)).toEqual([])
    expect(comment).toMatchObject({ issue: { pull_request: { merged_at: null } } })
  })

  it('of pushes tell what came', async () => {
    const bench = await smallBench()
    const before = (await bench.tip('main')) ?? ''
    const after = await bench.push('kari', 'main', { 'a.txt': undefined, 'b/c.txt': 'C\n', d: 'd\n' })
    const push = await bench.event.push('main', { before, by: 'kari' })
    expect(validateEvent('push', undefined, push)).toEqual([])
    const commit = { id: after, added: ['d'], removed: ['a.txt'], modified: ['b/c.txt'] }
    expect(push).toMatchObject({ before, after, forced: false, commits: [commit] })
  })

  it('that are wrong are found out', () => {
    expect(validateEvent('push', undefined, {}).join()).toContain("'head_commit'")
    expect(validateEvent('issues', 'exploded', {})).toEqual(['GitHub has no event issues exploded'])
  })
})
