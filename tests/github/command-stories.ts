/** The ground of the stories about commands: who there is, what they may, and a pull request somebody comments on. */
import { join } from 'node:path'
import { voiceOf } from '../../src/commands/voices.ts'
import type { Demand } from '../../src/core/authority.ts'
import type { Words } from '../../src/core/messages.ts'
import type { Account, Language, Programme } from '../../src/core/model.ts'
import type { Action, Text } from '../../src/core/plan/action.ts'
import { planCommand } from '../../src/core/plan/command/command.ts'
import type {
  CommandFacts,
  CommandPlan,
  DecisionBranch,
  PullFacts,
} from '../../src/core/plan/command/facts.ts'
import type { Comment, PullRequest } from '../../src/core/plan/forge.ts'
import { withMarker } from '../../src/core/plan/marker.ts'
import { layers, loadTree, root } from '../worlds.ts'

export const us: Account = { login: 'mobilitet[bot]', id: 9000000100 }
export const office: Account = { login: 'kontoret-example', id: 9000000001 }
export const dfo: Account = { login: 'dfo-example', id: 9000000002 }
export const kld: Account = { login: 'kld-example', id: 9000000003 }
export const stranger: Account = { login: 'fremmed', id: 9000000099 }

export const match = 'kld.klimaregnskap--dfo.klimadata'
export const fingerprint = `sha256:${'a'.repeat(64)}`

const files = layers(join(root, 'tests/rules/_world'))

/** The programme of the rules' stories, with other files if need be; `null` takes one away. */
export function programme(others: Readonly<Record<string, string | null>> = {}): Programme {
  const tree = new Map(files)
  for (const [path, text] of Object.entries(others)) {
    if (text === null) tree.delete(path)
    else tree.set(path, Buffer.from(text))
  }
  return loadTree(tree).programme
}

export function textOf(path: string): string {
  return Buffer.from(files.get(path) ?? '').toString('utf8')
}

export const base = programme()

export const words = (language: Language = 'nb'): Words => voiceOf(language).words

export const ourComment = (id: number, body: string): Comment => ({
  ...comment(body),
  id,
  author: us,
  authorKind: 'bot',
})

export function comment(body: string, author: Account = kld): Comment {
  const created = '2026-11-22T09:30:00Z'
  return { id: 501, author, authorKind: 'person', body, created, updated: created, on: 7 }
}

const pull: PullRequest = {
  number: 7,
  title: 'Nytt behov',
  body: '',
  url: 'https://github.example/programmet/mobilitet/pull/7',
  author: stranger,
  state: 'open',
  draft: false,
  head: { branch: 'nytt-behov', commit: 'c'.repeat(40), repository: 'programmet/mobilitet' },
  base: { branch: 'main' },
  labels: [],
  asked: [],
  mergeable: true,
}

const demands: readonly Demand[] = [
  { who: 'kld', because: ['agencies/kld/needs/klimaregnskap.yaml'], from: [kld] },
]

/** A stranger's pull request that KLD must approve. */
export const changed = (other: Partial<PullFacts> = {}): PullFacts => ({
  kind: 'pull',
  pull,
  demands,
  current: true,
  ...other,
})

export const inState = (state: PullRequest['state'], facts: PullFacts): PullFacts => ({
  ...facts,
  pull: { ...facts.pull, state },
  demands: [],
})

/** All by one, who is not asked about the own change. */
export const by = (author: Account, facts: PullFacts): PullFacts => ({
  ...addedTo(author, facts),
  demands: facts.demands.map((one) => ({ ...one, from: one.from.filter(({ id }) => id !== author.id) })),
})

/** By one, and others have added to it. */
export const addedTo = (author: Account, facts: PullFacts): PullFacts => ({
  ...facts,
  pull: { ...facts.pull, author },
})

const mark = { match, fingerprint, digest: fingerprint, commit: 'd'.repeat(40), day: '2026-11-20' }

/** A proposal of ours. */
export const proposed = (other: Partial<PullFacts['proposal']> = {}): PullFacts => ({
  ...changed(),
  pull: {
    ...pull,
    author: us,
    body: withMarker('proposal', mark, 'Kobling'),
    head: { ...pull.head, branch: `match/${match}` },
  },
  proposal: {
    match,
    target: { branch: 'main', commit: 'e'.repeat(40) },
    branch: undefined,
    decision: undefined,
    ...other,
  },
})

/** The branch of the decision as we leave it. */
export const ownBranch = (basis: string = fingerprint): DecisionBranch => ({
  commit: 'f'.repeat(40),
  ours: true,
  basis,
})

/** The decision waits in a pull request of ours. */
export const waiting = { branch: ownBranch(), decision: { number: 12, ours: true } }

export type Story = Partial<Omit<CommandFacts, 'comment'>> & {
  readonly language?: Language
}

export function factsOf(written: Comment, { language: _language, ...other }: Story = {}): CommandFacts {
  return {
    comment: written,
    self: us,
    today: '2026-11-22',
    base,
    there: [],
    reactions: [],
    subject: changed(),
    ...other,
  }
}

export function planOf(written: Comment, story: Story = {}): CommandPlan {
  return planCommand(factsOf(written, story), words(story.language))
}

/** What happens, a line each, as a person would tell it. */
export function told({ actions, next }: CommandPlan): readonly string[] {
  const lines = actions.map((action) => {
    if (action.kind === 'react') return action.reaction
    if (action.kind === 'commit' || action.kind === 'open-pull') return `${action.kind} ${action.branch}`
    return action.kind
  })
  return next ? [...lines, `→ ${next}`] : lines
}

/** The text of the answer; a number still to come is `#…`. */
export function answerOf({ actions }: CommandPlan): string {
  const found = actions.find((action) => action.kind === 'comment')
  return found ? spelt(found.body) : ''
}

function spelt(text: Text): string {
  return typeof text === 'string'
    ? text
    : text.map((part) => (typeof part === 'string' ? part : '#…')).join('')
}

/** As it is after the first so many actions were carried out and the run broke off. */
export function carriedOut(count: number, { actions }: CommandPlan, facts: CommandFacts): CommandFacts {
  return actions.slice(0, count).reduce(done, facts)
}

function done(facts: CommandFacts, action: Action): CommandFacts {
  const { subject } = facts
  if (action.kind === 'react')
    return { ...facts, reactions: [...facts.reactions, { author: us, reaction: action.reaction }] }
  if (action.kind === 'comment')
    return { ...facts, there: [...facts.there, ourComment(600 + facts.there.length, spelt(action.body))] }
  if (subject.kind === 'issue' || !subject.proposal) return facts
  if (action.kind === 'close-pull') return { ...facts, subject: inState('closed', subject) }
  const { proposal } = subject
  if (action.kind === 'commit')
    return {
      ...facts,
      subject: { ...subject, proposal: { ...proposal, branch: ownBranch() } },
    }
  if (action.kind === 'open-pull')
    return { ...facts, subject: { ...subject, proposal: { ...proposal, ...waiting } } }
  return facts
}
