/** Jobs of workflows: each is a check run of the app `github-actions`, so the right to read checks is enough to find it. */
import type { Client } from './client.ts'
import { field, fields, optional, type Shape, text } from './fields.ts'

/** The number of its run; a job that was skipped, or called off, has nothing to show. */
export async function jobRun(client: Client, commit: string, job: string): Promise<number | undefined> {
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs'
  const given = { ref: commit, check_name: job, filter: 'latest', per_page: 100 }
  const found = await client.all(route, given, runOf, 'check_runs')
  const runs = found.filter((run) => run !== undefined)
  return runs.length === 0 ? undefined : Math.max(...runs)
}

/** Any app may use the name of the job, and lead wherever it likes: only the number is taken, and only from Actions. */
const runOf: Shape<number | undefined> = (value) => {
  const at = fields(value)
  const app = at('app', optional(field('slug', optional(text))))
  const conclusion = at('conclusion', optional(text))
  if (app !== 'github-actions' || conclusion === 'skipped' || conclusion === 'cancelled') return undefined
  const number = /\/actions\/runs\/(\d{1,15})\/job\/\d+$/.exec(at('details_url', optional(text)) ?? '')?.[1]
  return number === undefined ? undefined : Number(number)
}
