/** Catalogue pages for tests: the real templates, styles and scripts around a programme, in the real layout. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { match } from '../../src/core/match/match.ts'
import { parseMessages, type Speaker, speaker } from '../../src/core/messages.ts'
import type { Language, Programme } from '../../src/core/model.ts'
import { readSiteParts } from '../../src/io/site-parts.ts'
import type { SiteFacts, SiteFile } from '../../src/site/model.ts'
import { site } from '../../src/site/site.ts'
import { root, schemaOf } from '../worlds.ts'

export const today = '2026-11-22'

function speakerOf(language: Language): Speaker {
  const file = `templates/messages/${language}.yaml`
  return speaker(language, parseMessages(file, readFileSync(join(root, file), 'utf8')))
}

export const speakers = { nb: speakerOf('nb'), nn: speakerOf('nn'), en: speakerOf('en') }

/** What the pages are made of; matched as `mobilitet site` does. */
export async function factsOf(programme: Programme, changes: Partial<SiteFacts> = {}): Promise<SiteFacts> {
  return {
    schemaOf,
    programme,
    matching: await match(programme, today),
    today,
    speakers,
    address: 'https://mobilitet.example.no/',
    repository: undefined,
    documents: new Map(),
    roundSheets: new Map(),
    calendars: new Set(),
    texts: new Map(),
    ...changes,
  }
}

let parts: ReturnType<typeof readSiteParts> | undefined

type Files = ReadonlyMap<string, SiteFile['content']>

/** All files of the site, by path. */
export function siteOf(facts: SiteFacts): Promise<Files> {
  return siteWith(facts, new Map())
}

/** With the pictures of the guides. */
export async function siteWith(
  facts: SiteFacts,
  pictures: Parameters<typeof site>[1]['pictures'],
): Promise<Files> {
  parts ??= readSiteParts()
  return new Map(site(facts, { ...(await parts), pictures }).map(({ path, content }) => [path, content]))
}

/** @throws Error when there is no such page */
export function textOf(files: Files, path: string): string {
  const content = files.get(path)
  if (content === undefined) throw new Error(`no file ${path}`)
  return typeof content === 'string' ? content : Buffer.from(content).toString('utf8')
}
