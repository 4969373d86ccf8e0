/// <reference lib="dom" />
/** Search among what was learned: what does not hold the words is hidden. Without this script everything is shown. */
import { textSearch } from '../catalogue/search-index.ts'

/** Milliseconds without a keystroke before anything is looked for, as in the catalogue. */
const pauseInTyping = 120

const box = document.querySelector<HTMLElement>('[data-learned-search]')
const input = box?.querySelector('input')
const count = box?.querySelector<HTMLElement>('[data-count]')

if (box && input && count) {
  const entries = [...document.querySelectorAll<HTMLElement>('[data-learned]')]
  const groups = [...document.querySelectorAll<HTMLElement>('[data-learned-group]')]
  const search = textSearch(
    entries.map((entry) => {
      const area = entry.closest('[data-learned-group]')?.querySelector('h2')?.textContent ?? ''
      return `${area} ${entry.textContent ?? ''} ${entry.dataset['also'] ?? ''}`
    }),
  )

  const told = (found: number): string => {
    const { one = '', many = '', none = '' } = count.dataset
    return found === 0 ? none : (found === 1 ? one : many).replace('{{count}}', String(found))
  }

  const show = () => {
    const words = input.value.trim()
    const found = words === '' ? undefined : new Set(search(words))
    for (const [at, entry] of entries.entries()) entry.hidden = found !== undefined && !found.has(at)
    for (const group of groups) group.hidden = !group.querySelector('[data-learned]:not([hidden])')
    count.textContent = found ? told(found.size) : (count.dataset['total'] ?? '')
    const address = new URL(location.href)
    if (words === '') address.searchParams.delete('q')
    else address.searchParams.set('q', words)
    // A page read from a disk has no address that may be changed.
    if (location.protocol !== 'file:') history.replaceState(null, '', address)
  }

  let typing: number | undefined
  input.addEventListener('input', () => {
    clearTimeout(typing)
    typing = window.setTimeout(show, pauseInTyping)
  })
  box.hidden = false
  input.value = new URLSearchParams(location.search).get('q') ?? ''
  if (input.value !== '') show()
}
