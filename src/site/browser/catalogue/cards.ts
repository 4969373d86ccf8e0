/// <reference lib="dom" />
/** Cards made by the script, from the page's own template. People's texts become text, never markup. */
import type { Card } from '../../catalogue/card.ts'

/** @throws Error when the page's template lacks a place: a fault of ours */
export function cardElement(template: HTMLTemplateElement, card: Card, href: string): DocumentFragment {
  const made = document.importNode(template.content, true)
  made.firstElementChild?.setAttribute('data-color', card.kind)
  slot(made, '.entry-kind').textContent = card.kindWord
  const title = slot(made, 'h3 a')
  title.textContent = card.title
  title.setAttribute('href', href)
  const summary = slot(made, '.entry-summary')
  summary.textContent = card.summary
  for (const written of [title, summary]) inLanguage(written, card.lang)
  slot(made, '.entry-agency').textContent = card.agency
  fillList(slot(made, '.entry-areas'), card.areas)
  fillList(slot(made, '.entry-facts'), card.facts)
  const standing = slot(made, '.entry-standing')
  if (card.standing === '') standing.remove()
  else standing.textContent = card.standing
  return made
}

function slot(made: DocumentFragment, place: string): HTMLElement {
  const found = made.querySelector<HTMLElement>(place)
  if (!found) throw new Error(`The card has no place for «${place}»`)
  return found
}

function inLanguage(element: HTMLElement, lang: string): void {
  if (lang === '') element.removeAttribute('lang')
  else element.lang = lang
}

function fillList(list: HTMLElement, texts: readonly string[]): void {
  list.replaceChildren(
    ...texts.map((text) => {
      const item = document.createElement('li')
      item.textContent = text
      return item
    }),
  )
}
