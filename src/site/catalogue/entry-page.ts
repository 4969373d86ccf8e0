/** Oppføringens egen side: one registration in words, what fits with it and why, and the way to change it. */

import { citation } from '../../core/learning/citation.ts'
import { citationsFor } from '../../core/learning/citations.ts'
import type { Words } from '../../core/messages.ts'
import type { Language, NearMiss, Proposal, Registration } from '../../core/model.ts'
import { formatDate, formatNumber } from '../../core/render/formatted.ts'
import { remedySentence } from '../../core/report/explanation-sentences.ts'
import { byLink, nearMissSentence, type Teller, whoWithWhom } from '../../core/report/matching-lines.ts'
import { nameOf, reasonSentence } from '../../core/report/matching-sentences.ts'
import { capitalised } from '../../core/text.ts'
import { learnedAnchor, learnedPath } from '../learned/learned-page.ts'
import type { Page, PageMaker, Scene } from '../model.ts'
import { opening } from './card.ts'
import { entryPath } from './catalogue-page.ts'
import type { Vocabulary } from './entry.ts'
import { factsOf } from './entry-facts.ts'
import { type Listed, listingOf } from './listing.ts'
import { vocabularyOf } from './names.ts'

export const entryPages: PageMaker = {
  name: 'entry',
  languages: ['nb', 'nn'],
  make: (facts, _language, sceneAt) => {
    const byId = new Map(listingOf(facts).map((one) => [one.registration.id, one]))
    return [...byId.values()].map((listed) => page(listed, byId, sceneAt(entryPath(listed.entry))))
  },
}

function page(listed: Listed, byId: ReadonlyMap<string, Listed>, scene: Scene): Page {
  const { registration, entry } = listed
  const { words, link, language } = scene
  const vocabulary = vocabularyOf(scene)
  const agency = vocabulary.agency(registration.agency)
  return {
    path: entryPath(entry),
    title: `${vocabulary.word('kind', entry.kind)}: ${registration.title}`,
    description: `${agency.short}: ${opening(registration.background)}`,
    main: scene.fill('entry', {
      kind: entry.kind,
      kindWord: vocabulary.word('kind', entry.kind),
      title: registration.title,
      lang: foreign(registration.language, language),
      standing: standingOf(listed, scene),
      agency: agency.full === '' ? agency.short : agency.full,
      agencyHref: scene.facts.programme.agencies.has(entry.agency)
        ? link(`virksomheter/${entry.agency}/`)
        : '',
      unit: registration.unit ?? '',
      paragraphs: paragraphsOf(registration.background),
      goals: registration.learningGoals,
      goalsTitle: words(`site-entry-goals-${entry.kind}`),
      areas: areasOf(registration.competences, scene, vocabulary),
      facts: factsOf(registration, scene, vocabulary),
      proposals: listed.proposals.map((proposal) => proposalView(proposal, listed, byId, scene)),
      misses: listed.proposals.length > 0 ? [] : missesOf(listed, scene),
      nobody: nobodyNear(listed, words),
      cited: citedView(registration, scene),
      editHref: link(`registrer/#${registration.id}`),
      catalogueHref: link('katalog/'),
      ...contactOf(registration, scene),
    }),
    section: 'catalogue',
  }
}

/** '' where the text is in the language of the page. */
function foreign(language: Language, page: Language): string {
  return language === page ? '' : language
}

function paragraphsOf(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
}

/** What stands in the way of a match, in a sentence; '' while nothing does. */
function standingOf({ entry, registration }: Listed, { words, language, facts }: Scene): string {
  if (entry.standing === 'open') return ''
  const { withdrawn, confirmed } = registration
  const date = formatDate(withdrawn?.date ?? confirmed, language)
  const reason = withdrawn?.reason ?? facts.programme.settings?.pause?.reason[language] ?? ''
  return words(`site-standing-${entry.standing}-sentence`, { date, reason })
}

function areasOf(ids: readonly string[], { link }: Scene, vocabulary: Vocabulary) {
  return ids.map((id) => ({
    label: vocabulary.area(id).label,
    href: link(`katalog/?area=${encodeURIComponent(id)}`),
  }))
}

function contactOf({ agency }: Registration, { facts }: Scene): { role: string; email: string } {
  const contact = facts.programme.agencies.get(agency)?.contact
  return { role: capitalised(contact?.role ?? ''), email: contact?.email ?? '' }
}

function tellerOf({ facts, words, language }: Scene): Teller {
  return { programme: facts.programme, words, language }
}

function proposalView(
  proposal: Proposal,
  { registration: own }: Listed,
  byId: ReadonlyMap<string, Listed>,
  scene: Scene,
) {
  const { words, language, link } = scene
  const others = proposal.registrations.flatMap((id) => (id === own.id ? [] : (byId.get(id) ?? [])))
  return {
    title: whoWithWhom(proposal, tellerOf(scene)),
    score: words('match-score', { score: proposal.score }),
    others: others.map(({ entry, registration }) => ({
      kind: entry.kind,
      kindWord: words(`site-kind-${entry.kind}`),
      agency: nameOf(entry.agency, scene.facts.programme),
      title: registration.title,
      lang: foreign(registration.language, language),
      href: link(entryPath(entry)),
    })),
    links: byLink(proposal.reasons).map((reasons) => ({
      reasons: reasons
        .filter(({ points }) => points > 0)
        .map((reason) => ({
          part: capitalised(words(`match-part-${reason.part}`)),
          points: words('site-entry-points', {
            points: formatNumber(reason.points, language),
            outOf: formatNumber(reason.outOf, language),
          }),
          sentence: reasonSentence(reason, scene.facts.programme, words),
        })),
    })),
  }
}

/** What would have helped comes first; the near miss it is about is then not told again. */
function missesOf({ unmatched, registration }: Listed, scene: Scene): readonly string[] {
  if (!unmatched) return []
  const { remedy, nearMisses } = unmatched
  const teller = tellerOf(scene)
  const near = (miss: NearMiss) => nearMissSentence(miss, registration.id, teller)
  const mended = remedy ? nearMisses.find(({ id }) => id === remedy.id) : undefined
  const first = remedy ? remedySentence(remedy, scene.facts.programme, scene.words) : ''
  return [
    ...(remedy ? [mended ? `${near(mended)} ${first}` : first] : []),
    ...nearMisses.filter((miss) => miss !== mended).map(near),
  ]
}

/** Why there is nothing to tell of; '' when there is. */
function nobodyNear({ proposals, unmatched, entry }: Listed, words: Words): string {
  if (proposals.length > 0 || (unmatched && (unmatched.remedy || unmatched.nearMisses.length > 0))) return ''
  return words(entry.standing === 'open' ? 'site-entry-nobody' : 'site-entry-not-matched')
}

/** What others have learned that is near to this; told, and never counted. */
function citedView(registration: Registration, scene: Scene) {
  const { facts, language, link } = scene
  return citationsFor([registration], facts.programme).map((one) => ({
    ...citation(one, facts.programme, scene.words),
    lang: foreign(one.language, language),
    href: link(`${learnedPath}#${learnedAnchor(one)}`),
  }))
}
