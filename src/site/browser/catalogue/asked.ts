/// <reference lib="dom" />
/** What is asked for, in the form and in the address; each follows the other. */
import { type Criteria, criteriaFrom, queryOf } from '../../catalogue/criteria.ts'
import { agencyOptions } from '../../catalogue/filters.ts'
import type { Source } from './source.ts'

export function askedIn(form: HTMLFormElement): Criteria {
  const filled = new FormData(form)
  return criteriaFrom((name) => {
    const value = filled.get(name)
    return typeof value === 'string' ? value : null
  })
}

/** Fills the list of agencies where they were more than the page had room for. */
export async function fillAgencies(form: HTMLFormElement, { catalogue }: Source): Promise<void> {
  const list = form.querySelector<HTMLSelectElement>('select[name="agency"][data-left]')
  if (!list) return
  const { entries, vocabulary } = await catalogue()
  list.append(...agencyOptions(entries, vocabulary).map(({ value, label }) => new Option(label, value)))
}

/** Puts what the address asks for into the form; what nobody has is left at «all». */
export function fillFromAddress(form: HTMLFormElement): Criteria {
  const address = new URLSearchParams(location.search)
  const criteria = criteriaFrom((name) => address.get(name))
  for (const [name, value] of Object.entries(criteria)) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLSelectElement || field instanceof HTMLInputElement) field.value = value
    else if (field instanceof RadioNodeList) field.value = value
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = ''
  }
  return criteria
}

/** The address can be shared, and is there when somebody comes back from an entry. */
export function putInAddress(criteria: Criteria): void {
  const query = queryOf(criteria)
  const wanted = query === '' ? '' : `?${query}`
  if (location.search !== wanted)
    history.replaceState(history.state, '', location.pathname + wanted + location.hash)
}
