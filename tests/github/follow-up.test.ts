/** Reminders on GitHub: one issue for each milestone and agreement, kept right, and closed when the repository says it is done. */
import { describe, expect, it } from 'vitest'
import { agreementFile, followUpFile, settingsFile, settingsWith, storyFiles } from '../follow-up/world.ts'
import * as scenes from './follow-up-scenes.ts'
import { type Story, type Teller, told } from './story.ts'

const { due, late, long, files, runs, isQuiet, issuesOn, commentsOn, saysDone } = scenes

const onBench = (tell: Story['tell'], more = {}) => told('', { files: files(more), tell })

/** That of the first milestone; never two of them. */
async function theIssue(teller: Teller) {
  const [issue, ...more] = (await issuesOn(teller)).filter(({ title }) => title.startsWith('Forberedelse'))
  if (!issue) throw new Error('there is no issue')
  expect(more).toEqual([])
  return issue
}

it('without --apply it says what it would do, and does nothing', async () => {
  await onBench(async (teller) => {
    expect(await runs(teller, due, true)).toContain('åpne en sak: Forberedelse: KLD → DFØ (ut-1)')
    expect(teller.bench.log.filter(({ method }) => method !== 'GET')).toEqual([])
  })
})

it('nothing is opened before it is time', async () => {
  await onBench(async (teller) => {
    await isQuiet(teller, '2027-02-14')
  })
})

describe('when it is time', () => {
  it('an issue is opened for those who approve for the parties, with a checklist and what to write', async () => {
    await onBench(async (teller) => {
      await runs(teller, due)
      const { title, body, labels, assignees } = await theIssue(teller)
      expect({ title, labels, assignees }).toEqual({
        title: 'Forberedelse: KLD → DFØ (ut-1)',
        labels: ['oppfølging'],
        assignees: ['kld-example', 'dfo-example'],
      })
      expect(body).toContain('- [ ] Tilgang er bestilt\n- [ ] Utstyr er klart')
      expect(body).toContain('Dag: 1. mars 2027. Ansvar: KLD og DFØ.')
      expect(body).toContain('/new/main?filename=agreements%2Fkld-dfo%2Ffollow-up.yaml&value=done%3A%0A')
      expect(body).toContain('  - milestone: forberedelse\n    exchange: ut-1\n    date: 2027-03-01')
      await isQuiet(teller, due)
    })
  })

  it('nothing is said twice on the days that follow', async () => {
    await onBench(async (teller) => {
      await runs(teller, due)
      for (const day of ['2027-02-16', '2027-02-26', '2027-03-01']) await isQuiet(teller, day)
    })
  })

  it('the boxes people have ticked stay ticked when the text changes', async () => {
    await onBench(async (teller) => {
      const { bench } = teller
      await runs(teller, due)
      const { number, body } = await theIssue(teller)
      const { octokit } = bench.as('kontoret-example')
      const ticked = body.replace('- [ ] Utstyr', '- [x] Utstyr')
      await octokit.rest.issues.update({ ...bench.here, issue_number: number, body: ticked })
      await isQuiet(teller, due)
      await runs(teller, late)
      expect((await theIssue(teller)).body).toContain('- [ ] Tilgang er bestilt\n- [x] Utstyr er klart')
      await isQuiet(teller, late)
    })
  })
})

describe('when the repository says that it is done', () => {
  it('the issue says thank you and is closed', async () => {
    await onBench(async (teller) => {
      await runs(teller, due)
      await saysDone(teller.bench)
      await runs(teller, '2027-02-27')
      const { state, reason, body } = await theIssue(teller)
      expect([state, reason]).toEqual(['closed', 'completed'])
      expect(body).toContain('Takk!')
      await isQuiet(teller, '2027-02-27')
    })
  })

  it('before it was time, nothing is ever opened', async () => {
    await onBench(async (teller) => {
      await saysDone(teller.bench)
      await isQuiet(teller, due)
    })
  })

  it('and then no longer, it is opened again', async () => {
    await onBench(async (teller) => {
      await runs(teller, due)
      await saysDone(teller.bench)
      await runs(teller, due)
      await saysDone(teller.bench, 'done: []\n')
      await runs(teller, due)
      expect(await theIssue(teller)).toMatchObject({ state: 'open' })
      await isQuiet(teller, due)
    })
  })
})

describe('when the day has passed', () => {
  it('after a week there is a letter to each agency’s mailbox, and people are told once', async () => {
    await onBench(async (teller) => {
      await runs(teller, due)
      await runs(teller, late)
      const { number, body } = await theIssue(teller)
      expect(body).toContain('Til: hospitering@kld.example.no')
      expect(body).toContain('Brev til DFØ')
      expect(body).not.toMatch(/(?:kld|dfo)-example/)
      expect(await commentsOn(teller, number)).toEqual([expect.stringContaining('Fristen er ute.')])
      await isQuiet(teller, late)
      await runs(teller, '2027-03-07')
      await runs(teller, late)
      expect(await commentsOn(teller, number)).toHaveLength(1)
    })
  })

  it('after three months nobody is reminded any more, and the issue says so', async () => {
    await onBench(async (teller) => {
      await runs(teller, due)
      await runs(teller, long)
      const first = await theIssue(teller)
      expect([first.state, first.reason]).toEqual(['closed', 'not_planned'])
      expect(first.body).toContain('Ingen har meldt at dette er gjort')
      await isQuiet(teller, long)
    })
  })
})

describe('when the clock goes back', () => {
  it('nothing is lost: what is open stays open, and what was closed for being old is opened again', async () => {
    await onBench(async (teller) => {
      await runs(teller, due)
      await runs(teller, '2027-01-25')
      expect(await theIssue(teller)).toMatchObject({ state: 'open' })
      await isQuiet(teller, '2027-01-25')
    })
    await onBench(async (teller) => {
      await runs(teller, due)
      await runs(teller, long)
      await runs(teller, '2027-03-02')
      expect((await issuesOn(teller))[0]).toMatchObject({
        state: 'open',
        title: 'Forberedelse: KLD → DFØ (ut-1)',
      })
      await isQuiet(teller, '2027-03-02')
    })
  })

  it('what is done stays done', async () => {
    await onBench(async (teller) => {
      await runs(teller, due)
      await saysDone(teller.bench)
      await runs(teller, '2027-02-27')
      await isQuiet(teller, '2027-01-25')
    })
  })
})

it('what a person has closed stays closed', async () => {
  await onBench(async (teller) => {
    const { bench } = teller
    await runs(teller, due)
    const { number } = await theIssue(teller)
    const { octokit } = bench.as('kontoret-example')
    await octokit.rest.issues.update({ ...bench.here, issue_number: number, state: 'closed' })
    await isQuiet(teller, '2027-03-02')
  })
})

it('an issue somebody else has written with our marker is not ours', async () => {
  await onBench(async (teller) => {
    await runs(teller, due)
    const { body, title } = await theIssue(teller)
    const stolen = body.replace('kld-dfo', 'dfo-kld')
    await teller.bench.issue({ by: 'fremmed', title, body: stolen })
    await isQuiet(teller, due)
  })
})

it('what people write is shown as they wrote it, and calls upon nobody', async () => {
  const [label, title] = [
    '"@fremmed <!-- mobilitet:x --> [her](https://ond.example)"',
    '"**Nå** @dfo-example #1 </details>"',
  ]
  const hostile = storyFiles([['title: Kompetansesamarbeid om klimaregnskap', `title: ${title}`]], {
    [settingsFile]: settingsWith().replace('{ nb: Forberedelse,', `{ nb: ${label},`),
  })
  await onBench(async (teller) => {
    await runs(teller, due)
    const [issue] = await issuesOn(teller)
    const outside = (issue?.body ?? '').replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, '')
    expect(outside).not.toMatch(/@(?:fremmed|dfo)|<!-- mobilitet:x|\]\(https:\/\/ond|\*\*Nå|<\/details>|#1\b/)
    expect(outside).toContain('Nå')
    expect(issue?.title).not.toMatch(/@fremmed/)
    await isQuiet(teller, due)
  }, hostile)
})

describe('what cannot be known is left as it is', () => {
  it.each([
    ['the file that says what is done cannot be read', { [followUpFile]: 'done: [\n' }],
    ['the agreement cannot be read', { [agreementFile]: 'title: [\n' }],
  ])('%s', async (_what, broken) => {
    await onBench(async (teller) => {
      await runs(teller, due)
      await teller.bench.push('kontoret-example', 'main', broken)
      for (const day of ['2027-03-02', long]) await isQuiet(teller, day)
      expect(await runs(teller, long)).toContain('Sakene for kld-dfo får være i fred')
      expect(await theIssue(teller)).toMatchObject({ state: 'open' })
    })
  })

  it('the agreement is changed and not signed again yet', async () => {
    await onBench(async (teller) => {
      await runs(teller, due)
      const text = files()[agreementFile] ?? ''
      const changed = text.replace('workload: 100', 'workload: 80')
      await teller.bench.push('kontoret-example', 'main', { [agreementFile]: changed })
      await isQuiet(teller, '2027-03-02')
    })
  })
})

it('when the agreement is terminated its issues are closed, with the reason', async () => {
  await onBench(async (teller) => {
    await runs(teller, due)
    const ended = `${files()[agreementFile]}termination: { date: 2027-02-20, by: kld, reason: Omorganisering }\n`
    await teller.bench.push('kontoret-example', 'main', { [agreementFile]: ended })
    await runs(teller, '2027-02-20')
    const { state, reason, body } = await theIssue(teller)
    expect([state, reason]).toEqual(['closed', 'not_planned'])
    expect(body).toContain('ikke lenger noe som skal gjøres')
    await isQuiet(teller, '2027-02-20')
  })
})

describe('while the programme pauses', () => {
  const pause =
    'pause: { from: 2027-02-20, to: 2027-04-01, reason: { nb: Korona, nn: Korona, en: Corona } }\n'

  it('nothing new is opened; what is open says so and waits', async () => {
    await onBench(async (teller) => {
      await runs(teller, due)
      await teller.bench.push('kontoret-example', 'main', { [settingsFile]: settingsWith(pause) })
      await runs(teller, '2027-03-10')
      const { state, body } = await theIssue(teller)
      expect(state).toBe('open')
      expect(body).toContain('Dag: 12. april 2027')
      for (const day of ['2027-03-11', '2027-03-18']) await isQuiet(teller, day)
    })
  })

  it('and while nobody knows how long, it says that there is no day', async () => {
    await onBench(async (teller) => {
      await runs(teller, due)
      const endless = pause.replace(' to: 2027-04-01,', '')
      await teller.bench.push('kontoret-example', 'main', { [settingsFile]: settingsWith(endless) })
      await runs(teller, '2027-03-10')
      expect((await theIssue(teller)).body).toContain('Dagen er ikke bestemt. Ansvar: KLD og DFØ.')
    })
  })
})

describe('so that nobody gets everything at once', () => {
  const few = (limit: string) => ({
    [settingsFile]: settingsWith(`followUp: { remindDaysBefore: 180, ${limit} }\n`),
  })

  it('an agency has only so many, the first days first, and the plan says who waits', async () => {
    await onBench(async (teller) => {
      const out = await runs(teller, due)
      expect(out).toContain('venter, for KLD kan bare ha 2 om gangen')
      expect((await issuesOn(teller)).map(({ title }) => title)).toEqual([
        'Forberedelse: KLD → DFØ (ut-1)',
        'Oppstartssamtale: KLD → DFØ (ut-1)',
      ])
      await isQuiet(teller, due)
    }, few('openIssuesPerAgency: 2'))
  })

  it('the programme too; and the next comes when one is done', async () => {
    await onBench(async (teller) => {
      await runs(teller, due)
      await isQuiet(teller, due)
      await saysDone(teller.bench)
      await runs(teller, due)
      expect((await issuesOn(teller)).map(({ title, state }) => `${title} ${state}`)).toEqual([
        'Forberedelse: KLD → DFØ (ut-1) closed',
        'Oppstartssamtale: KLD → DFØ (ut-1) open',
      ])
    }, few('openIssues: 1'))
  })
})

it('says that the settings must be mended, and touches nothing', async () => {
  await onBench(
    async ({ bench, run }) => {
      const { code, out } = await run('follow-up', { today: due })
      expect(code).toBe(2)
      expect(out).toContain('programme/programme.yaml')
      expect(bench.log.filter(({ method }) => method !== 'GET')).toEqual([])
    },
    { [settingsFile]: 'name: [\n' },
  )
})
