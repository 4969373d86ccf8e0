/** The bench keeps its promises about rights, issues and checks. */
import { describe, expect, it } from 'vitest'
import { refusal, smallBench } from './bench/small.ts'

const byIntegration = {
  status: 403,
  message: expect.stringContaining('Resource not accessible by integration'),
}

describe('who may', () => {
  it('an app what it was given, and nothing else', async () => {
    const bench = await smallBench()
    const issue = await bench.issue({ by: 'ola', title: 'I' })
    const { rest } = bench.as(
      bench.app({ slug: 'helper', permissions: { contents: 'read', issues: 'write' } }),
    ).octokit
    await rest.issues.createComment({ ...bench.here, issue_number: issue, body: 'b' })
    await rest.repos.getBranch({ ...bench.here, branch: 'main' })
    expect(await refusal(rest.git.createBlob({ ...bench.here, content: 'x' }))).toEqual(byIntegration)
    const head = (await bench.tip('main')) ?? ''
    expect(await refusal(rest.checks.create({ ...bench.here, name: 'c', head_sha: head }))).toEqual(
      byIntegration,
    )
    expect(await refusal(rest.actions.getGithubActionsPermissionsRepository(bench.here))).toEqual(
      byIntegration,
    )
    expect(await refusal(rest.users.getAuthenticated())).toEqual(byIntegration)
  })

  it('an app for issues only does not speak on pull requests', async () => {
    const bench = await smallBench()
    await bench.push('kari', 'x', { x: 'x' })
    const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    const say = (permissions: Record<string, 'write'>) =>
      bench
        .as(bench.app({ slug: 'helper', permissions }))
        .octokit.rest.issues.createComment({ ...bench.here, issue_number: pull, body: 'b' })
    await say({ pull_requests: 'write' })
    expect(await refusal(say({ contents: 'write' }))).toEqual(byIntegration)
  })

  it('an outsider asks and talks, but neither pushes nor labels', async () => {
    const bench = await smallBench()
    const { rest } = bench.as('stranger').octokit
    const { data } = await rest.issues.create({ ...bench.here, title: 'T', labels: ['urgent'] })
    expect(data.labels).toEqual([])
    expect(data.author_association).toBe('NONE')
    const label = rest.issues.addLabels({ ...bench.here, issue_number: data.number, labels: ['urgent'] })
    expect(await refusal(label)).toMatchObject({ status: 403 })
    expect(await refusal(rest.git.createBlob({ ...bench.here, content: 'x' }))).toMatchObject({ status: 403 })
    const theirs = await bench.issue({ by: 'kari', title: 'Theirs' })
    const close = rest.issues.update({ ...bench.here, issue_number: theirs, state: 'closed' })
    expect(await refusal(close)).toMatchObject({ status: 403 })
  })

  it('nobody sees a private repository without a role', async () => {
    const bench = await smallBench({ visibility: 'private' })
    expect(await refusal(bench.as('stranger').octokit.rest.repos.get(bench.here))).toMatchObject({
      status: 404,
    })
    const blind = bench.as(bench.app({ slug: 'blind', permissions: { issues: 'read' } })).octokit
    expect(await refusal(blind.rest.repos.getBranch({ ...bench.here, branch: 'main' }))).toEqual(
      byIntegration,
    )
    bench.role('ola', undefined)
    expect(await refusal(bench.as('ola').octokit.rest.repos.get(bench.here))).toMatchObject({ status: 404 })
  })

  it('a role is told by its name, and an outsider may read what is public', async () => {
    const bench = await smallBench({ roles: { kontoret: 'admin', kari: 'maintain', ola: 'triage' } })
    const { repos } = bench.as('kontoret').octokit.rest
    const roleOf = async (username: string) => {
      const { data } = await repos.getCollaboratorPermissionLevel({ ...bench.here, username })
      return [data.permission, data.role_name, data.user?.id]
    }
    expect(await roleOf('kontoret')).toEqual(['admin', 'admin', 9_000_000_001])
    expect(await roleOf('kari')).toEqual(['write', 'maintain', 101])
    expect(await roleOf('ola')).toEqual(['read', 'triage', 102])
    expect(await roleOf('stranger')).toEqual(['read', 'read', 666])
  })

  it('the workflow token is github-actions[bot], and opens pull requests only where it may', async () => {
    const permissions = { pull_requests: 'write', contents: 'write', issues: 'write' } as const
    const open = async (actionsMayOpenPulls: boolean) => {
      const bench = await smallBench({ settings: { actionsMayOpenPulls } })
      await bench.push('kari', 'x', { x: 'x' })
      const { rest } = bench.as(bench.actions({ permissions })).octokit
      return rest.pulls.create({ ...bench.here, title: 'X', head: 'x', base: 'main' })
    }
    expect(await refusal(open(false))).toMatchObject({ status: 403 })
    expect((await open(true)).data.user?.id).toBe(41_898_282)
  })
})

describe('issues', () => {
  it('take 65,536 characters and not one more', async () => {
    const bench = await smallBench()
    const issue = await bench.issue({ by: 'ola', title: 'I' })
    const { issues } = bench.as('ola').octokit.rest
    const say = (length: number) =>
      issues.createComment({ ...bench.here, issue_number: issue, body: 'x'.repeat(length) })
    await say(65_536)
    expect((await refusal(say(65_537))).message).toContain('body is too long (maximum is 65536 characters)')
  })

  it('give only what is new since then, by the clock of the bench', async () => {
    const bench = await smallBench()
    const issue = await bench.issue({ by: 'ola', title: 'I' })
    const first = await bench.comment({ by: 'ola', on: issue, body: 'first' })
    bench.clock.set('2026-12-01T00:00:00Z')
    await bench.comment({ by: 'ola', on: issue, body: 'second' })
    const { issues } = bench.as('ola').octokit.rest
    const since = '2026-11-30T00:00:00Z'
    const { data } = await issues.listComments({ ...bench.here, issue_number: issue, since })
    expect(data.map(({ body }) => body)).toEqual(['second'])
    await issues.updateComment({ ...bench.here, comment_id: first, body: 'changed' })
    const again = await issues.listComments({ ...bench.here, issue_number: issue, since })
    expect(again.data.map(({ body }) => body)).toEqual(['changed', 'second'])
  })

  it('are labelled by their form, found by label and creator, and changed by their author', async () => {
    const bench = await smallBench()
    const bot = bench.app({ slug: 'helper', permissions: { issues: 'write' } })
    const form = await bench.issue({ by: 'stranger', title: 'Form', labels: ['interest'] })
    const { issues } = bench.as(bot).octokit.rest
    const own = await issues.create({ ...bench.here, title: 'Own' })
    const found = async (query: { labels?: string; creator?: string }) =>
      (await issues.listForRepo({ ...bench.here, ...query })).data.map(({ number }) => number)
    expect(await found({ labels: 'interest' })).toEqual([form])
    expect(await found({ creator: 'helper[bot]' })).toEqual([own.data.number])
    const mine = { ...bench.here, issue_number: form, state: 'closed', state_reason: 'not_planned' } as const
    const { data } = await bench.as('stranger').octokit.rest.issues.update(mine)
    expect([data.state, data.state_reason, data.closed_at !== null]).toEqual(['closed', 'not_planned', true])
  })

  it('carry labels of any name', async () => {
    const bench = await smallBench()
    const issue = await bench.issue({ by: 'ola', title: 'I', labels: ['ønske: nå/straks #1'] })
    const { issues } = bench.as('kari').octokit.rest
    const name = 'ønske: nå/straks #1'
    await issues.updateLabel({ ...bench.here, name, color: 'ff0000' })
    const { data } = await issues.listLabelsForRepo(bench.here)
    expect(data.find((label) => label.name === name)?.color).toBe('ff0000')
    await issues.removeLabel({ ...bench.here, issue_number: issue, name })
    expect((await issues.listLabelsOnIssue({ ...bench.here, issue_number: issue })).data).toEqual([])
  })

  it('take each reaction once', async () => {
    const bench = await smallBench()
    const issue = await bench.issue({ by: 'ola', title: 'I' })
    const comment = await bench.comment({ by: 'ola', on: issue, body: 'b' })
    const { reactions, issues } = bench.as('kari').octokit.rest
    const react = () =>
      reactions.createForIssueComment({ ...bench.here, comment_id: comment, content: 'eyes' })
    expect([(await react()).status, (await react()).status]).toEqual([201, 200])
    const { data } = await reactions.listForIssueComment({ ...bench.here, comment_id: comment })
    expect(data.map(({ content, user }) => [content, user?.id])).toEqual([['eyes', 101]])
    const shown = await issues.getComment({ ...bench.here, comment_id: comment })
    expect(shown.data.reactions).toMatchObject({ eyes: 1, total_count: 1 })
    const nowhere = reactions.createForIssueComment({ ...bench.here, comment_id: 999, content: 'eyes' })
    expect(await refusal(nowhere)).toMatchObject({ status: 404 })
  })
})

describe('checks', () => {
  const note = {
    path: 'a.txt',
    start_line: 1,
    end_line: 1,
    annotation_level: 'warning',
    message: 'm',
  } as const

  it('are for apps; annotations add up, and a conclusion completes', async () => {
    const bench = await smallBench()
    const head = (await bench.tip('main')) ?? ''
    const asked = { ...bench.here, name: 'check', head_sha: head }
    expect((await refusal(bench.as('kontoret').octokit.rest.checks.create(asked))).message).toContain(
      'You must authenticate via a GitHub App',
    )
    const { checks } = bench.as(bench.app({ slug: 'helper', permissions: { checks: 'write' } })).octokit.rest
    const output = { title: 't', summary: 's', annotations: [note] }
    const { data: run } = await checks.create({ ...asked, status: 'in_progress', output })
    const at = { ...bench.here, check_run_id: run.id }
    const { data } = await checks.update({ ...at, conclusion: 'success', output })
    expect([data.status, data.output.annotations_count, data.app?.slug]).toEqual(['completed', 2, 'helper'])
    expect((await checks.listAnnotations(at)).data.length).toBe(2)
    const vague = checks.create({ ...asked, name: 'vague', status: 'completed' })
    expect(await refusal(vague)).toMatchObject({ status: 422 })
    expect((await checks.listForRef({ ...bench.here, ref: 'main' })).data.total_count).toBe(1)
    const named = await checks.listForRef({ ...bench.here, ref: 'main', check_name: 'check' })
    expect(named.data.check_runs.map(({ id }) => id)).toEqual([run.id])
    const other = bench.as(bench.actions({ permissions: { checks: 'write' } })).octokit
    expect(await refusal(other.rest.checks.update({ ...at, status: 'queued' }))).toEqual(byIntegration)
  })

  it('and statuses are told together', async () => {
    const bench = await smallBench()
    const sha = (await bench.tip('main')) ?? ''
    const { repos } = bench.as('kari').octokit.rest
    for (const state of ['failure', 'success'] as const) {
      await repos.createCommitStatus({ ...bench.here, sha, state, context: 'mobilitet' })
    }
    const { data } = await repos.getCombinedStatusForRef({ ...bench.here, ref: 'main' })
    expect([data.state, data.total_count]).toEqual(['success', 1])
  })
})
