/**
 * Leting: the best choice where a relaxation has halves. Only what a better choice could contain is given to the integer
 * programme: little at first, aiming high; then more, if that was aiming too high (reduced-cost fixing). Exact all the way.
 */
import { type Certificate, narrowed, roughBound } from './certificate.ts'
import type { Answer, Solver } from './highs.ts'
import { sum } from './levels.ts'
import { type Pieces, takeApart } from './pieces.ts'
import { put, type System, satisfies, taken, total, type Values, wholeValues } from './system.ts'

export type Known = {
  /** Undefined when no choice is known; then the value is less than any choice gains. */
  readonly values: Values | undefined
  readonly value: number
  /** No choice gains more. */
  readonly bound: number
}

/** Every choice that gains at least the target is in the narrowed system; so the best one is, if it gains that much. */
export function searched(
  system: System,
  gain: Float64Array,
  known: Known & { readonly certificate: Certificate },
  solver: Solver,
): Known {
  let found: Known = known
  let size = smallest
  while (found.value < found.bound) {
    const next = nextPart(system, known.certificate, found, size)
    const answer = next.apart ? wholeBest(next.apart, gain, solver) : none
    found = learned(system, gain, found, answer, next.target)
    if (!answer.finished) break
    size = 2 * next.size
  }
  return found
}

type Part = { readonly apart: Pieces | undefined; readonly target: number; readonly size: number }

/** A part with less to choose from is not worth a try of its own. */
const smallest = 200

/** The highest target that leaves so much to choose from, or the lowest there is. */
function nextPart(system: System, certificate: Certificate, { value, bound }: Known, size: number): Part {
  for (let step = 0; ; step = 2 * step + 1) {
    const target = Math.max(value + 1, bound - step)
    const apart = takeApart(narrowed(system, certificate, target))
    const open = sum((apart?.pieces ?? []).map(({ names }) => names.length))
    if (target === value + 1 || open >= size) return { apart, target, size: open }
  }
}

function learned(system: System, gain: Float64Array, known: Known, answer: Whole, target: number): Known {
  const { values } = answer
  const better = values && satisfies(system, values) && total(gain, values) > known.value
  const now = better ? { values, value: total(gain, values) } : known
  const bound = Math.min(known.bound, Math.max(target - 1, answer.bound))
  return { values: now.values, value: now.value, bound: Math.max(now.value, bound) }
}

type Whole = { readonly values: Values | undefined; readonly bound: number; readonly finished: boolean }

const none: Whole = { values: undefined, bound: Number.NEGATIVE_INFINITY, finished: true }

/** The best choice, piece by piece. A bound of -∞: there is none. */
function wholeBest(apart: Pieces, gain: Float64Array, solver: Solver): Whole {
  const values = apart.decided.slice()
  let bound = total(gain, values)
  let finished = true
  for (const piece of apart.pieces) {
    const pieceGain = taken(gain, piece)
    const answer = solver.maximise(piece, pieceGain)
    if (answer.status === 'infeasible') return none
    const chosen = wholeValues(piece, answer.values)
    if (chosen) put(values, piece, chosen)
    finished &&= answer.status === 'optimal' && chosen !== undefined
    bound += boundOf(answer, piece, pieceGain)
  }
  // A piece without an answer leaves values that break a row or come to less; both are found out.
  return { values, bound, finished }
}

/** A solver's bound is a little off; ours is not, but rougher. */
function boundOf({ bound }: Answer, system: System, gain: Float64Array): number {
  return Math.min(Math.floor(bound + 0.001), roughBound(system, gain).bound)
}
