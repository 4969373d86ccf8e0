/** Tak: how much one run may do. What was meant to be small and is not is a mistake until somebody has looked at it. */
import type { Action, ActionKind, Plan } from './action.ts'

/**
 * `later`: the first are done and the rest in a next run. `refuse`: none of them is done, for closing by mistake cannot
 * be taken back (kubernetes/org#4365); everything else goes on, so that nobody can stop the others that way.
 */
type Cap = {
  readonly kinds: readonly ActionKind[]
  readonly most: number
  readonly beyond: 'later' | 'refuse'
}

export const caps = {
  closing: { kinds: ['close-pull', 'delete-branch'], most: 10, beyond: 'refuse' },
  /** An issue is closed for what has become of it alone, and can be opened again. */
  'closing-issues': { kinds: ['close-issue'], most: 10, beyond: 'later' },
  opening: { kinds: ['open-pull', 'open-issue'], most: 10, beyond: 'later' },
  commenting: { kinds: ['comment', 'review'], most: 30, beyond: 'later' },
  merging: { kinds: ['merge'], most: 5, beyond: 'later' },
} as const satisfies Readonly<Record<string, Cap>>

export type CapName = keyof typeof caps

const names = Object.keys(caps) as CapName[]

/** The plan as far as one run goes. The notes say what is left out, and why. */
export function capped(plan: Plan): Plan {
  return names.reduce((left, name) => {
    if (countOf(name, left) <= caps[name].most) return left
    return caps[name].beyond === 'refuse' ? without(name, left) : until(name, left)
  }, plan)
}

/** Whether something was refused that somebody must look at. */
export function isRefused({ notes }: Plan): boolean {
  return names.some(
    (name) => caps[name].beyond === 'refuse' && notes.some(({ note }) => note === noteOf(name)),
  )
}

/** Of parts that each are done as a whole or not at all: those for which there is room in one run. */
export function portioned(parts: readonly Plan[]): readonly Plan[] {
  const used = new Map<CapName, number>()
  return parts.filter((part) => {
    const needs = names.map((name) => [name, (used.get(name) ?? 0) + countOf(name, part)] as const)
    const fits = needs.every(([name, count]) => count <= caps[name].most)
    if (fits) for (const [name, count] of needs) used.set(name, count)
    return fits
  })
}

/** A pull request that is closed and its branch that goes are one thing. */
function countOf(name: CapName, { actions }: Plan): number {
  return actions.filter((action, at) => isOf(name, action) && !isWithNext(action, actions[at + 1])).length
}

function isWithNext({ kind }: Action, next: Action | undefined): boolean {
  return kind === 'delete-branch' && next?.kind === 'close-pull'
}

function isOf(name: CapName, { kind }: Action): boolean {
  return (caps[name].kinds as readonly ActionKind[]).includes(kind)
}

/** Nothing of the kind, nor what would be said about it. */
function without(name: CapName, plan: Plan): Plan {
  const refused = plan.actions.filter((action) => isOf(name, action))
  const subjects = new Set(refused.flatMap((action) => subjectOf(action) ?? []))
  const actions = plan.actions.filter(
    (action) => !isOf(name, action) && !subjects.has(subjectOf(action) ?? Number.NaN),
  )
  return noted(name, plan, actions)
}

/** The issue or pull request an action is about. */
function subjectOf(action: Action): number | undefined {
  const subject = 'on' in action ? action.on : 'pull' in action ? action.pull : undefined
  return typeof subject === 'number' ? subject : undefined
}

/** Actions of the same step belong together, so a run ends before the first that is too much. */
function until(name: CapName, plan: Plan): Plan {
  const [first] = plan.actions
    .flatMap((action, at) => (isOf(name, action) ? [at] : []))
    .slice(caps[name].most)
  return noted(name, plan, plan.actions.slice(0, first))
}

function noted(name: CapName, plan: Plan, actions: readonly Action[]): Plan {
  const note = { note: noteOf(name), args: { count: countOf(name, plan), most: caps[name].most } }
  return { actions, notes: [...plan.notes, note] }
}

function noteOf(name: CapName): string {
  return `plan-cap-${name}`
}
