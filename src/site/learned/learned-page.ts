/** «Dette har virksomhetene lært»: everything that was learned, by competence area, to be read and searched. */
import { type Learned, learnedIn, type Sharing, sharingIn } from '../../core/learning/learned.ts'
import { formatDate, formatList } from '../../core/render/formatted.ts'
import { nameOf } from '../../core/report/matching-sentences.ts'
import type { Vocabulary } from '../catalogue/entry.ts'
import { byLabel, vocabularyOf } from '../catalogue/names.ts'
import type { Page, PageMaker, Scene, SiteFacts } from '../model.ts'

export const learnedPath = 'laert/'

/** Where on the page one stands. */
export function learnedAnchor({ id }: Pick<Learned, 'id'>): string {
  return id.replace('/', '--')
}

export const learnedPages: PageMaker = {
  name: 'learned',
  languages: ['nb', 'nn'],
  make: (facts, _language, sceneAt) => [page(facts, sceneAt(learnedPath))],
}

function page({ programme, today }: SiteFacts, scene: Scene): Page {
  const { words, link } = scene
  const all = learnedIn(programme)
  const title = words('site-learned-title')
  return {
    path: learnedPath,
    title,
    description: words('site-learned-description'),
    section: 'agreements',
    scripts: ['learned'],
    main: scene.fill('learned', {
      title,
      lead: words('site-learned-lead'),
      total: words('site-learned-count', { count: all.length }),
      found: foundWords(scene),
      groups: groupsOf(all, sharingIn(programme, today), scene),
      evaluateHref: link('veiledning/evaluere/'),
    }),
  }
}

/** Sentences the script fills: their hole is left open. */
function foundWords({ facts, language }: Scene) {
  const { words } = facts.speakers[language].messages
  return { one: words['site-learned-found_one'] ?? '', many: words['site-learned-found_other'] ?? '' }
}

type Group = {
  readonly area: string
  readonly label: string
  readonly learned: Learned[]
  readonly sharing: Sharing[]
}

/** Each stands once, below its first area; what has none comes last. */
function groupsOf(all: readonly Learned[], sharing: readonly Sharing[], scene: Scene) {
  const vocabulary = vocabularyOf(scene)
  const groups = new Map<string, Group>()
  const groupOf = ({ areas: [area = ''] }: Pick<Learned, 'areas'>) => {
    const label = area === '' ? scene.words('site-learned-no-area') : vocabulary.area(area).label
    const group = groups.get(area) ?? { area, label, learned: [], sharing: [] }
    groups.set(area, group)
    return group
  }
  for (const one of all) groupOf(one).learned.push(one)
  for (const one of sharing) groupOf(one).sharing.push(one)
  const [unplaced, placed] = [groups.get(''), [...groups.values()].filter(({ area }) => area !== '')]
  return [...placed.sort(byLabel(scene.language)), ...(unplaced ? [unplaced] : [])].map((group) => ({
    id: group.area === '' ? 'uten-omrade' : `omrade-${group.area}`,
    label: group.label,
    learned: group.learned.map((one) => learnedView(one, scene, vocabulary)),
    sharing: group.sharing.map((one) => sharingView(one, scene)),
  }))
}

/** What a page tells of it. `also` is words to find it by that nobody needs to see. */
function learnedView(one: Learned, scene: Scene, vocabulary: Vocabulary) {
  const { words, language, link, facts } = scene
  const areas = one.areas.map((id) => vocabulary.area(id))
  const agency = (slug: string) => nameOf(slug, facts.programme)
  return {
    id: learnedAnchor(one),
    title: one.title,
    titleLang: titleLanguage(one, scene),
    href: link(`avtaler/${one.agreement}/`),
    who: words(`site-learned-who-${one.by}`, { agency: agency(one.agency), other: agency(one.other) }),
    when: formatDate(one.date, language),
    lang: one.language === language ? '' : one.language,
    learned: one.learned,
    shared: one.shared ?? '',
    benefit: one.benefit ?? '',
    areas: areas.map(({ label }) => label).join(' · '),
    also: areas
      .flatMap(({ synonyms, broader }) => [...synonyms, ...broader.map((id) => vocabulary.area(id).label)])
      .join(' '),
  }
}

/** The agreement has a language of its own. */
function titleLanguage({ agreement }: Pick<Learned, 'agreement'>, { facts, language }: Scene): string {
  const own = facts.programme.agreements.get(agreement)?.languages[0] ?? language
  return own === language ? '' : own
}

function sharingView(one: Sharing, scene: Scene) {
  const { words, language, link, facts } = scene
  const names = one.parties.map((slug) => nameOf(slug, facts.programme))
  return {
    id: `${one.agreement}--deling`,
    title: words('site-learned-sharing', { parties: formatList(names, language) }),
    href: link(`avtaler/${one.agreement}/`),
    lang: one.language === language ? '' : one.language,
    sharing: one.sharing,
  }
}
