/**
 * «Fortsatt aktuelt?»: registrations that are about to expire, one issue for each agency and day. An answer is a change in
 * the file; silence lets them expire, and the issue says so.
 */
import { approversOf, voiceOf } from '../../authority.ts'
import { digestOf } from '../../canonical.ts'
import { addDays, addMonths } from '../../days.ts'
import { compare } from '../../diagnostic.ts'
import { isPaused } from '../../follow-up/pause.ts'
import { followUpSettings } from '../../follow-up/settings.ts'
import { identify } from '../../kinds.ts'
import type { IsoDate, Programme, Registration } from '../../model.ts'
import type { Action, Note } from '../action.ts'
import { languageOf } from '../audience.ts'
import { type Asked, expiryBody, expiryTitle, type Fate } from './expiry-text.ts'
import type { FollowUpFacts } from './facts.ts'
import {
  expirySlot,
  type Known,
  knownIn,
  reopened,
  settled,
  surplus,
  type Telling,
  updated,
} from './known.ts'
import type { Fresh, Reminders } from './reminders.ts'

export function planExpiry(facts: FollowUpFacts): Reminders {
  const { programme, today } = facts
  const known = knownIn(facts, expirySlot)
  if (isPaused(programme.settings?.pause, today)) {
    const note: Note = { note: 'follow-up-note-paused', args: {} }
    return {
      actions: [],
      notes: [note],
      fresh: [],
      open: known.filter(isOpen).map(({ mark }) => [agencyIn(mark.about)]),
    }
  }
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

function isOpen({ issue }: Known): boolean {
  return issue.state === 'open'
}

/** `kld/2027-11-05` → ids of the registrations that are asked about from now on. */
function expiringGroups(programme: Programme, today: IsoDate): ReadonlyMap<string, readonly string[]> {
  const { settings } = programme
  const groups = new Map<string, string[]>()
  if (!settings) return groups
  const until = addDays(today, followUpSettings(settings).askDaysBeforeExpiry)
  for (const one of programme.registrations.values()) {
    const expires = expiryOf(one, settings.confirmation.validMonths)
    if (!isLooking(one, programme, today) || expires > until || expires < today) continue
    const about = `${one.agency}/${expires}`
    groups.set(about, [...(groups.get(about) ?? []), one.id])
  }
  return groups
}

/** Valid through this day. */
function expiryOf({ confirmed }: Registration, months: number): IsoDate {
  return addMonths(confirmed, months)
}

/** Nobody is asked about what is over anyway. */
function isLooking(
  { agency, withdrawn, period }: Registration,
  { agencies }: Programme,
  today: IsoDate,
): boolean {
  return withdrawn === undefined && period.to >= today && agencies.get(agency)?.left === undefined
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
  const months = programme.settings?.confirmation.validMonths ?? 0
  const expires = about.split('/')[1] ?? ''
  if (!one || !isLooking(one, programme, today)) return 'withdrawn'
  if (expiryOf(one, months) > expires) return 'confirmed'
  return today > expires ? 'expired' : 'asked'
}

/** A broken file is not a missing one. */
function isUnread(id: string, { registrations, paths }: Programme): boolean {
  if (registrations.has(id)) return false
  return [...paths].some((path) => {
    const { kind, names = [] } = identify(path) ?? {}
    return (kind === 'need' || kind === 'offer') && names.join('.') === id
  })
}

function tellingOf(about: string, asked: readonly Asked[], facts: FollowUpFacts): Telling {
  const { programme, wordsOf, repository, site } = facts
  const [agency = '', expires = ''] = about.split('/')
  const language = languageOf([agency], programme)
  const story = { agency, expires, asked, programme, repository, site, language, words: wordsOf(language) }
  const [title, body] = [expiryTitle(story), expiryBody(story)]
  const of = asked.map(({ id }) => id)
  return {
    title,
    body,
    mark: { slot: expirySlot, about, digest: digestOf({ title, body }), settled: false, late: false, of },
  }
}

function freshOf(agency: string, telling: Telling, { programme }: FollowUpFacts): Fresh {
  const logins = approversOf(programme, voiceOf(programme, agency)).map(({ login }) => login)
  return { who: [agency], telling, assignees: logins.slice(0, 10) }
}

function agencyIn(about: string): string {
  return about.split('/')[0] ?? ''
}
