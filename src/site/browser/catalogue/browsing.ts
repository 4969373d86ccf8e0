/// <reference lib="dom" />
/** What happens on the page of the catalogue when somebody searches, chooses, starts over or asks for more. */
import { cardOf } from '../../catalogue/card.ts'
import { type Criteria, isAmong, queryOf } from '../../catalogue/criteria.ts'
import type { Entry } from '../../catalogue/entry.ts'
import type { Search } from '../../catalogue/search-index.ts'
import { askedIn, fillAgencies, fillFromAddress, putInAddress } from './asked.ts'
import { cardElement } from './cards.ts'
import type { CataloguePage } from './page.ts'
import { type Catalogue, type Source, sourceAt } from './source.ts'

/** Milliseconds without a keystroke before anything is looked for. */
const pauseInTyping = 120

/** Milliseconds before the number found is told, so that a screen reader is not interrupted at every letter. */
const pauseBeforeTelling = 400

export class Browsing {
  readonly page: CataloguePage
  readonly source: Source
  /** The page's own cards, for when nothing is asked for. */
  readonly original: readonly Element[]
  found: readonly Entry[] = []
  catalogue: Catalogue | undefined
  /** Answers may come late; only the one to the last question counts. */
  question = 0
  typing: number | undefined
  telling: number | undefined

  constructor(page: CataloguePage) {
    this.page = page
    this.source = sourceAt(page.data.index)
    this.original = [...page.list.children]
  }

  async start(): Promise<void> {
    const { form, words, next } = this.page
    words.addEventListener('focus', () => this.prepare())
    form.addEventListener('input', () => this.soon())
    form.addEventListener('submit', () => this.answer())
    // The fields are emptied after this event.
    form.addEventListener('reset', () => setTimeout(() => this.startOver()))
    next.addEventListener('click', () => this.showMore())
    window.addEventListener('popstate', () => this.readAddress())
    this.prepare()
    // Whoever asks for an agency in the address is answered when the list is there; a failure is told when they ask.
    await fillAgencies(form, this.source).catch(() => undefined)
    if (queryOf(askedIn(form)) === '') this.readAddress()
    else this.soon()
  }

  /** So that everything is there when the first word is typed. */
  prepare(): void {
    this.source.search().catch(() => undefined)
  }

  readAddress(): void {
    const { form, more } = this.page
    const { q: _q, kind: _kind, ...lists } = fillFromAddress(form)
    if (Object.values(lists).some((value) => value !== '')) more.open = true
    if (queryOf(askedIn(form)) !== '' || this.catalogue) this.answer()
  }

  soon(): void {
    clearTimeout(this.typing)
    this.typing = window.setTimeout(() => this.answer(), pauseInTyping)
  }

  startOver(): void {
    this.page.words.focus()
    this.answer()
  }

  async answer(): Promise<void> {
    clearTimeout(this.typing)
    const criteria = askedIn(this.page.form)
    const question = ++this.question
    putInAddress(criteria)
    this.page.form.toggleAttribute('data-asked', queryOf(criteria) !== '')
    if (queryOf(criteria) === '') return this.showOriginal()
    this.page.list.ariaBusy = 'true'
    try {
      const search = criteria.q === '' ? undefined : await this.source.search()
      const catalogue = await this.source.catalogue()
      if (question === this.question) this.show(catalogue, criteria, search)
    } catch {
      if (question === this.question) this.tell(this.page.data.words.failed)
    }
    if (question === this.question) this.page.list.ariaBusy = null
  }

  show(catalogue: Catalogue, criteria: Criteria, search: Search | undefined): void {
    const { entries, vocabulary } = catalogue
    const all = search ? search(criteria.q).flatMap((at) => entries[at] ?? []) : entries
    this.catalogue = catalogue
    const among = all.filter((entry) => isAmong(entry, criteria, vocabulary))
    this.found = among.toSorted((a, b) => Number(b.standing === 'open') - Number(a.standing === 'open'))
    this.page.list.replaceChildren(...this.cards(0))
    this.afterShowing(true)
    this.tell(this.foundSentence())
  }

  /** Focus goes to the first of the new ones, where reading goes on. */
  showMore(): void {
    const { list } = this.page
    const from = list.children.length
    list.append(...this.cards(from))
    this.afterShowing(true)
    list.children[from]?.querySelector('a')?.focus()
  }

  showOriginal(): void {
    const { list, data } = this.page
    this.found = []
    list.replaceChildren(...this.original)
    list.ariaBusy = null
    this.afterShowing(false)
    this.tell(data.words.all)
  }

  cards(from: number): readonly DocumentFragment[] {
    const { template, data } = this.page
    const { catalogue } = this
    if (!catalogue) return []
    return this.found.slice(from, from + data.cardsPerPage).map((entry) => {
      const href = `${data.root}${entry.agency}/${entry.slug}/${data.file}`
      return cardElement(template, cardOf(entry, catalogue.vocabulary), href)
    })
  }

  afterShowing(isFound: boolean): void {
    const { list, next, shown, pager, data } = this.page
    const count = list.children.length
    const left = isFound ? this.found.length - count : 0
    next.hidden = left <= 0
    next.textContent = data.words.more.replace('{{count}}', String(Math.min(left, data.cardsPerPage)))
    shown.hidden = left <= 0
    const of = String(this.found.length)
    shown.textContent = data.words.shown.replace('{{shown}}', String(count)).replace('{{of}}', of)
    if (pager) pager.hidden = isFound
  }

  foundSentence(): string {
    const { words } = this.page.data
    const { length } = this.found
    if (length === 0) return words['found-none']
    return length === 1 ? words.found_one : words.found_other.replace('{{count}}', String(length))
  }

  tell(sentence: string): void {
    const { count } = this.page
    clearTimeout(this.telling)
    this.telling = window.setTimeout(() => {
      if (count.textContent !== sentence) count.textContent = sentence
    }, pauseBeforeTelling)
  }
}
