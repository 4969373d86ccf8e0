/** A plan in words, or as JSON for programs. */
import type { Words } from '../messages.ts'
import type { Action, Note, Plan, Target } from '../plan/action.ts'
import { paragraph, safeJson, withoutCommands } from './visible.ts'

export const planReporters = {
  text: printPlan,
  json: (plan: Plan) => `${safeJson(printable(plan), 2)}\n`,
} as const

export type PlanFormat = keyof typeof planReporters

/** What is done, one line each, and why the rest is not. */
function printPlan(
  { actions, notes }: Plan,
  words: Words,
  { applied }: { readonly applied: boolean },
): string {
  const lines = [
    actions.length === 0
      ? words('plan-nothing')
      : words(applied ? 'plan-applied' : 'plan-head', { count: actions.length }),
    ...actions.map((action) => `  ${describe(action, words)}`),
    ...notes.map((note) => paragraph(explain(note, words))),
    ...(applied || actions.length === 0 ? [] : [words('plan-how')]),
  ]
  return withoutCommands(`${lines.join('\n')}\n`)
}

/** One line for one deed. */
export function describe(action: Action, words: Words): string {
  const args = argsOf(action, words)
  if (action.kind === 'configure') args['settingWord'] = words(`setup-${action.setting}`)
  return paragraph(words(`plan-${action.kind}${part(action)}`, args))
}

/** Of labels only what there is: some to put on, some to take off, or both. */
function part(action: Action): string {
  if (action.kind !== 'label') return ''
  if (action.remove.length === 0) return '-add'
  return action.add.length === 0 ? '-remove' : ''
}

export function explain({ note, args }: Note, words: Words): string {
  return words(note, args)
}

/** The single values of an action, and how many there are of the others. */
function argsOf(action: Action, words: Words): Record<string, string | number> {
  const args: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(action)) {
    if (name === 'on' || name === 'pull') args[name] = targetOf(value as Target, words)
    else if (typeof value === 'string' || typeof value === 'number') args[name] = value
    else if (Array.isArray(value)) args[`${name}List`] = listed(value)
  }
  return args
}

/** One that is only opened in the same plan has no number yet. */
function targetOf(target: Target, words: Words): string {
  return typeof target === 'number' ? `#${target}` : words('plan-new-pull', { branch: target.pullOf })
}

function listed(values: readonly unknown[]): string {
  return values
    .map((value) => {
      if (typeof value === 'string') return value
      const { path, name } = value as { readonly path?: string; readonly name?: string }
      return path ?? name ?? ''
    })
    .join(', ')
}

/** As it is printed: contents of files to be uploaded are told by their digest. */
export function printable({ actions, notes }: Plan): {
  readonly actions: readonly object[]
  readonly notes: readonly Note[]
} {
  return {
    actions: actions.map((action) => {
      if (action.kind !== 'upload-asset') return action
      const { content: _content, ...rest } = action
      return rest
    }),
    notes,
  }
}
