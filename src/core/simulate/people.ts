/** Folk: what they are going to do about what they have been asked, and when, as is assumed of them. */
import { unreadiness } from '../agreement/readiness.ts'
import { countingSignatures, signedOn } from '../agreement/signing.ts'
import { addDays } from '../days.ts'
import type { Milestone } from '../follow-up/milestone.ts'
import { milestonesIn } from '../follow-up/milestones.ts'
import { afterPause, extended } from '../follow-up/pause.ts'
import { nextWorkingDay } from '../follow-up/working-days.ts'
import type { Agreement, Exchange, IsoDate } from '../model.ts'
import { expirySlot, markOf } from '../plan/follow-up/known.ts'
import { partiesOf } from '../plan/propose/proposal.ts'
import { digestIn } from '../rules/terms.ts'
import type { Days } from './assumptions.ts'
import type { Happening } from './happening.ts'
import type { Deed, Planned, Setting, Step, World } from './world.ts'

/** A question that somebody will answer with a deed, or with silence: then there is none. */
type Question = {
  readonly key: string
  readonly answer: () => { readonly day: IsoDate | undefined; readonly deed: Deed } | undefined
  /** What is told on the day it is asked. */
  readonly happening?: Happening
}

/** Everything that is asked today for the first time gets its answer, to be carried out on its day. */
export function react(world: World, setting: Setting): Step {
  const asked = [
    ...proposalQuestions(world, setting),
    ...[...world.programme.agreements.values()].flatMap((one) => agreementQuestions(one, world, setting)),
    ...milestonesIn(world.programme, world.today).flatMap((one) => milestoneQuestions(one, world, setting)),
    ...expiryQuestions(world, setting),
  ].filter(({ key }) => !world.settled.has(key))
  if (asked.length === 0) return { world, happenings: [] }
  const planned = asked.flatMap(({ answer }): Planned[] => {
    const { day, deed } = answer() ?? {}
    return day !== undefined && deed ? [{ day, deed }] : []
  })
  return {
    world: {
      ...world,
      planned: [...world.planned, ...planned],
      settled: new Set([...world.settled, ...asked.map(({ key }) => key)]),
    },
    happenings: asked.flatMap(({ happening }) => happening ?? []),
  }
}

/** A working day so many days from today, tomorrow at the earliest; days of a pause do not count. */
export function dayAfter({ programme, today }: World, days: number): IsoDate | undefined {
  const pause = programme.settings?.pause
  const moved = extended(pause, today, addDays(today, Math.max(1, days)))
  return moved === undefined ? undefined : working(moved, pause)
}

type Pause = Parameters<typeof afterPause>[0]

function working(day: IsoDate, pause: Pause): IsoDate | undefined {
  const after = afterPause(pause, nextWorkingDay(day))
  return after === undefined ? undefined : nextWorkingDay(after)
}

/** `key` tells the question from all others; `luck` what it is answered by, so that it meets the same in every run. */
function timed(key: string, luck: string, days: Days, deed: Deed, world: World, setting: Setting): Question {
  return {
    key,
    answer: () => ({ day: dayAfter(world, setting.chance.days(`days ${luck}`, days)), deed }),
  }
}

type Choice = { readonly yes: number; readonly no: number }

/** Yes, no, or undefined for silence. */
function chosen({ yes, no }: Choice, luck: string, { chance }: Setting): boolean | undefined {
  const share = 100 * chance.share(luck)
  return share < yes ? true : share < yes + no ? false : undefined
}

function proposalQuestions(world: World, setting: Setting): readonly Question[] {
  return [...world.proposals].flatMap(([match, { since }]) =>
    partiesOf(match).map((agency) => yesOrNo(match, agency, since, world, setting)),
  )
}

function yesOrNo(match: string, agency: string, since: string, world: World, setting: Setting): Question {
  const luck = `answer ${match} ${agency}`
  const { acceptance } = setting.assumed
  return {
    key: `${luck} ${since}`,
    answer: () => {
      const { accepted, declined } = acceptance
      const yes = chosen({ yes: accepted, no: declined }, luck, setting)
      const day = dayAfter(world, setting.chance.days(`days ${luck}`, acceptance.days))
      return yes === undefined ? undefined : { day, deed: { kind: 'answer', match, agency, yes } }
    },
  }
}

/** What stands in the way of signing is what is asked for; who has signed sees it through, or not. */
function agreementQuestions(agreement: Agreement, world: World, setting: Setting): readonly Question[] {
  const { programme, today } = world
  const { id, basis, version } = agreement
  const { negotiation, signing } = setting.assumed
  const digest = digestIn(programme, agreement)
  if (digest === undefined) return []
  if (signedOn(agreement, digest) !== undefined) return endings(agreement, world, setting)
  const unready = unreadiness(agreement, digest, today)
  if (unready?.unready === 'proposed' && basis.match !== undefined) {
    const { match } = basis
    return unready.missing.map((agency) => yesOrNo(match, agency, id, world, setting))
  }
  if (unready?.unready === 'open') {
    const luck = `terms ${id}`
    const succeeds = !setting.chance.happens(luck, negotiation.fails)
    const deed: Deed = { kind: 'terms', agreement: id, succeeds }
    return [timed(`${luck} ${version}`, luck, negotiation.days, deed, world, setting)]
  }
  if (unready) return []
  const signed = new Set(countingSignatures(agreement, digest).map(({ party }) => party))
  return agreement.parties.flatMap(({ agency: party }) => {
    const luck = `signature ${id} ${party}`
    const deed: Deed = { kind: 'signature', agreement: id, party }
    return signed.has(party) ? [] : [timed(`${luck} ${version}`, luck, signing.days, deed, world, setting)]
  })
}

/** Exchanges that will not go as agreed. One that has begun can no longer be called off. */
function endings(agreement: Agreement, world: World, setting: Setting): readonly Question[] {
  return agreement.exchanges
    .filter(({ ended }) => ended === undefined)
    .map((one) => ({
      key: `ending ${agreement.id} ${one.id}`,
      answer: () => {
        const day = endingDay(agreement, one, world, setting)
        const deed: Deed = { kind: 'ending', agreement: agreement.id, exchange: one.id }
        return day === undefined ? undefined : { day, deed }
      },
    }))
}

function endingDay(
  { id }: Agreement,
  exchange: Exchange,
  { programme, today }: World,
  { chance, assumed }: Setting,
): IsoDate | undefined {
  const pause = programme.settings?.pause
  const luck = `ending ${id} ${exchange.id}`
  const tomorrow = addDays(today, 1)
  const { from, to } = exchange.period
  const { calledOff, endEarly } = assumed.exchanges
  if (from > tomorrow && chance.happens(`${luck} before`, calledOff))
    return working(chance.day(`day ${luck}`, tomorrow, addDays(from, -1)), pause)
  const first = from > tomorrow ? from : tomorrow
  if (first >= to || !chance.happens(`${luck} during`, endEarly)) return undefined
  return working(chance.day(`day ${luck}`, first, addDays(to, -1)), pause)
}

/** Nobody thinks of a milestone before it is time; of an evaluation each answers for itself. */
function milestoneQuestions(milestone: Milestone, world: World, setting: Setting): readonly Question[] {
  const { id, state, about, date, agreement, exchange } = milestone
  if (date === undefined || (state !== 'due' && state !== 'overdue')) return []
  const { milestones, evaluations } = setting.assumed
  if (about.kind === 'plan') {
    const deed: Deed = {
      kind: 'milestone',
      agreement,
      milestone: about.plan.id,
      ...(exchange === undefined ? {} : { exchange }),
    }
    return [sooner(id, deed, date, milestones, 'milestone-due', world, setting)]
  }
  if (exchange === undefined) return []
  return milestone.awaits.map((by) => {
    const deed: Deed = { kind: 'evaluation', agreement, exchange, stage: about.stage, by }
    return sooner(`${id} ${by}`, deed, date, evaluations, 'evaluation-due', world, setting)
  })
}

type Punctuality = { readonly inTime: number; readonly late: number; readonly days: Days }

/** By its day, after it, or never. */
function sooner(
  about: string,
  deed: Deed,
  date: IsoDate,
  { inTime, late, days }: Punctuality,
  kind: 'milestone-due' | 'evaluation-due',
  world: World,
  setting: Setting,
): Question {
  const { chance } = setting
  const { today, programme } = world
  const pause = programme.settings?.pause
  const start = date > today ? date : today
  return {
    key: about,
    happening: { day: today, kind, about },
    answer: () => {
      const inDue = chosen({ yes: inTime, no: late }, about, setting)
      if (inDue === undefined) return undefined
      // What is overdue already can only be late.
      if (inDue && date > today)
        return { day: working(chance.day(`day ${about}`, addDays(today, 1), date), pause), deed }
      const delay = chance.days(`days ${about}`, days)
      return { day: dayAfter({ ...world, today: start }, delay), deed }
    },
  }
}

function expiryQuestions(world: World, setting: Setting): readonly Question[] {
  const { confirmations } = setting.assumed
  return world.issues.flatMap(({ issue }) => {
    const mark = issue.state === 'open' ? markOf(issue) : undefined
    if (mark?.slot !== expirySlot) return []
    return mark.of.map((registration): Question => {
      const luck = `confirmation ${registration} ${mark.about}`
      return {
        key: luck,
        answer: () => {
          const { confirmed, withdrawn } = confirmations
          const yes = chosen({ yes: confirmed, no: withdrawn }, luck, setting)
          const day = dayAfter(world, setting.chance.days(`days ${luck}`, confirmations.days))
          return yes === undefined ? undefined : { day, deed: { kind: 'confirmation', registration, yes } }
        },
      }
    })
  })
}
