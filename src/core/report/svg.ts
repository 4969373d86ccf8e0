/** SVG as text: elements whose attributes and words cannot become anything else, and numbers that are alike everywhere. */
import { paragraph } from './visible.ts'

/** Tegning: a part of a picture from its own corner (0, 0), and the room it takes. Lengths are CSS pixels. */
export type Drawing = { readonly svg: string; readonly width: number; readonly height: number }

type Attributes = Readonly<Record<string, string | number>>

/** `content` is SVG already; what people wrote goes through {@link said} first. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`)
  const start = `<${name}${written.join('')}`
  return content.length === 0 ? `${start}/>` : `${start}>${content.join('')}</${name}>`
}

function attribute(value: string | number): string {
  return typeof value === 'number' ? rounded(value) : said(value)
}

/** Two decimals are finer than any screen, and the same wherever sines are reckoned. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100 + 0)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** One line of somebody's text as XML: no markup, and no character that XML cannot hold (XML 1.0, § 2.2). */
export function said(text: string): string {
  return paragraph(text)
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
    .replaceAll('##[', '##⁅')
}

/** A line of text. `y` is where the letters stand. */
export function label(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, said(text))
}

/** Moved to where it belongs. */
export function at(x: number, y: number, svg: string): string {
  return element('g', { transform: `translate(${rounded(x)} ${rounded(y)})` }, svg)
}

/** What is shown when somebody points at it, and read to those who cannot see it. */
export function titled(title: string, attributes: Attributes, ...content: readonly string[]): string {
  return element('g', attributes, element('title', {}, said(title)), ...content)
}

/** The width of a text is not known before it is drawn; this is near enough in the sans serifs that systems have. */
export function widthOf(text: string, size: number): number {
  return Array.from(text).length * size * 0.6
}

/** A name that has room. */
export function shortened(name: string, most: number): string {
  const letters = Array.from(paragraph(name))
  return letters.length > most
    ? `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : letters.join('')
}

/** Lines of at most so many letters, broken between words: SVG breaks none. */
export function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}
