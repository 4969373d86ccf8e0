/// <reference lib="dom" />
/** What the script finds on the page of the catalogue. */
import { type CatalogueData, catalogueDataId } from '../../catalogue/catalogue-data.ts'

export type CataloguePage = {
  readonly form: HTMLFormElement
  readonly words: HTMLInputElement
  readonly more: HTMLDetailsElement
  readonly list: HTMLElement
  readonly count: HTMLElement
  readonly shown: HTMLElement
  readonly next: HTMLButtonElement
  readonly pager: HTMLElement | null
  readonly template: HTMLTemplateElement
  readonly data: CatalogueData
}

/** Undefined on a page without a catalogue. */
export function findPage(): CataloguePage | undefined {
  const form = document.querySelector<HTMLFormElement>('form[data-catalogue]')
  const words = form?.querySelector<HTMLInputElement>('input[name="q"]')
  const more = form?.querySelector('details')
  const list = document.querySelector<HTMLElement>('[data-cards]')
  const count = document.querySelector<HTMLElement>('[data-count]')
  const shown = document.querySelector<HTMLElement>('[data-shown]')
  const next = document.querySelector<HTMLButtonElement>('[data-next]')
  const template = document.querySelector<HTMLTemplateElement>('template[data-card]')
  const data = document.getElementById(catalogueDataId)?.textContent
  if (!form || !words || !more || !list || !count || !shown || !next || !template || !data) return undefined
  const pager = document.querySelector<HTMLElement>('[data-pager]')
  return { form, words, more, list, count, shown, next, pager, template, data: JSON.parse(data) }
}
