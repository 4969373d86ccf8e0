/** The guides the site shows: those of the programme where it has its own, else those that came with the toolkit. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compare } from '../core/diagnostic.ts'
import { guideFolder } from './site-parts.ts'

export type SiteTexts = {
  /** Markdown by name such as `guide/koble`. */
  readonly texts: ReadonlyMap<string, string>
  /** Pictures the guides show, by path below `docs/`. */
  readonly pictures: ReadonlyMap<string, Uint8Array>
}

export function readSiteTexts(root: string): SiteTexts {
  const own = join(root, 'docs')
  const docs = existsSync(join(own, 'guide')) ? own : guideFolder()
  const names = markdownIn(join(docs, 'guide'))
  const texts = new Map(
    names.map((name) => [`guide/${name}`, readFileSync(join(docs, 'guide', `${name}.md`), 'utf8')]),
  )
  return { texts, pictures: picturesIn(docs, [...texts.values()]) }
}

function markdownIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -'.md'.length))
    .sort(compare)
}

/** Only what lies under `docs/pictures` and is shown by a guide. */
function picturesIn(docs: string, texts: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const shown = texts.flatMap((text) =>
    Array.from(
      text.matchAll(/!\[[^\]]*\]\(\.\.\/(pictures\/[\w/-]+\.(?:png|webp|svg))\)/g),
      ([, path = '']) => path,
    ),
  )
  const there = [...new Set(shown)].sort(compare).filter((path) => existsSync(join(docs, path)))
  return new Map(there.map((path) => [path, readFileSync(join(docs, path))]))
}
