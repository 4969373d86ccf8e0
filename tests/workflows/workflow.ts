/** The workflow files as the tests see them: parsed, with the text beside, because comments count too. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from '../worlds.ts'

export type Step = {
  readonly name?: string
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly 'working-directory'?: string
  readonly with?: Readonly<Record<string, string | number | boolean>>
  readonly env?: Readonly<Record<string, string>>
  readonly 'continue-on-error'?: boolean | string
}

export type Concurrency = {
  readonly group: string
  readonly 'cancel-in-progress'?: boolean | string
  readonly queue?: string
}

export type Job = {
  readonly env?: Readonly<Record<string, string>>
  readonly needs?: string | readonly string[]
  readonly if?: string
  readonly uses?: string
  readonly permissions?: Readonly<Record<string, string>> | string
  readonly secrets?: unknown
  readonly concurrency?: Concurrency
  readonly 'timeout-minutes'?: number
  readonly steps?: readonly Step[]
}

export type Workflow = {
  readonly on: string | readonly string[] | Readonly<Record<string, unknown>>
  readonly permissions?: unknown
  readonly concurrency?: Concurrency
  readonly jobs: Readonly<Record<string, Job>>
}

export type WorkflowFile = { readonly name: string; readonly text: string; readonly workflow: Workflow }

const folder = join(root, '.github/workflows')

export const workflowFiles: readonly WorkflowFile[] = readdirSync(folder)
  .sort()
  .map((name) => workflowFile(name, readFileSync(join(folder, name), 'utf8')))

export function workflowFile(name: string, text: string): WorkflowFile {
  return { name, text, workflow: parse(text) as Workflow }
}

export function workflowCalled(wanted: string): Workflow {
  const file = workflowFiles.find(({ name }) => name === wanted)
  if (!file) throw new Error(`there is no workflow ${wanted}`)
  return file.workflow
}

export function triggersOf({ on }: Workflow): readonly string[] {
  if (typeof on === 'string') return [on]
  return Array.isArray(on) ? (on as readonly string[]) : Object.keys(on)
}

export function stepsOf(workflow: Workflow): readonly Step[] {
  return Object.values(workflow.jobs).flatMap(({ steps = [] }) => steps)
}
