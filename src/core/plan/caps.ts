/** Tak: how much one run may do. What was meant to be small and is not is a mistake until somebody has looked at it. */
import type { Action, ActionKind, Plan } from './action.ts'

/**
 * `later`: the first are done and the rest in a next run. `refuse`: nothing at all is done, for closing by mistake cannot
 * be taken back (kubernetes/org#4365).
 */
type Cap = {
  readonly kinds: readonly ActionKind[]
  readonly most: number
  readonly beyond: 'later' | 'refuse'
}

export const caps = {
  closing: { kinds: ['close-pull', 'close-issue', 'delete-branch'], most: 10, beyond: 'refuse' },
  opening: { kinds: ['open-pull', 'open-issue'], most: 10, beyond: 'later' },
  commenting: { kinds: ['comment', 'review'], most: 30, beyond: 'later' },
  merging: { kinds: ['merge'], most: 5, beyond: 'later' },
} as const satisfies Readonly<Record<string, Cap>>

export type CapName = keyof typeof caps

/**
 * The plan as far as one run goes. Actions of the same step belong together, so a run ends before the first that is
 * too much, and notes say why.
 */
export function capped(plan: Plan): Plan {
  const counts = new Map<CapName, number>()
  const kept: Action[] = []
  for (const action of plan.actions) {
    const name = capOf(action)
    if (name) {
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      if (count > caps[name].most) return beyond(name, plan, kept)
    }
    kept.push(action)
  }
  return plan
}

function capOf({ kind }: Action): CapName | undefined {
  const names = Object.keys(caps) as CapName[]
  return names.find((name) => (caps[name].kinds as readonly ActionKind[]).includes(kind))
}

function beyond(name: CapName, plan: Plan, kept: readonly Action[]): Plan {
  const { most, beyond } = caps[name]
  const count = plan.actions.filter((action) => capOf(action) === name).length
  const note = { note: `plan-cap-${name}`, args: { count, most } }
  return { actions: beyond === 'refuse' ? [] : kept, notes: [...plan.notes, note] }
}
