/** What becomes of a form, from the moment somebody sends it: told as stories on a small GitHub in memory. */
import { describe, expect, it } from 'vitest'
import {
  form,
  IntakeWorld,
  kld,
  need,
  needPath,
  newNeed,
  newPath,
  programme,
  sender,
  us,
} from './intake-world.ts'

const stranger = { login: 'stranger', id: 666 }

/** A world where one form has been sent and dealt with. */
async function sent(body: string): Promise<{ world: IntakeWorld; issue: number }> {
  const world = new IntakeWorld()
  const issue = world.open(body)
  await world.run(issue)
  return { world, issue }
}

const isQuiet = async (world: IntakeWorld, issue: number) => {
  expect((await world.plan(issue)).actions).toEqual([])
  expect((await world.plan()).actions).toEqual([])
}

describe('a form that can be taken in', () => {
  it('becomes a pull request with one file, and its sender is told', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    const pull = world.pullOf(issue)
    expect(pull.title).toBe('Nytt behov fra KLD: Grønne anskaffelser i praksis')
    expect(pull.body).toContain(`Closes #${issue}`)
    expect(world.asked.get(pull.number)).toEqual(['kld-example'])
    const changed = [...world.filesAt(`registration/issue-${issue}`)].filter(
      ([path, text]) => programme.get(path) !== text,
    )
    expect(changed.map(([path]) => path)).toEqual([newPath])
    expect(world.answers(issue)).toEqual([expect.stringContaining(`endringsforslag #${pull.number}`)])
    await isQuiet(world, issue)
  })

  it('is written anew: in the order of the schema, with our own comment and none of the sender’s', async () => {
    const [first = '', ...rest] = newNeed.trimEnd().split('\n')
    const { world, issue } = await sent(form(newPath, `# kladd\n${[...rest, first].join('\n')}`))
    const text = world.filesAt(`registration/issue-${issue}`).get(newPath) ?? ''
    expect(text.split('\n').slice(0, 2)).toEqual([
      '# yaml-language-server: $schema=../../../schemas/need.schema.json',
      'title: Grønne anskaffelser i praksis',
    ])
    expect(text).not.toContain('kladd')
  })

  it('changes the one line it is about, and keeps the rest of the file that is there', async () => {
    const world = new IntakeWorld(new Map([...programme, [needPath, `# Oppdiktet.\n${need}`]]))
    const issue = world.open(form(needPath, need.replace('minWeeks: 8', 'minWeeks: 10')))
    await world.run(issue)
    expect(world.pullOf(issue).title).toBe('Endret behov fra KLD: Klimaregnskap i etatsstyringen')
    expect(world.filesAt(`registration/issue-${issue}`).get(needPath)).toBe(
      `# Oppdiktet.\n${need.replace('minWeeks: 8', 'minWeeks: 10')}`,
    )
  })

  it('may withdraw what is there', async () => {
    const gone = `${need}withdrawn: { date: 2026-11-20, reason: Prosjektet er utsatt }\n`
    const { world, issue } = await sent(form(needPath, gone))
    expect(world.pullOf(issue).title).toBe('Trukket behov fra KLD: Klimaregnskap i etatsstyringen')
  })

  it('that says what the programme says already changes nothing', async () => {
    const { world, issue } = await sent(form(needPath, `# like\n${need}`))
    expect(world.pulls.size).toBe(0)
    expect(world.answers(issue)).toEqual([expect.stringContaining('Det er ingenting å endre.')])
    await isQuiet(world, issue)
  })

  it('is asked of the office where the agency has nobody who may approve', async () => {
    const file = 'agencies/kld/agency.yaml'
    const text = (programme.get(file) ?? '').replace(/^approvers: .*$/m, 'approvers: []')
    const world = new IntakeWorld(new Map([...programme, [file, text]]))
    const issue = world.open(form(newPath, newNeed))
    await world.run(issue)
    expect(world.asked.get(world.pullOf(issue).number)).toEqual(['kontoret-example'])
    expect(world.answers(issue).join()).toContain('Det er programkontoret som godkjenner.')
  })
})

describe('a form that is edited', () => {
  it('updates the same pull request, and those who approve are asked again', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    const { number } = world.pullOf(issue)
    world.edit(issue, form(newPath, newNeed.replace('Grønne', 'Grønnere')))
    await world.run(issue)
    expect(world.pulls.size).toBe(1)
    expect(world.pullOf(issue).title).toContain('Grønnere')
    expect(world.filesAt(`registration/issue-${issue}`).get(newPath)).toContain('title: Grønnere')
    expect(world.asked.get(number)).toEqual(['kld-example', 'kld-example'])
    expect(world.answers(issue)).toHaveLength(1)
    await isQuiet(world, issue)
  })

  it('with another file name leaves nothing of the first file', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    const other = 'agencies/kld/needs/innkjop.yaml'
    world.edit(issue, form(other, newNeed))
    await world.run(issue)
    const files = world.filesAt(`registration/issue-${issue}`)
    expect([files.has(newPath), files.has(other)]).toEqual([false, true])
    await isQuiet(world, issue)
  })

  it('into something wrong leaves the pull request as it was, and says so in a new comment', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    const before = world.filesAt(`registration/issue-${issue}`)
    const [told] = world.comments.filter(({ on }) => on === issue)
    world.edit(issue, form(newPath, newNeed.replace('level: specialist', 'level: sjef')))
    await world.run(issue)
    expect(world.filesAt(`registration/issue-${issue}`)).toEqual(before)
    expect(world.answers(issue)).toEqual([
      expect.stringContaining(
        `Endringsforslag #${world.pullOf(issue).number} er som før. Én ting må rettes:`,
      ),
    ])
    expect(world.comments.map(({ id }) => id)).not.toContain(told?.id)
    await isQuiet(world, issue)
  })

  it('until it is right is taken in at last', async () => {
    const { world, issue } = await sent(form(newPath, newNeed.replace('level: specialist', 'level: sjef')))
    expect(world.pulls.size).toBe(0)
    world.edit(issue, form(newPath, newNeed))
    await world.run(issue)
    expect(world.pullOf(issue).state).toBe('open')
    expect(world.answers(issue)).toEqual([expect.stringContaining('Påmeldingen er mottatt.')])
  })

  it('does not write over what people have done in the pull request', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    const branch = `registration/issue-${issue}`
    world.push(kld, branch, { [newPath]: newNeed.replace('Grønne', 'Blå') })
    world.edit(issue, form(newPath, newNeed.replace('Grønne', 'Grønnere')))
    await world.run(issue)
    expect(world.filesAt(branch).get(newPath)).toContain('Blå')
    expect(world.answers(issue)).toEqual([expect.stringContaining('Noen har rettet for hånd')])
    await isQuiet(world, issue)
  })

  it('into nothing at all is answered, and the pull request stays', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    world.edit(issue, '')
    await world.run(issue)
    expect(world.pullOf(issue).state).toBe('open')
    expect(world.answers(issue)).toEqual([expect.stringContaining('Skjemaet er borte.')])
  })

  it('keeps a title that somebody has improved, until the form says something else', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    world.pullOf(issue).title = 'En bedre tittel'
    await world.run(issue)
    expect(world.pullOf(issue).title).toBe('En bedre tittel')
  })

  it('follows when the same file has been changed on the default branch', async () => {
    const { world, issue } = await sent(form(needPath, need.replace('minWeeks: 8', 'minWeeks: 10')))
    world.push(kld, 'main', { [needPath]: need.replace('maxWeeks: 26', 'maxWeeks: 20'), 'README.md': 'Ny' })
    await world.run(issue)
    const files = world.filesAt(`registration/issue-${issue}`)
    expect(files.get(needPath)).toContain('minWeeks: 10, maxWeeks: 26')
    expect(files.get('README.md')).toBe('Ny')
    await isQuiet(world, issue)
  })
})

it('what is about a person is told of in a new comment, and not forgotten when it has been removed', async () => {
  const { world, issue } = await sent(form(newPath, newNeed))
  const [first] = world.comments
  world.edit(issue, `Ring 912 34 567\n\n${form(newPath, newNeed)}`)
  await world.run(issue)
  expect(world.answers(issue)).toEqual([
    expect.stringContaining('Her ser det ut til å stå personopplysninger'),
  ])
  const [second] = world.comments
  expect(second?.id).not.toBe(first?.id)
  world.edit(issue, form(newPath, newNeed))
  await world.run(issue)
  world.merge(world.pullOf(issue).number)
  await world.run(issue)
  expect(world.answers(issue)).toEqual([
    expect.stringContaining('Her så det ut til å stå personopplysninger før'),
  ])
  await isQuiet(world, issue)
})

it('a need that somebody else has registered meanwhile is a change, and is called so', async () => {
  const { world, issue } = await sent(form(newPath, newNeed))
  world.push(kld, 'main', { [newPath]: newNeed.replace('minWeeks: 8', 'minWeeks: 12') })
  await world.run(issue)
  expect(world.pullOf(issue).title).toMatch(/^Endret behov/)
  await isQuiet(world, issue)
})

describe('the end of a form', () => {
  it('is told when the pull request is merged, and the issue is closed if GitHub has not done it', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    world.merge(world.pullOf(issue).number)
    world.issueOf(issue).state = 'open'
    const { actions } = await world.run(issue)
    expect(actions).toContainEqual({ kind: 'close-issue', issue, reason: 'completed' })
    expect(world.answers(issue)).toEqual([expect.stringContaining('Påmeldingen er nå med i programmet.')])
    await isQuiet(world, issue)
  })

  it('is told in the next round of all issues where GitHub has closed this one and nobody has told us', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    world.merge(world.pullOf(issue).number)
    world.issueOf(issue).updated = '2026-11-18T23:59:59Z'
    await world.run()
    expect(world.answers(issue)).toEqual([expect.stringContaining('Påmeldingen er mottatt.')])
    world.issueOf(issue).updated = '2026-11-19T00:00:00Z'
    await world.run()
    expect(world.answers(issue)).toEqual([expect.stringContaining('Påmeldingen er nå med i programmet.')])
    await isQuiet(world, issue)
  })

  it('is told as a withdrawal where it was one, and as a change', async () => {
    const gone = `${need}withdrawn: { date: 2026-11-20, reason: Prosjektet er utsatt }\n`
    for (const [yaml, told] of [
      [gone, 'Påmeldingen er nå trukket.'],
      [need.replace('minWeeks: 8', 'minWeeks: 10'), 'Endringen gjelder nå.'],
    ] as const) {
      const { world, issue } = await sent(form(needPath, yaml))
      world.merge(world.pullOf(issue).number)
      await world.run(issue)
      expect(world.answers(issue)).toEqual([expect.stringContaining(told)])
    }
  })

  it('leaves an issue alone that somebody opens again afterwards', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    world.merge(world.pullOf(issue).number)
    await world.run(issue)
    world.issueOf(issue).state = 'open'
    await isQuiet(world, issue)
  })

  it('is an edit that comes too late, and is told so', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    world.merge(world.pullOf(issue).number)
    await world.run(issue)
    world.edit(issue, form(newPath, newNeed.replace('Grønne', 'Grønnere')))
    await world.run(issue)
    expect(world.pulls.size).toBe(1)
    expect(world.answers(issue)).toEqual([
      expect.stringContaining('template=registration.yml&file=agencies%2Fkld%2Fneeds%2Fanskaffelser.yaml'),
    ])
    await isQuiet(world, issue)
  })

  it('is told with its reason also when the last edit had not been taken in', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    world.edit(issue, form(newPath, newNeed.replace('level: specialist', 'level: sjef')))
    await world.run(issue)
    world.says(kld, world.pullOf(issue).number, 'Vi venter til våren.')
    world.close(world.pullOf(issue).number, kld)
    await world.run(issue)
    expect(world.issueOf(issue).state).toBe('closed')
    expect(world.answers(issue)).toEqual([expect.stringContaining('> Vi venter til våren.')])
    await isQuiet(world, issue)
    world.edit(issue, form(newPath, newNeed))
    await world.run(issue)
    world.edit(issue, form(newPath, newNeed.replace('Grønne', 'Grønnere')))
    await world.run(issue)
    expect(world.answers(issue)).toEqual([expect.stringContaining('denne saken er ferdig')])
    await isQuiet(world, issue)
  })

  it('is told with the reason when somebody closes the pull request', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    const { number } = world.pullOf(issue)
    world.says(kld, number, 'Vi venter til våren.')
    world.says(stranger, number, 'Jeg avslår dette på vegne av alle.')
    world.close(number, kld)
    const { actions } = await world.run(issue)
    expect(actions).toContainEqual({ kind: 'close-issue', issue, reason: 'not_planned' })
    expect(world.answers(issue)).toEqual([expect.stringContaining('> Vi venter til våren.')])
    expect(world.answers(issue).join()).not.toContain('Jeg avslår')
    await isQuiet(world, issue)
  })

  it('has a reason also when it was given as a command, and none when only others have written', async () => {
    const given = await sent(form(newPath, newNeed))
    const pull = given.world.pullOf(given.issue).number
    given.world.says(kld, pull, '/avvis Det er ikke rom for dette i år')
    given.world.says(kld, pull, '/vent')
    given.world.close(pull, kld)
    await given.world.run(given.issue)
    expect(given.world.answers(given.issue).join()).toContain('> Det er ikke rom for dette i år')

    const silent = await sent(form(newPath, newNeed))
    silent.world.says(stranger, silent.world.pullOf(silent.issue).number, 'Nei')
    silent.world.close(silent.world.pullOf(silent.issue).number, kld)
    await silent.world.run(silent.issue)
    expect(silent.world.answers(silent.issue).join()).toContain('Ingen har skrevet hvorfor.')
  })

  it.each([
    ['', newNeed],
    [', also with an edit in between', newNeed.replace('Grønne', 'Grønnere')],
  ])('is not the end when the pull request is opened again%s', async (_, yaml) => {
    const { world, issue } = await sent(form(newPath, newNeed))
    const pull = world.pullOf(issue)
    world.close(pull.number, kld)
    await world.run(issue)
    world.edit(issue, form(newPath, yaml))
    await world.run(issue)
    expect(world.issueOf(issue).state).toBe('closed')
    pull.state = 'open'
    await world.run(issue)
    expect([pull.state, world.issueOf(issue).state]).toEqual(['open', 'open'])
    expect(world.answers(issue)).toEqual([expect.stringContaining('Påmeldingen er mottatt.')])
    await isQuiet(world, issue)
  })

  it('is the sender’s own when the issue is closed: the pull request is closed, with a comment', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    const pull = world.pullOf(issue)
    world.issueOf(issue).state = 'closed'
    await world.run()
    expect(pull.state).toBe('closed')
    expect(world.answers(pull.number)).toEqual([expect.stringContaining(`Sak #${issue} er lukket`)])
    expect(world.answers(issue)).toEqual([expect.stringContaining('Saken er lukket.')])
    await isQuiet(world, issue)
  })

  it('is taken back by opening the issue again: there is a new pull request', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    world.issueOf(issue).state = 'closed'
    await world.run(issue)
    world.issueOf(issue).state = 'open'
    await world.run(issue)
    expect(world.pulls.size).toBe(2)
    expect(world.pullOf(issue).state).toBe('open')
    await isQuiet(world, issue)
  })

  it('leaves a pull request alone that somebody opens again although the issue is closed', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    world.issueOf(issue).state = 'closed'
    await world.run(issue)
    world.pullOf(issue).state = 'open'
    await isQuiet(world, issue)
  })

  it('comes when the programme has got the same in some other way', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    world.push(kld, 'main', { [newPath]: newNeed })
    await world.run(issue)
    expect(world.pullOf(issue).state).toBe('closed')
    expect(world.issueOf(issue).state).toBe('open')
    expect(world.answers(issue)).toEqual([expect.stringContaining('Det er ingenting å endre.')])
    await isQuiet(world, issue)
  })

  it('is not ours to undo when we have closed a pull request for another reason', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    world.close(world.pullOf(issue).number, us)
    await world.run(issue)
    expect(world.pulls.size).toBe(1)
    expect(world.issueOf(issue).state).toBe('closed')
  })
})

describe('what is none of our business', () => {
  it('is an issue about something else, whatever its title and labels say', async () => {
    const world = new IntakeWorld()
    const issue = world.open('Når kommer neste runde?', { title: 'Påmelding', labels: ['registration'] })
    const plan = await world.run(issue)
    expect(plan).toEqual({ actions: [], notes: [{ note: 'intake-not-a-form', args: { issue } }] })
  })

  it('is a form that a bot has filled in, or a pull request with a form in its text', async () => {
    const world = new IntakeWorld()
    world.open(form(newPath, newNeed), { authorKind: 'bot' })
    world.open(form(newPath, newNeed), { isPullRequest: true })
    expect((await world.plan()).actions).toEqual([])
  })

  it('is an issue that was closed before we saw it', async () => {
    const world = new IntakeWorld()
    await isQuiet(world, world.open(form(newPath, newNeed), { state: 'closed' }))
  })

  it('is a pull request that somebody else has opened from a branch of that name', async () => {
    const world = new IntakeWorld()
    const issue = world.open(form(newPath, newNeed))
    const branch = `registration/issue-${issue}`
    world.branches.set(branch, world.branches.get('main') ?? '')
    world.push(stranger, branch, { 'agencies/kld/agency.yaml': 'x: y\n' })
    await world.run(issue)
    expect(world.pulls.size).toBe(0)
    expect(world.filesAt(branch).get('agencies/kld/agency.yaml')).toBe('x: y\n')
    expect(world.answers(issue)).toEqual([expect.stringContaining(`\`${branch}\` finnes fra før`)])
    await isQuiet(world, issue)
  })

  it('is a pull request that somebody else has opened from a branch of ours, before we could', async () => {
    const world = new IntakeWorld()
    const issue = world.open(form(newPath, newNeed))
    world.writesLeft = 1
    await expect(world.run(issue)).rejects.toThrow()
    world.writesLeft = Number.POSITIVE_INFINITY
    const theirs = world.opens(stranger, `registration/issue-${issue}`, 'Noe annet')
    await world.run(issue)
    expect([...world.pulls.keys()]).toEqual([theirs])
    expect(world.pullOf(issue)).toMatchObject({ title: 'Noe annet', state: 'open' })
    expect(world.answers(issue)).toEqual([expect.stringContaining('finnes fra før')])
    await isQuiet(world, issue)
  })

  it('is an answer that somebody else has written with our marker', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    const [ours] = world.comments
    const forged = (ours?.body ?? '').replace('mottatt', 'avvist')
    world.says(stranger, issue, forged)
    await isQuiet(world, issue)
    expect(world.comments.some(({ body }) => body === forged)).toBe(true)
  })
})

it('a great many that are withdrawn at once are closed over several runs, and stop nobody else', async () => {
  const world = new IntakeWorld()
  const forms = Array.from({ length: 12 }, (_, n) =>
    world.open(form(newPath.replace('anskaffelser', `anskaffelser-${n}`), newNeed), {
      author: { login: `kari-${n}`, id: 200 + n },
    }),
  )
  for (const issue of forms) await world.run(issue)
  for (const issue of forms) world.issueOf(issue).state = 'closed'
  const other = world.open(form(newPath.replace('anskaffelser', 'innkjop'), newNeed))
  const { notes } = await world.run()
  const left = () => forms.filter((issue) => world.pullOf(issue).state === 'open').length
  expect([left(), notes]).toEqual([2, [{ note: 'intake-later', args: { count: 2 } }]])
  expect(world.pullOf(other).state).toBe('open')
  await world.run()
  expect(left()).toBe(0)
})

describe('so many forms wait at a time', () => {
  const path = (n: number) => newPath.replace('anskaffelser', `anskaffelser-${n}`)
  const five = [1, 2, 3, 4, 5]
  const proposed = ({ pulls }: IntakeWorld) =>
    [...pulls.values()].filter(({ state }) => state === 'open').length

  it('of one sender; the next one is told, and is taken in when another is decided', async () => {
    const world = new IntakeWorld()
    const issues = five.map((n) => world.open(form(path(n), newNeed)))
    for (const issue of issues) await world.run(issue)
    const sixth = world.open(form(newPath, newNeed))
    await world.run(sixth)
    expect(proposed(world)).toBe(5)
    expect(world.answers(sixth)).toEqual([expect.stringContaining('Du har alt 5 påmeldinger')])
    await isQuiet(world, sixth)
    world.merge(world.pullOf(issues[0] ?? 0).number)
    await world.run()
    expect(world.pullOf(sixth).state).toBe('open')
    expect(world.answers(sixth)).toEqual([expect.stringContaining('er mottatt')])
  })

  it('for one file, whoever they are by', async () => {
    const world = new IntakeWorld()
    const by = (n: number) => ({ author: { login: `kari-${n}`, id: 200 + n } })
    for (const n of five) await world.run(world.open(form(newPath, newNeed), by(n)))
    const sixth = world.open(form(newPath, newNeed), by(6))
    await world.run(sixth)
    expect(proposed(world)).toBe(5)
    expect(world.answers(sixth)).toEqual([expect.stringMatching(/den samme filen: #\d+, #\d+/)])
    const ours = world.open(form(newPath, newNeed), { author: kld })
    await world.run(ours)
    expect(world.pullOf(ours).state).toBe('open')
  })

  it('but not of somebody who may approve them', async () => {
    const world = new IntakeWorld()
    for (const n of [...five, 6]) await world.run(world.open(form(path(n), newNeed), { author: kld }))
    expect(proposed(world)).toBe(6)
  })

  it('and those that wait already are updated as before', async () => {
    const world = new IntakeWorld()
    const issues = five.map((n) => world.open(form(path(n), newNeed)))
    for (const issue of issues) await world.run(issue)
    world.edit(issues[0] ?? 0, form(path(1), newNeed.replace('Grønne', 'Grønnere')))
    await world.run(issues[0])
    expect(world.filesAt(`registration/issue-${issues[0]}`).get(path(1))).toContain('Grønnere')
  })
})

describe('two forms for the same file', () => {
  it('both go on, and the second is told of the first', async () => {
    const world = new IntakeWorld()
    const first = world.open(form(newPath, newNeed))
    await world.run(first)
    const second = world.open(form(newPath, newNeed.replace('Grønne', 'Grønnere')))
    await world.run(second)
    const [one, other] = [world.pullOf(first).number, world.pullOf(second).number]
    expect(world.answers(second).join()).toContain(`er også med i #${one}.`)
    expect(world.answers(first).join()).not.toContain(`#${other}`)
    await isQuiet(world, second)
  })
})

describe('a run that is broken off', () => {
  const stories: Readonly<Record<string, (world: IntakeWorld, issue: number) => void>> = {
    'for a new form': () => {},
    'for an edited form': (world, issue) =>
      world.edit(issue, form(newPath, newNeed.replace('Grønne', 'Blå'))),
    'for a form edited into something wrong': (world, issue) => world.edit(issue, form('x', newNeed)),
    'for a closed issue': (world, issue) => {
      world.issueOf(issue).state = 'closed'
    },
    'for a merged pull request': (world, issue) => {
      world.merge(world.pullOf(issue).number)
      world.issueOf(issue).state = 'open'
    },
    'for a declined pull request': (world, issue) => world.close(world.pullOf(issue).number, kld),
    'for what is in the programme already': (world) => world.push(kld, 'main', { [newPath]: newNeed }),
  }

  it.each(Object.entries(stories))('is made good by the next, wherever it was: %s', async (name, happens) => {
    const begin = async () => {
      const world = new IntakeWorld()
      const issue = world.open(form(newPath, newNeed))
      if (name !== 'for a new form') await world.run(issue)
      happens(world, issue)
      return { world, issue }
    }
    const whole = await begin()
    const { actions } = await whole.world.run(whole.issue)
    expect(actions.length).toBeGreaterThan(1)
    for (let writes = 0; writes < actions.length; writes++) {
      const { world, issue } = await begin()
      world.writesLeft = writes
      await expect(world.run(issue)).rejects.toThrow('broken off')
      world.writesLeft = Number.POSITIVE_INFINITY
      await world.run(issue)
      expect(world.seen()).toEqual(whole.world.seen())
      await isQuiet(world, issue)
    }
  })

  it('is told, and the telling is taken away when all is well', async () => {
    const { world, issue } = await sent(form(newPath, newNeed))
    const { faultComment } = await import('../../src/core/plan/fault.ts')
    const { voiceOf } = await import('../../src/commands/voices.ts')
    const [told] = faultComment(issue, undefined, voiceOf('nb').words, [], us)
    if (told?.kind !== 'comment' || typeof told.body !== 'string') throw new Error('nothing was told')
    world.says(us, issue, told.body, 'bot')
    await world.run(issue)
    expect(world.answers(issue)).toEqual([expect.stringContaining('Påmeldingen er mottatt.')])
  })
})

it('whose account sent it makes no difference', async () => {
  const world = new IntakeWorld()
  const issue = world.open(form(newPath, newNeed), { author: kld })
  await world.run(issue)
  expect(world.asked.get(world.pullOf(issue).number)).toEqual(['kld-example'])
  expect(world.pullOf(issue).author).toEqual(us)
  expect(world.pullOf(issue).body).not.toContain(`@${sender.login}`)
})
