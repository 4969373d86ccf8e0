/** Reminders, when the program dies on the way or runs twice at once: nobody is reminded twice, and nothing is forgotten. */
import { describe, expect, it } from 'vitest'
import { endures, survives, type Trial } from './crashes.ts'
import * as scenes from './follow-up-scenes.ts'

const on =
  (today: string): Trial<void>['run'] =>
  ({ run }) =>
    run('follow-up', { today, quiet: true })

const trials: Readonly<Record<string, Trial<void>>> = {
  'a milestone it is time for': { files: scenes.files(), begin: async () => {}, run: on(scenes.due) },
  'one that has become late, while another is to be opened': {
    files: scenes.files(),
    begin: async (teller) => void (await scenes.runs(teller, scenes.due)),
    run: on(scenes.late),
  },
  'one that is done': {
    files: scenes.files(),
    begin: async (teller) => {
      await scenes.runs(teller, scenes.due)
      await scenes.saysDone(teller.bench)
    },
    run: on('2027-02-27'),
  },
  'one that is done no longer': {
    files: scenes.files(),
    begin: async (teller) => {
      await scenes.runs(teller, scenes.due)
      await scenes.saysDone(teller.bench)
      await scenes.runs(teller, '2027-02-27')
      await scenes.saysDone(teller.bench, 'done: []\n')
    },
    run: on('2027-02-27'),
  },
}

const trialOf = (name: string) => trials[name] as Trial<void>

describe('a run that dies and is run again leaves what one run would have left', () => {
  it.each(Object.keys(trials))('after any write: %s', async (name) => {
    expect(await survives(trialOf(name))).toBeGreaterThan(0)
  })

  it('also when GitHub fails instead of answering', async () => {
    expect(await survives(trialOf('a milestone it is time for'), 'bad gateway')).toBeGreaterThan(0)
  })
})

describe('two runs at once, and one more, leave what one run would have left', () => {
  const open: Trial<void>['alike'] = ({ issues }) => issues.filter(({ state }) => state === 'open')

  it('of what is new; an issue that is one too many is closed', async () => {
    const trial = { ...trialOf('a milestone it is time for'), alike: open }
    expect(await endures(trial)).toBeGreaterThan(0)
  })

  it('of what is done', async () => {
    expect(await endures(trialOf('one that is done'))).toBeGreaterThan(1)
  })
})
