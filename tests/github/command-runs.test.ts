/** Commands from beginning to end: what GitHub holds after them, also when a run breaks off or comes too late. */
import { expect, it } from 'vitest'
import type { Bench } from './bench/bench.ts'
import { match } from './command-stories.ts'
import { type Story, type Teller, textOf, told } from './story.ts'

const need = 'agencies/kld/needs/klimaregnskap.yaml'
const decision = `decisions/${match}.yaml`

/** Somebody at the office changes a need of KLD, and we have looked at it. */
async function changed({ bench, run }: Teller): Promise<number> {
  await bench.push('kontoret-example', 'nytt', { [need]: textOf(need).replace(/title: .*/, 'title: Klima') })
  const pull = await bench.pull({ by: 'kontoret-example', head: 'nytt', title: 'Nytt behov' })
  await run('review', { input: { pull: String(pull) } })
  return pull
}

/** What GitHub shows below a comment, and beside the newest check. */
async function standing(bench: Bench, pull: number, comment: number): Promise<object> {
  const { octokit } = bench.as('kontoret-example')
  const { data: reactions } = await octokit.reactions.listForIssueComment({
    ...bench.here,
    comment_id: comment,
  })
  const { data: there } = await octokit.issues.listComments({ ...bench.here, issue_number: pull })
  const { data: found } = await octokit.pulls.get({ ...bench.here, pull_number: pull })
  const { data: checks } = await octokit.checks.listForRef({ ...bench.here, ref: found.head.sha })
  return {
    state: found.merged ? 'merged' : found.state,
    check: checks.check_runs.at(0)?.conclusion,
    reactions: reactions.map(({ content }) => content),
    answers: there.filter(({ body }) => body?.startsWith('<!-- mobilitet:answer ')).length,
    faults: there.filter(({ body }) => body?.startsWith('<!-- mobilitet:fault ')).length,
  }
}

const quiet = { answers: 0, faults: 0 }

/** Runs the command as the workflow does, on what GitHub says has happened. */
async function commandOn({ bench, run }: Teller, comment: number): Promise<number> {
  const event = await bench.event.comment('created', comment)
  return (await run('command', { event })).code
}

const scene = (name: string, story: Omit<Story, 'tell'>, tell: Story['tell']) =>
  it(name, async () => {
    await told(name, { ...story, tell })
  })

scene('a yes opens the way, and saying it again in a second run changes nothing', {}, async (teller) => {
  const { bench } = teller
  const pull = await changed(teller)
  const comment = await bench.comment({ by: 'kld-example', on: pull, body: 'Fint.\n\n/godta' })
  const after = { ...quiet, state: 'open', check: 'success', reactions: ['+1'] }
  expect(await commandOn(teller, comment)).toBe(0)
  expect(await standing(bench, pull, comment)).toEqual(after)
  const before = bench.log.length
  expect(await commandOn(teller, comment)).toBe(0)
  expect(bench.log.slice(before).filter(({ method }) => method !== 'GET')).toEqual([])
  expect(await standing(bench, pull, comment)).toEqual(after)
})

scene(
  'a yes to what was changed before it was read does not count, and a new one does',
  {},
  async (teller) => {
    const { bench } = teller
    const pull = await changed(teller)
    const first = await bench.comment({ by: 'kld-example', on: pull, body: '/godta' })
    await bench.push('kontoret-example', 'nytt', {
      [need]: textOf(need).replace(/title: .*/, 'title: Noe annet'),
    })
    await commandOn(teller, first)
    const refused = { state: 'open', reactions: ['confused'], answers: 1, faults: 0 }
    expect(await standing(bench, pull, first)).toEqual({ ...refused, check: 'action_required' })
    const second = await bench.comment({ by: 'kld-example', on: pull, body: '/godta' })
    await commandOn(teller, second)
    expect(await standing(bench, pull, second)).toMatchObject({ check: 'success', reactions: ['+1'] })
  },
)

scene('a hold is heard, and so is its end', {}, async (teller) => {
  const { bench } = teller
  const pull = await changed(teller)
  for (const body of ['/godta', '/vent']) {
    await commandOn(teller, await bench.comment({ by: 'kld-example', on: pull, body }))
  }
  const end = await bench.comment({ by: 'kontoret-to-example', on: pull, body: '/fortsett' })
  expect(await standing(bench, pull, end)).toMatchObject({ check: 'action_required' })
  await commandOn(teller, end)
  expect(await standing(bench, pull, end)).toMatchObject({ check: 'success', reactions: ['+1'] })
})

scene(
  'who may not, who is a machine and who has thought better of it changes nothing',
  {},
  async (teller) => {
    const { bench, app } = teller
    const pull = await changed(teller)
    const said = { ...bench.here, issue_number: pull, body: '/godta' }
    const machine = (await bench.as(app).octokit.issues.createComment(said)).data.id
    const stranger = await bench.comment({ by: 'fremmed', on: pull, body: '/godta' })
    const edited = await bench.comment({ by: 'kld-example', on: pull, body: 'Hei' })
    const { octokit } = bench.as('kld-example')
    await octokit.issues.updateComment({ ...bench.here, comment_id: edited, body: '/godta' })
    for (const comment of [machine, edited]) {
      await commandOn(teller, comment)
      expect(await standing(bench, pull, comment)).toEqual({
        ...quiet,
        state: 'open',
        check: 'action_required',
        reactions: [],
      })
    }
    await commandOn(teller, stranger)
    expect(await standing(bench, pull, stranger)).toMatchObject({
      check: 'action_required',
      reactions: ['confused'],
      answers: 1,
    })
  },
)

const autoMerge = textOf('programme/programme.yaml').replace(/$/, 'autoMerge: true\n')

scene('a no is written down once, however often the run breaks off', {}, async (teller) => {
  const { bench, run } = teller
  await run('propose')
  const proposal = 1
  const comment = await bench.comment({
    by: 'kld-example',
    on: proposal,
    body: '/avvis kapasitet Ledig til høsten',
  })
  let runs = 0
  do bench.after(++runs, 'crash')
  while ((await commandOn(teller, comment)) !== 0)
  expect(runs).toBeGreaterThan(3)
  expect(await standing(bench, proposal, comment)).toMatchObject({
    state: 'closed',
    reactions: ['+1'],
    answers: 1,
  })
  const { octokit } = bench.as('kontoret-example')
  const { data: pulls } = await octokit.pulls.list({ ...bench.here, state: 'all' })
  expect(pulls.map(({ head }) => head.ref).sort()).toEqual([`decision/${match}`, `match/${match}`])
  expect((await bench.files(`decision/${match}`))[decision]).toMatch(/^by: kld\nreason: no-capacity$/m)
  expect(await bench.files('main')).not.toHaveProperty([decision])
  const again = await run('propose')
  expect(again.out).not.toContain(`match/${match}`)
})

scene(
  'a no is not taken for written down by a pull request that somebody else has put in its place',
  {},
  async (teller) => {
    const { bench, run } = teller
    await run('propose')
    bench.role('nav-example', 'write')
    await bench.push('nav-example', `decision/${match}`, { 'docs/notat.md': 'Noe helt annet.\n' })
    const theirs = await bench.pull({ by: 'nav-example', head: `decision/${match}`, title: 'Noe annet' })
    const comment = await bench.comment({ by: 'dfo-example', on: 1, body: '/avvis tidspunkt' })
    expect(await commandOn(teller, comment)).toBe(0)
    expect(await standing(bench, 1, comment)).toMatchObject({ state: 'open', reactions: ['confused'] })
    const { octokit } = bench.as('kontoret-example')
    const { data: there } = await octokit.pulls.list({ ...bench.here, state: 'all' })
    expect(there.map(({ number }) => number).sort()).toEqual([1, theirs])
    await octokit.pulls.update({ ...bench.here, pull_number: theirs, state: 'closed' })
    await octokit.git.deleteRef({ ...bench.here, ref: `heads/decision/${match}` })
    const again = await bench.comment({ by: 'dfo-example', on: 1, body: '/avvis tidspunkt' })
    expect(await commandOn(teller, again)).toBe(0)
    expect(await standing(bench, 1, again)).toMatchObject({ state: 'closed', reactions: ['+1'] })
    expect((await bench.files(`decision/${match}`))[decision]).toMatch(/^by: dfo\nreason: timing$/m)
  },
)

scene(
  'a no is taken in at once where the programme lets it',
  { files: { 'programme/programme.yaml': autoMerge } },
  async (teller) => {
    const { bench, run } = teller
    await run('propose')
    const comment = await bench.comment({ by: 'dfo-example', on: 1, body: '/avvis tid' })
    expect(await commandOn(teller, comment)).toBe(0)
    expect((await bench.files('main'))[decision]).toMatch(/^by: dfo\nreason: timing$/m)
  },
)

scene('on an issue the form in it is read again', {}, async (teller) => {
  const { bench, run } = teller
  const on = await bench.issue({ by: 'kld-example', title: 'Nytt behov', body: 'Ikke noe skjema.' })
  const comment = await bench.comment({ by: 'kld-example', on, body: '/sjekk' })
  const { code, out } = await run('command', { input: { comment: String(comment) } })
  expect(code).toBe(0)
  expect(out).toMatch(/svare på kommentar \d+ med eyes\nIngenting å gjøre/)
})

scene('without --apply nothing is written, and a comment that is gone is no trouble', {}, async (teller) => {
  const { bench, run } = teller
  const pull = await changed(teller)
  const comment = await bench.comment({ by: 'kld-example', on: pull, body: '/godta' })
  const before = bench.log.length
  const { out } = await run('command', { dry: true, input: { comment: String(comment) } })
  expect(out).toContain('+1')
  expect(bench.log.slice(before).filter(({ method }) => method !== 'GET')).toEqual([])
  const gone = await run('command', { input: { comment: '999999' } })
  expect(gone).toMatchObject({ code: 0, out: expect.stringContaining('999999') })
  expect(await run('command')).toMatchObject({ code: 64 })
})

scene('whoever waits is told when we fail, and no longer when it works again', {}, async (teller) => {
  const { bench } = teller
  const pull = await changed(teller)
  const comment = await bench.comment({ by: 'kld-example', on: pull, body: '/godta' })
  bench.before({ method: 'GET', path: /reactions$/ }, 'HTML')
  expect(await commandOn(teller, comment)).toBe(1)
  expect(await standing(bench, pull, comment)).toMatchObject({ reactions: [], faults: 1 })
  expect(await commandOn(teller, comment)).toBe(0)
  expect(await standing(bench, pull, comment)).toMatchObject({
    reactions: ['+1'],
    faults: 0,
    check: 'success',
  })
})
