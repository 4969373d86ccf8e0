/** An evaluation from a form: one file, asked of whose view it is, and never twice. */
import { describe, expect, it } from 'vitest'
import { form, IntakeWorld, programme } from './intake-world.ts'

const agreement = 'agreements/kld-dfo/agreement.yaml'
const path = 'agreements/kld-dfo/evaluations/ut-1-start-host.yaml'
/** The exchange has begun, for this story begins in November. */
const begun = new Map([
  ...programme,
  [
    agreement,
    (programme.get(agreement) ?? '')
      .replace('period: { from: 2027-03-15, to: 2027-09-14 }', 'period: { from: 2026-11-02, to: 2027-09-14 }')
      .replace('validity: { from: 2027-02-01', 'validity: { from: 2026-11-01'),
  ],
])

const said = `exchange: ut-1
stage: start
by: host
date: 2026-11-20
language: nb
ratings:
  learning: 4
learned: Vi har lært hvor veiledningen er uklar.
`

const headings = ['Filnavn', 'Evaluering'] as const

async function sent(body: string, files: ReadonlyMap<string, string> = begun) {
  const world = new IntakeWorld(files)
  const issue = world.open(body)
  await world.run(issue)
  return { world, issue }
}

describe('an evaluation that is sent in', () => {
  it('becomes a pull request with one file, asked of the agency whose view it is', async () => {
    const { world, issue } = await sent(form(path, said, [...headings]))
    const pull = world.pullOf(issue)
    expect(pull.title).toBe('Evaluering fra DFØ: Kompetansesamarbeid om klimaregnskap')
    expect(world.asked.get(pull.number)).toEqual(['dfo-example'])
    expect(world.filesAt(`registration/issue-${issue}`).get(path)).toContain(said)
    expect(world.answers(issue)).toEqual([expect.stringContaining('**Evalueringen er mottatt.** Takk!')])
    expect((await world.plan(issue)).actions).toEqual([])
  })

  it('is thanked for when it is taken in, and nobody is asked to change it', async () => {
    const { world, issue } = await sent(form(path, said, [...headings]))
    world.merge(world.pullOf(issue).number)
    await world.run(issue)
    const last = world.answers(issue).at(-1) ?? ''
    expect(last).toContain('**Takk! Evalueringen er nå med i programmet.**')
    expect(last).not.toContain('issues/new')
  })

  it('in nynorsk is answered as the agency writes', async () => {
    const { world, issue } = await sent(form(path, said, ['Filnamn', 'Evaluering']))
    expect(world.pullOf(issue).title).toContain('Evaluering')
    expect(world.answers(issue)).toHaveLength(1)
  })
})

describe('an evaluation that is not taken in', () => {
  const refused = async (file: string, text: string, files = begun) => {
    const { world, issue } = await sent(form(file, text, [...headings]), files)
    expect(world.pulls.size).toBe(0)
    return world.answers(issue).join('\n')
  }

  it('is of an exchange that is not there', async () => {
    const file = path.replace('ut-1', 'ut-9')
    expect(await refused(file, said.replace('ut-1', 'ut-9'))).toContain('Vi finner ingen utveksling')
  })

  it('has been given before', async () => {
    const given = new Map([...begun, [path, said]])
    expect(await refused(path, said.replace('uklar', 'klar'), given)).toContain('blir gitt én gang')
  })

  it('is written before there is anything to evaluate', async () => {
    const early = said.replace('2026-11-20', '2026-11-01')
    expect(await refused(path, early)).toContain('ingenting å evaluere før')
  })

  it('says something else than its file name', async () => {
    expect(await refused(path, said.replace('by: host', 'by: sender'))).toContain('ut-1-start-sender')
  })

  it('is about a person', async () => {
    const told = await refused(path, said.replace('uklar', 'uklar. Ring 22 33 44 55'))
    expect(told).toContain('personopplysninger')
    expect(told).not.toContain('22 33 44 55')
  })
})

it('only evaluations, needs and offers can be written by a form', async () => {
  const { world, issue } = await sent(form(agreement, said, [...headings]))
  expect(world.pulls.size).toBe(0)
  expect(world.answers(issue)).toHaveLength(1)
})
