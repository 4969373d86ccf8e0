/** HTML as a type of its own: what is only text can then never be taken for markup. */
import { escapeHtml } from '../core/render/page.ts'

/** Ready markup. Templates print it as it is; every other value is escaped. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  /** What Handlebars asks a value for before it escapes it. */
  toHTML(): string {
    return this.text
  }

  toString(): string {
    return this.text
  }
}

type Value = Html | string | number | readonly Value[]

/** Markup with values in it: `html\`<b>${title}</b>\``. Text is escaped, {@link Html} is not, lists are joined. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(strings.map((part, index) => part + printed(values[index])).join(''))
}

function printed(value: Value | undefined): string {
  if (value === undefined) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(printed).join('')
  return escapeHtml(String(value))
}
