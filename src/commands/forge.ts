/** What the commands on the GitHub side share: to connect, and to print a plan or have it carried out. */
import type { Plan } from '../core/plan/action.ts'
import { capped, isRefused } from '../core/plan/caps.ts'
import { faultComment } from '../core/plan/fault.ts'
import { type PlanFormat, planReporters } from '../core/report/plan.ts'
import { gitIn } from '../io/git.ts'
import { githubRead, githubWrite } from '../io/github.ts'
import { type Connection, type ForgeRead, Unreadable } from '../io/ports.ts'
import { carryOut } from './acting.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { firstLine } from './faults.ts'

export type ForgeOptions = {
  readonly repo?: string
  readonly apply?: boolean
  readonly format: PlanFormat
}

/** As GitHub lets owners and repositories be called: `..` would lead to another address. */
const repositoryName = /^[\w-]+\/(?!\.{1,2}$)[\w.-]+$/

/** @throws Usage when it is not said which repository, there is no token, or the address of GitHub is none */
export function connection({ github }: Context, { repo }: ForgeOptions): Connection {
  const { event: _event, run: _run, token, repository = '', ...rest } = github
  const name = repo ?? repository
  if (!repositoryName.test(name)) throw new Usage('error.repository', { name: '--repo' })
  if (!token) throw new Usage('error.token', { name: 'GITHUB_TOKEN' })
  if (!isWebAddress(rest.api)) throw new Usage('error.apiAddress', { name: 'GITHUB_API_URL' })
  return { ...rest, repository: name, token }
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text)
}

/** Reading only. What is in the clone at `root` is not fetched again: contents are known by their id. */
export function reading(context: Context, options: ForgeOptions): ForgeRead {
  return githubRead(connection(context, options), objectsIn(context.root))
}

/** A folder without Git has nothing to offer, and that is no fault. */
function objectsIn(root: string): (ids: readonly string[]) => ReadonlyMap<string, Uint8Array> {
  return (ids) => {
    try {
      return gitIn(root).known(ids)
    } catch (error) {
      if (error instanceof Unreadable) return new Map()
      throw error
    }
  }
}

/**
 * Runs the work on an issue or a pull request. If the tool fails, whoever waits there is told, and the fault goes on to
 * fail the run. Wrong usage is told to the one who typed it, and nobody else.
 */
export async function tellingFaults(
  context: Context,
  options: ForgeOptions,
  number: number,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Usage) && options.apply) await tellFault(context, options, number)
    throw error
  }
}

/** As well as it goes: if this fails too, the first fault is the one to hear of. */
async function tellFault(context: Context, options: ForgeOptions, number: number): Promise<void> {
  try {
    const read = reading(context, options)
    const [there, self] = [await read.comments(number), await read.self()]
    const { run } = context.github
    const actions = faultComment(number, run, context.speaker.words, there, self)
    await carryOut(actions, githubWrite(connection(context, options)))
  } catch (error) {
    const { cli } = context.speaker
    const reason = error instanceof Unreadable ? cli(error.code, error.args) : firstLine(error)
    context.remark(`${cli('tool/untold-fault', { reason })}\n`)
  }
}

export function tell({ print, speaker }: Context, { format, apply }: ForgeOptions, plan: Plan): void {
  print(planReporters[format](plan, speaker.words, { applied: apply === true }))
}

/**
 * Prints the plan; with `--apply` it is carried out as well. This is the only place where anything is written. What is
 * refused fails the run, so that somebody looks.
 */
export async function finish(context: Context, options: ForgeOptions, plan: Plan): Promise<ExitCode> {
  const now = capped(plan)
  tell(context, options, now)
  if (options.apply) await carryOut(now.actions, githubWrite(connection(context, options)))
  return isRefused(now) ? 1 : 0
}
