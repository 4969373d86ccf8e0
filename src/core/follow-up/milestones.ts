/**
 * Milepæler: derived from each agreement that all have signed and from `programme.yaml`. Nothing is stored but what has
 * been done, so a clock that is moved back gives what it gave then.
 */
import { isTerminated } from '../agreement/phase.ts'
import { signedOn } from '../agreement/signing.ts'
import { addDays } from '../days.ts'
import { compare } from '../diagnostic.ts'
import type { Agreement, Exchange, IsoDate, MilestonePlan, Period, Programme, Settings } from '../model.ts'
import { digestIn } from '../rules/terms.ts'
import { successorOf } from '../succession.ts'
import { type Drafted, evaluationsOf } from './evaluations.ts'
import type { Milestone } from './milestone.ts'
import { afterPause, extended, isPaused } from './pause.ts'
import { type FollowUpSettings, followUpSettings } from './settings.ts'
import { standing } from './standing.ts'
import { agreementAnchor, concerns, exchangeAnchor, isPerExchange, lastingOf } from './timing.ts'
import { lastWorkingDay, nextWorkingDay } from './working-days.ts'

/** Of all agreements, by day and then by name; those without a day last. Found once for a day, however many ask. */
export function milestonesIn(programme: Programme, today: IsoDate): readonly Milestone[] {
  const known = found.get(programme)
  if (known?.today === today) return known.milestones
  const milestones = sortedIn(programme, today)
  found.set(programme, { today, milestones })
  return milestones
}

/** A programme never changes. */
const found = new WeakMap<Programme, { readonly today: IsoDate; readonly milestones: readonly Milestone[] }>()

function sortedIn(programme: Programme, today: IsoDate): readonly Milestone[] {
  return [...programme.agreements.values()]
    .flatMap((agreement) => milestonesOf(agreement, programme, today))
    .sort((a, b) => compare(a.date ?? '~', b.date ?? '~') || compare(a.id, b.id))
}

/** None before everybody has signed the terms as they stand. From the day it is terminated there are evaluations only. */
export function milestonesOf(
  agreement: Agreement,
  programme: Programme,
  today: IsoDate,
): readonly Milestone[] {
  const digest = digestIn(programme, agreement)
  const signed = digest === undefined ? undefined : signedOn(agreement, digest)
  return signed === undefined ? [] : milestonesFrom(signed, agreement, programme, today)
}

/** As they will be when everybody has signed in time: for those who are about to. No day is moved by when that is. */
export function milestonesAgreed(agreement: Agreement, programme: Programme): readonly Milestone[] {
  return milestonesFrom('', agreement, programme, agreement.validity.from)
}

function milestonesFrom(
  signed: IsoDate,
  agreement: Agreement,
  programme: Programme,
  today: IsoDate,
): readonly Milestone[] {
  const { settings } = programme
  if (!settings) return []
  const context = { agreement, settings, chosen: followUpSettings(settings), signed }
  const drafts = [...plannedOnce(context), ...evaluationsOf(agreement, programme)].map((draft) => ({
    ...draft,
    who: [...new Set(draft.who.map((slug) => successorOf(slug, programme.agencies)))],
  }))
  const done = programme.followUps.get(agreement.id)?.done ?? []
  return drafts
    .filter((draft) => draft.done !== undefined || isBeforeTermination(agreement, draft))
    .map((draft) => {
      const isOver = draft.about.kind === 'plan' && isTerminated(agreement, today)
      return standing(draft, { settings, done, today, isOver })
    })
}

/** What was learned until then is asked for all the same: an evaluation that could be begun by that day stands. */
function isBeforeTermination({ termination }: Agreement, { about, opens, planned }: Drafted): boolean {
  if (termination === null) return true
  return about.kind === 'evaluation' ? opens <= termination.date : planned < termination.date
}

type Context = {
  readonly agreement: Agreement
  readonly settings: Settings
  readonly chosen: FollowUpSettings
  readonly signed: IsoDate
}

/** The ladder of an agreement follows from it and the settings, whatever day it is; days are told on hundreds of days. */
function plannedOnce(context: Context): readonly Drafted[] {
  const { agreement, settings, signed } = context
  const known = ladders.get(agreement)
  if (known?.settings === settings && known.signed === signed) return known.drafts
  const drafts = planned(context)
  ladders.set(agreement, { settings, signed, drafts })
  return drafts
}

const ladders = new WeakMap<
  Agreement,
  { readonly settings: Settings; readonly signed: IsoDate; readonly drafts: readonly Drafted[] }
>()

function planned(context: Context): readonly Drafted[] {
  return (context.settings.milestones ?? []).flatMap((plan) =>
    isPerExchange(plan)
      ? context.agreement.exchanges.flatMap((one) => ofExchange(plan, one, context))
      : ofAgreement(plan, context),
  )
}

/** What would fall outside the exchange is left out: a short one has no talk sixty days before its end. */
function ofExchange(plan: MilestonePlan, one: Exchange, context: Context): readonly Drafted[] {
  const lasting = lastingOf(one)
  if (!lasting || !concerns(plan, one)) return []
  const day = addDays(exchangeAnchor(plan, lasting), plan.offsetDays)
  if (!belongs(plan, day, lasting)) return []
  const roles = plan.who ?? ['sender', 'host']
  const who = roles.map((role) => (role === 'sender' ? one.from : one.to))
  return [drafted(plan, day, lasting.to, who, context, one.id)]
}

function belongs({ anchor, offsetDays }: MilestonePlan, day: IsoDate, { from, to }: Period): boolean {
  if (anchor === 'exchange-end') return offsetDays >= 0 || day > from
  return day <= to
}

function ofAgreement(plan: MilestonePlan, context: Context): readonly Drafted[] {
  const { agreement } = context
  const anchor = agreementAnchor(plan, agreement)
  const isFor = agreement.exchanges.some((one) => lastingOf(one) !== undefined && concerns(plan, one))
  if (anchor === undefined || !isFor) return []
  if (!isWithinAgreement(plan, addDays(anchor, plan.offsetDays), agreement)) return []
  const who = agreement.parties.map(({ agency }) => agency)
  return [drafted(plan, addDays(anchor, plan.offsetDays), anchor, who, context)]
}

/** An agreement of four weeks is not looked over sixty days before its end, when it has not begun. */
function isWithinAgreement(plan: MilestonePlan, day: IsoDate, agreement: Agreement): boolean {
  const { anchor, offsetDays } = plan
  if (offsetDays >= 0 || !anchor.endsWith('-end')) return true
  const start = anchor === 'agreement-end' ? 'agreement-start' : 'exchanges-start'
  return day > (agreementAnchor({ ...plan, anchor: start }, agreement) ?? day)
}

/** Nobody is asked for anything before the agreement was signed. */
function drafted(
  plan: MilestonePlan,
  day: IsoDate,
  last: IsoDate,
  who: readonly string[],
  { agreement, settings, chosen, signed }: Context,
  exchange?: string,
): Drafted {
  const wanted = workingDay(plan, day, last)
  const asked = wanted < signed ? nextWorkingDay(signed) : wanted
  const opens = addDays(asked, -chosen.remindDaysBefore)
  // With as many days' notice as were left: nobody is reminded one day and late the next.
  const moved = isPaused(settings.pause, asked) ? extended(settings.pause, opens, asked) : asked
  const date = moved === undefined ? undefined : nextWorkingDay(moved)
  return {
    id: [agreement.id, ...(exchange === undefined ? [] : [exchange]), plan.id].join('/'),
    agreement: agreement.id,
    ...(exchange === undefined ? {} : { exchange }),
    about: { kind: 'plan', plan },
    opens: afterPause(settings.pause, opens) ?? opens,
    date,
    planned: asked,
    who: [...new Set(who)],
    awaits: [],
  }
}

/** The next working day; the last one before, where the next would come after what it is to come before. */
function workingDay({ anchor, offsetDays }: MilestonePlan, day: IsoDate, last: IsoDate): IsoDate {
  const next = nextWorkingDay(day)
  const start = addDays(day, -offsetDays)
  if (offsetDays < 0 && next >= start) return lastWorkingDay(day)
  return anchor !== 'exchange-start' && offsetDays <= 0 && next > last ? lastWorkingDay(day) : next
}
