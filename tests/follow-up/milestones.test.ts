/** Milestones: what is to happen under an agreement, when, and whether it has. */
import { describe, expect, it } from 'vitest'
import {
  agreementFile,
  type Change,
  followUpFile,
  milestones,
  programmeOf,
  settingsFile,
  settingsWith,
  signed,
  storyFiles,
  textOf,
  told,
} from './world.ts'

const early = '2027-01-21'
const short: readonly Change[] = [
  ['form: secondment', 'form: short-exchange'],
  ['period: { from: 2027-03-15, to: 2027-09-14 }', 'period: { from: 2027-03-15, to: 2027-04-11 }'],
]
const done = (...entries: readonly string[]) => ({
  [followUpFile]: `done:\n${entries.map((entry) => `  - { ${entry} }\n`).join('')}`,
})

it('a secondment of half a year has a whole ladder, on working days', () => {
  expect(told(milestones(storyFiles(), early))).toEqual([
    '2027-03-01 ut-1/forberedelse coming',
    // 20 March is a Saturday.
    '2027-03-22 ut-1/oppstart coming',
    '2027-06-14 ut-1/midtveis coming',
    '2027-07-16 ut-1/seksti coming',
    // 15 August is a Sunday.
    '2027-08-16 ut-1/tretti coming',
    '2027-09-14 ut-1/slutt coming',
    '2027-10-05 ut-1/evaluation.end coming',
    '2027-10-12 ut-1/deling coming',
    '2027-11-01 gjennomgang coming',
  ])
})

it('a short exchange has a shorter one', () => {
  const names = milestones(storyFiles(short), early).map(({ id }) => id.replace('kld-dfo/', ''))
  expect(names).toEqual([
    ...[
      'ut-1/forberedelse',
      'ut-1/oppstart',
      'ut-1/slutt',
      'ut-1/evaluation.end',
      'ut-1/deling',
      'gjennomgang',
    ],
  ])
})

it('an agreement that is itself short is not looked over before it has begun', () => {
  const brief: readonly Change[] = [
    ...short,
    ['validity: { from: 2027-02-01, to: 2027-12-31 }', 'validity: { from: 2027-03-15, to: 2027-04-11 }'],
  ]
  const names = milestones(storyFiles(brief), early).map(({ id }) => id)
  expect(names).toContain('kld-dfo/ut-1/slutt')
  expect(names).not.toContain('kld-dfo/gjennomgang')
})

it('the last talk is held before the last day when that is a Sunday, not after it', () => {
  const [talk] = milestones(storyFiles(short), early).filter(({ id }) => id.endsWith('slutt'))
  expect(talk?.date).toBe('2027-04-09')
})

describe('a rotation', () => {
  const swap = textOf(agreementFile)
    .replace('form: secondment', 'form: rotation')
    .replace(
      'terms:\n',
      `  - id: ut-2
    form: rotation
    from: dfo
    to: kld
    employer: sender
    payer: sender
    period: { from: 2027-04-01, to: 2027-10-29 }
    workload: 100
    place: { municipality: Oslo, presence: on-site }
    tasks: Hospitanten ser på styring.
    learningGoals:
      - Kunne styre etter klimamål
terms:
`,
    )
  const all = milestones({ [settingsFile]: settingsWith(), [agreementFile]: signed(swap) }, early)

  it('has one ladder for each exchange and one for the whole', () => {
    const of = (name: string) => all.filter(({ id }) => id.endsWith(`/${name}`)).map(({ id }) => id)
    expect(of('oppstart')).toEqual(['kld-dfo/ut-1/oppstart', 'kld-dfo/ut-2/oppstart'])
    expect(of('felles')).toEqual(['kld-dfo/felles'])
  })

  it('the whole begins with the first exchange, and all parties are responsible', () => {
    expect(all.find(({ id }) => id === 'kld-dfo/felles')).toMatchObject({
      date: '2027-02-22',
      who: ['kld', 'dfo'],
    })
  })

  it('responsible for sharing is the agency that sent somebody', () => {
    const who = all.filter(({ id }) => id.endsWith('/deling')).map((one) => one.who)
    expect(who).toEqual([['kld'], ['dfo']])
  })
})

describe('there are none', () => {
  it('before all have signed', () => {
    expect(milestones({ [settingsFile]: settingsWith() }, early)).toEqual([])
  })

  it('when the terms are changed after they were signed, until they are signed again', () => {
    const files = storyFiles()
    const changed = files[agreementFile]?.replace('workload: 100', 'workload: 80')
    expect(milestones({ ...files, [agreementFile]: changed }, early)).toEqual([])
  })

  it('from the day the agreement is terminated', () => {
    const files = storyFiles()
    const ended = `${files[agreementFile]}termination: { date: 2027-06-01, by: kld, reason: Omorganisering }\n`
    expect(told(milestones({ ...files, [agreementFile]: ended }, '2027-05-30'))).toEqual([
      '2027-03-01 ut-1/forberedelse overdue',
      '2027-03-22 ut-1/oppstart overdue',
      '2027-06-22 ut-1/evaluation.end coming',
    ])
    const after = milestones({ ...files, [agreementFile]: ended }, '2027-06-01')
    const talks = after.filter(({ about }) => about.kind === 'plan')
    expect(talks.every(({ state }) => state === 'lapsed')).toBe(true)
  })

  it('of an exchange that was called off before its first day', () => {
    const files = storyFiles()
    const off = files[agreementFile]?.replace(
      'learningGoals:',
      'ended: { date: 2027-03-01, reason: Hospitanten kunne ikke }\n    learningGoals:',
    )
    expect(milestones({ ...files, [agreementFile]: off }, early).filter(({ exchange }) => exchange)).toEqual(
      [],
    )
  })
})

it('an exchange that ends early is reckoned from the day it ended', () => {
  const files = storyFiles()
  const ended = files[agreementFile]?.replace(
    'learningGoals:',
    'ended: { date: 2027-05-28, reason: Oppgaven var løst }\n    learningGoals:',
  )
  const all = milestones({ ...files, [agreementFile]: ended }, early)
  expect(all.find(({ id }) => id.endsWith('/slutt'))?.date).toBe('2027-05-28')
  expect(all.find(({ id }) => id.endsWith('/evaluation.end'))?.date).toBe('2027-06-18')
})

it('nobody is asked for anything before the agreement was signed', () => {
  const late: Change = ['from: 2027-03-15', 'from: 2027-01-25']
  const files = storyFiles([late, ['validity: { from: 2027-02-01', 'validity: { from: 2027-01-01']])
  expect(milestones(files, early)[0]).toMatchObject({ id: 'kld-dfo/ut-1/forberedelse', date: '2027-01-20' })
})

describe('a milestone', () => {
  const state = (name: string, today: string, files = storyFiles()) =>
    milestones(files, today).find(({ id }) => id.endsWith(name))?.state

  it.each([
    ['2027-02-14', 'coming'],
    ['2027-02-15', 'due'],
    ['2027-03-01', 'due'],
    ['2027-03-02', 'overdue'],
    ['2027-05-30', 'overdue'],
    ['2027-05-31', 'lapsed'],
  ])('of 1 March is on %s %s', (today, wanted) => {
    expect(state('forberedelse', today)).toBe(wanted)
  })

  it('is done when the repository says so, whatever day it is', () => {
    const files = storyFiles([], done('milestone: forberedelse, exchange: ut-1, date: 2027-02-26'))
    for (const today of ['2027-01-21', '2027-03-01', '2028-01-01'])
      expect(state('forberedelse', today, files)).toBe('done')
  })

  it('of one exchange is not done by another', () => {
    const files = storyFiles([], done('milestone: forberedelse, exchange: ut-2, date: 2027-02-26'))
    expect(state('forberedelse', '2027-03-02', files)).toBe('overdue')
  })
})

describe('an evaluation', () => {
  const answer = (by: string) => ({
    [`agreements/kld-dfo/evaluations/ut-1-end-${by}.yaml`]: `exchange: ut-1
stage: end
by: ${by}
date: 2027-09-20
language: nb
ratings: { learning: 4 }
learned: Mye.
`,
  })
  const of = (files: Readonly<Record<string, string | undefined>>, today: string) =>
    milestones(files, today).find(({ id }) => id.endsWith('evaluation.end'))

  it('is due from the last day of the exchange, and awaits each who must answer', () => {
    expect(of(storyFiles(), '2027-09-14')).toMatchObject({
      state: 'due',
      awaits: ['sender', 'host'],
      who: ['kld', 'dfo'],
    })
  })

  it('awaits who has not answered', () => {
    const files = storyFiles([], answer('host'))
    expect(of(files, '2027-09-21')).toMatchObject({ state: 'due', awaits: ['sender'], who: ['kld'] })
  })

  it('is done when all have', () => {
    const files = storyFiles([], { ...answer('host'), ...answer('sender') })
    expect(of(files, '2027-09-21')).toMatchObject({ state: 'done', awaits: [], done: '2027-09-20' })
  })
})

describe('while the programme pauses', () => {
  const reason = 'reason: { nb: Korona, nn: Korona, en: Corona }'
  const paused = (days: string, files = {}) => ({
    ...storyFiles([], files),
    [settingsFile]: settingsWith(`pause: { ${days}, ${reason} }\n`),
  })

  it('nothing is overdue, and nobody need do anything', () => {
    const all = milestones(paused('from: 2027-03-10, to: 2027-04-30'), '2027-04-20')
    expect(told(all).slice(0, 2)).toEqual([
      '2027-03-01 ut-1/forberedelse paused',
      '2027-05-13 ut-1/oppstart paused',
    ])
  })

  it('what would fall in it comes after it, with the twelve days of notice that were left', () => {
    const all = milestones(paused('from: 2027-03-10, to: 2027-04-30'), early)
    expect(all.find(({ id }) => id.endsWith('/oppstart'))).toMatchObject({
      planned: '2027-03-22',
      date: '2027-05-13',
    })
  })

  it('what was late before it is as late after it', () => {
    const lateness = (today: string) => milestones(paused('from: 2027-03-10, to: 2027-04-30'), today)[0]?.late
    expect([lateness('2027-03-09'), lateness('2027-05-01')]).toEqual([8, 9])
  })

  it('a deadline that runs has as many days left when it is over', () => {
    const all = milestones(paused('from: 2027-09-20, to: 2027-10-03'), early)
    expect(all.find(({ id }) => id.endsWith('evaluation.end'))?.date).toBe('2027-10-19')
  })

  it('nobody knows the day while nobody knows the end', () => {
    const all = milestones(paused('from: 2027-03-10'), '2027-06-01')
    expect(told(all).filter((line) => !line.startsWith('–'))).toEqual(['2027-03-01 ut-1/forberedelse paused'])
    expect(told(all)).toContain('– ut-1/oppstart paused')
  })
})

it('a programme without milestones and without required evaluations asks for nothing', () => {
  const files = storyFiles()
  const quiet = textOf(settingsFile).replace(/required: .*/, 'required: []')
  expect(programmeOf({ ...files, [settingsFile]: quiet }).settings?.evaluation.required).toEqual([])
  expect(milestones({ ...files, [settingsFile]: quiet }, early)).toEqual([])
})
