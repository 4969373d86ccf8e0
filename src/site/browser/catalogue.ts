/// <reference lib="dom" />
/**
 * The catalogue where scripts run. This is all that everybody fetches: whoever begins to search or choose, or comes with
 * an address that asks for something, gets the rest (`search.ts`).
 */

const form = document.querySelector<HTMLFormElement>('form[data-catalogue]')

/** Fetched once; again after a failure, the next time somebody tries. */
let isFetched = false

function fetchRest(source: string): void {
  if (isFetched) return
  isFetched = true
  const script = document.createElement('script')
  script.src = source
  script.onerror = () => {
    isFetched = false
  }
  document.head.append(script)
}

if (form) {
  const fetchIt = () => fetchRest(form.dataset['search'] ?? '')
  for (const sign of ['focusin', 'pointerenter', 'input']) form.addEventListener(sign, fetchIt)
  // Nothing is ever sent: the answer is made here.
  form.addEventListener('submit', (event) => event.preventDefault())
  const more = form.querySelector('details')
  if (more) more.open = matchMedia('(min-width: 64rem)').matches
  if (location.search.length > 1) fetchIt()
}
