/** What the executor asks for is done on GitHub once: twice, after a crash, or beside another run it comes to the same. */
import { describe, expect, it } from 'vitest'
import { githubRead, githubWrite } from '../../src/io/github.ts'
import { smallBench } from './bench/small.ts'
import {
  appOf,
  asked,
  connectionOf,
  everything,
  faultOf,
  mainOf,
  nothing,
  readerOf,
  withPull,
  writerOf,
  writes,
} from './wire.ts'

describe('a commit on a branch', () => {
  const files = [
    { path: 'a.txt', text: 'Åse\n' },
    { path: 'new/b.yaml', text: 'name: B\n' },
    { path: 'b/c.txt', text: null },
  ]

  it('begins a branch, in our name and signed by GitHub, with all files at once', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const parent = await mainOf(bench)
    const deed = { branch: 'match/x', parent, tip: null, message: 'Propose', files }
    const commit = await writerOf(bench, app).commit(deed)
    expect(await bench.tip('match/x')).toBe(commit)
    expect(await bench.files('match/x')).toEqual({ 'a.txt': 'Åse\n', 'new/b.yaml': 'name: B\n' })
    expect(await readerOf(bench, app).commit(commit)).toEqual({
      id: commit,
      author: await readerOf(bench, app).self(),
      message: 'Propose',
      parents: [parent],
    })
    expect(asked(bench, writes)).toEqual(['POST /git/trees', 'POST /git/commits', 'POST /git/refs'])
  })

  it('goes on from where the branch is', async () => {
    const bench = await smallBench()
    const tip = await bench.push('kari', 'x', { 'a.txt': 'A\n' })
    const deed = { branch: 'x', parent: tip, tip, message: 'More', files: [{ path: 'd.txt', text: 'd' }] }
    expect(await bench.tip('x')).toBe(tip)
    const commit = await writerOf(bench, appOf(bench)).commit(deed)
    expect(await bench.tip('x')).toBe(commit)
    expect(await bench.files('x')).toEqual({ 'a.txt': 'A\n', 'b/c.txt': 'c\n', 'd.txt': 'd' })
    expect(bench.log.find(({ method }) => method === 'PATCH')?.body).toEqual({ sha: commit, force: false })
  })

  it('builds the branch anew on another parent, as long as it is where it was', async () => {
    const bench = await smallBench()
    const tip = await bench.push('kari', 'x', { 'a.txt': 'A\n' })
    const parent = await bench.push('kari', 'main', { 'b/c.txt': 'C\n' })
    const deed = { branch: 'x', parent, tip, message: 'Again', files: [{ path: 'a.txt', text: 'A\n' }] }
    const commit = await writerOf(bench, appOf(bench)).commit(deed)
    expect(await bench.files('x')).toEqual({ 'a.txt': 'A\n', 'b/c.txt': 'C\n' })
    expect((await readerOf(bench, 'kari').commit(commit)).parents).toEqual([parent])
  })

  it('is not made when nothing would change', async () => {
    const bench = await smallBench()
    const parent = await mainOf(bench)
    const same = [{ path: 'b/c.txt', text: 'c\n' }]
    const write = writerOf(bench, appOf(bench))
    const deed = { branch: 'x', parent, message: 'Nothing', files: same }
    expect(await write.commit({ ...deed, tip: null })).toBe(parent)
    const tip = await bench.push('kari', 'x', { 'a.txt': 'A\n' })
    expect(await write.commit({ ...deed, parent: tip, tip })).toBe(tip)
    expect(await bench.tip('x')).toBe(tip)
    expect(asked(bench, writes)).toEqual(['POST /git/trees', 'POST /git/trees'])
  })

  it.each(['begun', 'moved', 'taken away'])('never covers what somebody else did: %s', async (what) => {
    const bench = await smallBench()
    const parent = await mainOf(bench)
    const tip = what === 'begun' ? null : await bench.push('kari', 'x', { 'a.txt': 'A\n' })
    const theirs = what === 'taken away' ? undefined : await bench.push('kari', 'x', { 'a.txt': 'Theirs\n' })
    if (what === 'taken away') await bench.deleteBranch('x')
    const fault = await faultOf(
      writerOf(bench, appOf(bench)).commit({ branch: 'x', parent, tip, message: 'Ours', files }),
    )
    expect(fault).toEqual({ code: 'tool/github-moved', args: { branch: 'x' } })
    expect(await bench.tip('x')).toBe(theirs)
  })

  it('is not done by somebody else who came to the same files in another way', async () => {
    const bench = await smallBench()
    const parent = await mainOf(bench)
    await bench.push('kari', 'x', { d: 'something else' })
    const theirs = await bench.push('kari', 'x', { d: 'd' })
    const deed = { branch: 'x', parent, tip: null, message: 'Ours', files: [{ path: 'd', text: 'd' }] }
    const fault = await faultOf(writerOf(bench, appOf(bench)).commit(deed))
    expect(fault.code).toBe('tool/github-moved')
    expect(await bench.tip('x')).toBe(theirs)
  })

  it.each(['before', 'after'] as const)(
    'is refused when the branch is moved %s the last look at it',
    async (when) => {
      const bench = await smallBench()
      const app = appOf(bench)
      const tip = await bench.push('kari', 'x', { 'a.txt': 'A\n' })
      const { fetch, ...connection } = connectionOf(bench, app)
      const pushed: string[] = []
      const meanwhile: typeof fetch = async (address, init) => {
        const looking = /\/git\/ref\//.test(String(address))
        const push = async () => pushed.push(await bench.push('kari', 'x', { 'a.txt': 'Theirs\n' }))
        if (looking && when === 'before') await push()
        const answer = await fetch(address, init)
        if (looking && when === 'after' && pushed.length === 0) await push()
        return answer
      }
      const write = githubWrite({ ...connection, fetch: meanwhile })
      const fault = await faultOf(write.commit({ branch: 'x', parent: tip, tip, message: 'Ours', files }))
      expect(fault).toEqual({ code: 'tool/github-moved', args: { branch: 'x' } })
      expect(await bench.tip('x')).toBe(pushed[0])
    },
  )

  it('is done already when another run was quicker', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const parent = await mainOf(bench)
    const begin = { branch: 'x', parent, tip: null, message: 'Ours', files }
    const [one, other] = [await writerOf(bench, app).commit(begin), await writerOf(bench, app).commit(begin)]
    expect(other).toBe(one)
    const more = { branch: 'x', parent: one, tip: one, message: 'More', files: [{ path: 'd', text: 'd' }] }
    const [third, fourth] = [await writerOf(bench, app).commit(more), await writerOf(bench, app).commit(more)]
    expect(fourth).toBe(third)
    expect(await bench.tip('x')).toBe(third)
  })

  it('is refused in GitHub’s own words when the branch is not to blame', async () => {
    const bench = await smallBench()
    const parent = await mainOf(bench)
    const deed = { branch: 'x..y', parent, tip: null, message: 'Ours', files }
    const fault = await faultOf(writerOf(bench, appOf(bench)).commit(deed))
    expect(fault).toEqual({
      code: 'tool/github-refused',
      args: {
        what: 'POST /repos/{owner}/{repo}/git/refs',
        status: 422,
        reason: 'Reference name is not valid',
      },
    })
  })

  it('is undone by taking the branch away, as often as one likes', async () => {
    const bench = await smallBench()
    const write = writerOf(bench, appOf(bench))
    await bench.push('kari', 'x', { 'a.txt': 'A\n' })
    await write.deleteBranch('x')
    await write.deleteBranch('x')
    expect(await bench.tip('x')).toBeUndefined()
    expect((await faultOf(write.deleteBranch('main'))).code).toBe('tool/github-refused')
  })
})

describe('a pull request', () => {
  it('is opened once for a branch', async () => {
    const bench = await smallBench()
    await bench.push('kari', 'match/x', { 'a.txt': 'A\n' })
    const app = appOf(bench)
    const deed = { branch: 'match/x', base: 'main', title: 'X', body: 'B' }
    const number = await writerOf(bench, app).openPullRequest(deed)
    expect(await writerOf(bench, app).openPullRequest(deed)).toBe(number)
    expect(await readerOf(bench, app).pullRequests()).toMatchObject([{ number, title: 'X', body: 'B' }])
    expect(bench.log.find(({ method }) => method === 'POST')?.body).toEqual({
      head: 'match/x',
      base: 'main',
      title: 'X',
      body: 'B',
    })
  })

  it('is refused in GitHub’s own words when there is nothing in it', async () => {
    const bench = await smallBench()
    const empty = { ref: 'refs/heads/x', sha: await mainOf(bench) }
    await bench.as('kari').octokit.git.createRef({ ...bench.here, ...empty })
    const deed = { branch: 'x', base: 'main', title: 'X', body: 'B' }
    const fault = await faultOf(writerOf(bench, appOf(bench)).openPullRequest(deed))
    expect(fault.code).toBe('tool/github-refused')
    expect(fault.args).toMatchObject({ what: 'POST /repos/{owner}/{repo}/pulls', status: 422 })
    expect(fault.args['reason']).toContain('No commits between main and x')
  })

  it('is rewritten and closed, as often as one likes', async () => {
    const { pull, read, write } = await withPull()
    await write.updatePullRequest({ pull, title: 'Y', body: 'C' })
    await write.closePullRequest(pull)
    await write.closePullRequest(pull)
    expect(await read.pullRequest(pull)).toMatchObject({ title: 'Y', body: 'C', state: 'closed' })
  })

  it('is merged as one commit, with the words that were asked for', async () => {
    const { bench, commit, pull, read, write } = await withPull()
    await write.mergePullRequest({ pull, commit, title: 'X (#1)', message: 'Because.' })
    const merged = await read.commit(await mainOf(bench))
    expect(merged.message).toBe('X (#1)\n\nBecause.')
    expect(merged.parents).toHaveLength(1)
    await write.mergePullRequest({ pull, commit, title: 'X (#1)', message: 'Because.' })
    expect(await mainOf(bench)).toBe(merged.id)
  })

  it('is merged once though the answer is lost', async () => {
    const { bench, commit, pull, read, write } = await withPull()
    bench.after({ method: 'PUT' }, 'bad gateway')
    await write.mergePullRequest({ pull, commit, title: 'X', message: '' })
    expect((await read.pullRequest(pull))?.state).toBe('merged')
    expect(asked(bench, /^PUT/)).toHaveLength(2)
  })

  it('is not merged at another commit than the one that was looked at', async () => {
    const { bench, commit, pull, read, write } = await withPull()
    await bench.push('kari', 'x', { 'a.txt': 'Something else\n' })
    const deed = { pull, commit, title: 'X', message: '' }
    const moved = { code: 'tool/github-moved', args: { branch: 'x' } }
    expect(await faultOf(write.mergePullRequest(deed))).toEqual(moved)
    expect((await read.pullRequest(pull))?.state).toBe('open')
    await bench.merge({ by: 'kontoret', pull })
    expect(await faultOf(write.mergePullRequest(deed))).toEqual(moved)
  })

  it('in conflict is not merged, and GitHub says why', async () => {
    const { bench, commit, pull, write } = await withPull()
    await bench.push('kari', 'main', { 'a.txt': 'In the way\n' })
    const fault = await faultOf(write.mergePullRequest({ pull, commit, title: 'X', message: '' }))
    expect(fault).toMatchObject({ code: 'tool/github-refused', args: { status: 405 } })
  })

  it('asks those who can be asked, in one request if all can', async () => {
    const { bench, pull, read, write } = await withPull()
    await write.askReviewers(pull, [])
    await write.askReviewers(pull, ['ola', 'kontoret'])
    expect(asked(bench)).toHaveLength(1)
    expect((await read.pullRequest(pull))?.asked).toEqual(['ola', 'kontoret'])
  })

  it('asks the others when some cannot be asked', async () => {
    const { pull, read, write } = await withPull()
    await write.askReviewers(pull, ['kari', 'ola', 'stranger'])
    expect((await read.pullRequest(pull))?.asked).toEqual(['ola'])
    await write.askReviewers(pull, ['kari'])
  })

  it('gets a review that approves nothing, with suggestions on lines of the change', async () => {
    const { bench, commit, pull, read, write } = await withPull()
    const comments = [
      { path: 'a.txt', line: 2, body: 'Two' },
      { path: 'a.txt', startLine: 1, line: 3, body: 'All' },
    ]
    await write.review({ pull, commit, body: 'Look', comments })
    expect(await read.reviews(pull)).toMatchObject([{ state: 'commented', commit, body: 'Look' }])
    expect((await read.lineComments(pull)).map(({ line, body }) => [line, body])).toEqual([
      [2, 'Two'],
      [3, 'All'],
    ])
    const outside = [{ path: 'b/c.txt', line: 1, body: 'Nobody touched this' }]
    const fault = await faultOf(write.review({ pull, commit, body: 'Look', comments: outside }))
    expect(fault).toMatchObject({ code: 'tool/github-refused', args: { status: 422 } })
    expect(await read.reviews(pull)).toHaveLength(1)
    expect(asked(bench, writes)).toHaveLength(2)
  })
})

describe('an issue and its comments', () => {
  it('is opened, rewritten, closed with a reason and opened again', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const [read, write] = [readerOf(bench, app), writerOf(bench, app)]
    await write.openIssue({ title: 'I', body: 'B', labels: ['drift'] })
    const [issue] = await read.issues()
    const number = issue?.number ?? 0
    expect(issue).toMatchObject({ title: 'I', body: 'B', labels: ['drift'], authorKind: 'bot' })
    await write.updateIssue({ issue: number, title: 'J', body: 'C' })
    await write.setIssueState(number, { open: false, reason: 'not_planned' })
    expect(await read.issue(number)).toMatchObject({ title: 'J', body: 'C', state: 'closed' })
    expect(bench.log.at(-2)?.body).toEqual({ state: 'closed', state_reason: 'not_planned' })
    await write.setIssueState(number, { open: true })
    expect((await read.issue(number))?.state).toBe('open')
  })

  it('is commented on, and the comment changed and taken away, as often as one likes', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const on = await bench.issue({ by: 'ola', title: 'I' })
    const [read, write] = [readerOf(bench, app), writerOf(bench, app)]
    await write.comment(on, 'One')
    const [comment] = await read.comments(on)
    const id = comment?.id ?? 0
    expect(comment).toMatchObject({ body: 'One', authorKind: 'bot' })
    await write.editComment(id, 'Two')
    expect((await read.comment(id))?.body).toBe('Two')
    await write.deleteComment(id)
    await write.deleteComment(id)
    expect(await read.comments(on)).toEqual([])
  })

  it('is labelled with labels nobody has made, and rid of those it does not have', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const on = await bench.issue({ by: 'ola', title: 'I' })
    const [read, write] = [readerOf(bench, app), writerOf(bench, app)]
    for (const _twice of [1, 2]) await write.label(on, { add: ['klar', 'ny'], remove: ['borte'] })
    await write.label(on, { add: [], remove: ['ny'] })
    expect((await read.issue(on))?.labels).toEqual(['klar'])
  })

  it('shows a reaction once', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const on = await bench.issue({ by: 'ola', title: 'I' })
    const comment = await bench.comment({ by: 'ola', on, body: '/godta' })
    for (const _twice of [1, 2]) await writerOf(bench, app).react(comment, 'rocket')
    const reactions = await readerOf(bench, app).reactions(comment)
    expect(reactions.map(({ author, reaction }) => [author.login, reaction])).toEqual([
      ['mobilitet[bot]', 'rocket'],
    ])
  })
})

describe('what we say of a commit', () => {
  const name = 'mobilitet/godkjenning'

  it('is said once, then only when it has changed, and keeps the time it was first said', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const commit = await mainOf(bench)
    const [read, write] = [readerOf(bench, app), writerOf(bench, app)]
    const wait = { commit, name, conclusion: 'action_required', title: 'Waits', summary: 'S' } as const
    await write.check(wait)
    const [first] = await read.checkRuns(commit, name)
    await write.check(wait)
    await write.check({ ...wait, conclusion: 'success', title: 'Fine' })
    expect(await read.checkRuns(commit, name)).toEqual([{ ...first, conclusion: 'success', title: 'Fine' }])
    expect(asked(bench, writes)).toEqual(['POST /check-runs', `PATCH /check-runs/${first?.id}`])
  })

  it('is never written over what another App says under the same name', async () => {
    const bench = await smallBench()
    const commit = await mainOf(bench)
    const said = { commit, name, conclusion: 'failure', title: 'No', summary: 'S' } as const
    const [ours, theirs] = [appOf(bench), bench.app({ slug: 'imitator', permissions: everything })]
    await writerOf(bench, theirs).check({ ...said, conclusion: 'success' })
    await writerOf(bench, ours).check(said)
    expect(await readerOf(bench, ours).checkRuns(commit, name)).toMatchObject([{ conclusion: 'failure' }])
    expect(await readerOf(bench, theirs).checkRuns(commit, name)).toMatchObject([{ conclusion: 'success' }])
  })

  it('is cut where GitHub takes no more, never in the middle of a character', async () => {
    const bench = await smallBench()
    const app = appOf(bench)
    const commit = await mainOf(bench)
    const said = {
      commit,
      name,
      conclusion: 'neutral',
      title: 'T',
      summary: `a${'😀'.repeat(40_000)}`,
    } as const
    for (const _twice of [1, 2]) await writerOf(bench, app).check(said)
    const [run] = await readerOf(bench, app).checkRuns(commit, name)
    expect(run?.summary.length).toBeLessThanOrEqual(65_000)
    expect(run?.summary).toMatch(/^a😀+…$/u)
    expect(asked(bench, writes)).toHaveLength(1)
  })

  it('is said in short by a person, who may make no check runs', async () => {
    const bench = await smallBench()
    const commit = await mainOf(bench)
    const [read, write] = [readerOf(bench, 'kontoret'), writerOf(bench, 'kontoret')]
    const wait = {
      commit,
      name,
      conclusion: 'action_required',
      title: 'T'.repeat(200),
      summary: 'S',
    } as const
    for (const _twice of [1, 2]) await write.check(wait)
    await write.check({ ...wait, conclusion: 'neutral', title: 'Fine' })
    for (const _twice of [1, 2]) await write.check({ ...wait, conclusion: 'failure', title: 'No' })
    const said = await read.checkRuns(commit, name)
    expect(said.map(({ conclusion, title }) => [conclusion, title])).toEqual([
      ['action_required', `${'T'.repeat(139)}…`],
      ['success', 'Fine'],
      ['failure', 'No'],
    ])
  })
})

describe('settings of the repository', () => {
  it('are set by an administrator, found again, and undefined where nothing is set or shown', async () => {
    const bench = await smallBench()
    const [read, write] = [readerOf(bench, 'kontoret'), writerOf(bench, 'kontoret')]
    expect(await read.setting('main-rules')).toBeUndefined()
    const rules = { name: 'mobilitet: main', target: 'branch', enforcement: 'active', rules: [] } as const
    for (const _twice of [1, 2]) await write.configure({ setting: 'main-rules', value: rules })
    expect(await read.setting('main-rules')).toMatchObject(rules)
    const fault = await faultOf(writerOf(bench, 'kari').configure({ setting: 'main-rules', value: rules }))
    expect(fault.code).toBe('tool/github-forbidden')
  })
})

it('whoever is only to read is given no way to write', async () => {
  const bench = await smallBench()
  const read = githubRead(connectionOf(bench, 'kari'), nothing)
  const write = writerOf(bench, 'kari')
  expect(Object.keys(write).filter((name) => name in read)).toEqual(['commit', 'comment'])
})
