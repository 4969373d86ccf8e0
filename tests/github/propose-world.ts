/**
 * The ground of the stories about proposals: a programme, what GitHub holds, and the plan that comes of the two.
 */

import { join } from 'node:path'
import { voiceOf } from '../../src/commands/voices.ts'
import type { Language, Programme } from '../../src/core/model.ts'
import type { Plan } from '../../src/core/plan/action.ts'
import type { PullRequest } from '../../src/core/plan/forge.ts'
import type { ProposeFacts } from '../../src/core/plan/propose/facts.ts'
import { agreementPath, declineOn, matchOn, proposalMarkIn } from '../../src/core/plan/propose/proposal.ts'
import { planPropose } from '../../src/core/plan/propose/propose.ts'
import { layers, loadTree, root, schemaOf } from '../worlds.ts'
import { bot, carriedOut, empty, type Hub, repository } from './propose-hub.ts'

export const office = { login: 'kontoret-example', id: 9000000001 }
export const dfo = { login: 'dfo-example', id: 9000000002 }
export const kld = { login: 'kld-example', id: 9000000003 }
export const stranger = { login: 'fremmed', id: 9000000099 }

export const pair = 'kld.klimaregnskap--dfo.klimadata'
export const need = 'agencies/kld/needs/klimaregnskap.yaml'
export const offer = 'agencies/dfo/offers/klimadata.yaml'
export const settings = 'programme/programme.yaml'
export const today = '2026-11-22'

type Files = Readonly<Record<string, string | undefined>>

const small = layers(join(root, 'tests/rules/_world'))
const standardTexts = [...layers(join(root, 'templates'))].filter(([path]) => path.endsWith('.md.hbs'))

export function textOf(path: string): string {
  return Buffer.from(small.get(path) ?? '').toString('utf8')
}

/** A state of the programme: the small world with nothing agreed, and these files laid over it. */
export type State = {
  readonly commit: string
  readonly files: ReadonlyMap<string, string>
  readonly programme: Programme
}

export function state(commit: string, files: Files = {}): State {
  const tree = new Map<string, Uint8Array>([
    ...small,
    ...standardTexts.map(([path, bytes]) => [`templates/${path}`, bytes] as const),
  ])
  tree.delete('agreements/kld-dfo/agreement.yaml')
  for (const [path, text] of Object.entries(files)) {
    if (text === undefined) tree.delete(path)
    else tree.set(path, Buffer.from(text))
  }
  const texts = [...tree].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')] as const)
  return { commit, files: new Map(texts), programme: loadTree(tree).programme }
}

/** An agency like DFØ, with another name, number and language. */
export function agencyFile(slug: string, shortName: string, number: string, language = 'nb'): Files {
  const text = textOf('agencies/dfo/agency.yaml')
    .replace('986252932', number)
    .replace('shortName: DFØ', `shortName: ${shortName}`)
    .replace('language: nb', `language: ${language}`)
    .replace('dfo.example.no', `${slug}.example.no`)
    .replace(/approvers: .*/, `approvers: [{ login: ${slug}-example, id: ${number} }]`)
  return { [`agencies/${slug}/agency.yaml`]: text }
}

/** Changes to a file of the small world, by what is written in it. */
export function edited(
  path: string,
  ...changes: readonly (readonly [from: string | RegExp, to: string])[]
): Files {
  return { [path]: changes.reduce((text, [from, to]) => text.replace(from, to), textOf(path)) }
}

export type Scene = {
  readonly hub?: Hub
  /** Earlier states of the programme, as far as they can still be read. */
  readonly earlier?: readonly State[]
  readonly today?: string
}

export function factsOf(
  now: State,
  { hub = empty, earlier = [], today: day = today }: Scene = {},
): ProposeFacts {
  const states = new Map([...earlier, now].map((one) => [one.commit, one.programme]))
  const before = (match: string, body: string) => {
    const programme = states.get(proposalMarkIn(body, match)?.commit ?? '')
    return programme ? { before: programme } : {}
  }
  const own = hub.pulls.filter(({ pull }) => pull.author.id === bot.id)
  const last = new Map(
    own.flatMap((one) => {
      const match = matchOn(one.pull.head.branch)
      return match === undefined ? [] : [[match, one] as const]
    }),
  )
  const inState = (wanted: PullRequest['state']) => [...last].filter(([, { pull }]) => pull.state === wanted)
  const busy = new Set(
    hub.pulls.filter(({ pull }) => pull.state === 'open').map(({ pull }) => pull.head.branch),
  )
  return {
    self: bot,
    repository,
    commit: now.commit,
    programme: now.programme,
    textOf: (path) => now.files.get(path),
    today: day,
    schemaOf,
    wordsOf: (language: Language) => voiceOf(language).words,
    open: inState('open').map(([match, one]) => ({
      ...one,
      match,
      file: hub.branches.get(one.pull.head.branch)?.files.get(agreementPath(match)),
      ...before(match, one.pull.body),
    })),
    past: inState('closed').map(([match, { pull, comments }]) => ({
      match,
      pull,
      comments,
      ...before(match, pull.body),
    })),
    merged: new Set(inState('merged').map(([match]) => match)),
    declines: own.flatMap(({ pull }) => {
      const match = declineOn(pull.head.branch)
      return match === undefined ? [] : [{ match, pull: pull.number, state: pull.state }]
    }),
    loose: [...hub.branches].flatMap(([name, { commits, files }]) => {
      const match = matchOn(name)
      if (match === undefined || busy.has(name)) return []
      return [
        {
          match,
          tip: commits.at(-1)?.id ?? '',
          ours: commits.every(({ author }) => author?.id === bot.id),
          file: files.get(agreementPath(match)),
          proposed: last.has(match),
        },
      ]
    }),
    foreign: hub.pulls.flatMap(({ pull }) =>
      pull.author.id !== bot.id && pull.state === 'open' ? [pull] : [],
    ),
    issues: hub.issues,
  }
}

export function propose(now: State, scene: Scene = {}): Promise<Plan> {
  return planPropose(factsOf(now, scene))
}

/** Plans and carries out, until nothing is left to do. Fails when that does not come to an end. */
export async function settledHub(now: State, scene: Scene = {}): Promise<Hub> {
  let hub = scene.hub ?? empty
  for (let rounds = 0; rounds < 4; rounds++) {
    const { actions } = await propose(now, { ...scene, hub })
    if (actions.length === 0) return hub
    hub = carriedOut(hub, actions)
  }
  throw new Error('the plan never comes to an end')
}

/** What a plan does, in one word each. */
export function kinds({ actions }: Plan): string {
  return actions.map(({ kind }) => kind).join(' ')
}

export function noteNames({ notes }: Plan): readonly string[] {
  return notes.map(({ note }) => note)
}

/** The text a plan opens or updates a pull request with. */
export function bodyIn({ actions }: Plan): string {
  const found = actions.find((one) => one.kind === 'open-pull' || one.kind === 'update-pull')
  return found && 'body' in found ? String(found.body) : ''
}

export function commentIn({ actions }: Plan): string {
  const found = actions.find((one) => one.kind === 'comment')
  return found ? String(found.body) : ''
}
