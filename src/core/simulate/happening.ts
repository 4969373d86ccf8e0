/** Hendelse: something that happens on a day of a run ahead. */
import type { IsoDate } from '../model.ts'

/**
 * Every kind there is (`simulate-event-<kind>` in the vocabulary), and what it asks of the office: `change` when a pull
 * request comes of it that somebody must look at, `key` when it is told by name among the most important.
 */
export const happeningKinds = {
  'round-opens': { change: false, key: true },
  'round-deadline': { change: false, key: true },
  'round-begins': { change: false, key: true },
  'round-ends': { change: false, key: true },
  'pause-begins': { change: false, key: true },
  'pause-ends': { change: false, key: true },
  registered: { change: true, key: false },
  proposed: { change: true, key: true },
  'proposal-closed': { change: false, key: true },
  accepted: { change: false, key: false },
  declined: { change: true, key: true },
  agreed: { change: true, key: false },
  abandoned: { change: true, key: true },
  'terms-ready': { change: true, key: false },
  signature: { change: true, key: false },
  signed: { change: false, key: true },
  'exchange-begins': { change: false, key: true },
  'exchange-ends': { change: false, key: true },
  'ended-early': { change: true, key: true },
  'called-off': { change: true, key: true },
  closed: { change: false, key: true },
  reminded: { change: false, key: false },
  settled: { change: false, key: false },
  letter: { change: false, key: false },
  'milestone-due': { change: false, key: false },
  'milestone-done': { change: true, key: false },
  'evaluation-due': { change: false, key: false },
  evaluated: { change: true, key: false },
  asked: { change: false, key: false },
  confirmed: { change: true, key: false },
  withdrawn: { change: true, key: false },
  expired: { change: false, key: true },
} as const satisfies Readonly<Record<string, { readonly change: boolean; readonly key: boolean }>>

export type HappeningKind = keyof typeof happeningKinds

export type Happening = {
  readonly day: IsoDate
  readonly kind: HappeningKind
  /** What it is about: a round, match, agreement, exchange (`<agreement>/<exchange>`), milestone or registration. */
  readonly about: string
  /** Whose it is, where it is one agency’s. */
  readonly agency?: string
}
