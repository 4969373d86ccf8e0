/** The bench keeps its promises about git and pull requests: plain Octokit and real git, through the guard. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openBench } from './bench/bench.ts'
import { refusal, smallBench } from './bench/small.ts'

const changed = { 'a.txt': 'one\n2\nthree\n' }

describe('the world', () => {
  it('opens fast, and gives the same bytes each time', async () => {
    const tips = async () => {
      const bench = await smallBench()
      await bench.push('kari', 'x', changed)
      const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
      return [await bench.tip('x'), await bench.merge({ by: 'kari', pull }), bench.clock.now()]
    }
    await tips()
    expect(await tips()).toEqual(await tips())
    const times: number[] = []
    for (let i = 0; i < 3; i += 1) {
      const begun = performance.now()
      await smallBench()
      times.push(performance.now() - begun)
    }
    expect(Math.min(...times)).toBeLessThan(1000)
  })

  it('takes over a folder, with its links', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mobilitet-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'ø.txt'), 'text')
    const bench = await smallBench({ files: folder })
    expect(await bench.files('main')).toEqual({ 'ø.txt': 'text' })
  })

  it('knows people by the numbers they were given', async () => {
    const bench = await smallBench()
    const { octokit } = bench.as('kontoret')
    expect((await octokit.rest.users.getAuthenticated()).data.id).toBe(9_000_000_001)
    expect((await octokit.rest.users.getByUsername({ username: 'github-actions[bot]' })).data.id).toBe(
      41_898_282,
    )
    expect((await octokit.request('GET /user/{account_id}', { account_id: 102 })).data.login).toBe('ola')
    const issue = await bench.issue({ by: 'kontoret', title: 'I' })
    const { data } = await octokit.rest.issues.get({ ...bench.here, issue_number: issue })
    expect(data.user?.id).toBe(9_000_000_001)
  })
})

describe('git', () => {
  it('writes trees with links, deletes and inline content, and refuses what is not there', async () => {
    const bench = await smallBench()
    const { git } = bench.as('kari').octokit.rest
    const base = (await bench.tip('main')) ?? ''
    const tree = [
      { path: 'a.txt', mode: '100644', type: 'blob', sha: null },
      { path: 'new/x.txt', mode: '100644', type: 'blob', content: 'x\n' },
      { path: 'link', mode: '120000', type: 'blob', content: 'b/c.txt' },
    ] as const
    const made = await git.createTree({ ...bench.here, base_tree: base, tree: [...tree] })
    const parents = [base]
    const commit = await git.createCommit({ ...bench.here, message: 'M', tree: made.data.sha, parents })
    await git.createRef({ ...bench.here, ref: 'refs/heads/made', sha: commit.data.sha })
    expect(await bench.files('made')).toEqual({ 'b/c.txt': 'c\n', 'new/x.txt': 'x\n', link: 'b/c.txt' })
    const all = await git.getTree({ ...bench.here, tree_sha: 'made', recursive: 'true' })
    expect(all.data.tree.find(({ path }) => path === 'link')?.mode).toBe('120000')
    const gone = [{ path: 'nowhere', mode: '100644', type: 'blob', sha: null }] as const
    const lost = git.createTree({ ...bench.here, base_tree: base, tree: [...gone] })
    expect(await refusal(lost)).toMatchObject({ status: 422 })
  })

  it('moves a branch only forwards unless forced', async () => {
    const bench = await smallBench()
    const { git } = bench.as('kari').octokit.rest
    const base = (await bench.tip('main')) ?? ''
    await bench.push('kari', 'x', changed)
    const back = { ...bench.here, ref: 'heads/x', sha: base }
    expect(await refusal(git.updateRef(back))).toMatchObject({ status: 422 })
    await git.updateRef({ ...back, force: true })
    expect(await bench.tip('x')).toBe(base)
    const again = git.createRef({ ...bench.here, ref: 'refs/heads/x', sha: base })
    expect(await refusal(again)).toEqual({
      status: 422,
      message: expect.stringContaining('Reference already exists'),
    })
  })

  it('compares, also with a fork', async () => {
    const bench = await smallBench()
    await bench.push('stranger', 'mine', changed, { onFork: true })
    await bench.push('kari', 'main', { 'b/c.txt': 'C\n' })
    const { repos } = bench.as('stranger').octokit.rest
    const base = await repos.compareCommitsWithBasehead({ ...bench.here, basehead: 'main...stranger:mine' })
    expect(base.data).toMatchObject({ status: 'diverged', ahead_by: 1, behind_by: 1 })
    expect(base.data.files?.map(({ filename }) => filename)).toEqual(['a.txt'])
    const sha = await bench.tip('mine', 'stranger')
    const bySha = await repos.compareCommitsWithBasehead({ ...bench.here, basehead: `main...${sha}` })
    expect(bySha.data.merge_base_commit.sha).toBe(base.data.merge_base_commit.sha)
  })

  it('clones and pushes over http, as the one whose token it is', async () => {
    const bench = await smallBench()
    const git = promisify(execFile)
    const folder = await mkdtemp(join(tmpdir(), 'mobilitet-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_TERMINAL_PROMPT: '0' }
    const at = (who: string) =>
      `${bench.url.replace('//', `//x:${bench.as(who).token}@`)}/programmet/mobilitet.git`
    await git('git', ['clone', '--quiet', at('kari'), '.'], { cwd: folder, env })
    await git('git', ['push', '--quiet', at('kari'), 'main:copy'], { cwd: folder, env })
    expect(await bench.tip('copy')).toBe(await bench.tip('main'))
    await expect(git('git', ['push', at('ola'), 'main:mine'], { cwd: folder, env })).rejects.toThrow('403')
    await expect(git('git', ['push', bench.url, 'main:mine'], { cwd: folder, env })).rejects.toThrow()
  })
})

describe('a pull request', () => {
  it('is refused twice, from nowhere and for nothing', async () => {
    const bench = await smallBench()
    await bench.push('kari', 'x', changed)
    await bench.push('kari', 'same', {}, { from: 'main' })
    const { pulls } = bench.as('kari').octokit.rest
    const open = (head: string) => refusal(pulls.create({ ...bench.here, base: 'main', title: 'X', head }))
    await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    expect((await open('x')).message).toContain('A pull request already exists for programmet:x.')
    expect(await open('nowhere')).toMatchObject({ status: 422 })
    expect((await open('main')).message).toContain('No commits between main and main')
  })

  it('shares its numbers with issues and follows its branch', async () => {
    const bench = await smallBench()
    const { octokit } = bench.as('kari')
    expect(await bench.issue({ by: 'kari', title: 'I' })).toBe(1)
    const first = await bench.push('kari', 'x', changed)
    const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    expect(pull).toBe(2)
    const second = await bench.push('kari', 'x', { 'new.txt': 'n\n' })
    const { data } = await octokit.rest.pulls.get({ ...bench.here, pull_number: pull })
    expect(data).toMatchObject({ head: { sha: second }, changed_files: 2, commits: 2, mergeable: true })
    const files = await octokit.rest.pulls.listFiles({ ...bench.here, pull_number: pull })
    expect(files.data.map(({ filename, status, patch }) => [filename, status, patch])).toEqual([
      ['a.txt', 'modified', '@@ -1,3 +1,3 @@\n one\n-two\n+2\n three'],
      ['new.txt', 'added', '@@ -0,0 +1 @@\n+n'],
    ])
    const of = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({
      ...bench.here,
      commit_sha: first,
    })
    expect(of.data.map(({ number }) => number)).toEqual([pull])
    const issues = await octokit.rest.issues.listForRepo(bench.here)
    expect(issues.data.map(({ number, pull_request }) => [number, !!pull_request])).toEqual([
      [2, true],
      [1, false],
    ])
  })

  it('comes from a fork, and its head is readable here', async () => {
    const bench = await smallBench()
    const sha = await bench.push('stranger', 'mine', changed, { onFork: true })
    const pull = await bench.pull({ by: 'stranger', head: 'stranger:mine', title: 'Mine' })
    const { octokit } = bench.as('kari')
    const { data } = await octokit.rest.pulls.get({ ...bench.here, pull_number: pull })
    expect(data).toMatchObject({ head: { label: 'stranger:mine', repo: { fork: true } }, mergeable: true })
    expect((await octokit.rest.git.getCommit({ ...bench.here, commit_sha: sha })).data.sha).toBe(sha)
    const ref = await octokit.rest.git.getRef({ ...bench.here, ref: `pull/${pull}/head` })
    expect(ref.data.object.sha).toBe(sha)
    expect((await octokit.rest.git.getRef({ ...bench.here, ref: `pull/${pull}/merge` })).status).toBe(200)
    await bench.deleteBranch('mine', 'stranger')
    expect((await octokit.rest.pulls.get({ ...bench.here, pull_number: pull })).data.state).toBe('closed')
    expect((await octokit.rest.pulls.list(bench.here)).data).toEqual([])
  })

  it('is found by head, base and state, page by page', async () => {
    const bench = await smallBench()
    for (const name of ['x', 'y', 'z']) {
      await bench.push('kari', name, { [name]: name })
      await bench.pull({ by: 'kari', head: name, title: name })
    }
    const { octokit } = bench.as('kari')
    const found = await octokit.rest.pulls.list({ ...bench.here, head: 'programmet:y', state: 'all' })
    expect(found.data.map(({ title }) => title)).toEqual(['y'])
    const page = await octokit.rest.pulls.list({ ...bench.here, per_page: 2 })
    expect(page.headers.link).toContain('page=2>; rel="next"')
    const all = await octokit.paginate(octokit.rest.pulls.list, { ...bench.here, per_page: 1 })
    expect(all.map(({ title }) => title)).toEqual(['z', 'y', 'x'])
  })

  it('is merged in three ways, each by git', async () => {
    const bench = await smallBench()
    for (const method of ['merge', 'squash', 'rebase'] as const) {
      await bench.push('kari', method, { [method]: 'x' }, { from: 'main' })
      await bench.push('kari', method, { [`${method}2`]: 'x' })
      await bench.push('kari', 'main', { [`main-${method}`]: 'x' })
      const pull = await bench.pull({ by: 'kari', head: method, title: method })
      const sha = await bench.merge({ by: 'kari', pull, method })
      expect(await bench.tip('main')).toBe(sha)
    }
    const { data } = await bench.as('kari').octokit.rest.repos.listCommits(bench.here)
    expect(data.slice(0, 3).map(({ commit, parents }) => [commit.message, parents.length])).toEqual([
      ['Change', 1],
      ['Change', 1],
      ['Change', 1],
    ])
    expect(Object.keys(await bench.files('main'))).toEqual(
      expect.arrayContaining(['merge', 'merge2', 'squash', 'squash2', 'rebase', 'rebase2', 'main-rebase']),
    )
  })

  it('closes the issues it names, and cannot be merged twice', async () => {
    const bench = await smallBench()
    const issue = await bench.issue({ by: 'ola', title: 'I' })
    await bench.push('kari', 'x', changed)
    const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X', body: `Closes #${issue}` })
    await bench.merge({ by: 'kari', pull })
    const { rest } = bench.as('kari').octokit
    expect((await rest.issues.get({ ...bench.here, issue_number: issue })).data.state).toBe('closed')
    const { data } = await rest.pulls.get({ ...bench.here, pull_number: pull })
    expect(data).toMatchObject({
      merged: true,
      state: 'closed',
      merged_by: { login: 'kari' },
      changed_files: 1,
    })
    const again = rest.pulls.merge({ ...bench.here, pull_number: pull })
    expect(await refusal(again)).toMatchObject({ status: 405 })
  })

  it('that conflicts is not mergeable, and one that moved is not merged blindly', async () => {
    const bench = await smallBench()
    const sha = await bench.push('kari', 'x', changed)
    const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    await bench.push('kari', 'x', { 'a.txt': 'one\n22\nthree\n' })
    const { pulls } = bench.as('kari').octokit.rest
    const stale = pulls.merge({ ...bench.here, pull_number: pull, sha })
    expect(await refusal(stale)).toMatchObject({ status: 409 })
    await bench.push('kari', 'main', { 'a.txt': 'one\nzwei\nthree\n' })
    const { data } = await pulls.get({ ...bench.here, pull_number: pull })
    expect(data).toMatchObject({ mergeable: false, mergeable_state: 'dirty' })
    const conflicting = pulls.merge({ ...bench.here, pull_number: pull })
    expect(await refusal(conflicting)).toMatchObject({ status: 405 })
  })
})

it('says at the end if a violation was caught on the way', async () => {
  const bench = await openBench({ people: { kari: { id: 1 } }, repository: 'kari/x' })
  const wrong = { ...bench.here, title: 'T', labls: ['x'] }
  await bench
    .as('kari')
    .octokit.rest.issues.create(wrong)
    .catch(() => {})
  await expect(bench.close()).rejects.toThrow('labls')
})
