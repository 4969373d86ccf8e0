/** Dates and numbers that must come in order, happen within something, or have happened already. */
import { addMonths } from '../days.ts'
import type { FieldPath, Finding } from '../diagnostic.ts'
import { isExpired } from '../follow-up/pause.ts'
import type { Agreement, IsoDate, Programme, Registration } from '../model.ts'
import { afterDeadline, outsideRound, outsideValidity, tooShortPeriod } from './dates/within.ts'
import { competencesFile, isCurrent, policyFile } from './known.ts'
import type { Rule } from './rule.ts'

type DateField = 'opens' | 'deadline' | 'from' | 'to' | 'validFrom' | 'validTo'
type Dated = Readonly<Partial<Record<DateField, IsoDate | null>>>

const dateOrder: Rule = {
  code: 'dates/order',
  severity: 'error',
  docs: {
    what: 'Første dag er ikke etter siste dag. En runde åpner før fristen, og fristen er før utvekslingene begynner.',
    why: 'En periode som slutter før den begynner, har ingen dager.',
  },
  check: ({ programme }) => unordered(programme),
}

function* unordered(programme: Programme): Generator<Finding> {
  const { settings, concepts, policy, registrations, agreements } = programme
  for (const [index, round] of (settings?.rounds ?? []).entries()) {
    yield* outOfOrder(settings?.file ?? '', ['rounds', index], round, 'opens', 'deadline', 'from', 'to')
  }
  if (settings?.pause) yield* outOfOrder(settings.file, ['pause'], settings.pause, 'from', 'to')
  for (const list of ['competences', 'targetGroups'] as const) {
    for (const [index, concept] of (concepts?.[list] ?? []).entries()) {
      yield* outOfOrder(competencesFile, [list, index], concept, 'validFrom', 'validTo')
    }
  }
  for (const [index, rule] of policy.entries()) {
    yield* outOfOrder(policyFile, ['rules', index], rule, 'validFrom', 'validTo')
  }
  for (const { file, period } of registrations.values())
    yield* outOfOrder(file, ['period'], period, 'from', 'to')
  for (const { file, validity, exchanges } of agreements.values()) {
    yield* outOfOrder(file, ['validity'], validity, 'from', 'to')
    for (const [index, { period }] of exchanges.entries()) {
      yield* outOfOrder(file, ['exchanges', index, 'period'], period, 'from', 'to')
    }
  }
}

/** Neighbours only: one wrong date puts one pair out of order. */
function* outOfOrder(
  file: string,
  at: FieldPath,
  dates: Dated,
  ...fields: readonly DateField[]
): Generator<Finding> {
  for (const [index, later] of fields.slice(1).entries()) {
    const earlier = fields[index] as DateField
    const [earlierDate, laterDate] = [dates[earlier], dates[later]]
    if (!earlierDate || !laterDate || earlierDate <= laterDate) continue
    yield { file, at: [...at, later], args: { earlier, earlierDate, later, laterDate } }
  }
}

const numberOrder: Rule = {
  code: 'numbers/order',
  severity: 'error',
  docs: {
    what: 'Det minste tallet er ikke større enn det største.',
    why: 'Ellers er det ingenting som passer.',
  },
  *check({ programme }) {
    for (const { file, duration, workload } of programme.registrations.values()) {
      const { minWeeks, maxWeeks } = duration
      if (minWeeks > maxWeeks) yield wrongNumbers(file, ['duration'], { minWeeks }, { maxWeeks })
      const { min, max } = workload
      if (min > max) yield wrongNumbers(file, ['workload'], { min }, { max })
    }
    for (const [index, { limit }] of programme.policy.entries()) {
      const { minMonths = 0, maxMonths = minMonths } = limit ?? {}
      if (minMonths > maxMonths)
        yield wrongNumbers(policyFile, ['rules', index, 'limit'], { minMonths }, { maxMonths })
    }
  },
}

type Named = Readonly<Record<string, number>>

function wrongNumbers(file: string, at: FieldPath, smallest: Named, largest: Named): Finding {
  const [[low = '', lowNumber = 0] = []] = Object.entries(smallest)
  const [[high = '', highNumber = 0] = []] = Object.entries(largest)
  return { file, at: [...at, high], args: { low, lowNumber, high, highNumber } }
}

const confirmedLongAgo: Rule = {
  code: 'dates/confirmed-long-ago',
  severity: 'warning',
  docs: {
    what: 'En registrering er bekreftet så nylig som programmet krever («confirmation» i programme/programme.yaml).',
    why: 'Behov endrer seg. Partneren skal slippe å svare på noe som ikke lenger gjelder.',
  },
  *check({ programme: { settings, registrations }, today }) {
    if (!settings) return
    const months = settings.confirmation.validMonths
    const oldest = addMonths(today, -months)
    for (const registration of registrations.values()) {
      const { file, confirmed } = registration
      // The first comparison spares the reckoning for nearly all; only the second is exact about short months.
      if (confirmed > oldest || !isExpired(registration, settings, today)) continue
      if (isCurrent(registration, today)) yield { file, at: ['confirmed'], args: { date: confirmed, months } }
    }
  },
}

const inFuture: Rule = {
  code: 'dates/in-future',
  severity: 'error',
  docs: {
    what: 'Det som er gjort, har en dato som har vært: forankring, bekreftelse, trekk, aksept, underskrift, avslag, evaluering og milepæl som er nådd.',
    why: 'Filene sier hva som har skjedd, ikke hva som er planlagt.',
  },
  *check({ programme, today }) {
    for (const [file, facts] of deeds(programme)) {
      for (const { at, date } of facts) if (date > today) yield { file, at, args: { date } }
    }
  },
}

type Deed = { readonly at: FieldPath; readonly date: IsoDate }

function* deeds(programme: Programme): Generator<readonly [file: string, deeds: Iterable<Deed>]> {
  for (const registration of programme.registrations.values())
    yield [registration.file, registering(registration)]
  for (const agreement of programme.agreements.values()) yield [agreement.file, agreeing(agreement)]
  for (const { file, mergedInto } of programme.agencies.values()) {
    if (mergedInto) yield [file, [{ at: ['mergedInto', 'date'], date: mergedInto.date }]]
  }
  for (const { file, date } of programme.decisions.values()) yield [file, [{ at: ['date'], date }]]
  for (const { file, date } of programme.evaluations) yield [file, [{ at: ['date'], date }]]
  for (const { file, done } of programme.followUps.values())
    yield [file, done.map(({ date }, index) => ({ at: ['done', index, 'date'], date }))]
}

function registering({ anchoring, confirmed, withdrawn }: Registration): readonly Deed[] {
  return [
    { at: ['anchoring', 'date'], date: anchoring.date },
    { at: ['confirmed'], date: confirmed },
    ...(withdrawn ? [{ at: ['withdrawn', 'date'], date: withdrawn.date }] : []),
  ]
}

function* agreeing({ accepted, deviations, signatures }: Agreement): Generator<Deed> {
  for (const [index, { date }] of accepted.entries()) yield { at: ['accepted', index, 'date'], date }
  for (const [index, { approvedBy }] of deviations.entries()) {
    yield { at: ['deviations', index, 'approvedBy', 'date'], date: approvedBy.date }
  }
  for (const [index, { date }] of signatures.entries()) yield { at: ['signatures', index, 'date'], date }
}

/** Those that speak of needs and offers; the form on the web asks them too. */
export const registrationDates: readonly Rule[] = [
  dateOrder,
  numberOrder,
  confirmedLongAgo,
  inFuture,
  tooShortPeriod,
  outsideRound,
  afterDeadline,
]

export const dateRules: readonly Rule[] = [
  dateOrder,
  numberOrder,
  confirmedLongAgo,
  inFuture,
  tooShortPeriod,
  outsideValidity,
  outsideRound,
  afterDeadline,
]
