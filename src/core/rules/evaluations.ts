/** What an evaluation may say: of an exchange that has come so far, and of the goals that were agreed. */
import type { Finding } from '../diagnostic.ts'
import { lastingUntil, stageDay } from '../follow-up/timing.ts'
import type { Evaluation, Exchange, Period, Programme } from '../model.ts'
import { nearest } from '../nearest.ts'
import { shortened } from '../text.ts'
import { suggesting } from './known.ts'
import type { Rule } from './rule.ts'

/**
 * Evaluations with the exchange they are of and the days it lasted, which a termination ends, too. What is wrong with the others
 * is said by `references/unknown-exchange`.
 */
function* evaluated({
  evaluations,
  agreements,
}: Programme): Generator<readonly [Evaluation, Exchange, Period | undefined]> {
  for (const evaluation of evaluations) {
    const { exchanges = [], termination } = agreements.get(evaluation.agreement) ?? {}
    const exchange = exchanges.find(({ id }) => id === evaluation.exchange)
    if (exchange) yield [evaluation, exchange, lastingUntil(exchange, termination?.date)]
  }
}

const tooEarly: Rule = {
  code: 'evaluation/too-early',
  severity: 'error',
  docs: {
    what: 'En evaluering er skrevet etter at det den gjelder, har skjedd: oppstarten fra første dag, underveis fra midten, avslutningen fra siste dag, og etterpå fra seks måneder senere.',
    why: 'Den som svarer før det har skjedd, kan ikke vite hva som ble lært, og tallene til programmet blir gale.',
  },
  *check({ programme }) {
    for (const [{ file, stage, date }, , lasting] of evaluated(programme)) {
      const opens = lasting && stageDay(stage, lasting)
      if (opens !== undefined && date < opens) yield { file, at: ['date'], args: { date, opens } }
    }
  },
}

const notHeld: Rule = {
  code: 'evaluation/not-held',
  severity: 'error',
  docs: {
    what: 'En evaluering gjelder en utveksling som ble noe av.',
    why: 'En utveksling som ble avlyst før første dag, har ingen lært noe av.',
  },
  *check({ programme }) {
    for (const [{ file, exchange }, , lasting] of evaluated(programme))
      if (lasting === undefined) yield { file, at: ['exchange'], args: { exchange } }
  },
}

/** A warning: an amendment may have worded the goals anew after somebody answered. */
const unknownGoal: Rule = {
  code: 'evaluation/unknown-goal',
  severity: 'warning',
  docs: {
    what: 'Målene i en evaluering er læringsmålene for utvekslingen, skrevet som i avtalen.',
    why: 'Ellers kan ingen se om det som ble avtalt, ble nådd.',
  },
  *check({ programme }) {
    for (const [{ file, goals = [] }, { learningGoals }] of evaluated(programme)) {
      for (const [index, { goal }] of goals.entries()) {
        if (learningGoals.includes(goal)) continue
        const args = suggesting({ goal: shortened(goal) }, likelyGoal(goal, learningGoals))
        yield { file, at: ['goals', index, 'goal'], args }
      }
    }
  },
}

/** A slip of the pen, or most of the same words. */
function likelyGoal(goal: string, agreed: readonly string[]): string | undefined {
  const slip = nearest(goal, agreed)
  if (slip !== undefined) return slip
  const alike = agreed.map((candidate) => ({ candidate, share: sharedWords(goal, candidate) }))
  const best = alike.sort((a, b) => b.share - a.share)[0]
  return best !== undefined && best.share >= 0.5 ? best.candidate : undefined
}

/** 0–1: how many of the words of both are in both (Jaccard). */
function sharedWords(one: string, other: string): number {
  const [a, b] = [wordsIn(one), wordsIn(other)]
  const common = [...a].filter((word) => b.has(word)).length
  return common / Math.max(1, a.size + b.size - common)
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}

const repeatedGoal: Rule = {
  code: 'evaluation/repeated-goal',
  severity: 'error',
  docs: {
    what: 'Hvert læringsmål og hvert forslag står én gang i en evaluering.',
    why: 'Ellers telles det to ganger, og står det ulike svar, vet ingen hvilket som gjelder.',
  },
  *check({ programme: { evaluations } }) {
    for (const { file, goals = [], suggestions = [] } of evaluations) {
      yield* repeated(
        file,
        'goals',
        goals.map(({ goal }) => goal),
      )
      yield* repeated(
        file,
        'suggestions',
        suggestions.map(({ about, text }) => `${about} ${text}`),
      )
    }
  },
}

function* repeated(file: string, list: string, entries: readonly string[]): Generator<Finding> {
  const seen = new Set<string>()
  for (const [index, entry] of entries.entries()) {
    if (seen.has(entry)) yield { file, at: [list, index], args: { text: shortened(entry) } }
    seen.add(entry)
  }
}

export const evaluationRules: readonly Rule[] = [tooEarly, notHeld, unknownGoal, repeatedGoal]
