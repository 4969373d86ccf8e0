/** What people say and do on GitHub reaches the planner whole: pull requests, reviews, comments, issues. */
import { describe, expect, it } from 'vitest'
import { githubRead } from '../../src/io/github.ts'
import type { Bench } from './bench/bench.ts'
import { smallBench } from './bench/small.ts'
import { appOf, asked, changing, connectionOf, faultOf, nothing, readerOf, twoOnAPage } from './wire.ts'

describe('pull requests', () => {
  it('are told with everything the planner asks about', async () => {
    const bench = await smallBench()
    const commit = await bench.push('kari', 'match/a--b', { 'a.txt': 'A\n' })
    const number = await bench.pull({ by: 'kari', head: 'match/a--b', title: 'A', body: 'Because.' })
    const { octokit } = bench.as('kontoret')
    await octokit.issues.addLabels({ ...bench.here, issue_number: number, labels: ['forslag'] })
    await octokit.pulls.requestReviewers({ ...bench.here, pull_number: number, reviewers: ['ola'] })
    expect(await readerOf(bench, 'kari').pullRequest(number)).toEqual({
      number,
      title: 'A',
      body: 'Because.',
      url: `https://github.com/programmet/mobilitet/pull/${number}`,
      author: { login: 'kari', id: 101 },
      state: 'open',
      draft: false,
      head: { branch: 'match/a--b', commit, repository: 'programmet/mobilitet' },
      base: { branch: 'main' },
      labels: ['forslag'],
      asked: ['ola'],
      mergeable: true,
    })
    expect(await readerOf(bench, 'kari').pullRequest(99)).toBeUndefined()
  })

  it('are in conflict when GitHub says so, and GitHub is given time to find out', async () => {
    const bench = await smallBench()
    await bench.push('kari', 'x', { 'a.txt': 'X\n' })
    const number = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    await bench.push('kari', 'main', { 'a.txt': 'Y\n' })
    expect((await readerOf(bench, 'kari').pullRequest(number))?.mergeable).toBe(false)
    const { fetch, ...connection } = connectionOf(bench, 'kari')
    const thinking = (times: number) =>
      changing(fetch, /\/pulls\/\d+$/, (body: object, nth) =>
        nth <= times ? { ...body, mergeable: null } : body,
      )
    const slow = (times: number) => githubRead({ ...connection, fetch: thinking(times) }, nothing)
    expect((await slow(2).pullRequest(number))?.mergeable).toBe(false)
    bench.log.length = 0
    expect((await slow(99).pullRequest(number))?.mergeable).toBeUndefined()
    expect(asked(bench)).toHaveLength(4)
  })

  it('that are closed are told with who closed them, merged ones as merged', async () => {
    const bench = await smallBench()
    await bench.push('kari', 'x', { 'a.txt': 'X\n' })
    await bench.push('kari', 'y', { 'b/c.txt': 'Y\n' })
    const [x, y] = [
      await bench.pull({ by: 'kari', head: 'x', title: 'X' }),
      await bench.pull({ by: 'kari', head: 'y', title: 'Y' }),
    ]
    await bench.as('kontoret').octokit.pulls.update({ ...bench.here, pull_number: x, state: 'closed' })
    await bench.merge({ by: 'kari', pull: y })
    const read = readerOf(bench, 'kari')
    const [closed, merged] = [await read.pullRequest(x), await read.pullRequest(y)]
    expect([closed?.state, closed?.closedBy]).toEqual(['closed', { login: 'kontoret', id: 9_000_000_001 }])
    expect([merged?.state, merged?.closedBy]).toEqual(['merged', undefined])
    expect(await read.pullRequests()).toEqual([])
    expect((await read.pullRequests({ all: true })).map(({ number }) => number)).toEqual([x, y])
  })

  it('are listed oldest first and to the last page, by branch only those of this repository', async () => {
    const bench = await smallBench()
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await bench.push('kari', name, { [name]: name })
      await bench.pull({ by: 'kari', head: name, title: name })
    }
    await bench.push('stranger', 'c', { other: 'c' }, { onFork: true })
    const strange = await bench.pull({ by: 'stranger', head: 'stranger:c', title: 'Not ours' })
    const { fetch, ...connection } = connectionOf(bench, 'kari')
    const read = githubRead({ ...connection, fetch: twoOnAPage(fetch) }, nothing)
    expect((await read.pullRequests()).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, strange])
    expect((await read.pullRequests({ branch: 'c' })).map(({ title }) => title)).toEqual(['c'])
  })

  it('from a fork that is gone have no repository', async () => {
    const bench = await smallBench()
    await bench.push('stranger', 'x', { 'a.txt': 'X\n' }, { onFork: true })
    const number = await bench.pull({ by: 'stranger', head: 'stranger:x', title: 'X' })
    const { fetch, ...connection } = connectionOf(bench, 'kari')
    const gone = changing(fetch, /\/pulls\/\d+$/, (body: { head: object }) => ({
      ...body,
      user: null,
      head: { ...body.head, repo: null },
    }))
    const pull = await githubRead({ ...connection, fetch: gone }, nothing).pullRequest(number)
    expect(pull?.head.repository).toBeUndefined()
    expect(pull?.author).toEqual({ login: 'ghost', id: 10137 })
  })
})

describe('commits of a pull request', () => {
  it('are ours only when GitHub has signed for it: anybody can write our address', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const base = (await bench.tip('main')) ?? ''
    const { octokit } = bench.as(app)
    const data = { ...bench.here, message: 'By the bot', tree: await treeWith(bench, 'bot\n') }
    const ours = await octokit.git.createCommit({ ...data, parents: [base] })
    const author = { name: 'mobilitet', email: addressOf(await readerOf(bench, app).self()) }
    const forged = await bench.as('kari').octokit.git.createCommit({
      ...data,
      message: 'Forged',
      parents: [ours.data.sha],
      author,
      committer: author,
    })
    await octokit.git.createRef({ ...bench.here, ref: 'refs/heads/x', sha: forged.data.sha })
    const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    const commits = await readerOf(bench, app).commits(pull)
    expect(commits.map(({ message, author }) => [message, author?.login])).toEqual([
      ['By the bot', 'mobilitet[bot]'],
      ['Forged', undefined],
    ])
  })

  it('are not ours when a person has signed them with a key of their own', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const self = await readerOf(bench, app).self()
    await bench.push('kari', 'x', { 'a.txt': 'X\n' })
    const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    const { fetch, ...connection } = connectionOf(bench, app)
    const bot = { ...self, type: 'Bot' }
    const authorWith = async (committer: object | null, verified: boolean) => {
      const told = changing(fetch, /\/commits/, (all: { commit: object }[]) =>
        all.map(({ commit, ...rest }) => ({
          ...rest,
          commit: { ...commit, verification: { verified } },
          author: bot,
          committer,
        })),
      )
      return (await githubRead({ ...connection, fetch: told }, nothing).commits(pull))[0]?.author?.login
    }
    const kari = { login: 'kari', id: 101, type: 'User' }
    const github = { login: 'web-flow', id: 19_864_447, type: 'User' }
    expect(await authorWith(kari, true)).toBeUndefined()
    expect(await authorWith(null, true)).toBeUndefined()
    expect(await authorWith(bot, false)).toBeUndefined()
    expect(await authorWith(github, false)).toBeUndefined()
    expect(await authorWith(bot, true)).toBe('mobilitet[bot]')
    expect(await authorWith(github, true)).toBe('mobilitet[bot]')
  })

  it('are nobody’s when one person has committed in the name of another', async () => {
    const bench = await smallBench()
    const kari = { name: 'kari', email: '101+kari@users.noreply.github.com' }
    const ola = { name: 'ola', email: '102+ola@users.noreply.github.com' }
    const { octokit } = bench.as('kari')
    const data = { ...bench.here, tree: await treeWith(bench, 'x\n'), message: 'In the name of another' }
    const parents = [(await bench.tip('main')) ?? '']
    const made = await octokit.git.createCommit({ ...data, parents, author: ola, committer: kari })
    expect((await readerOf(bench, 'kari').commit(made.data.sha)).author).toBeUndefined()
  })

  it('whose author is nobody on GitHub have none', async () => {
    const bench = await smallBench()
    await bench.push('kari', 'x', { 'a.txt': 'X\n' })
    const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    const { fetch, ...connection } = connectionOf(bench, 'kari')
    for (const nobody of [null, {}]) {
      const unknown = changing(fetch, /\/commits/, (all: object[]) =>
        all.map((commit) => ({ ...commit, author: nobody })),
      )
      const [commit] = await githubRead({ ...connection, fetch: unknown }, nothing).commits(pull)
      expect(commit?.author).toBeUndefined()
    }
  })

  it('are refused when there may be more than GitHub lists', async () => {
    const bench = await smallBench()
    await bench.push('kari', 'x', { 'a.txt': 'X\n' })
    const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    const { fetch, ...connection } = connectionOf(bench, 'kari')
    const many = changing(fetch, /\/commits/, ([one]: object[]) => Array.from({ length: 250 }, () => one))
    const fault = await faultOf(githubRead({ ...connection, fetch: many }, nothing).commits(pull))
    expect(fault.code).toBe('tool/github-too-many')
  })
})

async function treeWith(bench: Bench, content: string): Promise<string> {
  const tree = [{ path: 'a.txt', mode: '100644', type: 'blob', content }] as const
  return (await bench.as('kari').octokit.git.createTree({ ...bench.here, tree: [...tree] })).data.sha
}

function addressOf({ id, login }: { readonly id: number; readonly login: string }): string {
  return `${id}+${login}@users.noreply.github.com`
}

describe('what is said of a pull request', () => {
  it('reviews come with their commit, and unfinished ones not at all', async () => {
    const bench = await smallBench()
    const commit = await bench.push('kari', 'x', { 'a.txt': 'one\n2\nthree\n' })
    const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    const comments = [{ path: 'a.txt', line: 2, body: 'Why?' }]
    await bench.review({ by: 'ola', pull, event: 'REQUEST_CHANGES', body: 'No', comments })
    await bench.review({ by: 'kontoret', pull, event: 'APPROVE' })
    await bench.as('ola').octokit.pulls.createReview({ ...bench.here, pull_number: pull, body: 'Not yet' })
    const read = readerOf(bench, 'kari')
    const reviews = await read.reviews(pull)
    expect(reviews.map(({ author, state, commit, body }) => [author.login, state, commit, body])).toEqual([
      ['ola', 'changes-requested', commit, 'No'],
      ['kontoret', 'approved', commit, ''],
    ])
    const [remark] = await read.lineComments(pull)
    expect(remark).toMatchObject({ author: { id: 102 }, path: 'a.txt', line: 2, body: 'Why?' })
    expect([...(await read.patches(pull))]).toEqual([['a.txt', '@@ -1,3 +1,3 @@\n one\n-two\n+2\n three']])
  })

  it('comments come to the last page, with whose they are and whether they were changed', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const on = await bench.issue({ by: 'ola', title: 'I' })
    for (const body of ['one', 'two', 'three', 'four']) await bench.comment({ by: 'kari', on, body })
    const id = await bench.comment({ by: 'ola', on, body: '/godta' })
    await bench.as('ola').octokit.issues.updateComment({ ...bench.here, comment_id: id, body: '/godta nå' })
    await bench.as(app).octokit.issues.createComment({ ...bench.here, issue_number: on, body: 'bot' })
    const { fetch, ...connection } = connectionOf(bench, 'kari')
    const read = githubRead({ ...connection, fetch: twoOnAPage(fetch) }, nothing)
    const comments = await read.comments(on)
    expect(comments.map(({ body }) => body)).toEqual(['one', 'two', 'three', 'four', '/godta nå', 'bot'])
    expect(comments.map(({ created, updated }) => created === updated)).toEqual([
      true,
      true,
      true,
      true,
      false,
      true,
    ])
    expect(comments.map(({ authorKind }) => authorKind).slice(-2)).toEqual(['person', 'bot'])
    expect(await read.comment(id)).toEqual(comments[4])
    expect(comments[4]).toMatchObject({ on, author: { login: 'ola', id: 102 } })
    expect(await read.comment(12_345)).toBeUndefined()
  })

  it('a comment of somebody who is gone is that of GitHub’s ghost', async () => {
    const bench = await smallBench()
    const on = await bench.issue({ by: 'ola', title: 'I' })
    await bench.comment({ by: 'kari', on, body: 'one' })
    const { fetch, ...connection } = connectionOf(bench, 'kari')
    const gone = changing(fetch, /\/comments/, (all: object[]) => all.map((one) => ({ ...one, user: null })))
    const [comment] = await githubRead({ ...connection, fetch: gone }, nothing).comments(on)
    expect(comment).toMatchObject({ author: { login: 'ghost', id: 10137 }, authorKind: 'person' })
  })

  it('of the reactions only those that mean something to us', async () => {
    const bench = await smallBench()
    const on = await bench.issue({ by: 'ola', title: 'I' })
    const comment = await bench.comment({ by: 'kari', on, body: '/godta' })
    const react = (by: string, content: 'heart' | 'eyes' | '+1') =>
      bench.as(by).octokit.reactions.createForIssueComment({ ...bench.here, comment_id: comment, content })
    await react('ola', 'heart')
    await react('ola', 'eyes')
    await react('kari', '+1')
    expect(await readerOf(bench, 'kari').reactions(comment)).toEqual([
      { author: { login: 'ola', id: 102 }, reaction: 'eyes' },
      { author: { login: 'kari', id: 101 }, reaction: '+1' },
    ])
  })
})

describe('issues', () => {
  it('are listed oldest first, without pull requests, by label or state', async () => {
    const bench = await smallBench()
    await bench.push('kari', 'x', { 'a.txt': 'X\n' })
    const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    const first = await bench.issue({ by: 'stranger', title: 'I', body: 'B', labels: ['registrering'] })
    const second = await bench.issue({ by: 'ola', title: 'II' })
    const third = await bench.issue({ by: 'ola', title: 'III' })
    await bench.as('kari').octokit.issues.update({ ...bench.here, issue_number: third, state: 'closed' })
    const read = readerOf(bench, 'kari')
    const numbers = async (...wanted: Parameters<typeof read.issues>) =>
      (await read.issues(...wanted)).map(({ number }) => number)
    expect(await numbers()).toEqual([first, second])
    expect(await numbers({ all: true })).toEqual([first, second, third])
    expect(await numbers({ label: 'registrering' })).toEqual([first])
    expect((await read.issue(pull))?.isPullRequest).toBe(true)
    expect(await read.issue(99)).toBeUndefined()
    expect(await read.issue(first)).toMatchObject({
      number: first,
      title: 'I',
      body: 'B',
      url: `https://github.com/programmet/mobilitet/issues/${first}`,
      author: { login: 'stranger', id: 666 },
      authorKind: 'person',
      state: 'open',
      labels: ['registrering'],
      isPullRequest: false,
    })
  })

  it('that were moved to another repository are not there any more', async () => {
    const bench = await smallBench()
    const number = await bench.issue({ by: 'ola', title: 'I' })
    const { fetch, ...connection } = connectionOf(bench, 'kari')
    const moved = changing(fetch, /\/issues\/\d+$/, (body: object) => ({ ...body, number: 7 }))
    expect(await githubRead({ ...connection, fetch: moved }, nothing).issue(number)).toBeUndefined()
  })
})
