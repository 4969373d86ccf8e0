/** `follow-up` as people run it: what is to be done, and calendars whose entries grow newer with Git. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { change, cleanUp, commit, git, mobilitet, world } from '../tool.ts'
import { agreementFile, settingsFile, settingsWith, storyFiles } from './world.ts'

afterAll(cleanUp)

const files = storyFiles()
const on = (today: string) => ['--today', today]

describe('what is to be done', () => {
  it('is told by agreement and by agency', () => {
    const { code, out } = mobilitet(world(files), ['follow-up', ...on('2027-03-10')])
    expect(code).toBe(0)
    expect(out).toContain(
      'Kompetansesamarbeid om klimaregnskap (kld-dfo)\n  • 1. mars 2027: Forberedelse (ut-1). Ansvar: KLD og DFØ. Fristen var for 9 dager siden.',
    )
    expect(out).toContain('FRISTEN ER UTE (1)')
    expect(out).toContain('BØR GJØRES NÅ (1)')
    expect(out).toContain('• KLD: 1 over fristen, 1 å gjøre nå')
  })

  it.each([
    ['nn', 'BØR GJERAST NO (1)', 'Førebuing'],
    ['en', 'DUE NOW (1)', 'Responsible: KLD and DFØ.'],
  ])('in %s', (language, heading) => {
    const { out } = mobilitet(world(files), ['follow-up', '--language', language, ...on('2027-03-10')])
    expect(out).toContain(heading)
  })

  it('as JSON, with the day it would have been and what has not been answered', () => {
    const { out } = mobilitet(world(files), ['follow-up', '--format', 'json', ...on('2027-09-20')])
    const { today, paused, milestones } = JSON.parse(out) as {
      today: string
      paused: boolean
      milestones: object[]
    }
    expect([today, paused]).toEqual(['2027-09-20', false])
    expect(milestones).toContainEqual({
      id: 'kld-dfo/ut-1/evaluation.end',
      agreement: 'kld-dfo',
      exchange: 'ut-1',
      opens: '2027-09-14',
      date: '2027-10-05',
      planned: '2027-10-05',
      who: ['kld', 'dfo'],
      awaits: ['sender', 'host'],
      state: 'due',
      late: 0,
      evaluation: 'end',
    })
  })

  it('is nothing where nothing is signed', () => {
    expect(mobilitet(world(), ['follow-up', ...on('2027-03-10')])).toMatchObject({
      code: 0,
      out: 'Ingenting må gjøres nå.\n',
    })
  })

  it('nobody knows without settings', () => {
    const { code, err } = mobilitet(world({ [settingsFile]: 'name: [\n' }), [
      'follow-up',
      ...on('2027-03-10'),
    ])
    expect(code).toBe(2)
    expect(err).toContain('programme/programme.yaml')
  })

  it('in a pause it is said that there is one', () => {
    const pause = 'pause: { from: 2027-03-05, reason: { nb: Korona, nn: Korona, en: Corona } }\n'
    const { out } = mobilitet(world({ ...files, [settingsFile]: settingsWith(pause) }), [
      'follow-up',
      ...on('2027-03-10'),
    ])
    expect(out).toMatch(/^Programmet har pause fra 5\. mars 2027\./)
    expect(out).not.toContain('FRISTEN ER UTE')
  })
})

describe('calendars', () => {
  const sequences = (folder: string) =>
    [...readFileSync(join(folder, 'ut/agreements/kld-dfo.nb.ics'), 'utf8').matchAll(/^SEQUENCE:(\d+)/gm)].map(
      ([, number]) => Number(number),
    )
  const writes = (folder: string, today = '2027-03-10') =>
    mobilitet(folder, ['follow-up', '--out', 'ut', ...on(today)])

  it('are newer for each commit that can have moved a day, and for no other', () => {
    const folder = world(files)
    commit(folder)
    expect(writes(folder).code).toBe(0)
    const first = sequences(folder)
    expect(new Set(first)).toEqual(new Set([1]))
    change(folder, { 'agencies/kld/needs/klimaregnskap.yaml': undefined })
    git(folder, 'commit', '-qam', 'Noe annet')
    writes(folder)
    expect(sequences(folder)).toEqual(first)
    change(folder, { [settingsFile]: settingsWith().replace('offsetDays: -14', 'offsetDays: -21') })
    git(folder, 'commit', '-qam', 'En uke før')
    writes(folder)
    expect(new Set(sequences(folder))).toEqual(new Set([2]))
  })

  it('have the same bytes on any day', () => {
    const folder = world(files)
    commit(folder)
    const bytes = (today: string) => {
      writes(folder, today)
      const names = readdirSync(join(folder, 'ut'), { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.ics'),
      )
      return names.sort().map((name) => [name, readFileSync(join(folder, 'ut', name), 'utf8')])
    }
    expect(bytes('2030-01-01')).toEqual(bytes('2027-01-21'))
  })

  it('are refused where older history was left out', () => {
    const folder = world(files)
    commit(folder)
    change(folder, { [agreementFile]: `${files[agreementFile]}# Endret\n` })
    git(folder, 'commit', '-qam', 'To')
    const shallow = world()
    git(shallow, 'clone', '-q', '--depth', '1', `file://${folder}`, 'kopi')
    const { code, err } = writes(join(shallow, 'kopi'))
    expect(code).toBe(1)
    expect(err).toContain('git fetch --unshallow')
  })

  it('say outside Git that nobody knows which is newest', () => {
    const folder = world(files)
    const { code, err } = writes(folder)
    expect([code, err]).toEqual([0, expect.stringContaining('ikke under Git')])
  })

  it('are not laid among the programme’s own files, nor written when GitHub is asked', () => {
    const folder = world(files)
    expect(mobilitet(folder, ['follow-up', '--out', 'agreements', ...on('2027-03-10')]).code).toBe(64)
    expect(mobilitet(folder, ['follow-up', '--out', 'ut', '--apply', ...on('2027-03-10')]).code).toBe(64)
  })
})
