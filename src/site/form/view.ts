/** From fields to markup: every field by the template of its control, complete before any script runs. */

import { type Chooser, mayBeElsewhere, optionsFor } from '../../core/draft/choices.ts'
import type { Field, Option } from '../../core/draft/fields.ts'
import { capitalised } from '../../core/text.ts'
import { Html } from '../html.ts'
import type { Scene } from '../model.ts'
import { type Control, controlOf, type Section } from './fields.ts'
import { writtenDates } from './sentences.ts'

/** `kind` is what the ids of the fields begin with. */
export type Shown = { readonly kind: string; readonly scene: Scene; readonly chooser: Chooser }

/** Markup of some sections, in their order. */
export function sectionsHtml(sections: readonly Section[], shown: Shown): Html {
  return new Html(sections.map((section) => sectionHtml(section, shown)).join('\n'))
}

function sectionHtml({ group, fields }: Section, shown: Shown): string {
  const inner = fields.map((field) => fieldHtml(field, shown)).join('\n')
  if (!group) return inner
  const id = idOf(group.path, shown)
  const { title } = group
  const help = writtenDates(group.help)
  return shown.scene.fill('form-group', { id, title, help, fields: new Html(inner) })
}

const templates: Readonly<Record<Control, string>> = {
  line: 'form-line',
  date: 'form-line',
  number: 'form-line',
  long: 'form-box',
  lines: 'form-box',
  one: 'form-choices',
  several: 'form-choices',
  truth: 'form-choices',
}

function fieldHtml(field: Field, shown: Shown): string {
  const { words } = shown.scene
  const options = optionsFor(field, shown.chooser)
  const control = controlOf(field, options)
  const common = {
    id: idOf(field.path, shown),
    path: field.path,
    title: field.title,
    help: helpFor(field, control, shown),
    optional: field.required ? '' : words('form-optional'),
    of: control,
  }
  return shown.scene.fill(templates[control], { ...common, ...ownView(field, control, options, shown) })
}

function ownView(field: Field, control: Control, options: readonly Option[], { scene: { words } }: Shown) {
  switch (control) {
    case 'line':
    case 'date':
    case 'number':
      return { mode: control === 'line' ? 'text' : 'numeric', short: control !== 'line' }
    case 'long':
    case 'lines':
      return { rows: control === 'lines' ? 4 : (field.value.maxLength ?? 0) >= 1000 ? 8 : 4 }
    default:
      return choicesView(field, control, control === 'truth' ? yesAndNo(words) : options, words)
  }
}

function yesAndNo(words: Scene['words']): readonly Option[] {
  return [
    { value: 'true', label: words('new-yes') },
    { value: 'false', label: words('new-no') },
  ]
}

/** So many fit on a screen; among more one must be able to look for a word. */
const manyChoices = 12

function choicesView(field: Field, control: Control, options: readonly Option[], words: Scene['words']) {
  const isMany = options.length > manyChoices
  return {
    type: control === 'several' ? 'checkbox' : 'radio',
    many: isMany,
    find: isMany ? words('form-find', { title: field.title }) : '',
    elsewhere: mayBeElsewhere(field),
    options: options.map(({ value, label }) => {
      const [head = label, ...rest] = label.split(' – ')
      return { value, label: head, more: capitalised(rest.join(' – ')) }
    }),
  }
}

function helpFor({ help }: Field, control: Control, { scene: { words } }: Shown): string {
  const hints: Partial<Record<Control, string>> = {
    date: words('form-date-how'),
    lines: words('form-lines-how'),
  }
  return [writtenDates(help), hints[control] ?? ''].filter((text) => text !== '').join(' ')
}

export function idOf(path: string, { kind }: Pick<Shown, 'kind'>): string {
  return `${kind}-${path.replaceAll('.', '-')}`
}
