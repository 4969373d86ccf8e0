/** Virksomhetene: a list, and one page each with what the register says, what it has registered and agreed. */
import { compare } from '../../core/diagnostic.ts'
import { learnedIn } from '../../core/learning/learned.ts'
import { quoteFrom } from '../../core/learning/quote.ts'
import type { Agency, Agreement, Programme } from '../../core/model.ts'
import { formatOrganisationNumber } from '../../core/organisation-number.ts'
import { formatDate } from '../../core/render/formatted.ts'
import { answersFor, successorOf } from '../../core/succession.ts'
import { calendarLinks } from '../calendars.ts'
import { type Listed, listingOf } from '../catalogue/listing.ts'
import { learnedAnchor, learnedPath } from '../learned/learned-page.ts'
import type { Page, PageMaker, Scene, SiteFacts } from '../model.ts'
import { agreementRow } from './agreement-row.ts'

export const agencyPages: PageMaker = {
  name: 'agencies',
  languages: ['nb', 'nn'],
  make: ({ programme }, _language, sceneAt) => {
    const agencies = [...programme.agencies.values()]
    return [
      listPage(agencies, sceneAt('virksomheter/')),
      ...agencies.map((agency) => agencyPage(agency, sceneAt(`virksomheter/${agency.slug}/`))),
    ]
  },
}

function listPage(agencies: readonly Agency[], scene: Scene): Page {
  const { facts, language, link, words } = scene
  const rows = agencies.map((agency) => {
    const registrations = registrationsOf(agency, facts)
    const count = (kind: string) => registrations.filter(({ entry }) => entry.kind === kind).length
    return {
      name: nameIn(agency, scene),
      short: agency.shortName,
      municipality: agency.municipality,
      href: link(`virksomheter/${agency.slug}/`),
      needs: words('site-count-needs', { count: count('need') }),
      offers: words('site-count-offers', { count: count('offer') }),
    }
  })
  const collator = new Intl.Collator(language)
  return {
    path: 'virksomheter/',
    title: words('site-agencies-title'),
    description: words('site-agencies-lead'),
    section: 'agencies',
    main: scene.fill('agencies', {
      rows: rows.sort((a, b) => collator.compare(a.name, b.name) || compare(a.href, b.href)),
    }),
  }
}

function agencyPage(agency: Agency, scene: Scene): Page {
  const { facts, words } = scene
  const name = nameIn(agency, scene)
  const registrations = registrationsOf(agency, facts)
  const agreements = agreementsOf(agency, facts.programme)
  return {
    path: `virksomheter/${agency.slug}/`,
    title: name,
    description: words('site-agency-lead', { name }),
    section: 'agencies',
    main: scene.fill('agency', {
      calendars: calendarLinks(`agencies/${agency.slug}`, scene),
      name,
      short: agency.shortName,
      left: leftText(agency, scene),
      successor: successorLink(agency, scene),
      facts: registerFacts(agency, scene),
      role: agency.contact.role,
      email: agency.contact.email,
      needs: linesOf(registrations, 'need', scene),
      offers: linesOf(registrations, 'offer', scene),
      agreements: agreements.map((agreement) => agreementRow(agreement, scene)),
      learned: learnedBy(agency, scene),
    }),
  }
}

/** That it takes part no longer; what it has registered and agreed stays on the page as history. */
function leftText({ left, mergedInto }: Agency, { facts, language, words }: Scene): string {
  const successor = facts.programme.agencies.get(mergedInto?.agency ?? '')
  if (mergedInto && successor)
    return words('site-agency-merged', { date: formatDate(mergedInto.date, language) })
  return left ? words('site-agency-left', { date: formatDate(left.date, language) }) : ''
}

function successorLink({ slug, mergedInto }: Agency, scene: Scene) {
  const { agencies } = scene.facts.programme
  const successor = agencies.get(successorOf(slug, agencies))
  if (!mergedInto || !successor || successor.slug === slug) return ''
  return { name: nameIn(successor, scene), href: scene.link(`virksomheter/${successor.slug}/`) }
}

/** By its official name in the reader's language; in English only where there is one. */
function nameIn({ name }: Agency, { language }: Scene): string {
  return name[language] ?? name.nb
}

type Fact = Readonly<Record<'label' | 'value' | 'href' | 'register', string>>

function registerFacts(agency: Agency, scene: Scene): readonly Fact[] {
  const { words } = scene
  const fact = (key: string, value: string, href = '', register = '') => {
    return { label: words(`site-agency-${key}`), value, href, register }
  }
  const { organisationNumber } = agency
  return [
    fact('number', formatOrganisationNumber(organisationNumber), '', inRegister(organisationNumber)),
    fact('municipality', agency.municipality),
    ...parentOf(agency, scene).map(({ value, href }) => fact('parent', value, href)),
  ]
}

/** The unit above by name when it takes part itself, else by number, which the register puts a name to. */
function parentOf({ parent }: Agency, scene: Scene): readonly Pick<Fact, 'value' | 'href'>[] {
  if (!parent) return []
  const known = [...scene.facts.programme.agencies.values()].find(
    ({ organisationNumber }) => organisationNumber === parent,
  )
  if (known) return [{ value: nameIn(known, scene), href: scene.link(`virksomheter/${known.slug}/`) }]
  const number = formatOrganisationNumber(parent)
  return [{ value: scene.words('site-agency-looked-up', { number }), href: inRegister(parent) }]
}

/** Where the national register tells who has a number. */
function inRegister(number: string): string {
  return `https://data.brreg.no/enhetsregisteret/oppslag/enheter/${encodeURIComponent(number)}`
}

/** All but the withdrawn ones, those that look for somebody first. */
function registrationsOf({ slug }: Agency, facts: SiteFacts): readonly Listed[] {
  return listingOf(facts).filter(({ entry }) => entry.agency === slug && entry.standing !== 'withdrawn')
}

function linesOf(all: readonly Listed[], kind: string, { language, link, words }: Scene) {
  return all
    .filter(({ entry }) => entry.kind === kind)
    .map(({ registration: { title, language: tongue, agency, slug, period }, entry: { standing } }) => ({
      title,
      lang: tongue === language ? '' : tongue,
      href: link(`katalog/${agency}/${slug}/`),
      standing: standing === 'open' ? '' : words(`site-standing-${standing}`),
      period: words('document-period', {
        from: formatDate(period.from, language),
        to: formatDate(period.to, language),
      }),
    }))
}

/** Those of agencies it has taken over too. */
function agreementsOf({ slug }: Agency, { agreements, agencies }: Programme): readonly Agreement[] {
  return [...agreements.values()]
    .filter(({ parties }) => parties.some(({ agency }) => answersFor(slug, agency, agencies)))
    .sort((a, b) => compare(a.id, b.id))
}

/** What those at this agency say they have learned; the page of all that was learned has the rest. */
function learnedBy({ slug }: Agency, { facts, language, link }: Scene) {
  return learnedIn(facts.programme)
    .filter(({ agency }) => agency === slug)
    .map((one) => ({
      quote: quoteFrom(one.learned),
      lang: one.language === language ? '' : one.language,
      href: link(`${learnedPath}#${learnedAnchor(one)}`),
      title: one.title,
      when: formatDate(one.date, language),
    }))
}
