/** Agencies that others wish for and that are not in the programme: one issue each, for as long as somebody wishes. */
import { describe, expect, it } from 'vitest'
import type { Issue } from '../../src/core/plan/forge.ts'
import { carriedOut, empty, type Hub, onIssue } from './propose-hub.ts'
import {
  agencyFile,
  edited,
  kinds,
  need,
  offer,
  propose,
  settings,
  state,
  stranger,
  textOf,
} from './propose-world.ts'

/** A number that can exist and is nobody’s in the small world. */
const wished = '974760673'
const wish = (path: string) => `${textOf(path)}partners: { wished: ["${wished}"] }\n`

/** Nobody fits anybody, so that there is nothing but wishes. */
const apart = edited(offer, ['competences: [klimaregnskap]', 'competences: [anskaffelser]'])
const apartAnd = (text: string) => text.replace('competences: [klimaregnskap]', 'competences: [anskaffelser]')

const one = state('c1', { ...apart, [need]: wish(need) })
const two = state('c2', { [need]: wish(need), [offer]: apartAnd(wish(offer)) })
const nobody = state('c3', apart)
const joined = state('c4', {
  ...apart,
  [need]: wish(need),
  ...agencyFile('kartverket', 'Kartverket', wished),
})

const told = carriedOut(empty, (await propose(one)).actions)
const [{ number }] = told.issues as [Issue]
const issueIn = (hub: Hub): Issue => hub.issues[0] as Issue

it('one issue for the office, with who wishes and a letter for each language of the programme', async () => {
  const plan = await propose(one)
  expect(kinds(plan)).toBe('open-issue')
  const [action] = plan.actions
  expect(action).toMatchObject({ title: 'Ønsket virksomhet: 974 760 673', labels: ['ønsket virksomhet'] })
  const { body } = issueIn(told)
  expect(body).toContain('Én virksomhet i programmet ønsker å samarbeide med')
  expect(body).toContain('(https://virksomhet.brreg.no/nb/oppslag/enheter/974760673)')
  for (const letter of ['Brev på bokmål', 'Brev på nynorsk', 'Letter in English'])
    expect(body).toContain(letter)
})

it('and nothing more to do when it is there', async () => {
  expect((await propose(one, { hub: told })).actions).toEqual([])
})

it('lines may move in the files without anybody hearing of it', async () => {
  const moved = state('c2', { ...apart, [need]: `# En linje\n${wish(need)}` })
  expect((await propose(moved, { hub: told })).actions).toEqual([])
})

it('it is written anew when more wish the same', async () => {
  const plan = await propose(two, { hub: told })
  expect(kinds(plan)).toBe('update-issue')
  const hub = carriedOut(told, plan.actions)
  expect(issueIn(hub).body).toContain('2 virksomheter i programmet ønsker å samarbeide med')
  expect((await propose(two, { hub })).actions).toEqual([])
})

describe('when nobody wishes any longer, or the agency has joined', () => {
  it('it says so and is closed', async () => {
    const plan = await propose(nobody, { hub: told })
    expect(kinds(plan)).toBe('update-issue close-issue')
    expect(plan.actions[1]).toMatchObject({ reason: 'not_planned' })
    const hub = carriedOut(told, plan.actions)
    expect(issueIn(hub).body).toContain('Ingen i programmet ønsker seg')
    expect((await propose(nobody, { hub })).actions).toEqual([])
  })

  it('it is done when the agency is there', async () => {
    const plan = await propose(joined, { hub: told })
    expect(plan.actions.at(-1)).toEqual({ kind: 'close-issue', issue: number, reason: 'completed' })
  })

  it('also when a run broke off in between', async () => {
    const hub = carriedOut(told, (await propose(nobody, { hub: told })).actions.slice(0, 1))
    expect(kinds(await propose(nobody, { hub }))).toBe('close-issue')
  })

  it('it is opened again when somebody wishes again', async () => {
    const hub = carriedOut(told, (await propose(nobody, { hub: told })).actions)
    const plan = await propose(one, { hub })
    expect(kinds(plan)).toBe('reopen-issue update-issue')
    expect((await propose(one, { hub: carriedOut(hub, plan.actions) })).actions).toEqual([])
    expect(kinds(await propose(one, { hub: carriedOut(hub, plan.actions.slice(0, 1)) }))).toBe('update-issue')
  })

  it('nothing is closed while the file with the wish cannot be read', async () => {
    expect((await propose(state('c5', { ...apart, [need]: 'title: [' }), { hub: told })).actions).toEqual([])
  })
})

describe('when a person has closed it', () => {
  const closed = onIssue(told, number, { state: 'closed' })

  it('it stays closed, also when the wish goes and comes', async () => {
    for (const now of [one, nobody, joined]) expect((await propose(now, { hub: closed })).actions).toEqual([])
  })

  it('it is opened again when somebody else wishes too', async () => {
    const plan = await propose(two, { hub: closed })
    expect(kinds(plan)).toBe('reopen-issue update-issue')
    const hub = carriedOut(closed, plan.actions)
    expect((await propose(one, { hub: onIssue(hub, number, { state: 'closed' }) })).actions).toEqual([])
  })
})

it('only what we wrote ourselves is ours', async () => {
  const theirs = onIssue(told, number, { author: stranger })
  expect(kinds(await propose(one, { hub: theirs }))).toBe('open-issue')
})

it('of two that were opened at once the older stays', async () => {
  const twice = carriedOut(told, (await propose(one)).actions)
  const plan = await propose(one, { hub: twice })
  expect(plan.actions).toEqual([
    { kind: 'close-issue', issue: twice.issues[1]?.number, reason: 'not_planned' },
  ])
  expect((await propose(one, { hub: carriedOut(twice, plan.actions) })).actions).toEqual([])
})

it('a label that was taken off is put on again', async () => {
  const hub = onIssue(told, number, { labels: ['deres'] })
  expect((await propose(one, { hub })).actions).toEqual([
    { kind: 'label', on: number, add: ['ønsket virksomhet'], remove: [] },
  ])
})

it('it waits while the programme is paused', async () => {
  const reason = '{ nb: Ferie, nn: Ferie, en: Holiday }'
  const pause = `pause: { from: 2026-11-01, reason: ${reason} }\nconfirmation:`
  const paused = state('c1', { ...apart, [need]: wish(need), ...edited(settings, ['confirmation:', pause]) })
  expect((await propose(paused)).actions).toEqual([])
})
