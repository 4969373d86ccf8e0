/** Sammenslåing: the old agency stays as history, and whoever took over answers for it. */
import { describe, expect, it } from 'vitest'
import { approversOf, authority, voiceOf } from '../../src/core/authority.ts'
import { milestonesIn } from '../../src/core/follow-up/milestones.ts'
import { match } from '../../src/core/match/match.ts'
import { mergerOf } from '../../src/core/merging.ts'
import type { Programme } from '../../src/core/model.ts'
import { isCalled, predecessorsOf, successorOf } from '../../src/core/succession.ts'
import { type Files, programmeOf, storyFiles, textOf, treeOf } from '../follow-up/world.ts'
import { checkTree, line } from '../worlds.ts'

const agency = (number: string, name: string, more = '') => `organisationNumber: "${number}"
name: { nb: ${name}, nn: ${name} }
shortName: ${name}
language: nb
municipality: Oslo
contact: { role: HR, email: hr@${name.toLowerCase()}.example.no }
approvers: [{ login: ${name.toLowerCase()}-example, id: ${number} }]
${more}`
const into = (slug: string) => `mergedInto: { agency: ${slug}, date: 2026-11-01 }\n`
const need = 'agencies/kld/needs/klimaregnskap.yaml'

/** NVE went into Miljødirektoratet, which went into DFØ. */
const chain: Files = {
  'agencies/nve/agency.yaml': agency('970205039', 'Nve', into('miljodir')),
  'agencies/miljodir/agency.yaml': agency('999601391', 'Miljodir', into('dfo')),
}

describe('who answers', () => {
  const { agencies } = programmeOf(chain)

  it('is found through every step, by folder and by any of the old numbers', () => {
    expect(successorOf('nve', agencies)).toBe('dfo')
    expect(predecessorsOf('dfo', agencies)).toEqual(['miljodir', 'nve'])
    for (const name of ['dfo', 'nve', 'miljodir', '970205039', '999601391', '986252932'])
      expect(isCalled('dfo', name, agencies), name).toBe(true)
    expect(isCalled('kld', '970205039', agencies)).toBe(false)
    // Nobody is found by the name of whoever has gone.
    expect(isCalled('nve', 'dfo', agencies)).toBe(false)
  })

  it('ends where a circle would begin', () => {
    const circle = programmeOf({
      ...chain,
      'agencies/dfo/agency.yaml': `${textOf('agencies/dfo/agency.yaml')}${into('nve')}`,
    })
    expect(['nve', 'miljodir', 'dfo']).toContain(successorOf('nve', circle.agencies))
  })
})

describe('approving', () => {
  const merged = `${textOf('agencies/kld/agency.yaml')}${into('dfo')}`
  const demands = (path: string, base: Programme, head: Programme, author: number) =>
    authority({
      base,
      head: { commit: 'c', programme: head },
      changes: [{ path, kind: 'changed' }],
      author: { login: 'a', id: author },
      byAuthorAlone: true,
      approvals: [],
    }).demands.map(({ who, satisfiedBy }) => [who, satisfiedBy !== undefined])

  it('is for those of the successor from then on, and no longer for those of the old', () => {
    const programme = programmeOf({ 'agencies/kld/agency.yaml': merged })
    expect(voiceOf(programme, 'kld')).toBe('dfo')
    expect(approversOf(programme, voiceOf(programme, 'kld')).map(({ login }) => login)).toEqual([
      'dfo-example',
    ])
  })

  it('a merger must be approved by both and by the office: nobody takes over what others have signed alone', () => {
    const [base, head] = [programmeOf({}), programmeOf({ 'agencies/kld/agency.yaml': merged })]
    expect(demands('agencies/kld/agency.yaml', base, head, 9000000003)).toEqual([
      ['dfo', false],
      ['kld', true],
      ['office', false],
    ])
    // And so must its undoing.
    expect(demands('agencies/kld/agency.yaml', head, base, 9000000002)).toEqual([
      ['dfo', true],
      ['office', false],
    ])
  })
})

it('a wish by the old number is a wish for the successor, and nobody is invited who has become part of a member', async () => {
  const wish = textOf(need).replace(
    'matchingHelp: true',
    'partners: { wished: ["970205039"] }\nmatchingHelp: true',
  )
  const files = { ...chain, [need]: wish, 'agreements/kld-dfo/agreement.yaml': undefined }
  const { proposals, wanted } = await match(programmeOf(files), '2026-11-22')
  const points = proposals[0]?.reasons.find(({ part }) => part === 'wish')
  expect(points?.points).toBeGreaterThan(0)
  expect(wanted).toEqual([])
  const excluded = { ...files, [need]: wish.replace('wished', 'excluded') }
  expect((await match(programmeOf(excluded), '2026-11-22')).proposals).toEqual([])
})

it('follow-up turns to the successor, and the agreement names its party as it was', () => {
  const merged = `${textOf('agencies/kld/agency.yaml')}mergedInto: { agency: nav, date: 2027-02-10 }\n`
  const files = {
    ...storyFiles(),
    'agencies/kld/agency.yaml': merged,
    'agencies/nav/agency.yaml': agency('889640782', 'Nav'),
  }
  const programme = programmeOf(files)
  const who = new Set(milestonesIn(programme, '2027-03-01').flatMap((one) => one.who))
  expect([...who].sort()).toEqual(['dfo', 'nav'])
  expect(programme.agreements.get('kld-dfo')?.parties.map(({ agency: slug }) => slug)).toEqual(['kld', 'dfo'])
})

describe('the files of a merger', () => {
  const text = textOf(need).replace(
    'matchingHelp: true',
    'partners: { wished: [dfo, "970205039"] } # venner\nmatchingHelp: true',
  )
  const files: Files = {
    'agreements/kld-dfo/agreement.yaml': undefined,
    [need]: text,
    'agencies/nve/agency.yaml': agency('970205039', 'Nve'),
  }

  function merged(more: Files = {}) {
    const all = { ...files, ...more }
    const programme = programmeOf(all)
    const [old, dfo] = [programme.agencies.get('kld'), programme.agencies.get('dfo')]
    if (!old || !dfo) throw new Error('an agency is not there')
    const textIn = (path: string) => all[path] ?? textOf(path)
    const merger = mergerOf({
      old,
      into: dfo,
      date: '2026-11-20',
      today: '2026-11-22',
      programme,
      reason: 'Flyttet',
      textOf: textIn,
    })
    const after = {
      ...all,
      ...Object.fromEntries(merger.files.map(({ path, text: written }) => [path, written])),
    }
    return { merger, after }
  }

  it('move what is open, withdraw it where it was, and leave nothing half done', () => {
    const { merger, after } = merged()
    expect(merger.files.map(({ path, what }) => [path, what])).toEqual([
      ['agencies/dfo/needs/klimaregnskap.yaml', 'moved'],
      [need, 'withdrawn'],
      ['agencies/kld/agency.yaml', 'agency'],
    ])
    const errors = checkTree(treeOf(after), '2026-11-22').filter(({ severity }) => severity === 'error')
    expect(errors.map(line)).toEqual([])
    const moved = programmeOf(after).registrations.get('dfo.klimaregnskap')
    expect(moved?.title).toBe('Klimaregnskap i etatsstyringen')
    expect(moved?.partners.wished).toEqual(['970205039'])
  })

  it('take another name where that is taken', () => {
    const { merger } = merged({
      'agencies/dfo/offers/klimaregnskap.yaml': textOf('agencies/dfo/offers/klimadata.yaml'),
    })
    expect(merger.files[0]?.path).toBe('agencies/dfo/needs/klimaregnskap-kld.yaml')
  })

  it('leave what has become an agreement, and tell of what is not signed', () => {
    const { merger } = merged({
      'agreements/kld-dfo/agreement.yaml': textOf('agreements/kld-dfo/agreement.yaml'),
    })
    expect(merger.files.map(({ what }) => what)).toEqual(['agency'])
    expect(merger.kept).toEqual(['kld.klimaregnskap'])
    expect(merger.unsigned).toEqual(['kld-dfo'])
  })
})
