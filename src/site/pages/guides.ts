/** Veiledningen: the guides of the programme. Written in Norwegian; the English page says so and leads there. */
import type { Language } from '../../core/model.ts'
import type { Page, PageMaker, Scene, SiteFacts } from '../model.ts'
import { type Prose, prose, type Resolve } from '../prose.ts'

export const guidePages: PageMaker = {
  name: 'guides',
  languages: ['nb', 'nn', 'en'],
  make: (facts, language, sceneAt) => {
    const guides = guidesIn(facts)
    const scene = sceneAt('veiledning/')
    const single = guides.map((guide) => guidePage(guide, guides, sceneAt(`veiledning/${guide.name}/`)))
    return [listPage(guides, scene), ...(language === 'en' ? [] : single)]
  },
}

export type Guide = {
  readonly name: string
  /** The names of the files that hold it, one for each language. */
  readonly files: readonly string[]
  readonly texts: Readonly<Partial<Record<Language, string>>>
}

/** The names of files by the guide they are: `for-verksemder.nn` is `for-virksomheter` in nynorsk. */
export function guidesIn({ texts }: SiteFacts): readonly Guide[] {
  const files = [...texts].flatMap(([name, text]) =>
    name.startsWith('guide/') ? [{ name: name.slice('guide/'.length), text }] : [],
  )
  return files
    .filter(({ name }) => !name.endsWith('.nn'))
    .map(({ name, text }) => {
      const twin = files.find((other) => other.name.endsWith('.nn') && other.text.includes(`](${name}.md)*`))
      const names = [name, ...(twin ? [twin.name] : [])]
      return { name, files: names, texts: { nb: text, ...(twin ? { nn: twin.text } : {}) } }
    })
}

type Reader = 'agencies' | 'office' | 'lawyers'

/** Who a guide is for, in the order they are read. What stands nowhere is for the office, after its own, by name. */
const readers: Readonly<Record<Reader, readonly string[]>> = {
  agencies: ['for-virksomheter', 'meld-inn', 'folge-opp', 'arbeidsark', 'evaluere', 'er-dokumentet-ekte'],
  lawyers: ['for-jurister-og-arkiv'],
  office: [
    'for-programkontoret',
    'koble',
    'regneark',
    'framskriving',
    'arsrapport',
    'pause-og-avslutning',
    'nettstedet',
    'sette-opp-pa-github',
  ],
}

function readerOf({ name }: Guide): Reader {
  const isFor = (reader: Reader) => readers[reader].includes(name)
  return (['agencies', 'lawyers'] as const).find(isFor) ?? 'office'
}

function listPage(guides: readonly Guide[], scene: Scene): Page {
  const { words, language } = scene
  const groups = (['agencies', 'office', 'lawyers'] as const).map((reader) => ({
    reader,
    title: words(`site-guides-${reader}`),
    guides: guides
      .filter((guide) => readerOf(guide) === reader)
      .sort((a, b) => place(a, reader) - place(b, reader))
      .map((guide) => cardOf(guide, scene)),
  }))
  return {
    path: 'veiledning/',
    title: words('site-guides-title'),
    description: words('site-guides-lead'),
    section: 'guides',
    main: scene.fill('guides', {
      inNorwegian: language === 'en',
      groups: groups.filter((group) => group.guides.length > 0),
    }),
  }
}

function cardOf(guide: Guide, scene: Scene) {
  const { link, language } = scene
  const { title, summary } = textIn(guide, language, () => undefined, scene)
  return {
    title,
    summary,
    href: link(language === 'en' ? `/veiledning/${guide.name}/` : `veiledning/${guide.name}/`),
    lang: tongueOf(guide, language) === language ? '' : tongueOf(guide, language),
  }
}

function place({ name }: Guide, reader: Reader): number {
  const at = readers[reader].indexOf(name)
  return at < 0 ? readers[reader].length : at
}

function guidePage(guide: Guide, guides: readonly Guide[], scene: Scene): Page {
  const { language, words } = scene
  const { title, summary, body, headings } = textIn(guide, language, resolver(guides, scene), scene)
  const tongue = tongueOf(guide, language)
  return {
    path: `veiledning/${guide.name}/`,
    title,
    description: shortened(summary),
    section: 'guides',
    main: scene.fill('guide', {
      title,
      body,
      lang: tongue === language ? '' : tongue,
      onlyIn: tongue === language ? '' : words('site-guide-only-nb'),
      contents: headings
        .filter(({ level }) => level === 2)
        .map(({ id, text }) => ({ href: `#${encodeURIComponent(id)}`, text })),
    }),
  }
}

/** The language a reader gets it in. */
function tongueOf({ texts }: Guide, language: Language): Language {
  return texts[language] === undefined ? 'nb' : language
}

function textIn(guide: Guide, language: Language, resolve: Resolve, { words }: Scene): Prose {
  const text = guide.texts[tongueOf(guide, language)] ?? ''
  // The site has its own choice of language at the top of every page.
  return prose(text.replace(/^\*\[(?:Nynorsk|Bokmål)\]\([^)]*\)\*$/m, ''), resolve, words('site-scroll'))
}

/** Guides and the rule book lie on the site; everything else lies in the repository, if there is one. */
export function resolver(guides: readonly Guide[], { facts, language, link }: Scene): Resolve {
  return (target) => {
    if (/^(?:https?:|mailto:)/.test(target)) return target
    if (target.startsWith('#')) return target
    const [path = '', anchor] = target.split('#')
    const hash = anchor === undefined ? '' : `#${anchor}`
    if (/^\.\.\/pictures\/[\w/-]+\.(?:png|webp|svg)$/.test(path))
      return link(`/assets/${path.slice('../'.length)}`)
    if (path === '../rules.md') return link('regler/') + hash
    const guide = guides.find(({ files }) => files.some((file) => path === `${file}.md`))
    if (guide) return link(`veiledning/${guide.name}/`) + (hasHeading(guide, anchor, language) ? hash : '')
    return facts.repository === undefined
      ? undefined
      : `${facts.repository}/blob/HEAD/${fromRoot(path)}${hash}`
  }
}

/** A bokmål text may point to a heading that the nynorsk text of the other guide calls something else. */
function hasHeading(guide: Guide, anchor: string | undefined, language: Language): boolean {
  if (anchor === undefined) return false
  const { headings } = prose(guide.texts[tongueOf(guide, language)] ?? '', () => undefined, '')
  return headings.some(({ id }) => id === anchor)
}

/** From a path as a file in `docs/guide/` writes it to one below the repository's root. */
function fromRoot(path: string): string {
  const parts = ['docs', 'guide']
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.map(encodeURIComponent).join('/')
}

function shortened(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 197).replace(/\s+\S*$/, '')} …`
}
