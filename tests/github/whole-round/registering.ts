/** Påmelding: agencies register by the form on the site, which GitHub opens filled in. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { parseYaml } from '../../../src/core/yaml.ts'
import { issueAddress } from '../../../src/site/form/doors.ts'
import { root } from '../../worlds.ts'
import { rewrite } from '../form-scenes.ts'
import { isReviewed, isTakenIn, saysYes } from './hands.ts'
import { type Life, livesUntil, type Person, sets } from './life.ts'
import { written } from './world.ts'

/** What GitHub makes of a filled-in form: each field's label as a heading, and the fields that are code as a block. */
function submitted(address: string): { readonly title: string; readonly body: string } {
  const asked = new URL(address).searchParams
  const template = readFileSync(join(root, '.github/ISSUE_TEMPLATE', asked.get('template') ?? ''), 'utf8')
  const { body } = parseYaml(template).data as {
    readonly body: readonly {
      readonly id: string
      readonly attributes: { readonly label: string; readonly render?: string }
    }[]
  }
  const parts = body.map(({ id, attributes: { label, render } }) => {
    const text = (asked.get(id) ?? '').trimEnd()
    return `### ${label}\n\n${render === undefined ? text : `\`\`\`${render}\n${text}\n\`\`\``}`
  })
  return { title: asked.get('title') ?? '', body: parts.join('\n\n').replaceAll('\n', '\r\n') }
}

type Sent = { readonly by: Person; readonly path: string; readonly title: string; readonly yaml: string }

const page = 'https://github.com/programmet/mobilitet/issues/new'

function formOf({ by, path, title, yaml }: Sent) {
  const template = by === 'nav-example' ? 'registration.nn.yml' : 'registration.yml'
  return submitted(issueAddress(page, template, { path, title, yaml }))
}

/** The button on the page is pressed, and the issue is sent as it stands. Its number. */
async function sends({ teller: { bench, run }, shown }: Life, sent: Sent): Promise<number> {
  const issue = await bench.issue({ by: sent.by, ...formOf(sent) })
  shown.add(issue)
  await run('intake', { event: await bench.event.issues('opened', issue), quiet: true })
  return issue
}

async function corrects({ teller: { bench, run } }: Life, issue: number, sent: Sent): Promise<void> {
  await rewrite(bench, sent.by, issue, formOf(sent).body)
  await run('intake', { event: await bench.event.issues('edited', issue), quiet: true })
}

/** What came of a form, if anything did. */
async function pullOf({ teller: { bench } }: Life, issue: number): Promise<number | undefined> {
  const before = bench.log.length
  const { octokit } = bench.as('kontoret-example')
  const head = `${bench.here.owner}:registration/issue-${issue}`
  const { data } = await octokit.pulls.list({ ...bench.here, head, state: 'all' })
  bench.log.length = before
  return data[0]?.number
}

/** Reviewed, approved by the agency itself, taken in by the office, and the sender is told. */
async function becomesPart(life: Life, issue: number, by: Person): Promise<number> {
  const { bench, run } = life.teller
  const pull = (await pullOf(life, issue)) ?? 0
  life.shown.add(pull)
  await isReviewed(life, pull)
  await saysYes(life, by, pull)
  await isTakenIn(life, pull)
  await run('intake', { event: await bench.event.issues('closed', issue), quiet: true })
  return pull
}

/** Sent, found to be in order, and taken in on the same day. */
export async function registers(life: Life, sent: Sent): Promise<{ issue: number; pull: number }> {
  const issue = await sends(life, sent)
  return { issue, pull: await becomesPart(life, issue, sent.by) }
}

const climate: Sent = {
  by: 'kld-example',
  path: 'agencies/kld/needs/klimaregnskap.yaml',
  title: 'Påmelding: Klimaregnskap',
  yaml: written('klimaregnskap'),
}

export const data: Sent = {
  by: 'dfo-example',
  path: 'agencies/dfo/offers/klimadata.yaml',
  title: 'Påmelding: Klimadata',
  yaml: written('klimadata'),
}

const others: readonly Sent[] = [
  {
    by: 'nav-example',
    path: 'agencies/nav/needs/innkjop.yaml',
    title: 'Påmelding: Innkjøp',
    yaml: written('innkjop'),
  },
  {
    by: 'kld-example',
    path: 'agencies/kld/offers/miljokrav.yaml',
    title: 'Påmelding: Miljøkrav',
    yaml: written('miljokrav'),
  },
  {
    by: 'dfo-example',
    path: 'agencies/dfo/offers/arkiv.yaml',
    title: 'Påmelding: Arkiv',
    yaml: written('arkiv'),
  },
]

export async function everybodyRegisters(life: Life): Promise<void> {
  const { say, look, listen } = life.teller
  say('Virksomhetene melder seg på')
  await livesUntil(life, '2026-11-23')
  sets(life, 'KLD fyller ut skjemaet på nettsiden, og GitHub åpner det ferdig utfylt.')
  const first = await registers(life, climate)
  await look(first.issue, first.pull)

  await livesUntil(life, '2026-11-24')
  sets(life, 'DFØ melder et tilbud, med en skrivefeil i fagområdet.')
  const issue = await sends(life, { ...data, yaml: data.yaml.replace('[klimaregnskap]', '[klimaregskap]') })
  expect(await pullOf(life, issue)).toBeUndefined()
  await listen(issue)

  await livesUntil(life, '2026-11-25')
  sets(life, 'DFØ retter skjemaet i saken.')
  await corrects(life, issue, data)
  await becomesPart(life, issue, data.by)
  await listen(issue)

  await livesUntil(life, '2026-11-26')
  sets(life, 'Nav melder et behov på nynorsk. KLD og DFØ melder hvert sitt tilbud.')
  for (const sent of others) await look((await registers(life, sent)).issue)
}
