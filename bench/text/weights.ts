/** The search for weights: what each part of the score says of each labelled pair, and which mixture orders them best. */
import { prepare, scoreParts } from '../../src/core/match/context.ts'
import { link } from '../../src/core/match/score/score.ts'
import type { Agency, Concept, Programme, ScorePart, Settings } from '../../src/core/model.ts'
import { type Query, registrationsOf } from './data.ts'
import { type Judged, mean, ndcg } from './measures.ts'

/** In the order of `scoreParts`. */
export type Weights = readonly number[]

/** One labelled pair: what each part gives it, 0–1, and how the two fit all in all. */
type Sample = { readonly shares: readonly number[]; readonly fit: number }
export type Samples = readonly (readonly Sample[])[]

export type Lists = { readonly competences: readonly Concept[]; readonly targetGroups: readonly Concept[] }

export function samplesOf(queries: readonly Query[], lists: Lists, settings: Settings): Samples {
  const context = prepare(programmeOf(queries, lists, settings), settings, '2026-11-22')
  return queries.map(({ need, offers }) =>
    offers.map(({ offer, fit }) => ({
      fit,
      shares: link(need, offer, context).judgements.map(({ share }) => share),
    })),
  )
}

function programmeOf(
  queries: readonly Query[],
  { competences, targetGroups }: Lists,
  settings: Settings,
): Programme {
  const registrations = registrationsOf(queries)
  const agencies = registrations.map(({ agency }) => [agency, { slug: agency } as Agency] as const)
  const byId = (list: readonly Concept[]) => new Map(list.map((one) => [one.id, one]))
  return {
    settings,
    competences: byId(competences),
    targetGroups: byId(targetGroups),
    concepts: undefined,
    policy: [],
    agencies: new Map(agencies),
    registrations: new Map(registrations.map((one) => [one.id, one])),
    agreements: new Map(),
    evaluations: [],
    followUps: new Map(),
    decisions: new Map(),
    templates: new Map(),
    paths: new Set(),
  }
}

export function judgedBy(weights: Weights, samples: Samples): readonly (readonly Judged[])[] {
  const all = Math.max(
    1,
    weights.reduce((sum, one) => sum + one, 0),
  )
  return samples.map((query) =>
    query.map(({ shares, fit }) => ({
      grade: fit,
      score: shares.reduce((sum, share, part) => sum + share * (weights[part] ?? 0), 0) / all,
    })),
  )
}

export function quality(weights: Weights, samples: Samples): number {
  return mean(judgedBy(weights, samples).map((query) => ndcg(query, 5)))
}

const steps = [-10, -5, 5, 10]

/**
 * Climbs from the given weights and from random ones, one weight at a time in steps of five, to where no step helps.
 * Of equals the first found stays, so weights do not wander for nothing.
 */
export function search(start: Weights, samples: Samples, roll: () => number): Weights {
  const starts = [start, ...Array.from({ length: 30 }, () => start.map(() => 5 * Math.floor(roll() * 9)))]
  let best = { weights: start, value: quality(start, samples) }
  for (const one of starts) {
    const top = climb(one, samples)
    if (top.value > best.value + 1e-9) best = top
  }
  return best.weights
}

function climb(start: Weights, samples: Samples) {
  let best = { weights: start, value: quality(start, samples) }
  for (let improved = true; improved; ) {
    improved = false
    for (const weights of neighbours(best.weights)) {
      const value = quality(weights, samples)
      if (value <= best.value + 1e-9) continue
      best = { weights, value }
      improved = true
    }
  }
  return best
}

function neighbours(weights: Weights): readonly Weights[] {
  return weights.flatMap((weight, at) =>
    steps.map((step) => weights.with(at, Math.min(100, Math.max(0, weight + step)))),
  )
}

export function weightsOf(settings: Settings): Weights {
  return scoreParts.map((part: ScorePart) => settings.matching.weights[part])
}
