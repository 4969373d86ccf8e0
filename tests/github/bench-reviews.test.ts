/** The bench keeps its promises about reviews. */
import { describe, expect, it } from 'vitest'
import { refusal, smallBench } from './bench/small.ts'

const changed = { 'a.txt': 'one\n2\nthree\n' }

describe('a review', () => {
  it('stands on a commit, with comments only on lines of the diff', async () => {
    const bench = await smallBench()
    const sha = await bench.push('kari', 'x', changed)
    const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    const { pulls } = bench.as('ola').octokit.rest
    const at = { ...bench.here, pull_number: pull }
    const review = (line: number, more = {}) =>
      pulls.createReview({ ...at, event: 'COMMENT', comments: [{ path: 'a.txt', line, body: 'b', ...more }] })
    expect(await refusal(review(99))).toMatchObject({ status: 422 })
    expect(await refusal(review(2, { path: 'b/c.txt' }))).toMatchObject({ status: 422 })
    expect((await pulls.listReviews(at)).data).toEqual([])
    await review(3, { start_line: 1, side: 'RIGHT' })
    await review(2, { side: 'LEFT' })
    await bench.push('kari', 'x', { 'new.txt': 'n\n' })
    await bench.review({ by: 'ola', pull, event: 'APPROVE', commit: sha })
    const { data } = await pulls.listReviews(at)
    expect(data.map(({ state, commit_id, user }) => [state, commit_id === sha, user?.id])).toEqual([
      ['COMMENTED', true, 102],
      ['COMMENTED', true, 102],
      ['APPROVED', true, 102],
    ])
    const comments = await pulls.listReviewComments(at)
    expect(comments.data.map(({ line, side, start_line }) => [line, side, start_line])).toEqual([
      [3, 'RIGHT', 1],
      [2, 'LEFT', null],
    ])
  })

  it('is not for oneself, and can be dismissed', async () => {
    const bench = await smallBench()
    await bench.push('kari', 'x', changed)
    const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    const own = await refusal(bench.review({ by: 'kari', pull, event: 'APPROVE' }))
    expect(own.message).toContain('Can not approve your own pull request')
    const id = await bench.review({ by: 'ola', pull, event: 'APPROVE' })
    const dismissal = { ...bench.here, pull_number: pull, review_id: id, message: 'Changed since' }
    expect(await refusal(bench.as('stranger').octokit.rest.pulls.dismissReview(dismissal))).toMatchObject({
      status: 403,
    })
    const { data } = await bench.as('kari').octokit.rest.pulls.dismissReview(dismissal)
    expect(data.state).toBe('DISMISSED')
  })

  it('is asked of collaborators, never of the author', async () => {
    const bench = await smallBench()
    await bench.push('kari', 'x', changed)
    const pull = await bench.pull({ by: 'kari', head: 'x', title: 'X' })
    const { pulls } = bench.as('kari').octokit.rest
    const ask = (...reviewers: string[]) =>
      pulls.requestReviewers({ ...bench.here, pull_number: pull, reviewers })
    expect(await refusal(ask('ola', 'kari'))).toMatchObject({ status: 422 })
    expect(await refusal(ask('stranger'))).toMatchObject({ status: 422 })
    expect((await ask('ola', 'kontoret')).data.requested_reviewers?.length).toBe(2)
    await pulls.removeRequestedReviewers({ ...bench.here, pull_number: pull, reviewers: ['kontoret'] })
    await bench.review({ by: 'ola', pull, event: 'APPROVE' })
    const { data } = await pulls.listRequestedReviewers({ ...bench.here, pull_number: pull })
    expect(data.users).toEqual([])
  })
})
