/**
 * The ground of the stories about who may change what: somebody proposes a change, some approve it, and this is what is
 * demanded. `kld: kld-example` is a demand that was met, and by whom; `office: –` is one that is missing. They start from
 * `tests/rules/_world`, with a third agency, one without approvers, and two people at the office.
 */
import { join } from 'node:path'
import { expect } from 'vitest'
import {
  type Approval,
  type Authority,
  authority,
  type Facts,
  type PathChange,
} from '../../src/core/authority.ts'
import type { Account, Programme } from '../../src/core/model.ts'
import { layers, loadTree, root } from '../worlds.ts'

export const office: Account = { login: 'kontoret-example', id: 9000000001 }
export const dfo: Account = { login: 'dfo-example', id: 9000000002 }
export const kld: Account = { login: 'kld-example', id: 9000000003 }
export const colleague: Account = { login: 'kontoret-to-example', id: 9000000004 }
export const nav: Account = { login: 'nav-example', id: 9000000005 }
export const stranger: Account = { login: 'fremmed', id: 9000000099 }
export const bot: Account = { login: 'mobilitet[bot]', id: 9000000100 }

type Files = Readonly<Record<string, string | undefined>>

const plain = layers(join(root, 'tests/rules/_world'))
export const text = (path: string) => Buffer.from(plain.get(path) ?? '').toString('utf8')
export const settings = 'programme/programme.yaml'
export const need = 'agencies/kld/needs/klimaregnskap.yaml'
export const offer = 'agencies/dfo/offers/klimadata.yaml'
export const agency = { dfo: 'agencies/dfo/agency.yaml', kld: 'agencies/kld/agency.yaml' }
export const agreement = 'agreements/kld-dfo/agreement.yaml'
export const decision = 'decisions/kld.klimaregnskap--dfo.klimadata.yaml'

/** An agency's no to a match. */
export const declinedBy = (by: string, match = 'kld.klimaregnskap--dfo.klimadata') => `match: ${match}
by: ${by}
reason: timing
date: 2026-11-20
fingerprint: "sha256:${'0'.repeat(64)}"
`

/** An agency like DFØ, with other people. */
function agencyFile(approvers: string): string {
  return text(agency.dfo).replace(/approvers: .*/, `approvers: ${approvers}`)
}

export const listed = ({ login, id }: Account) => `{ login: ${login}, id: ${id} }`

const base: Files = {
  [settings]: text(settings).replace(/approvers: .*/, `approvers: [${listed(office)}, ${listed(colleague)}]`),
  'agencies/nav/agency.yaml': agencyFile(`[${listed(nav)}]`),
  'agencies/dss/agency.yaml': agencyFile('[]'),
}

function programme(files: Files): Programme {
  const tree = new Map(plain)
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) tree.delete(path)
    else tree.set(path, Buffer.from(content))
  }
  return loadTree(tree).programme
}

export type Story = {
  readonly by: Account
  /** Somebody else has added to it, or nobody knows whose it is. */
  readonly added?: boolean
  /** Paths with their new text; `undefined` takes a file away, and `same` changes nothing that matters here. */
  readonly change: Files
  readonly renamed?: Readonly<Record<string, string>>
  readonly approvals?: readonly (Account | Approval)[]
  /** Of the base, before the change. */
  readonly before?: Files
  readonly demands: readonly string[]
  readonly marked?: readonly string[]
  readonly uncounted?: readonly string[]
}

export const same = '# samme'

export function factsOf({
  by,
  added = false,
  change,
  renamed = {},
  approvals = [],
  before = {},
}: Story): Facts {
  const was = { ...base, ...before }
  const said = Object.fromEntries(Object.entries(change).filter(([, content]) => content !== same))
  const changes = Object.entries(change).map(
    ([path, content]): PathChange => ({ path, kind: content === undefined ? 'removed' : 'changed' }),
  )
  const moves = Object.entries(renamed).map(([from, path]): PathChange => ({ path, from, kind: 'renamed' }))
  return {
    base: programme(was),
    head: { commit: 'head', programme: programme({ ...was, ...said }) },
    changes: [...changes, ...moves],
    author: by,
    byAuthorAlone: !added,
    approvals: approvals.map((given) => ('account' in given ? given : { account: given, commit: 'head' })),
  }
}

function told({ demands, marked, uncounted }: Authority) {
  return {
    demands: demands.map(
      ({ who, or, satisfiedBy }) => `${[who, ...(or ?? [])].join(' or ')}: ${satisfiedBy?.login ?? '–'}`,
    ),
    marked: marked.map(({ path, why }) => `${path} ${why}`),
    uncounted: uncounted.map(({ account, why }) => `${account.login} ${why}`),
  }
}

/** Judges the story, and compares with what it says. */
export function tell(story: Story): void {
  const { demands, marked = [], uncounted = [] } = story
  const judged = authority(factsOf(story))
  expect(told(judged)).toEqual({ demands, marked, uncounted })
  expect(judged.verdict).toBe(demands.some((demand) => demand.endsWith('–')) ? 'missing' : 'complete')
}

export const older = (account: Account): Approval => ({ account, commit: 'older' })
