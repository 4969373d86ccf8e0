/**
 * Reviews and commands, when the program dies on the way, runs twice at once, or is told to wait: there is one live
 * comment, one review with suggestions, and one merge.
 */
import { describe, expect, it } from 'vitest'
import { collides, endures, survives, type Trial } from './crashes.ts'
import { automatic, need, ours, proposes, reviewed, titled, written } from './review-scenes.ts'
import { type Teller, textOf, told } from './story.ts'

const misspelt = {
  [need]: textOf(need).replace('competences: [klimaregnskap]', 'competences: [klimaregskap]'),
}

/** By number, as the night does it: the head may have moved, and the pull request may be taken in. */
const review: Trial<number>['run'] = ({ run }, pull) =>
  run('review', { input: { pull: String(pull) }, quiet: true })

/** Something to mend, and a suggestion for it. */
const findings: Trial<number> = {
  begin: (teller) => proposes(teller, 'fremmed', 'Små rettelser', misspelt),
  run: review,
}

/** All have said yes, and nobody needs to look again. */
const approval: Trial<number> = {
  files: automatic,
  begin: async (teller) => {
    const pull = await proposes(teller, 'dfo-example', 'Tydeligere tittel', titled('Klimaregnskap for alle'))
    await reviewed(teller, pull)
    await teller.bench.review({ by: 'kld-example', pull, event: 'APPROVE' })
    return pull
  },
  run: review,
}

/** A party has said yes to a proposal of ours, and it is put down in the agreement. */
const acceptance: Trial<number> = {
  begin: async (teller) => {
    await teller.run('propose')
    await review(teller, 1)
    await teller.bench.review({ by: 'kld-example', pull: 1, event: 'APPROVE' })
    return 1
  },
  // The first gives the branch another head, and the second speaks of that.
  run: async (teller, pull) => {
    await review(teller, pull)
    await review(teller, pull)
  },
}

/** The verdict turns, and what was told of a fault is settled. */
const turned: Trial<number> = {
  begin: async (teller) => {
    const { bench } = teller
    const pull = await proposes(teller, 'fremmed', 'Små rettelser', misspelt)
    await reviewed(teller, pull)
    bench.before({ method: 'GET', path: new RegExp(`/pulls/${pull}/commits`) }, 'HTML')
    await reviewed(teller, pull)
    await bench.push('fremmed', 'endring', titled('Klimaregnskap for alle'), { onFork: true })
    return pull
  },
  run: review,
}

/** Somebody who may writes this on a pull request that waits for an answer. */
function command(body: string, files: Trial<number>['files'] = {}): Trial<number> {
  return {
    files,
    begin: async (teller) => {
      const pull = await proposes(
        teller,
        'dfo-example',
        'Tydeligere tittel',
        titled('Klimaregnskap for alle'),
      )
      await reviewed(teller, pull)
      return teller.bench.comment({ by: 'kld-example', on: pull, body })
    },
    run: ({ run }, comment) => run('command', { input: { comment: String(comment) }, quiet: true }),
  }
}

const heard = command('/godta', automatic)
const notUnderstood = command('/godtaa')

/** Many worlds are opened, one after the other. */
const patience = { timeout: 240_000 }

describe('a run that dies and is run again leaves what one run would have left', patience, () => {
  it.each([
    ['findings, with a suggestion', findings, 3],
    ['an approval, and what follows from it', approval, 4],
    ['a yes that is put down in a proposal', acceptance, 9],
    ['a verdict that turns after a fault', turned, 4],
    ['a command that is heard', heard, 5],
    ['a command that is not understood', notUnderstood, 2],
  ])('after any write: %s', async (_, trial, writes) => {
    expect(await survives(trial)).toBe(writes)
  })

  it('and so does one that GitHub fails, which is told, until it is told no longer', async () => {
    expect(await survives(approval, 'server error')).toBe(4)
  })
})

describe('two runs, and one more, leave what one run would have left', patience, () => {
  it.each([
    ['an approval, and what follows from it', approval, 4],
    ['a command that is not understood', notUnderstood, 2],
  ])('whichever overtakes the other: %s', async (_, trial, writes) => {
    expect(await endures(trial)).toBe(writes)
  })

  it.each([
    ['an approval, and what follows from it', approval],
    ['a yes that is put down in a proposal', acceptance],
    ['a verdict that turns after a fault', turned],
    ['a command that is heard', heard],
  ])('at once: %s', async (_, trial) => {
    await collides(trial)
  })
})

/** Lets something go wrong with an approval that is about to be taken in. */
async function meanwhile(trial: Trial<number>, tell: (teller: Teller, pull: number) => Promise<void>) {
  const { files = {}, begin } = trial
  await told('gjennomgang', { files, tell: async (teller) => tell(teller, await begin(teller)) })
}

const titleOn = async ({ bench }: Teller) => /^title: .*/m.exec((await bench.files('main'))[need] ?? '')?.[0]

it('two runs at once may suggest the same, but there is one live comment, and no run suggests it again', () =>
  meanwhile(findings, async (teller, pull) => {
    await Promise.all([review(teller, pull), review(teller, pull)])
    await review(teller, pull)
    expect(await ours(teller.bench, pull)).toHaveLength(1)
    expect(await written(teller, () => review(teller, pull))).toEqual([])
  }))

it.each(['secondary limit', 'secondary limit 429'] as const)('a %s is waited for', (ill) =>
  meanwhile(approval, async (teller, pull) => {
    for (const nth of [1, 3, 5]) teller.bench.before(nth, ill, 30)
    await review(teller, pull)
    expect(await titleOn(teller)).toBe('title: Klimaregnskap for alle')
    expect(await ours(teller.bench, pull)).toHaveLength(1)
  }),
)

it('a limit that is too long to wait for ends the run, and the next goes on from there', () =>
  meanwhile(approval, async (teller, pull) => {
    const { bench } = teller
    for (const nth of [2, 3]) bench.before(nth, 'primary limit', 3570)
    await review(teller, pull)
    expect(await titleOn(teller)).toBe('title: Klimaregnskap i etatsstyringen')
    await review(teller, pull)
    expect(await titleOn(teller)).toBe('title: Klimaregnskap for alle')
    expect(await ours(bench, pull)).toHaveLength(1)
  }))

it('a merge that is done but not heard of is no fault to tell of', () =>
  meanwhile(approval, async (teller, pull) => {
    teller.bench.after({ method: 'PUT', path: /\/merge$/ }, 'HTML')
    await review(teller, pull)
    expect(await titleOn(teller)).toBe('title: Klimaregnskap for alle')
    expect((await ours(teller.bench, pull)).join()).not.toContain('Noe gikk galt')
  }))
