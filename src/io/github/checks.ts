/**
 * What we have said of a commit: check runs, which only apps may make, or commit statuses, where the token is a person's.
 * Others may use the same name; theirs never count as ours.
 */
import type { Account } from '../../core/model.ts'
import type { CheckRun, Conclusion } from '../../core/plan/forge.ts'
import type { ForgeWrite } from '../ports.ts'
import type { Client } from './client.ts'
import { field, fields, optional, type Shape, text, whole } from './fields.ts'
import * as shapes from './shapes.ts'

type Said = Parameters<ForgeWrite['check']>[0]

/**
 * Every job of every workflow is a check run of the app `github-actions`, under a name that whoever wrote the workflow
 * chose, also in a fork. But only who makes a check run through the API can give it this.
 */
const mark = 'mobilitet'

/** Names of people cannot hold a bracket. */
const isApp = ({ login }: Account): boolean => login.endsWith('[bot]')

/** Oldest first. */
export async function checkRuns(
  client: Client,
  self: Account,
  commit: string,
  name: string,
): Promise<readonly CheckRun[]> {
  const found = await (isApp(self) ? runs : statuses)(client, self, commit, name)
  return found.filter((said) => said !== undefined).sort((a, b) => a.id - b.id)
}

type Found = Promise<readonly (CheckRun | undefined)[]>

function runs(client: Client, self: Account, commit: string, name: string): Found {
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs'
  const given = { ref: commit, check_name: name, filter: 'all', per_page: 100 }
  return client.all(route, given, ours(self), 'check_runs')
}

/** An app's account is called after it. Whatever is not ours need not have the shape of ours. */
function ours({ login }: Account): Shape<CheckRun | undefined> {
  return (value) => {
    const at = fields(value)
    const app = at('app', optional(field('slug', optional(text))))
    const said = at('external_id', optional(text)) === mark && `${app}[bot]` === login
    return said ? shapes.checkRun(value) : undefined
  }
}

function statuses(client: Client, self: Account, commit: string, name: string): Found {
  const item: Shape<CheckRun | undefined> = (value) => {
    const at = fields(value)
    const mine = at('creator', optional(field('id', whole))) === self.id && at('context', text) === name
    return mine ? shapes.status(value) : undefined
  }
  return client.all('GET /repos/{owner}/{repo}/commits/{ref}/statuses', { ref: commit, per_page: 100 }, item)
}

/** Nothing is sent when the last we said is the same. */
export async function say(client: Client, self: Account, said: Said): Promise<void> {
  const known = await checkRuns(client, self, said.commit, said.name)
  const last = known.at(-1)
  await (isApp(self) ? sayAsApp : sayAsPerson)(client, said, last)
}

/** GitHub takes 65,535. */
const longestSummary = 65_000

async function sayAsApp(client: Client, said: Said, last: CheckRun | undefined): Promise<void> {
  const { commit, name, conclusion, title } = said
  const summary = cut(said.summary, longestSummary)
  if (last?.conclusion === conclusion && last.title === title && last.summary === summary) return
  const fresh = { status: 'completed', conclusion, output: { title, summary } }
  await (last
    ? client.send('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
        check_run_id: last.id,
        ...fresh,
      })
    : client.send('POST /repos/{owner}/{repo}/check-runs', {
        name,
        head_sha: commit,
        external_id: mark,
        ...fresh,
      }))
}

const states: Readonly<Record<Conclusion, 'success' | 'failure' | 'pending'>> = {
  success: 'success',
  neutral: 'success',
  failure: 'failure',
  action_required: 'pending',
}

/** GitHub takes no more. */
const longestDescription = 140

async function sayAsPerson(client: Client, said: Said, last: CheckRun | undefined): Promise<void> {
  const { commit, name, conclusion, title } = said
  const description = cut(title, longestDescription)
  const state = states[conclusion]
  if (last?.conclusion !== undefined && states[last.conclusion] === state && last.title === description)
    return
  await client.send('POST /repos/{owner}/{repo}/statuses/{sha}', {
    sha: commit,
    context: name,
    state,
    description,
  })
}

/** Half a character is left out. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
