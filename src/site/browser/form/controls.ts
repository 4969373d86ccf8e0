/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Between what stands in the form and what was answered. */
import type { Field } from '../../../core/draft/fields.ts'
import { linesIn, tidied, valueFrom } from '../../../core/draft/values.ts'
import type { BroughtField } from '../../form/brought.ts'
import { writtenDates } from '../../form/sentences.ts'
import { element } from './dom.ts'

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** What holds a field: its label, its help, its controls and what is said of it. */
export function holderOf(form: HTMLFormElement, path: string): HTMLElement | undefined {
  return form.querySelector<HTMLElement>(`[data-path="${path}"]`) ?? undefined
}

export function controlsIn(holder: Element): readonly Control[] {
  return [...holder.querySelectorAll<Control>('input[name], textarea, select')]
}

function isChoice(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox')
}

/** As it stands there: the text, or what is ticked and what is written beside it. */
export function writtenIn(holder: Element): readonly string[] {
  return controlsIn(holder).flatMap((control) =>
    isChoice(control) ? (control.checked ? [control.value] : []) : [control.value],
  )
}

/** The answer, as `new` would take it; undefined where there is none. */
export function answerIn(holder: HTMLElement, field: BroughtField): unknown {
  const typed = controlsIn(holder).flatMap((control): readonly string[] => {
    if (isChoice(control)) return control.checked ? [control.value] : []
    const text = tidied(control.value)
    if ('elsewhere' in control.dataset) return numbersIn(text)
    return field.list ? linesIn(text) : [text]
  })
  return typed.length > 0 ? valueFrom(fieldOf(field), typed, []) : undefined
}

/** Organisation numbers, with spaces in them or without. */
function numbersIn(text: string): readonly string[] {
  return text
    .split(/[,;\n]/)
    .map((number) => number.replaceAll(/\s/g, ''))
    .filter((number) => number !== '')
}

function fieldOf({ pattern, ...field }: BroughtField): Field {
  const value = pattern === undefined ? {} : { pattern }
  return {
    ...field,
    value,
    schema: {},
    help: '',
    options: [],
    fields: [],
    form: '',
    example: '',
  }
}

/** Puts a value in a field, whatever stood there. What cannot be chosen any more is added, so that it is seen. */
export function put(holder: HTMLElement, value: unknown): void {
  const left = new Set([value ?? []].flat().map(String))
  const controls = controlsIn(holder)
  for (const control of controls) if (isChoice(control)) control.checked = left.delete(control.value)
  const free = controls.filter((control) => !isChoice(control))
  for (const control of free) control.value = ''
  const [first] = free
  const numbers = [...left].filter((one) => /^\d{9}$/.test(one))
  if (first && 'elsewhere' in first.dataset) {
    first.value = numbers.join(', ')
    for (const number of numbers) left.delete(number)
  } else if (first) {
    first.value = writtenDates([...left].join('\n'))
    return
  }
  for (const one of left) addChoice(holder, one)
}

function addChoice(holder: HTMLElement, value: string): void {
  const option = holder.querySelector('[data-option]')?.cloneNode(true)
  if (!(option instanceof HTMLElement)) return
  const control = option.querySelector('input')
  if (!control) return
  control.id = `${holder.id}-${value}`
  control.value = value
  control.checked = true
  control.removeAttribute('aria-describedby')
  const label = element('label', value) as HTMLLabelElement
  label.htmlFor = control.id
  label.className = 'ds-label'
  option.replaceChildren(control, label)
  holder.querySelector('[data-options]')?.append(option)
}

/** The words of what is chosen. */
export function chosenIn(holder: HTMLElement): readonly string[] {
  return controlsIn(holder).flatMap((control): readonly string[] => {
    if (control instanceof HTMLSelectElement) return [control.selectedOptions[0]?.textContent ?? '']
    return isChoice(control) && control.checked ? [control.labels?.[0]?.textContent ?? control.value] : []
  })
}

/** Hides the choices without the word. */
export function narrow(holder: Element, word: string, otherNames: Readonly<Record<string, string>>): void {
  const wanted = word.trim().toLowerCase()
  for (const option of holder.querySelectorAll<HTMLElement>('[data-option]')) {
    const control = option.querySelector('input')
    const known = `${option.textContent} ${otherNames[control?.value ?? ''] ?? ''}`.toLowerCase()
    option.hidden = !known.includes(wanted) && !control?.checked
  }
}
