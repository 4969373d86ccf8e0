/** Katalogen: all needs and offers as cards, sixty to a page, and a form that narrows them down where scripts run. */
import type { Page, PageMaker, Scene } from '../model.ts'
import { type Card, cardOf } from './card.ts'
import { type CatalogueData, type CatalogueWord, catalogueDataId } from './catalogue-data.ts'
import type { Entry, Vocabulary } from './entry.ts'
import { type Choice, choicesFor } from './filters.ts'
import { listingOf } from './listing.ts'
import { vocabularyOf } from './names.ts'

/** As many as somebody leafs through, and as 50 KB have room for. */
export const cardsPerPage = 60

export const cataloguePages: PageMaker = {
  name: 'catalogue',
  languages: ['nb', 'nn'],
  make: (facts, language, sceneAt) => {
    const entries = listingOf(facts).map(({ entry }) => entry)
    const vocabulary = vocabularyOf(sceneAt('katalog/'))
    const choices = choicesFor(entries, vocabulary, facts.speakers[language].words)
    const count = Math.max(1, Math.ceil(entries.length / cardsPerPage))
    return Array.from({ length: count }, (_, at) => {
      const scene = sceneAt(pathOf(at + 1))
      return page({ scene, entries, vocabulary, choices, number: at + 1, count })
    })
  },
}

function pathOf(number: number): string {
  return number === 1 ? 'katalog/' : `katalog/${number}/`
}

type Parts = {
  readonly scene: Scene
  readonly entries: readonly Entry[]
  readonly vocabulary: Vocabulary
  readonly choices: readonly Choice[]
  readonly number: number
  readonly count: number
}

function page(parts: Parts): Page {
  const { scene, entries, vocabulary, choices, number, count } = parts
  const { words, link } = scene
  const own = entries.slice((number - 1) * cardsPerPage, number * cardsPerPage)
  const title = words('site-catalogue-title')
  const main = scene.fill('catalogue', {
    title,
    lead: words('site-catalogue-lead', countsOf(entries)),
    choices,
    blank,
    cards: own.map((entry) => ({ ...cardOf(entry, vocabulary), href: link(entryPath(entry)) })),
    isEmpty: entries.length === 0,
    total: words('site-catalogue-all', { count: entries.length }),
    pager: pagerOf(parts),
    isFirst: number === 1,
    search: link('/assets/search.js'),
  })
  return {
    path: pathOf(number),
    title: count > 1 && number > 1 ? words('site-catalogue-title-page', { title, number, count }) : title,
    description: words('site-catalogue-description'),
    main,
    scripts: ['catalogue'],
    data: { [catalogueDataId]: dataFor(scene, entries.length) },
    section: 'catalogue',
  }
}

export function entryPath({ agency, slug }: Pick<Entry, 'agency' | 'slug'>): string {
  return `katalog/${agency}/${slug}/`
}

function countsOf(entries: readonly Entry[]): Readonly<Record<'needs' | 'offers' | 'agencies', number>> {
  const open = entries.filter(({ standing }) => standing === 'open')
  return {
    needs: open.filter(({ kind }) => kind === 'need').length,
    offers: open.filter(({ kind }) => kind === 'offer').length,
    agencies: new Set(open.map(({ agency }) => agency)).size,
  }
}

/** What the script copies and fills: one of everything, so that the template has a place for it. */
const blank: Card & { readonly href: string } = {
  ...{ kind: 'need', kindWord: '–', title: '–', lang: 'nb', href: '.', agency: '–', summary: '–' },
  ...{ areas: ['–'], facts: ['–'], standing: '–' },
}

function pagerOf({ scene: { link, words }, number, count }: Parts) {
  const there = (page: number) => link(pathOf(page))
  const near = Array.from({ length: count }, (_, at) => at + 1).filter(
    (page) => page === 1 || page === count || Math.abs(page - number) <= 2,
  )
  return {
    isNeeded: count > 1,
    label: words('site-catalogue-pages'),
    previous: number > 1 ? there(number - 1) : '',
    next: number < count ? there(number + 1) : '',
    pages: near.map((page, at) => ({
      number: page,
      href: there(page),
      isHere: page === number,
      isAfterGap: at > 0 && page - (near[at - 1] ?? page) > 1,
    })),
  }
}

function dataFor({ words, link, language }: Scene, total: number): CatalogueData {
  const home = link('katalog/')
  /** The hole is kept for the script to fill. */
  const hole = '{{count}}'
  const said: Readonly<Record<CatalogueWord, string>> = {
    found_one: words('site-catalogue-found', { count: 1 }),
    found_other: words('site-catalogue-found', { count: hole }),
    'found-none': words('site-catalogue-found-none'),
    all: words('site-catalogue-all', { count: total }),
    failed: words('site-catalogue-failed'),
    more: words('site-catalogue-more', { count: hole }),
    shown: words('site-catalogue-shown', { shown: '{{shown}}', of: '{{of}}' }),
  }
  return {
    index: link(`/data/sok.${language}.json`),
    root: home.replace(/index\.html$/, ''),
    file: home.endsWith('index.html') ? 'index.html' : '',
    cardsPerPage,
    words: said,
  }
}
