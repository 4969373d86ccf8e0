/**
 * «Fortsatt aktuelt?»: registrations that are about to expire, one issue for each agency and day. An answer is a change in
 * the file; silence lets them expire, and the issue says so.
 */
import { digestOf } from '../../canonical.ts'
import { isClosed } from '../../closing.ts'
import { addDays, addMonths } from '../../days.ts'
import { compare } from '../../diagnostic.ts'
import { expiryOf, isExpired, isPaused } from '../../follow-up/pause.ts'
import { followUpSettings } from '../../follow-up/settings.ts'
import type { IsoDate, Programme, Registration, Settings } from '../../model.ts'
import type { Action, Note } from '../action.ts'
import { languageOf } from '../audience.ts'
import { isAskedAfterPause } from './after-pause.ts'
import { freshOf, isLooking, isOpen, isUnread } from './asking.ts'
import { type Asked, expiryBody, expiryTitle, type Fate } from './expiry-text.ts'
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

export function planExpiry(facts: FollowUpFacts): Reminders {
  const { programme, today } = facts
  const known = knownIn(facts, expirySlot)
  const { settings } = programme
  if (isPaused(settings?.pause, today)) return standing(known, facts)
  if (isClosed(settings, today)) return ended(known, facts)
  const groups = expiringGroups(programme, today)
  const abouts = [...new Set([...groups.keys(), ...known.map(({ mark }) => mark.about)])].sort(compare)
  const parts = abouts.map((about) =>
    aboutGroup(
      about,
      groups.get(about) ?? [],
      known.filter(({ mark }) => mark.about === about),
      facts,
    ),
  )
  return {
    actions: parts.flatMap(({ actions }) => actions),
    notes: [],
    fresh: parts.flatMap(({ fresh }) => fresh ?? []),
    open: parts.flatMap(({ open }) => (open ? [open] : [])),
  }
}

/** In a pause nobody is asked and nothing is closed; what is open says that it can wait. */
function standing(known: readonly Known[], facts: FollowUpFacts): Reminders {
  const open = known.filter(isOpen)
  const actions = open.flatMap((one) => {
    const answers = one.mark.of.map((id): Asked => ({ id, fate: fateOf(id, one.mark.about, facts) }))
    if (one.mark.of.some((id) => isUnread(id, facts.programme))) return []
    return updated(one, tellingOf(one.mark.about, answers, facts))
  })
  const notes: readonly Note[] = [{ note: 'follow-up-note-paused', args: {} }]
  return { actions, notes, fresh: [], open: open.map(({ mark }) => [agencyIn(mark.about)]) }
}

/** Nobody looks for anybody in a programme that has ended. */
function ended(known: readonly Known[], facts: FollowUpFacts): Reminders {
  const told = known.filter(isOpen).flatMap((one) => {
    const answers = one.mark.of.map((id): Asked => ({ id, fate: fateOf(id, one.mark.about, facts) }))
    return settled(one, tellingOf(one.mark.about, answers, facts), 'not_planned')
  })
  const afterPause = knownIn(facts, resumptionSlot)
    .filter(isOpen)
    .map(({ issue }): Action => ({ kind: 'close-issue', issue: issue.number, reason: 'not_planned' }))
  const notes: readonly Note[] = [{ note: 'follow-up-note-closed', args: {} }]
  return { actions: [...told, ...afterPause], notes, fresh: [], open: [] }
}

/** `kld/2027-11-05` → ids of the registrations that are asked about from now on. */
function expiringGroups(programme: Programme, today: IsoDate): ReadonlyMap<string, readonly string[]> {
  const { settings } = programme
  const groups = new Map<string, string[]>()
  if (!settings) return groups
  const until = addDays(today, followUpSettings(settings).askDaysBeforeExpiry)
  for (const one of programme.registrations.values()) {
    const expires = expiryOf(one, settings)
    if (!isLooking(one, programme, today) || expires === undefined) continue
    if (expires > until || expires < today || isAskedAfterPause(one, settings, today)) continue
    const about = `${one.agency}/${plannedExpiry(one, settings)}`
    groups.set(about, [...(groups.get(about) ?? []), one.id])
  }
  return groups
}

/** The day it would have been without a pause: an issue is known again by it, whatever becomes of the pause. */
function plannedExpiry({ confirmed }: Registration, { confirmation }: Settings): IsoDate {
  return addMonths(confirmed, confirmation.validMonths)
}

type Part = { readonly actions: readonly Action[]; readonly fresh?: Fresh; readonly open?: readonly string[] }

function aboutGroup(
  about: string,
  ids: readonly string[],
  known: readonly Known[],
  facts: FollowUpFacts,
): Part {
  const [first] = known
  const asked = [...new Set([...(first?.mark.of ?? []), ...ids])].sort(compare)
  const agency = agencyIn(about)
  if (asked.some((id) => isUnread(id, facts.programme)))
    return { actions: [], ...(first && isOpen(first) ? { open: [agency] } : {}) }
  const answers = asked.map((id): Asked => ({ id, fate: fateOf(id, about, facts) }))
  const telling = tellingOf(about, answers, facts)
  const isWaiting = answers.some(({ fate }) => fate === 'asked')
  if (!first) return isWaiting ? { actions: [], fresh: freshOf(agency, telling, facts) } : { actions: [] }
  const extra = surplus(known)
  if (!isWaiting) {
    const reason = answers.some(({ fate }) => fate === 'expired') ? 'not_planned' : 'completed'
    return { actions: [...settled(first, telling, reason), ...extra] }
  }
  if (!isOpen(first)) return { actions: [...reopened(first, telling), ...extra] }
  return { actions: [...updated(first, telling), ...extra], open: [agency] }
}

function fateOf(id: string, about: string, { programme, today }: FollowUpFacts): Fate {
  const one = programme.registrations.get(id)
  const { settings } = programme
  if (!one || !settings || !isLooking(one, programme, today)) return 'withdrawn'
  if (plannedExpiry(one, settings) > (about.split('/')[1] ?? '')) return 'confirmed'
  return isExpired(one, settings, today) ? 'expired' : 'asked'
}

function tellingOf(about: string, asked: readonly Asked[], facts: FollowUpFacts): Telling {
  const { programme, wordsOf, repository, site } = facts
  const [agency = ''] = about.split('/')
  const expires = lastDay(about, asked, programme)
  const language = languageOf([agency], programme)
  const story = {
    agency,
    expires,
    today: facts.today,
    asked,
    programme,
    repository,
    site,
    language,
    words: wordsOf(language),
  }
  const [title, body] = [expiryTitle(story), expiryBody(story)]
  const of = asked.map(({ id }) => id)
  return {
    title,
    body,
    mark: { slot: expirySlot, about, digest: digestOf({ title, body }), settled: false, late: false, of },
  }
}

/** Those of one issue were confirmed on one day; what has been confirmed since has another. */
function lastDay(about: string, asked: readonly Asked[], programme: Programme): IsoDate | undefined {
  const { settings, registrations } = programme
  const planned = about.split('/')[1] ?? ''
  const still = asked.flatMap(({ id }) => registrations.get(id) ?? [])
  const one = settings && still.find((found) => plannedExpiry(found, settings) === planned)
  return one && settings ? expiryOf(one, settings) : planned
}

function agencyIn(about: string): string {
  return about.split('/')[0] ?? ''
}
