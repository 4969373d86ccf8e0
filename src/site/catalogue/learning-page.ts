/** «Dette ønsker virksomhetene å lære»: needs against offers, who has what, what is unmet, and who is missed. */
import type { Matching } from '../../core/model.ts'
import { formatList } from '../../core/render/formatted.ts'
import { nameOf } from '../../core/report/matching-sentences.ts'
import { Html } from '../html.ts'
import type { Page, PageMaker, Scene, SiteFacts } from '../model.ts'
import { type Balance, balances, competenceMap } from './balance.ts'
import { entryPath } from './catalogue-page.ts'
import { type ChartTexts, chart } from './chart.ts'
import type { Vocabulary } from './entry.ts'
import { type Listed, listingOf } from './listing.ts'
import { byLabel, vocabularyOf } from './names.ts'

/** Rows of the chart: what one screen holds. The table has them all. */
const shownAreas = 15

/** The list of unmet needs ends here; the catalogue has them all. */
const shownUnmet = 60

export const learningPages: PageMaker = {
  name: 'learning',
  languages: ['nb', 'nn'],
  make: (facts, _language, sceneAt) => [page(facts, sceneAt('laere/'))],
}

function page(facts: SiteFacts, scene: Scene): Page {
  const { words, language, link } = scene
  const vocabulary = vocabularyOf(scene)
  const open = listingOf(facts).filter(({ entry }) => entry.standing === 'open')
  const entries = open.map(({ entry }) => entry)
  const all = balances(entries, vocabulary)
  const unmet = open.filter(({ entry, proposals }) => entry.kind === 'need' && proposals.length === 0)
  const title = words('site-learning-title')
  return {
    path: 'laere/',
    title,
    description: words('site-learning-description'),
    main: scene.fill('learning', {
      title,
      lead: words('site-learning-lead'),
      chart: chartView(all, scene),
      balances: all.map((one) => ({ ...one, href: link(`katalog/?area=${one.area}`) })),
      map: mapView(competenceMap(entries, vocabulary, byLabel(language)), scene),
      unmet: unmet.slice(0, shownUnmet).map((one) => unmetView(one, scene, vocabulary)),
      unmetLead: words('site-learning-unmet-lead', { count: unmet.length }),
      unmetMore: unmet.length > shownUnmet,
      unmetHref: link('katalog/?kind=need&status=unmatched'),
      wanted: wantedView(facts.matching, scene),
    }),
    section: 'learning',
  }
}

function chartView(all: readonly Balance[], scene: Scene) {
  const { words } = scene
  const shown = all.slice(0, shownAreas)
  const finding = findingOf(all, scene)
  const texts: ChartTexts = {
    title: finding,
    description: words('site-learning-chart-description', { count: shown.length }),
    needs: words('overview-needs'),
    offers: words('overview-offers'),
    row: ({ label, needs, offers }) => words('site-learning-row', { label, needs, offers }),
  }
  return {
    finding,
    isEmpty: shown.length === 0,
    wide: new Html(chart(shown, 'wide', texts)),
    narrow: new Html(chart(shown, 'narrow', texts)),
    caption: words('site-learning-chart-caption', { count: shown.length, of: all.length }),
  }
}

/** The title of the chart says what it shows, so that nobody has to read it off. */
function findingOf(all: readonly Balance[], { words, language }: Scene): string {
  const [first] = all
  if (!first || first.needs === 0) return words('site-learning-finding-none')
  const most = all.filter(({ needs }) => needs === first.needs)
  const { label, needs, offers } = first
  if (most.length === 1) return words('site-learning-finding', { label, needs, offers })
  if (most.length > namedAreas) return words('site-learning-finding-many', { needs })
  const quoted = most.map((one) => words('match-quoted', { name: one.label }))
  return words('site-learning-finding-tie', { labels: formatList(quoted, language), needs })
}

/** So many areas are named when they are equally wanted. */
const namedAreas = 3

const symbols = { need: '●', offer: '○', both: '◆' } as const

function mapView({ columns, rows }: ReturnType<typeof competenceMap>, { words, link }: Scene) {
  return {
    columns: columns.map(({ area, label }) => ({ label, href: link(`katalog/?area=${area}`) })),
    rows: rows.map(({ agency, label, marks }) => ({
      label,
      href: link(`virksomheter/${agency}/`),
      cells: marks.map((mark) =>
        mark === undefined
          ? { mark: '', symbol: '', meaning: '' }
          : { mark, symbol: symbols[mark], meaning: words(`site-learning-mark-${mark}`) },
      ),
    })),
    legend: (['need', 'offer', 'both'] as const).map((mark) => ({
      mark,
      symbol: symbols[mark],
      meaning: words(`site-learning-mark-${mark}`),
    })),
  }
}

function unmetView({ entry, registration, unmatched }: Listed, scene: Scene, vocabulary: Vocabulary) {
  const { words, language, link } = scene
  const near = unmatched?.nearMisses.length ?? 0
  return {
    title: registration.title,
    lang: registration.language === language ? '' : registration.language,
    href: link(entryPath(entry)),
    agency: vocabulary.agency(entry.agency).short,
    areas: formatList(
      entry.areas.map((id) => vocabulary.area(id).label),
      language,
    ),
    near: near === 0 ? words('site-learning-nobody-near') : words('site-learning-near', { count: near }),
  }
}

function wantedView({ wanted }: Matching, { words, language, facts }: Scene) {
  return wanted.map(({ organisation, count, by }) => ({
    number: organisation.replace(/(\d{3})(?=\d)/g, '$1\u00A0'),
    href: `https://data.brreg.no/enhetsregisteret/oppslag/enheter/${encodeURIComponent(organisation)}`,
    text: words('site-learning-wanted-by', {
      count,
      by: formatList(
        by.map((slug) => nameOf(slug, facts.programme)),
        language,
      ),
    }),
  }))
}
