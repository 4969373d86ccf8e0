/**
 * The twin that tries everything: the choice by its definition and nothing else, for programmes small enough. It shares
 * no code with the solver, so that both can hardly be wrong in the same way.
 */
import type { Candidate } from '../../../src/core/match/choose/candidate.ts'

export type Choice = {
  /** In order of id. */
  readonly chosen: readonly string[]
  /** Needs, firsts, seconds, chances, score, kept. */
  readonly worth: readonly number[]
}

export type Wishes = { readonly open?: ReadonlySet<string>; readonly pinned?: ReadonlySet<string> }

/** Undefined when the pinned do not fit together. */
export function bestOfAll(
  candidates: readonly Candidate[],
  capacities: ReadonlyMap<string, number>,
  { open = new Set(), pinned = new Set() }: Wishes = {},
): Choice | undefined {
  const ordered = [...candidates].sort((a, b) => (a.id < b.id ? -1 : 1))
  const left = new Map(capacities)
  const taken: Candidate[] = []
  let best: Choice | undefined
  const attempt = (at: number): void => {
    const candidate = ordered[at]
    if (!candidate) {
      const worth = worthOf(taken, open)
      if (!best || isMore(worth, best.worth)) best = { chosen: taken.map(({ id }) => id), worth }
      return
    }
    // The earlier id is tried taken first, so the first of equals is the one that is preferred.
    for (const id of candidate.registrations) left.set(id, (left.get(id) ?? 0) - 1)
    taken.push(candidate)
    if (candidate.registrations.every((id) => (left.get(id) ?? 0) >= 0)) attempt(at + 1)
    taken.pop()
    for (const id of candidate.registrations) left.set(id, (left.get(id) ?? 0) + 1)
    if (!pinned.has(candidate.id)) attempt(at + 1)
  }
  attempt(0)
  return best
}

export function worthOf(chosen: readonly Candidate[], open: ReadonlySet<string>): readonly number[] {
  const agencies = chosen.flatMap(({ serves }) => serves)
  const receipts = [...new Set(agencies)].map((agency) => agencies.filter((one) => one === agency).length)
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
  return [
    sum(chosen.map(({ meets }) => meets.length)),
    receipts.length,
    sum(receipts.map((times) => (times > 2 ? 2 : times))),
    agencies.length,
    sum(chosen.map(({ score }) => score)),
    chosen.filter(({ id }) => open.has(id)).length,
  ]
}

function isMore(one: readonly number[], other: readonly number[]): boolean {
  for (const [level, worth] of one.entries()) if (worth !== other[level]) return worth > (other[level] ?? 0)
  return false
}
