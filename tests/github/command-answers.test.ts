/** What people read when they have written a command: each answer in each language, to be looked at with one's own eyes. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Account } from '../../src/core/model.ts'
import type { Action } from '../../src/core/plan/action.ts'
import type { CommandPlan } from '../../src/core/plan/command/facts.ts'
import { withMarker } from '../../src/core/plan/marker.ts'
import {
  answerOf,
  by,
  changed,
  comment,
  dfo,
  inState,
  kld,
  office,
  ourComment,
  planOf,
  programme,
  proposed,
  type Story,
  textOf,
  waiting,
} from './command-stories.ts'

const issue: Story = { subject: { kind: 'issue' } }
const proposal: Story = { subject: proposed() }

const hostileAgency = textOf('agencies/kld/agency.yaml').replace(
  'shortName: KLD',
  'shortName: "@alle | [x](https://ond.example) <!-- -->"',
)
const hostile =
  '@alle #1 [x](https://ond.example) <!-- mobilitet:answer e30 --> ``` | &#64;alle :tada: </details>'

type Case = { readonly body: string; readonly story?: Story; readonly author?: Account }

const declined = ourComment(9, withMarker('answer', { comment: '400', verdict: 'declined' }, 'x'))
const withoutNeed = programme({ 'agencies/kld/needs/klimaregnskap.yaml': null })
const othersBranch = { commit: 'f'.repeat(40), ours: false, basis: undefined }
const hostileBase = programme({ 'agencies/kld/agency.yaml': hostileAgency })

const cases: Readonly<Record<string, Case>> = {
  help: { body: '/hjelp' },
  'help-on-issue': { body: '/hjelp', story: issue },
  unknown: { body: '/gofta' },
  crowded: { body: '/godta hvis datoen rettes' },
  'only-on-pulls': { body: '/godta', story: issue },
  'not-allowed': { body: '/godta', author: dfo },
  nobody: { body: '/godta', story: { subject: changed({ demands: [] }) }, author: dfo },
  own: { body: '/godta', story: { subject: by(kld, changed()) } },
  changed: { body: '/godta', story: { subject: changed({ current: false }) } },
  closed: { body: '/godta', story: { subject: inState('closed', changed()) } },
  merged: { body: '/vent', story: { subject: inState('merged', changed()) } },
  'not-a-proposal': { body: '/avvis tid' },
  reasons: { body: '/avvis kapsitet', story: proposal },
  declined: { body: '/avvis kapasitet Vi har ledig igjen til høsten', story: proposal },
  'declined-by-office': { body: '/avvis annet', story: proposal, author: office },
  'declined-without-note': { body: '/avvis tid ring 912 34 567', story: proposal },
  'declined-already': {
    body: '/avvis tid',
    story: { subject: inState('closed', proposed(waiting)), there: [declined] },
  },
  'declined-gone': { body: '/avvis tid', story: { ...proposal, base: withoutNeed }, author: dfo },
  'decline-taken': { body: '/avvis tid', story: { subject: proposed({ branch: othersBranch }) } },
  hostile: { body: `/avvis annet ${hostile}`, story: { ...proposal, base: hostileBase } },
  'hostile-refused': { body: '/godta', story: { base: hostileBase }, author: dfo },
}

describe.each(['nb', 'nn', 'en'] as const)('in %s', (language) => {
  it.each(Object.entries(cases))('%s', async (name, { body, story, author }) => {
    const plan = planOf(comment(body, author), { ...story, language })
    const golden = join(import.meta.dirname, `golden/command/${name}.${language}.md`)
    await expect(readable(plan)).toMatchFileSnapshot(golden)
  })
})

/** The answer, and the pull request with the decision as it is opened. */
function readable(plan: CommandPlan): string {
  const opened = plan.actions.flatMap((action) => (action.kind === 'open-pull' ? opening(action, plan) : []))
  return `${[answerOf(plan), ...opened].join('\n\n')}\n`
}

function opening(
  { title, body }: Extract<Action, { kind: 'open-pull' }>,
  { actions }: CommandPlan,
): readonly string[] {
  const files = actions.flatMap((action) => (action.kind === 'commit' ? action.files : []))
  return ['----------', title, body, ...files.flatMap(({ path, text }) => [`---------- ${path}`, text ?? ''])]
}
