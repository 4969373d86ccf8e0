/** A run that died is run again, and comes to the same as if it had not died: before and after each request that writes. */
import { describe, expect, it } from 'vitest'
import { smallBench } from './bench/small.ts'
import { appOf, crashed, crashes, mainOf, readerOf, withPull, writerOf } from './wire.ts'

describe('after a crash the same is done again, and comes to the same', () => {
  it.each(crashes(3))('a new branch, %s write %i', async (when, nth) => {
    const bench = await smallBench()
    const app = appOf(bench)
    const parent = await mainOf(bench)
    const deed = { branch: 'x', parent, tip: null, message: 'M', files: [{ path: 'd', text: 'd' }] }
    await crashed(bench, when, nth, () => writerOf(bench, app).commit(deed))
    const isSeen = (await bench.tip('x')) !== undefined
    expect(isSeen).toBe(when === 'after' && nth === 3)
    const commit = await writerOf(bench, app).commit(deed)
    expect(await bench.tip('x')).toBe(commit)
    expect((await readerOf(bench, app).commit(commit)).parents).toEqual([parent])
    expect(await bench.files('x')).toMatchObject({ d: 'd' })
  })

  it.each(crashes(3))('a branch built anew, %s write %i', async (when, nth) => {
    const bench = await smallBench()
    const app = appOf(bench)
    const tip = await bench.push('kari', 'x', { 'a.txt': 'A\n' })
    const parent = await bench.push('kari', 'main', { 'b/c.txt': 'C\n' })
    const deed = { branch: 'x', parent, tip, message: 'M', files: [{ path: 'a.txt', text: 'A\n' }] }
    await crashed(bench, when, nth, () => writerOf(bench, app).commit(deed))
    const commit = await writerOf(bench, app).commit(deed)
    expect(await bench.tip('x')).toBe(commit)
    expect((await readerOf(bench, app).commit(commit)).parents).toEqual([parent])
  })

  it.each(crashes(4))('reviewers of whom one cannot be asked, %s write %i', async (when, nth) => {
    const { bench, pull, app, read } = await withPull()
    const ask = () => writerOf(bench, app).askReviewers(pull, ['stranger', 'ola', 'kontoret'])
    await crashed(bench, when, nth, ask)
    await ask()
    expect((await read.pullRequest(pull))?.asked.toSorted()).toEqual(['kontoret', 'ola'])
  })

  it.each(crashes(3))('labels, %s write %i', async (when, nth) => {
    const { bench, pull, app, read, write } = await withPull()
    await write.label(pull, { add: ['venter', 'feil'], remove: [] })
    const change = () => writerOf(bench, app).label(pull, { add: ['klar'], remove: ['venter', 'feil'] })
    await crashed(bench, when, nth, change)
    await change()
    expect((await read.pullRequest(pull))?.labels).toEqual(['klar'])
  })

  it.each(crashes(1))('a merge, %s write %i', async (when, nth) => {
    const { bench, commit, pull, app, read } = await withPull()
    const merge = () => writerOf(bench, app).mergePullRequest({ pull, commit, title: 'X', message: '' })
    await crashed(bench, when, nth, merge)
    await merge()
    expect((await read.pullRequest(pull))?.state).toBe('merged')
  })

  it.each(crashes(1))('a new pull request, %s write %i', async (when, nth) => {
    const bench = await smallBench()
    const app = appOf(bench)
    await bench.push('kari', 'x', { 'a.txt': 'A\n' })
    const deed = { branch: 'x', base: 'main', title: 'X', body: 'B' }
    await crashed(bench, when, nth, () => writerOf(bench, app).openPullRequest(deed))
    await writerOf(bench, app).openPullRequest(deed)
    expect(await readerOf(bench, app).pullRequests({ all: true })).toHaveLength(1)
  })

  it.each(crashes(1))('what we say of a commit, %s write %i', async (when, nth) => {
    const bench = await smallBench()
    const app = appOf(bench)
    const commit = await mainOf(bench)
    const said = { commit, name: 'n', conclusion: 'success', title: 'T', summary: 'S' } as const
    await crashed(bench, when, nth, () => writerOf(bench, app).check(said))
    await writerOf(bench, app).check(said)
    expect(await readerOf(bench, app).checkRuns(commit, 'n')).toHaveLength(1)
  })
})
