/** Proposals, when the program dies on the way or runs twice at once: nobody is asked twice, and nothing is forgotten. */
import { describe, expect, it } from 'vitest'
import { endures, survives, type Trial } from './crashes.ts'
import * as scenes from './form-scenes.ts'
import * as proposals from './proposal-scenes.ts'
import { type Teller, textOf } from './story.ts'

const { need, agreementFile, branch } = proposals
const wish = 'partners: { wished: ["974760673"] }\n'
const files = { [need]: textOf(need) + wish }

const run: Trial<void>['run'] = ({ run }) => run('propose', { quiet: true })

/** A proposal that is out, and an issue about a wish; and what happens then. */
function afterwards(happens: (teller: Teller) => Promise<unknown>): Trial<void> {
  const begin = async (teller: Teller) => {
    await run(teller)
    await happens(teller)
  }
  return { files, begin, run }
}

const shorter = ({ bench }: Teller) => proposals.change(bench, need, ['max: 100', 'max: 60'])
const withdrawn = 'withdrawn: { date: 2026-11-20, reason: Vi har ikke tid }\n'

const trials: Readonly<Record<string, Trial<void>>> = {
  'a new proposal, and a new wish': { files, begin: async () => {}, run },
  'a need that has changed': afterwards(shorter),
  'a need that is withdrawn': afterwards(({ bench }) => proposals.change(bench, need, [wish, withdrawn])),
  'a proposal that a person has closed': afterwards(({ bench }) =>
    scenes.close(bench, 'kontoret-example', 1),
  ),
  'a proposal that a person has changed, and then its need has': afterwards(async (teller) => {
    const { bench } = teller
    const text = (await bench.files(branch))[agreementFile] ?? ''
    await bench.push('kontoret-example', branch, { [agreementFile]: proposals.answered(text) })
    await run(teller)
    await shorter(teller)
  }),
  'a proposal that a person has closed, and then its need has changed': afterwards(async (teller) => {
    await scenes.close(teller.bench, 'kontoret-example', 1)
    await run(teller)
    await shorter(teller)
  }),
}

const names = Object.keys(trials)
const trialOf = (name: string) => trials[name] as Trial<void>

describe('a run that dies and is run again leaves what one run would have left', () => {
  it.each(names)('after any write: %s', async (name) => {
    expect(await survives(trialOf(name))).toBeGreaterThan(0)
  })
})

describe('two runs at once, and one more, leave what one run would have left', () => {
  it('of a proposal that is new', async () => {
    expect(await endures({ begin: async () => {}, run })).toBeGreaterThan(5)
  })

  it('of a proposal whose need has changed', async () => {
    expect(await endures(trialOf('a need that has changed'))).toBeGreaterThan(3)
  })

  it('of a wish; an issue that is one too many is closed', async () => {
    const open: Trial<void>['alike'] = ({ issues }) => issues.filter(({ state }) => state === 'open')
    expect(await endures({ files, begin: async () => {}, run, alike: open })).toBeGreaterThan(5)
  })

  it('of a proposal that is closed, though the reason may then be said twice', async () => {
    const once: Trial<void>['alike'] = ({ branches, issues }) => ({
      branches,
      issues: issues.map((one) => ({ ...one, comments: [...new Set(one.comments.map(({ body }) => body))] })),
    })
    expect(await endures({ ...trialOf('a need that is withdrawn'), alike: once })).toBeGreaterThan(1)
  })
})
