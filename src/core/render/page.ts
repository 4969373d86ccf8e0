/** The shell every page shares: documents and the overview. One file, no script, nothing fetched from anywhere. */
import type { Language } from '../model.ts'
import { roomStyle, style } from './style.ts'

/** What goes into the shell. All are plain texts, except `body` and `footer`, which are HTML. */
export type PageParts = {
  readonly language: Language
  readonly title: string
  /** The programme's name. */
  readonly programme: string
  /** The illustration text at the top of every page, '' for none. */
  readonly notice: string
  /** «Hopp til innholdet», the first thing a keyboard user meets. */
  readonly skipLink: string
  /** HTML; holds the page's one h1. */
  readonly body: string
  /** HTML. */
  readonly footer: string
  /** `document` is a sheet of paper; `overview` is wider. */
  readonly layout?: 'document' | 'overview'
  /** `<meta>` names and contents, such as the digest of an agreement. A name may come several times. */
  readonly metadata?: readonly (readonly [name: string, content: string])[]
  /** Foot of each printed page. `page` has `#` for the page's number and `##` for how many there are. */
  readonly running?: { readonly text: string; readonly page: string }
  /** There are cells to write in. What only they need stands in no other page, whose bytes stay as they are. */
  readonly hasRoom?: boolean
  /** More style, of our own making. */
  readonly style?: string
}

const tags: Readonly<Record<Language, string>> = { nb: 'nb', nn: 'nn', en: 'en-GB' }

/** The language tag of HTML (BCP 47). */
export function languageTag(language: Language): string {
  return tags[language]
}

/** A complete HTML document. */
export function page(parts: PageParts): string {
  const { title, programme, notice, skipLink, body, footer, layout = 'document', running, hasRoom } = parts
  return `<!doctype html>
<html lang="${languageTag(parts.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
${metaTags(parts.metadata ?? [])}<title>${escapeHtml(title)}</title>
<style>
${style}${hasRoom ? roomStyle : ''}${parts.style ?? ''}${running ? runningFooter(running) : ''}</style>
</head>
<body class="${layout}">
<a class="skip-link" href="#content">${escapeHtml(skipLink)}</a>
<header class="site-header">
<p class="programme">${escapeHtml(programme)}</p>
${notice === '' ? '' : `<p class="notice">${escapeHtml(notice)}</p>\n`}</header>
<main id="content" tabindex="-1">
${body}</main>
<footer class="site-footer">
${footer}</footer>
</body>
</html>
`
}

function metaTags(metadata: readonly (readonly [string, string])[]): string {
  return metadata
    .map(([name, content]) => `<meta name="${escapeHtml(name)}" content="${escapeHtml(content)}">\n`)
    .join('')
}

/** Page margin boxes (https://www.w3.org/TR/css-page-3/): Chromium prints them, other browsers leave them out. */
function runningFooter({ text, page }: { text: string; page: string }): string {
  const counters = page
    .split(/(##?)/)
    .filter((part) => part !== '')
    .map((part) => (part === '##' ? 'counter(pages)' : part === '#' ? 'counter(page)' : cssString(part)))
  return `@page {
  @bottom-left { content: ${cssString(text)} }
  @bottom-right { content: ${counters.join(' ')} }
}
`
}

/** Everything but letters, digits and spaces as a code point, so that no text can end the string or the style. */
function cssString(text: string): string {
  const escaped = text.replace(/[^\p{L}\p{N} ]/gu, (c) => `\\${(c.codePointAt(0) ?? 0).toString(16)} `)
  return `"${escaped}"`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text made safe in HTML, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string)
}
