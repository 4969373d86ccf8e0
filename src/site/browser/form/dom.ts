/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** The parts of the page the script works with; their names are in `templates/site/form-*.hbs`. */

/** @throws Error when the page is not the one this script was written for */
export function part<T extends Element>(root: ParentNode, selector: string, type: new () => T): T {
  const found = root.querySelector(selector)
  if (found instanceof type) return found
  throw new Error(`the page has no ${selector}`)
}

export function show(element: Element, isShown: boolean): void {
  element.toggleAttribute('hidden', !isShown)
}

/** An element with text in it: never markup, whatever the text holds. */
export function element(name: string, ...content: readonly (string | Node)[]): HTMLElement {
  const made = document.createElement(name)
  made.append(...content)
  return made
}

/** To a heading or a summary, so that the next thing heard is what has happened. */
export function goTo(target: HTMLElement): void {
  target.focus({ preventScroll: true })
  target.scrollIntoView({ block: 'start' })
}
