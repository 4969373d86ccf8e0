/** Flere framskrivinger: how far they lie from each other by luck, and by what is assumed. */
import type { Assumed } from './assumptions.ts'
import { type FigureName, type Figures, figureNames, type Summary, summary } from './figures.ts'
import { type Question, type Run, run } from './run.ts'

/** Spredning: one run in ten is below `low`, one in ten above `high`. */
export type Spread = { readonly low: number; readonly median: number; readonly high: number }

export type Spreads = Readonly<Record<FigureName, Spread>>

/** Hva om: one assumption ten points worse, and everything else the same, luck included. */
export type Variant = { readonly name: VariantName; readonly median: Figures }

export const variantNames = [
  'acceptance',
  'negotiation',
  'milestones',
  'evaluations',
  'confirmations',
] as const

export type VariantName = (typeof variantNames)[number]

export type Forecast = {
  readonly question: Question
  /** The run with the seed itself: what is told day by day. */
  readonly first: Run
  readonly summary: Summary
  /** Undefined of one run. */
  readonly spreads: Spreads | undefined
  readonly runs: number
  /** The medians to compare with, when asked; of one run its own figures. */
  readonly variants: readonly Variant[]
}

/** Seeds from the one that was asked for, and on. */
export async function forecast(question: Question, runs: number, sensitive: boolean): Promise<Forecast> {
  const first = await run(question)
  const own = summary(first)
  const others = await furtherRuns(question, runs)
  const all = [own.whole, ...others]
  const variants: Variant[] = []
  for (const name of sensitive ? variantNames : []) {
    const varied = { ...question, assumed: worse(name, question.assumed) }
    const figures = [summary(await run(varied)).whole, ...(await furtherRuns(varied, runs))]
    variants.push({ name, median: medians(spreadsOf(figures)) })
  }
  return {
    question,
    first,
    summary: own,
    runs,
    spreads: runs > 1 ? spreadsOf(all) : undefined,
    variants,
  }
}

async function furtherRuns(question: Question, runs: number): Promise<readonly Figures[]> {
  const figures: Figures[] = []
  for (let number = 1; number < runs; number++) {
    const one = await run({ ...question, seed: question.seed + number })
    figures.push(summary(one).whole)
  }
  return figures
}

const points = 10

/** Who no longer says yes says no; what is no longer in time is late; who no longer confirms is silent. */
export function worse(name: VariantName, assumed: Assumed): Assumed {
  const { acceptance, negotiation, milestones, evaluations, confirmations } = assumed
  switch (name) {
    case 'acceptance': {
      const less = Math.min(points, acceptance.accepted)
      return {
        ...assumed,
        acceptance: {
          ...acceptance,
          accepted: acceptance.accepted - less,
          declined: acceptance.declined + less,
        },
      }
    }
    case 'negotiation':
      return {
        ...assumed,
        negotiation: { ...negotiation, fails: Math.min(100, negotiation.fails + points) },
      }
    case 'milestones':
      return { ...assumed, milestones: later(milestones) }
    case 'evaluations':
      return { ...assumed, evaluations: later(evaluations) }
    default:
      return {
        ...assumed,
        confirmations: { ...confirmations, confirmed: Math.max(0, confirmations.confirmed - points) },
      }
  }
}

function later<Group extends { readonly inTime: number; readonly late: number }>(group: Group): Group {
  const less = Math.min(points, group.inTime)
  return { ...group, inTime: group.inTime - less, late: group.late + less }
}

function spreadsOf(figures: readonly Figures[]): Spreads {
  const entries = figureNames.map((name) => [name, spread(figures.map((one) => one[name]))])
  return Object.fromEntries(entries) as Spreads
}

function medians(spreads: Spreads): Figures {
  return Object.fromEntries(figureNames.map((name) => [name, spreads[name].median])) as Figures
}

/** By nearest rank: each is a number that some run came to. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { low: at(0.1), median: at(0.5), high: at(0.9) }
}
