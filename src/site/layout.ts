/** What all pages share: the head, the menu, the notice, the footer. */
import { isClosed } from '../core/closing.ts'
import type { Language } from '../core/model.ts'
import { formatDate } from '../core/render/formatted.ts'
import { languageTag } from '../core/render/page.ts'
import { Html } from './html.ts'
import { addressOf, languageOf, relative } from './link.ts'
import type { Page, Scene, SectionName } from './model.ts'
import { pauseOn } from './rounds.ts'

/** Strict: nothing is fetched from anywhere else, nothing written inline is run, nothing can be posted. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'"

/** The menu, in its order. */
const menu: readonly (readonly [SectionName, path: string])[] = [
  ['catalogue', 'katalog/'],
  ['learning', 'laere/'],
  ['agencies', 'virksomheter/'],
  ['agreements', 'avtaler/'],
  ['rounds', 'runder/'],
  ['figures', 'tall/'],
  ['guides', 'veiledning/'],
  ['register', 'registrer/'],
]

/** The stylesheet of a section besides the one all pages have; the others share `pages`. */
const ownStyles: Readonly<Partial<Record<SectionName, string>>> = {
  catalogue: 'catalogue',
  learning: 'catalogue',
  register: 'form',
}

const tongueNames: Readonly<Record<Language, string>> = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' }

/** A whole page. `languages` are those that have it. */
export function layout(page: Page, scene: Scene, languages: readonly Language[]): string {
  const { facts, language, link, words } = scene
  const settings = facts.programme.settings
  const name = settings?.name[language] ?? words('overview-unnamed')
  return scene.fill('layout', {
    tag: languageTag(language),
    policy,
    title: page.path === '' ? `${name} – ${page.title}` : `${page.title} – ${name}`,
    description: page.description,
    hidden: page.path === '404.html',
    canonical: facts.address === '' ? '' : facts.address + addressOf(page.path, language),
    alternates: languages.length > 1 ? languages.map((one) => alternate(page, one, scene)) : [],
    icon: link('/assets/icon.svg'),
    // A browser that reads from a disk fetches no font ahead, and complains.
    fonts: facts.address === '' ? [] : [link('/assets/source-sans-3-latin-400-normal.woff2')],
    styles: ['site', styleOf(page)].map((sheet) => link(`/assets/${sheet}.css`)),
    scripts: (page.scripts ?? []).map((script) => link(`/assets/${script}.js`)),
    notice: settings?.notice?.[language] ?? '',
    home: link(''),
    front: page.path === '',
    programme: name,
    tongues: tongues(page, scene, languages),
    menu: menu.map(([section, path]) => ({
      href: link(path),
      label: words(`site-menu-${section}`),
      current: page.path === path ? 'page' : page.section === section ? 'true' : '',
    })),
    pause: pauseBanner(scene),
    section: page.section ?? '',
    main: new Html(page.main),
    foot: footLinks(scene),
    mailbox: settings?.office.mailbox ?? '',
    repository: facts.repository ?? '',
    updated: formatDate(facts.today, language),
    data: Object.entries(page.data ?? {}).map(([id, value]) => ({ id, json: jsonInScript(value) })),
  })
}

function styleOf({ section }: Page): string {
  return (section === undefined ? undefined : ownStyles[section]) ?? 'pages'
}

/** `hreflang` wants whole addresses; without one a relative link is the best there is. */
function alternate(page: Page, language: Language, scene: Scene) {
  return { tag: languageTag(language), href: otherTongue(page, language, scene, true) }
}

function otherTongue(
  page: Page,
  language: Language,
  { facts, language: own }: Scene,
  whole: boolean,
): string {
  const to = addressOf(page.path, language)
  if (whole && facts.address !== '') return facts.address + to
  return relative(addressOf(page.path, own), to, facts.address !== '')
}

/** A page that a language lacks leads to that language's front page. */
function tongues(page: Page, scene: Scene, languages: readonly Language[]) {
  const known = scene.facts.programme.settings?.languages ?? ['nb', 'nn', 'en']
  return (['nb', 'nn', 'en'] as const)
    .filter((language) => known.includes(language))
    .map((language) => ({
      label: tongueNames[language],
      tag: languageTag(language),
      current: language === scene.language,
      href: languages.includes(language)
        ? otherTongue(page, language, scene, false)
        : scene.link(`/${addressOf('', language)}`),
    }))
}

function pauseBanner({ facts, language, words }: Scene) {
  const { settings } = facts.programme
  if (settings?.closed && isClosed(settings, facts.today)) {
    const date = formatDate(settings.closed.date, language)
    const text = `${settings.closed.reason[language]} ${words('site-closed-history', { date })}`
    return { title: words('site-closed'), text }
  }
  const pause = pauseOn(settings, facts.today)
  if (pause === undefined) return ''
  const from = words('site-pause-from', { date: formatDate(pause.from, language) })
  const until =
    pause.to === undefined ? '' : ` ${words('site-pause-until', { date: formatDate(pause.to, language) })}`
  return { title: words('site-pause'), text: `${pause.reason[language]} ${from}${until}` }
}

const footPaths = [
  ['rules', 'regler/'],
  ['data', 'data/'],
  ['accessibility', 'tilgjengelighet/'],
] as const

function footLinks({ link, language, words }: Scene) {
  return footPaths.map(([name, path]) => ({
    href: link(path),
    label: words(`site-foot-${name}`),
    lang: languageOf(path, language) === language ? '' : languageTag(languageOf(path, language)),
  }))
}

/** No character that could end the script, or begin a comment in it (https://html.spec.whatwg.org/#script-data-state). */
function jsonInScript(value: unknown): Html {
  const json = JSON.stringify(value)
  return new Html(
    json.replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  )
}
