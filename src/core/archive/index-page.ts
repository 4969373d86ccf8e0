/** Arkivets forside: what is in it and how to see that nothing has been changed, for somebody who has nothing but a browser. */
import type { Words } from '../messages.ts'
import type { Language, Programme } from '../model.ts'
import { formatDate, formatList, formatNumber } from '../render/formatted.ts'
import { escapeHtml, languageTag } from '../render/page.ts'
import { nameOf } from '../report/matching-sentences.ts'
import type { FiledDocument } from './arkivmelding.ts'
import { type Contents, listName, tableName } from './manifest.ts'

export const pageName = 'index.html'

export type PageStory = {
  readonly contents: Contents
  readonly programme: Programme
  readonly documents: readonly FiledDocument[]
  readonly language: Language
  readonly words: Words
}

const style =
  'body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}' +
  'h1,h2,h3{line-height:1.25}code{overflow-wrap:anywhere}li{margin:.25rem 0}a{color:#0b4f9e}'

export function indexPage(story: PageStory): string {
  const { contents, language, words, programme } = story
  const title = words('archive-title', { programme: contents.programme })
  const notice = programme.settings?.notice?.[language] ?? ''
  const parts = [
    `<h1>${escapeHtml(title)}</h1>`,
    notice === '' ? '' : `<p><em>${escapeHtml(notice)}</em></p>`,
    paragraph(words('archive-lead', leadArgs(story))),
    ...historyParts(story),
    heading(words('archive-agreements')),
    ...agreements(story),
    ...leftOut(story),
    heading(words('archive-others')),
    others(story),
    heading(words('archive-check')),
    paragraph(words('archive-check-how')),
    `<p><code>mobilitet archive --verify arkiv.zip</code></p>`,
  ]
  return [
    '<!doctype html>',
    `<html lang="${languageTag(language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title><style>${style}</style></head><body><main>`,
    ...parts.filter((part) => part !== ''),
    '</main></body></html>',
    '',
  ].join('\n')
}

function leadArgs({ contents, documents, language }: PageStory) {
  return {
    date: formatDate(contents.time.slice(0, 10), language),
    files: formatNumber(contents.files.length, language),
    documents: formatNumber(documents.length, language),
  }
}

function historyParts({ contents, words }: PageStory): readonly string[] {
  const { history, commit } = contents
  const kind = history.kind === 'none' || history.complete ? history.kind : 'partial'
  const told = paragraph(words(`archive-history-${kind}`, { count: history.commits }))
  return commit === ''
    ? [told]
    : [told, `<p>${escapeHtml(words('archive-commit'))} <code>${commit}</code></p>`]
}

/** Each with its documents: the one for keeping first. */
function agreements({ programme, documents, language }: PageStory): readonly string[] {
  return [...programme.agreements.values()].flatMap((agreement) => {
    const own = documents
      .filter((one) => one.agreement === agreement.id)
      .toSorted((a, b) => rank(a) - rank(b))
    if (own.length === 0) return []
    const parties = agreement.parties.map(({ agency }) => nameOf(agency, programme))
    return [
      `<h3>${escapeHtml(agreement.title)}</h3>`,
      paragraph(formatList(parties, language)),
      list(own.map((one) => link(one.name, `${one.title} (${one.language}, ${one.format})`))),
    ]
  })
}

/** The agreement itself before what belongs to it, and PDF before what it was made of; otherwise as they come. */
function rank({ agreement, document, format }: FiledDocument): number {
  return (document === agreement ? 0 : 2) + (format === 'pdf' ? 0 : 1)
}

function leftOut({ contents, words }: PageStory): readonly string[] {
  if (contents.leftOut.length === 0) return []
  return [paragraph(words('archive-left-out')), list(contents.leftOut.map(escapeHtml))]
}

function others({ contents, words }: PageStory): string {
  const made = [listName, tableName, 'arkivmelding.xml']
  const rest = contents.files.filter(({ part }) => part === 'data' || part === 'history')
  return list([
    ...made.map(
      (name) => `${link(name, name)}: ${escapeHtml(words(`archive-file-${name.replace('.', '-')}`))}`,
    ),
    ...rest.map(({ name, path }) => link(name, path ?? name)),
  ])
}

/** Names in an archive hold percent signs of their own. */
function link(name: string, text: string): string {
  const address = name.split('/').map(encodeURIComponent).join('/')
  return `<a href="${escapeHtml(address)}">${escapeHtml(text)}</a>`
}

function heading(text: string): string {
  return `<h2>${escapeHtml(text)}</h2>`
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`
}

function list(items: readonly string[]): string {
  return `<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`
}
