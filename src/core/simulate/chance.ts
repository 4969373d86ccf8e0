/**
 * Tilfeldighet: the number that belongs to a question under a seed. It is made of the question itself and not drawn from a
 * row, so one more question changes no other answer, and two runs with different assumptions meet the same luck: what is
 * then different is due to the assumption («common random numbers», A. M. Law, Simulation Modeling and Analysis, ch. 11).
 */
import { digestOf } from '../canonical.ts'
import { addDays, daysBetween } from '../days.ts'
import type { IsoDate } from '../model.ts'
import type { Days } from './assumptions.ts'

export type Chance = {
  /** At least 0 and less than 1. */
  readonly share: (question: string) => number
  /** True in so many of a hundred. */
  readonly happens: (question: string, percent: number) => boolean
  /** One of them, each as likely; undefined of none. */
  readonly one: <Thing>(question: string, of: readonly Thing[]) => Thing | undefined
  /** Whole days, each as likely. */
  readonly days: (question: string, days: Days) => number
  /** A day, the first and the last included. */
  readonly day: (question: string, first: IsoDate, last: IsoDate) => IsoDate
}

/** A whole number of 52 bits is exact in JavaScript. */
const hexadecimals = 13

/** The first 52 bits of SHA-256 over the canonical JSON of `[seed, question]`: anybody can reckon it again. */
export function chanceOf(seed: number): Chance {
  const share = (question: string): number => {
    const [, digits = ''] = digestOf([seed, question]).split(':')
    return Number.parseInt(digits.slice(0, hexadecimals), 16) / 16 ** hexadecimals
  }
  const below = (question: string, count: number): number => Math.floor(share(question) * count)
  return {
    share,
    happens: (question, percent) => share(question) * 100 < percent,
    one: (question, of) => of[below(question, of.length)],
    days: (question, { min, max }) => min + below(question, max - min + 1),
    day: (question, first, last) =>
      addDays(first, below(question, Math.max(0, daysBetween(first, last)) + 1)),
  }
}
