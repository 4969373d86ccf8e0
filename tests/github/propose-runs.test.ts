/** Whole runs of `propose` on the bench: that GitHub is read as it is written, and that a run may die anywhere. */
import { describe, expect, it } from 'vitest'
import type { Bench } from './bench/bench.ts'
import { type Teller, textOf, told } from './story.ts'

const need = 'agencies/kld/needs/klimaregnskap.yaml'
const branch = 'match/kld.klimaregnskap--dfo.klimadata'
const draft = 'agreements/kld-klimaregnskap-dfo-klimadata/agreement.yaml'
const wish = 'partners: { wished: ["974760673"] }\n'
const shorter = textOf(need).replace('max: 100', 'max: 60')
const withdrawn = `${textOf(need)}withdrawn: { date: 2026-11-20, reason: Vi har ikke tid }\n`

type Tell = (teller: Teller) => Promise<void>

const onBench = (tell: Tell, files = {}) => told('propose', { files, tell })

/** What matters of what GitHub holds: not when, and not which commit. */
async function standing({ as, here, tip, files }: Bench) {
  const { octokit } = as('kontoret-example')
  const { data: pulls } = await octokit.rest.pulls.list({ ...here, state: 'all' })
  const { data: issues } = await octokit.rest.issues.listForRepo({ ...here, state: 'all' })
  return {
    pulls: pulls.map(({ title, state, head, labels, requested_reviewers: asked }) => ({
      title,
      state,
      branch: head.ref,
      labels: labels.map(({ name }) => name),
      asked: asked?.map(({ login }) => login).sort(),
    })),
    issues: issues.flatMap(({ title, state, pull_request: pull }) => (pull ? [] : [{ title, state }])),
    draft: (await tip(branch)) === undefined ? undefined : (await files(branch))[draft],
  }
}

const quiet = { quiet: true } as const
const nothing = 'Ingenting å gjøre.\n'

it('proposes once, and then has nothing to do', async () => {
  await onBench(
    async ({ bench, run }) => {
      await run('propose')
      const now = await standing(bench)
      expect(now.pulls).toMatchObject([
        { branch, state: 'open', labels: ['kobling'], asked: ['dfo-example', 'kld-example'] },
      ])
      expect(now.issues).toEqual([{ title: 'Ønsket virksomhet: 974 760 673', state: 'open' }])
      expect((await run('propose')).out).toBe(nothing)
      expect(await standing(bench)).toEqual(now)
    },
    { [need]: `${textOf(need)}${wish}` },
  )
})

it('prints what it would do, and does nothing, without --apply', async () => {
  await onBench(async ({ bench, run }) => {
    const { out } = await run('propose', { dry: true })
    expect(out).toContain(`åpne et endringsforslag fra ${branch}`)
    expect(bench.log.filter(({ method }) => method !== 'GET')).toEqual([])
  })
})

it('says that the settings must be mended, and touches nothing', async () => {
  await onBench(
    async ({ bench, run }) => {
      const { code, out } = await run('propose')
      expect(code).toBe(2)
      expect(out).toContain('programme/programme.yaml')
      expect(bench.log.filter(({ method }) => method !== 'GET')).toEqual([])
    },
    { 'programme/programme.yaml': 'name: [\n' },
  )
})

describe('a run may die after a write, and the next one finishes', () => {
  const begun: Readonly<Record<string, { readonly prepare: Tell; readonly writes: readonly number[] }>> = {
    'when it proposes': { prepare: async () => {}, writes: [1, 2, 3, 4, 5] },
    'when it writes a proposal anew': {
      prepare: async ({ bench, run }) => {
        await run('propose', quiet)
        await bench.push('kontoret-example', 'main', { [need]: shorter })
      },
      writes: [3, 4],
    },
    'when it closes one': {
      prepare: async ({ bench, run }) => {
        await run('propose', quiet)
        await bench.push('kontoret-example', 'main', { [need]: withdrawn })
      },
      writes: [1, 2],
    },
  }

  it.each(Object.entries(begun))('%s', async (_, { prepare, writes }) => {
    const outcomes: unknown[] = []
    for (const nth of [undefined, ...writes]) {
      await onBench(async (teller) => {
        const { bench, run } = teller
        await prepare(teller)
        if (nth !== undefined) {
          bench.after(nth, 'crash')
          expect((await run('propose', quiet)).out).toContain('programmet døde her')
        }
        await run('propose', quiet)
        outcomes.push(await standing(bench))
        expect((await run('propose', quiet)).out).toBe(nothing)
      })
    }
    const [whole, ...healed] = outcomes
    for (const outcome of healed) expect(outcome).toEqual(whole)
  })
})

it('asks for the agreement again when the terms have changed, and shows what', async () => {
  await onBench(async ({ bench, run }) => {
    await run('propose')
    await bench.push('kontoret-example', 'main', { [need]: shorter })
    const { out } = await run('propose')
    expect(out).toContain('lagre på grenen')
    expect((await standing(bench)).draft).toContain('workload: 60')
    const { data } = await bench.as('kld-example').octokit.rest.pulls.get({ ...bench.here, pull_number: 1 })
    expect(data.body).toContain('| Høyeste stillingsprosent | 100 | 60 |')
  })
})

it('leaves a proposal alone that somebody has pushed to', async () => {
  await onBench(async ({ bench, run }) => {
    await run('propose')
    const text = (await bench.files(branch))[draft] ?? ''
    await bench.push('kontoret-example', branch, { [draft]: text.replace('workload: 100', 'workload: 80') })
    await bench.push('kontoret-example', 'main', { [need]: shorter })
    expect((await run('propose')).out).toContain('kommentere #1')
    expect((await standing(bench)).draft).toContain('workload: 80')
    expect((await run('propose')).out).toContain(nothing)
  })
})

it('takes a proposal that a person closed for a no, until something has changed', async () => {
  await onBench(async ({ bench, run }) => {
    await run('propose')
    const { octokit } = bench.as('kontoret-example')
    await octokit.rest.pulls.update({ ...bench.here, pull_number: 1, state: 'closed' })
    expect((await run('propose')).out).toContain('kommentere #1')
    expect((await run('propose')).out).toContain(nothing)
    await bench.push('kontoret-example', 'main', { [need]: shorter })
    await run('propose')
    const { pulls } = await standing(bench)
    expect(pulls.map(({ state }) => state).sort()).toEqual(['closed', 'open'])
    expect((await run('propose')).out).toBe(nothing)
  })
})

it('proposes again what it had closed only because it did not fit', async () => {
  await onBench(async ({ bench, run }) => {
    await run('propose')
    await bench.push('kontoret-example', 'main', { [need]: withdrawn })
    await run('propose')
    expect(await bench.tip(branch)).toBeUndefined()
    await bench.push('kontoret-example', 'main', { [need]: textOf(need) })
    await run('propose')
    expect((await standing(bench)).pulls.map(({ state }) => state).sort()).toEqual(['closed', 'open'])
  })
})

it('two runs at once do no harm', async () => {
  await onBench(async ({ bench, run }) => {
    await Promise.all([run('propose', quiet), run('propose', quiet)])
    await run('propose', quiet)
    const { pulls } = await standing(bench)
    expect(pulls).toHaveLength(1)
    expect((await run('propose', quiet)).out).toBe(nothing)
  })
})
