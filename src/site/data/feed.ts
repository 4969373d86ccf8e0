/** Nyhetsstrøm: the last registered needs and offers as Atom (RFC 4287), for those who want to be told. */
import { compare } from '../../core/diagnostic.ts'
import type { IsoDate, Language } from '../../core/model.ts'
import { languageTag } from '../../core/render/page.ts'
import { element, said } from '../../core/report/svg.ts'
import { opening } from '../catalogue/card.ts'
import { entryPath } from '../catalogue/catalogue-page.ts'
import { type Listed, listingOf } from '../catalogue/listing.ts'
import { addressOf } from '../link.ts'
import type { SiteFacts } from '../model.ts'
import { baseOf } from './address.ts'

/** More than a reader of feeds keeps. */
const newest = 50

export function feedPath(language: Language): string {
  return addressOf('data/nytt.xml', language)
}

/** Only those that are open; each is new the day it came, and not when somebody says that it still holds. */
export function feed(facts: SiteFacts, language: Language): string {
  const { words } = facts.speakers[language]
  const base = baseOf(facts)
  const own = listingOf(facts)
    .filter(({ entry }) => entry.standing === 'open')
    .toSorted((a, b) => compare(dayOf(b, facts), dayOf(a, facts)) || byConfirmed(a, b) || byId(a, b))
    .slice(0, newest)
  const updated = own[0] ? dayOf(own[0], facts) : facts.today
  const { settings } = facts.programme
  const self = `${base}${feedPath(language)}`
  const root = element(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': languageTag(language) },
    element('id', {}, said(self)),
    element('title', {}, said(words('site-data-feed-title', { name: settings?.name[language] ?? '' }))),
    element('subtitle', {}, said(settings?.notice?.[language] ?? '')),
    element('updated', {}, midday(updated)),
    element('link', { rel: 'self', type: 'application/atom+xml', href: self }),
    element('link', { rel: 'alternate', type: 'text/html', href: base + addressOf('katalog/', language) }),
    element('author', {}, element('name', {}, said(words('site-data-office')))),
    element('rights', {}, said(words('site-data-licence'))),
    ...own.map((listed) => entry(listed, facts, language)),
  )
  return `<?xml version="1.0" encoding="utf-8"?>\n${root}\n`
}

/** What Git does not know yet is new today; without Git the day it was confirmed is the best there is. */
function dayOf({ registration }: Listed, { history, today }: SiteFacts): IsoDate {
  if (history?.kind !== 'whole') return registration.confirmed
  return history.first.get(registration.file) ?? today
}

function byConfirmed({ registration: a }: Listed, { registration: b }: Listed): number {
  return compare(b.confirmed, a.confirmed)
}

function byId(a: Listed, b: Listed): number {
  return compare(a.registration.id, b.registration.id)
}

function entry(listed: Listed, facts: SiteFacts, language: Language): string {
  const { entry, registration } = listed
  const { words } = facts.speakers[language]
  const { programme } = facts
  const address = `${baseOf(facts)}${addressOf(entryPath(entry), language)}`
  const agency = programme.agencies.get(entry.agency)
  const areas = entry.areas.map((id) =>
    element('category', { term: id, label: programme.competences.get(id)?.label[language] ?? id }),
  )
  return element(
    'entry',
    {},
    element('id', {}, said(address)),
    element('title', {}, said(`${words(`site-kind-${entry.kind}`)}: ${registration.title}`)),
    element('published', {}, midday(dayOf(listed, facts))),
    element('updated', {}, midday(dayOf(listed, facts))),
    element('link', { rel: 'alternate', type: 'text/html', href: address }),
    element('author', {}, element('name', {}, said(agency?.name[language] ?? entry.agency))),
    element(
      'summary',
      { type: 'text', 'xml:lang': languageTag(registration.language) },
      said(opening(registration.background)),
    ),
    ...areas,
  )
}

/** A day has no hour; at noon it is the same day in all of Europe. */
function midday(date: string): string {
  return `${date}T12:00:00Z`
}
