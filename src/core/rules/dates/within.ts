/** Dates that must lie within something: a stay in its period, an exchange in its agreement, both in a round. */
import { overlap, weeks } from '../../days.ts'
import type { Finding } from '../../diagnostic.ts'
import { deadlineOf, never, type Pause } from '../../follow-up/pause.ts'
import type { Agreement, IsoDate, Period, Programme, Registration, Round } from '../../model.ts'
import type { Rule, World } from '../rule.ts'

export const tooShortPeriod: Rule = {
  code: 'dates/too-short-period',
  severity: 'error',
  docs: {
    what: 'Det korteste oppholdet («minWeeks») får plass i perioden.',
    why: 'Ellers kan ingen kobles med registreringen.',
  },
  *check({ programme }) {
    for (const { file, period, duration } of programme.registrations.values()) {
      const { minWeeks, maxWeeks } = duration
      if (!isOrdered(period) || minWeeks > maxWeeks) continue
      const fits = weeks(period)
      if (fits < minWeeks) yield { file, at: ['duration', 'minWeeks'], args: { minWeeks, weeks: fits } }
    }
  },
}

export const outsideValidity: Rule = {
  code: 'dates/outside-validity',
  severity: 'error',
  docs: {
    what: 'En utveksling er innenfor tiden avtalen gjelder.',
    why: 'Utenfor den tiden er det ingen avtale om lønn, arbeidsgiveransvar eller taushetsplikt.',
  },
  *check({ programme }) {
    for (const { file, validity, exchanges } of programme.agreements.values()) {
      for (const [index, { period }] of exchanges.entries()) {
        const field = fieldOutside(period, validity)
        if (field === undefined) continue
        const args = { date: period[field], from: validity.from, to: validity.to }
        yield { file, at: ['exchanges', index, 'period', field], args }
      }
    }
  },
}

export const outsideRound: Rule = {
  code: 'dates/outside-round',
  severity: 'warning',
  docs: {
    what: 'Perioden i en registrering har dager felles med en runde, og en utveksling er innenfor runden avtalen hører til.',
    why: 'Programkontoret kobler og følger opp runde for runde.',
  },
  *check({ programme, today }) {
    const rounds = soundRounds(programme)
    for (const { file, period, withdrawn } of programme.registrations.values()) {
      if (
        withdrawn ||
        rounds.length === 0 ||
        !isOrdered(period) ||
        rounds.some((round) => overlap(round, period))
      )
        continue
      yield {
        file,
        at: ['period'],
        on: 'key',
        args: { from: period.from, to: period.to, rounds: shown(rounds, today) },
      }
    }
    const byId = new Map(rounds.map((round) => [round.id, round]))
    for (const agreement of programme.agreements.values()) {
      const round = byId.get(agreement.round)
      if (round) yield* exchangesOutside(round, agreement)
    }
  },
}

/** An exchange outside its agreement is told as that; mending it mends this too, or shows it. */
function* exchangesOutside(round: Round, { file, exchanges, validity }: Agreement): Generator<Finding> {
  for (const [index, { period }] of exchanges.entries()) {
    const field = fieldOutside(period, round)
    if (field === undefined || fieldOutside(period, validity) !== undefined) continue
    const args = { from: period.from, to: period.to, rounds: spelt(round) }
    yield { file, at: ['exchanges', index, 'period', field], args }
  }
}

/** The rounds somebody can still choose, or the last one there was. */
function shown(rounds: readonly Round[], today: IsoDate): string {
  const coming = rounds.filter(({ to }) => to >= today)
  return (coming.length > 0 ? coming : rounds.slice(-1)).map(spelt).join(', ')
}

function spelt({ id, from, to }: Round): string {
  return `${id} (${from}–${to})`
}

export const afterDeadline: Rule = {
  code: 'dates/after-deadline',
  severity: 'warning',
  docs: {
    what: 'En registrering er forankret og meldt inn innen fristen for runden.',
    why: 'Koblingen skjer rett etter fristen. Den som kommer senere, kan bli stående uten partner.',
  },
  *check(world) {
    const rounds = withPause(soundRounds(world.programme), world.programme.settings?.pause)
    for (const registration of world.programme.registrations.values()) {
      if (registration.withdrawn || !isOrdered(registration.period)) continue
      const round = lastOf(rounds, registration.period)
      if (round) yield* late(registration, round, world)
    }
  },
}

/** In a pause no deadline runs; while it has no end there is none to be late for. */
function withPause(rounds: readonly Round[], pause: Pause): readonly Round[] {
  return rounds.map((round) => ({ ...round, deadline: deadlineOf(round, pause) ?? never }))
}

/** Whoever fits several rounds is in time for the last of them. */
function lastOf(rounds: readonly Round[], period: Period): Round | undefined {
  let last: Round | undefined
  for (const round of rounds) {
    if (overlap(round, period) && (last === undefined || round.deadline > last.deadline)) last = round
  }
  return last
}

/** Late by its own account, or because it comes in with this change. A date that has not been yet is another mistake. */
function* late(
  { file, anchoring }: Registration,
  round: Round,
  { today, before }: World,
): Generator<Finding> {
  const args = { round: round.id, deadline: round.deadline }
  if (anchoring.date > round.deadline) {
    if (anchoring.date <= today) yield { file, at: ['anchoring', 'date'], args }
  } else if (before && !before.paths.has(file) && today > round.deadline) {
    yield { file, at: [], args }
  }
}

/** Rounds whose dates are in order; what follows from those that are not has been told there. */
function soundRounds({ settings }: Programme): readonly Round[] {
  const rounds = settings?.rounds ?? []
  return rounds.every(isSound) ? rounds : []
}

function isSound({ opens, deadline, from, to }: Round): boolean {
  return opens <= deadline && deadline <= from && from <= to
}

/** The first date of a period that is not in another; undefined also when either is in no order to be judged. */
function fieldOutside(period: Period, other: Period): keyof Period | undefined {
  if (!isOrdered(period) || !isOrdered(other)) return undefined
  if (period.from < other.from || period.from > other.to) return 'from'
  return period.to > other.to ? 'to' : undefined
}

function isOrdered({ from, to }: Period): boolean {
  return from <= to
}
