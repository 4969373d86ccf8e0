/** The bench keeps its promises about releases and settings. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { refusal, smallBench } from './bench/small.ts'

describe('releases', () => {
  const bytes = Buffer.from([0, 255, 10, 13])

  it('take each file once, and give it back byte for byte', async () => {
    const bench = await smallBench()
    const { repos } = bench.as('kari').octokit.rest
    const draft = await repos.createRelease({ ...bench.here, tag_name: 'v1', draft: true })
    const upload = (name: string) =>
      repos.uploadReleaseAsset({
        ...bench.here,
        release_id: draft.data.id,
        name,
        data: bytes as unknown as string,
        headers: { 'content-type': 'application/zip' },
      })
    const { data: asset } = await upload('a.zip')
    expect(asset.digest).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`)
    expect((await refusal(upload('a.zip'))).message).toContain('already_exists')
    const headers = { accept: 'application/octet-stream' }
    const got = await repos.getReleaseAsset({ ...bench.here, asset_id: asset.id, headers })
    expect(Buffer.from(got.data as unknown as ArrayBuffer)).toEqual(bytes)
    expect(await refusal(repos.getReleaseByTag({ ...bench.here, tag: 'v1' }))).toMatchObject({ status: 404 })
    expect((await bench.as('ola').octokit.rest.repos.listReleases(bench.here)).data).toEqual([])
  })

  it('make the tag when they are published, and are final where the repository says so', async () => {
    const bench = await smallBench({ settings: { immutableReleases: true } })
    const { repos, git } = bench.as('kontoret').octokit.rest
    const first = (await bench.tip('main')) ?? ''
    const asked = { ...bench.here, tag_name: 'v1', target_commitish: first, draft: true }
    const { data: draft } = await repos.createRelease(asked)
    await bench.push('kari', 'main', { x: 'x' })
    const at = { ...bench.here, release_id: draft.id }
    const { data } = await repos.updateRelease({ ...at, draft: false })
    expect([data.draft, data.immutable]).toEqual([false, true])
    const tag = { ...bench.here, ref: 'tags/v1' }
    expect((await git.getRef(tag)).data.object.sha).toBe(first)
    const late = repos.uploadReleaseAsset({ ...at, name: 'late.zip', data: 'x' })
    expect((await refusal(late)).message).toContain('immutable release')
    expect(await refusal(git.deleteRef(tag))).toMatchObject({ status: 422 })
    await repos.deleteRelease(at)
    await git.deleteRef(tag)
    const reused = repos.createRelease({ ...bench.here, tag_name: 'v1' })
    expect((await refusal(reused)).message).toContain('tag_name was used by an immutable release')
  })
})

describe('settings', () => {
  it('are kept as they are given', async () => {
    const bench = await smallBench()
    const { octokit } = bench.as('kontoret')
    const ask = (route: string, more = {}) => octokit.request(route, { ...bench.here, ...more })
    const home = '/repos/{owner}/{repo}'
    await ask(`PATCH ${home}`, { delete_branch_on_merge: true, has_wiki: false })
    expect((await ask(`GET ${home}`)).data).toMatchObject({ delete_branch_on_merge: true, has_wiki: false })
    const actions = `${home}/actions/permissions`
    await ask(`PUT ${actions}`, { enabled: true, allowed_actions: 'selected', sha_pinning_required: true })
    expect((await ask(`GET ${actions}`)).data).toMatchObject({ allowed_actions: 'selected' })
    await ask(`PUT ${actions}/workflow`, { can_approve_pull_request_reviews: true })
    await ask(`PUT ${actions}/selected-actions`, { patterns_allowed: ['a/*'] })
    await ask(`PUT ${actions}/fork-pr-contributor-approval`, { approval_policy: 'all_external_contributors' })
    expect((await ask(`GET ${actions}/workflow`)).data).toMatchObject({
      can_approve_pull_request_reviews: true,
    })
    await ask(`POST ${home}/pages`, { build_type: 'workflow' })
    expect((await ask(`GET ${home}/pages`)).data).toMatchObject({ build_type: 'workflow' })
  })

  it('hold switches, rulesets and environments', async () => {
    const bench = await smallBench()
    const { octokit } = bench.as('kontoret')
    const ask = (route: string, more = {}) =>
      octokit.request(route.replace(' ', ' /repos/{owner}/{repo}'), { ...bench.here, ...more })
    for (const name of ['immutable-releases', 'vulnerability-alerts', 'private-vulnerability-reporting']) {
      await ask(`PUT /${name}`)
      expect((await ask(`GET /${name}`)).status).toBeLessThan(300)
      await ask(`DELETE /${name}`)
    }
    expect(await refusal(ask('GET /immutable-releases'))).toMatchObject({ status: 404 })
    const rules = [{ type: 'deletion' }]
    const made = await ask('POST /rulesets', { name: 'main', enforcement: 'active', rules })
    const id = { ruleset_id: made.data.id }
    await ask('PUT /rulesets/{ruleset_id}', { ...id, enforcement: 'disabled' })
    expect((await ask('GET /rulesets/{ruleset_id}', id)).data).toMatchObject({
      enforcement: 'disabled',
      rules,
    })
    expect((await ask('GET /rulesets')).data[0]).not.toHaveProperty('rules')
    const own = { deployment_branch_policy: { protected_branches: false, custom_branch_policies: true } }
    await ask('PUT /environments/office', { ...own, reviewers: [{ type: 'User', id: 101 }] })
    await ask('POST /environments/office/deployment-branch-policies', { name: 'main' })
    const policies = await ask('GET /environments/office/deployment-branch-policies')
    expect(policies.data).toMatchObject({ total_count: 1, branch_policies: [{ name: 'main' }] })
  })

  it('are for admins', async () => {
    const bench = await smallBench()
    const { octokit } = bench.as('kari')
    const ask = octokit.request('PUT /repos/{owner}/{repo}/immutable-releases', bench.here)
    expect(await refusal(ask)).toMatchObject({ status: 403 })
  })
})
