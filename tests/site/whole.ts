/** The whole site for tests: the real programme or a changed one, in the real layout, with the real guides. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileRules } from '../../src/core/file-rules.ts'
import type { Programme } from '../../src/core/model.ts'
import { ruleBook } from '../../src/core/report/rule-book.ts'
import { rules } from '../../src/core/rules/index.ts'
import { readSiteTexts } from '../../src/io/site-texts.ts'
import type { SiteFacts, SiteFile } from '../../src/site/model.ts'
import { layers, loadTree, root, type Tree } from '../worlds.ts'
import { factsOf as bareFacts, siteWith } from './built.ts'

/** The programme of this repository, as files. */
export function repositoryTree(): Tree {
  const folders = ['programme', 'agencies', 'agreements', 'decisions']
  const files = folders.flatMap((folder) =>
    [...layers(join(root, folder))].map(([path, bytes]) => [`${folder}/${path}`, bytes] as const),
  )
  const templates = [...layers(join(root, 'templates'))].filter(([path]) => path.endsWith('.md.hbs'))
  return new Map([...files, ...templates.map(([path, bytes]) => [`templates/${path}`, bytes] as const)])
}

export const programmeIn = (tree: Tree): Programme => loadTree(tree).programme

/** With the guides and the rules, and a repository to lead to. */
export async function factsOf(programme: Programme, changes: Partial<SiteFacts> = {}): Promise<SiteFacts> {
  const texts = new Map([...readSiteTexts(root).texts, ['rules', ruleBook([...fileRules, ...rules])]])
  return bareFacts(programme, { repository: 'https://github.com/example/mobilitet', texts, ...changes })
}

type Files = ReadonlyMap<string, SiteFile['content']>

export async function siteOf(facts: SiteFacts): Promise<Files> {
  return siteWith(facts, readSiteTexts(root).pictures)
}

export async function repositorySite(changes: Partial<SiteFacts> = {}): Promise<Files> {
  return siteOf(await factsOf(programmeIn(repositoryTree()), changes))
}

export function pagesIn(files: Files): readonly (readonly [string, string])[] {
  return [...files].flatMap(([path, content]) =>
    path.endsWith('.html') && typeof content === 'string' ? [[path, content] as const] : [],
  )
}

export type Link = { readonly written: string; readonly file: string; readonly id: string }

/** Links and addresses of scripts, styles and pictures that stay on the site. Whole addresses of the site count too. */
export function linksIn(
  page: string,
  text: string,
  address = 'https://mobilitet.example.no/',
): readonly Link[] {
  const here = `${address}${page}`
  return [...text.matchAll(/ (?:href|src)="([^"]*)"/g)].flatMap(([, written = '']) => {
    const { href, pathname, hash } = new URL(written.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='), here)
    if (!href.startsWith(address)) return []
    const path = decodeURIComponent(pathname.slice(new URL(address).pathname.length))
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
    return [{ written, file, id: decodeURIComponent(hash.slice(1)) }]
  })
}

export function idsIn(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(/ id="([^"]*)"/g), ([, id = '']) => id))
}

export function sourceOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
