/** Pausen: every day that something must be done by stands still, and all by the same reckoning. */
import { describe, expect, it } from 'vitest'
import { openingsIn } from '../../src/core/evaluation/openings.ts'
import { deadlineOf, expiryOf, isExpired } from '../../src/core/follow-up/pause.ts'
import { match } from '../../src/core/match/match.ts'
import type { Programme, Registration } from '../../src/core/model.ts'
import {
  milestones,
  programmeOf,
  settingsFile,
  settingsWith,
  storyFiles,
  textOf,
  treeOf,
} from '../follow-up/world.ts'
import { checkTree, line } from '../worlds.ts'

const reason = 'reason: { nb: Evaluering, nn: Evaluering, en: Evaluation }'
const pause = (days: string) => ({ [settingsFile]: settingsWith(`pause: { ${days}, ${reason} }\n`) })
const need = 'agencies/kld/needs/klimaregnskap.yaml'
/** Nothing has been agreed yet, so both are looking. */
const open = { 'agreements/kld-dfo/agreement.yaml': undefined }

function registration({ registrations }: Programme): Registration {
  const one = registrations.get('kld.klimaregnskap')
  if (!one) throw new Error('the need is not there')
  return one
}

function lastDay(files: Readonly<Record<string, string | undefined>>): string | undefined {
  const programme = programmeOf({ ...open, ...files })
  return programme.settings && expiryOf(registration(programme), programme.settings)
}

describe('a registration confirmed on 5 November 2026', () => {
  it.each([
    ['without a pause', '', '2027-11-05'],
    ['a pause of thirty days', 'from: 2027-03-01, to: 2027-03-30', '2027-12-05'],
    ['a pause before it was confirmed', 'from: 2026-03-01, to: 2026-03-30', '2027-11-05'],
    ['one that began before', 'from: 2026-11-01, to: 2026-11-10', '2027-11-11'],
    ['one after its last day', 'from: 2027-11-06, to: 2027-12-01', '2027-11-05'],
    ['one that begins on its last day', 'from: 2027-11-05, to: 2027-11-06', '2027-11-07'],
    ['over a leap day', 'from: 2027-06-01, to: 2028-05-31', '2028-11-05'],
  ])('%s', (_what, days, last) => {
    expect(lastDay(days === '' ? {} : pause(days))).toBe(last)
  })

  it('has no last day while the pause has no end, and is not expired', () => {
    const programme = programmeOf({ ...open, ...pause('from: 2027-03-01') })
    expect(lastDay(pause('from: 2027-03-01'))).toBeUndefined()
    expect(programme.settings && isExpired(registration(programme), programme.settings, '2030-01-01')).toBe(
      false,
    )
  })

  it('takes part in matching for as many days more', async () => {
    const longer = textOf(need).replace('to: 2027-12-15', 'to: 2028-12-15')
    const both = {
      ...open,
      [need]: longer,
      'agencies/dfo/offers/klimadata.yaml': textOf('agencies/dfo/offers/klimadata.yaml').replace(
        'to: 2027-12-15',
        'to: 2028-12-15',
      ),
    }
    const on = async (files: object, today: string) =>
      (await match(programmeOf({ ...both, ...files }), today)).proposals.length
    expect(await on({}, '2027-11-20')).toBe(0)
    expect(await on(pause('from: 2027-03-01, to: 2027-03-30'), '2027-11-20')).toBe(1)
    expect(await on(pause('from: 2027-03-01, to: 2027-03-30'), '2027-12-06')).toBe(0)
  })

  it('is not called old by the rules before then', () => {
    const codes = (files: object, today: string) =>
      checkTree(treeOf({ ...open, ...files }), today)
        .map(line)
        .filter((found) => found.includes('confirmed-long-ago'))
    expect(codes({}, '2027-11-20')).toHaveLength(2)
    expect(codes(pause('from: 2027-03-01, to: 2027-03-30'), '2027-11-20')).toEqual([])
  })
})

describe('the deadline of a round', () => {
  const round = {
    id: 'r',
    name: { nb: '', nn: '', en: '' },
    opens: '2026-09-15',
    deadline: '2026-12-15',
    from: '2027-01-15',
    to: '2027-12-31',
  }
  const text = { nb: '', nn: '', en: '' }

  it.each([
    ['is later by the days of a pause in it', { from: '2026-10-01', to: '2026-10-10' }, '2026-12-25'],
    [
      'is where it was after a pause before it opened',
      { from: '2026-01-01', to: '2026-06-30' },
      '2026-12-15',
    ],
    ['is not known while the pause has no end', { from: '2026-10-01' }, undefined],
  ])('%s', (_what, days, deadline) => {
    expect(deadlineOf(round, { ...days, reason: text })).toBe(deadline)
  })

  it('nobody is late who comes within those days', () => {
    const late = textOf(need)
      .replace('date: 2026-11-05', 'date: 2026-12-20')
      .replace('confirmed: 2026-11-05', 'confirmed: 2026-12-20')
    const codes = (files: object) =>
      checkTree(treeOf({ ...open, [need]: late, ...files }), '2026-12-28')
        .map(line)
        .filter((found) => found.includes('after-deadline'))
    expect(codes({})).toHaveLength(1)
    expect(codes(pause('from: 2026-10-01, to: 2026-10-10'))).toEqual([])
    expect(codes(pause('from: 2026-10-01'))).toEqual([])
  })
})

describe('an agreement that is terminated', () => {
  const terminated = (date: string) => {
    const files = storyFiles()
    const agreement = files['agreements/kld-dfo/agreement.yaml'] ?? ''
    return {
      ...files,
      'agreements/kld-dfo/agreement.yaml': `${agreement}termination: { date: ${date}, by: kld, reason: Omorganisering }\n`,
    }
  }
  const asked = (date: string, today: string) =>
    milestones(terminated(date), today)
      .filter(({ about }) => about.kind === 'evaluation')
      .map(({ id, opens, state }) => [id, opens, state])

  it('while somebody is away: what was learned until then is asked for', () => {
    expect(asked('2027-06-01', '2027-06-02')).toEqual([['kld-dfo/ut-1/evaluation.end', '2027-06-01', 'due']])
  })

  it('and may be answered from that day, not only from the day that was agreed', () => {
    const stagesOn = (today: string) => [
      ...new Set(openingsIn(programmeOf(terminated('2027-06-01')), today).map(({ stage }) => stage)),
    ]
    expect(stagesOn('2027-05-31')).not.toContain('end')
    expect(stagesOn('2027-06-01')).toContain('end')
    const written = (date: string) =>
      `exchange: ut-1\nstage: end\nby: host\ndate: ${date}\nlanguage: nb\nratings: { learning: 4 }\nlearned: Mye\n`
    const found = (date: string) => {
      const file = 'agreements/kld-dfo/evaluations/ut-1-end-host.yaml'
      const tree = treeOf({ ...terminated('2027-06-01'), [file]: written(date) })
      return checkTree(tree, '2027-06-10').map(({ code }) => code)
    }
    expect(found('2027-05-31')).toContain('evaluation/too-early')
    expect(found('2027-06-01')).not.toContain('evaluation/too-early')
  })

  it('before anybody has begun: nothing is asked', () => {
    expect(asked('2027-03-01', '2027-03-02')).toEqual([])
  })

  it('and no talk or meeting after that day', () => {
    const after = milestones(terminated('2027-06-01'), '2027-06-02').filter(
      ({ about, planned }) => about.kind === 'plan' && planned >= '2027-06-01',
    )
    expect(after).toEqual([])
  })
})
