/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Kladd: what has been written, kept in the browser and nowhere else, and nothing that is about a person. */
import { controlsIn } from './controls.ts'
import { personalIn } from './said.ts'

/** By path of the field, what stands in its controls one after the other. */
type Kept = Readonly<Record<string, readonly string[]>>

export type Keeping = 'kept' | 'withheld' | 'refused'

const keyOf = (name: string) => `mobilitet-form:${location.pathname}:${name}`

export function keep(name: string, form: HTMLFormElement): Keeping {
  const holders = [...form.querySelectorAll<HTMLElement>('[data-path]')]
  const fit = holders.filter((holder) => personalIn(holder) === undefined)
  const kept: Kept = Object.fromEntries(fit.map((holder) => [holder.dataset['path'] ?? '', stateOf(holder)]))
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(kept))
    return fit.length < holders.length ? 'withheld' : 'kept'
  } catch {
    return 'refused'
  }
}

function stateOf(holder: Element): readonly string[] {
  return controlsIn(holder).map((control) =>
    control instanceof HTMLInputElement && control.type !== 'text'
      ? control.checked
        ? control.value
        : ''
      : control.value,
  )
}

/** True when there was a draft. */
export function restore(name: string, form: HTMLFormElement): boolean {
  const kept = read(name)
  if (!kept) return false
  for (const holder of form.querySelectorAll<HTMLElement>('[data-path]')) {
    const state = kept[holder.dataset['path'] ?? '']
    if (!Array.isArray(state)) continue
    for (const [index, control] of controlsIn(holder).entries()) {
      if (control instanceof HTMLInputElement && control.type !== 'text')
        control.checked = state.includes(control.value)
      else control.value = String(state[index] ?? '')
    }
  }
  return true
}

function read(name: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null')
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : undefined
  } catch {
    return undefined
  }
}

export function discard(name: string): void {
  try {
    localStorage.removeItem(keyOf(name))
  } catch {
    // Nothing was kept.
  }
}
