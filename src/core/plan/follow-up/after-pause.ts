/**
 * «Fortsatt aktuelt?» etter en pause: one round, an issue for each agency, opened once. What has not been confirmed since
 * the pause ended is asked about; an answer is a change in the file, and silence changes nothing.
 */
import { digestOf } from '../../canonical.ts'
import { addDays } from '../../days.ts'
import { compare } from '../../diagnostic.ts'
import { isExpired } from '../../follow-up/pause.ts'
import { followUpSettings } from '../../follow-up/settings.ts'
import type { IsoDate, Registration, Settings } from '../../model.ts'
import { languageOf } from '../audience.ts'
import { afterPauseBody, afterPauseTitle, type Resumption } from './after-pause-text.ts'
import { freshOf, isLooking, isOpen, isUnread } from './asking.ts'
import type { Asked, Fate } from './expiry-text.ts'
import type { FollowUpFacts } from './facts.ts'
import {
  expirySlot,
  type Known,
  knownIn,
  reopened,
  resumptionSlot,
  settled,
  surplus,
  type Telling,
  updated,
} from './known.ts'
import type { Fresh, Reminders } from './reminders.ts'

const none: Reminders = { actions: [], notes: [], fresh: [], open: [] }

export function planAfterPause(facts: FollowUpFacts): Reminders {
  const round = roundOf(facts.programme.settings)
  // A clock that is moved back to before the end of the pause undoes nothing.
  if (!round || facts.today <= round.to) return none
  const known = knownIn(facts, resumptionSlot).filter(({ mark }) => mark.about.endsWith(`/${round.to}`))
  const asking = isOn(facts.programme.settings, facts.today)
    ? askedIn(facts, round)
    : new Map<string, string[]>()
  const agencies = [...new Set([...asking.keys(), ...known.map(({ mark }) => agencyIn(mark.about))])].sort(
    compare,
  )
  const parts = agencies.map((agency) => {
    const own = known.filter(({ mark }) => agencyIn(mark.about) === agency)
    return aboutAgency(agency, own, asking.get(agency) ?? [], round, facts)
  })
  return {
    actions: parts.flatMap(({ actions }) => actions),
    notes: [],
    fresh: parts.flatMap(({ fresh }) => fresh ?? []),
    open: parts.flatMap(({ open }) => (open ? [open] : [])),
  }
}

/** A pause that has an end. */
function roundOf(settings: Settings | undefined): Resumption | undefined {
  const { pause } = settings ?? {}
  return pause?.to === undefined ? undefined : { from: pause.from, to: pause.to }
}

/** The round lasts as long as people are reminded of anything. */
function isOn(settings: Settings | undefined, today: IsoDate): boolean {
  const round = roundOf(settings)
  if (!settings || !round) return false
  return round.to < today && today <= addDays(round.to, followUpSettings(settings).giveUpDaysAfter)
}

/** Whoever is asked because of a pause is not asked of the same because it expires. */
export function isAskedAfterPause({ confirmed }: Registration, settings: Settings, today: IsoDate): boolean {
  return isOn(settings, today) && confirmed <= (settings.pause?.to ?? '')
}

/** By agency. Those that stand in an issue from before the pause are asked about there. */
function askedIn(facts: FollowUpFacts, { to }: Resumption): ReadonlyMap<string, readonly string[]> {
  const { programme, today } = facts
  const { settings } = programme
  const before = knownIn(facts, expirySlot).filter(isOpen)
  const elsewhere = new Set(before.flatMap(({ mark }) => mark.of))
  const groups = new Map<string, string[]>()
  for (const one of programme.registrations.values()) {
    const isAsked = one.confirmed <= to && isLooking(one, programme, today) && !elsewhere.has(one.id)
    if (!settings || !isAsked || isExpired(one, settings, today)) continue
    groups.set(one.agency, [...(groups.get(one.agency) ?? []), one.id])
  }
  return groups
}

type Part = {
  readonly actions: Reminders['actions']
  readonly fresh?: Fresh
  readonly open?: readonly string[]
}

/** What was asked about first stays what is asked: the round is opened once, and does not grow. */
function aboutAgency(
  agency: string,
  known: readonly Known[],
  ids: readonly string[],
  round: Resumption,
  facts: FollowUpFacts,
): Part {
  const [first] = known
  const asked = first ? first.mark.of : [...ids].sort(compare)
  if (asked.some((id) => isUnread(id, facts.programme)))
    return { actions: [], ...(first && isOpen(first) ? { open: [agency] } : {}) }
  const answers = asked.map((id): Asked => ({ id, fate: fateOf(id, round, facts) }))
  const isWaiting = answers.some(({ fate }) => fate === 'asked')
  const telling = tellingOf(agency, answers, round, facts)
  if (!first) return isWaiting ? { actions: [], fresh: freshOf(agency, telling, facts) } : { actions: [] }
  const extra = surplus(known)
  if (!isOpen(first)) return { actions: [...(isWaiting ? reopened(first, telling) : []), ...extra] }
  if (isWaiting) return { actions: [...updated(first, telling), ...extra], open: [agency] }
  const isSilent = answers.some(({ fate }) => fate === 'silent' || fate === 'expired')
  return { actions: [...settled(first, telling, isSilent ? 'not_planned' : 'completed'), ...extra] }
}

function fateOf(id: string, { to }: Resumption, { programme, today }: FollowUpFacts): Fate {
  const one = programme.registrations.get(id)
  const { settings } = programme
  if (!one || !settings || !isLooking(one, programme, today)) return 'withdrawn'
  if (one.confirmed > to) return 'confirmed'
  if (isExpired(one, settings, today)) return 'expired'
  return isOn(settings, today) ? 'asked' : 'silent'
}

function tellingOf(
  agency: string,
  asked: readonly Asked[],
  round: Resumption,
  { programme, repository, site, wordsOf }: FollowUpFacts,
): Telling {
  const language = languageOf([agency], programme)
  const story = { agency, asked, round, programme, repository, site, language, words: wordsOf(language) }
  const [title, body] = [afterPauseTitle(story), afterPauseBody(story)]
  const of = asked.map(({ id }) => id)
  const digest = digestOf({ title, body })
  const about = `${agency}/${round.to}`
  return { title, body, mark: { slot: resumptionSlot, about, digest, settled: false, late: false, of } }
}

function agencyIn(about: string): string {
  return about.split('/')[0] ?? ''
}
