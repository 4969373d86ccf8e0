/** Kildehenvisning: from a field of a file to the line it stands in, at the commit that was read. */

import type { TextOf } from '../check.ts'
import type { FieldPath } from '../diagnostic.ts'
import type { Words } from '../messages.ts'
import type { FieldReference, Programme } from '../model.ts'
import { placesIn } from '../read.ts'
import { link } from '../report/markdown.ts'
import { nameOf } from '../report/matching-sentences.ts'
import type { Repository } from './forge.ts'

/** Where files are read: a commit of a repository. */
export type Source = {
  readonly repository: Pick<Repository, 'url'>
  readonly commit: string
  readonly textOf: TextOf
}

/** «KLD, linje 7 · DFØ, linje 12»: each line once, however many fields are on it. */
export function linkedFields(
  fields: readonly FieldReference[],
  source: Source,
  programme: Programme,
  words: Words,
): string {
  const links = fields.map(({ file, at }) => {
    const line = lineOf(file, at, source)
    const text = words('propose-line', { name: nameFor(file, programme), line })
    return link(text, `${source.repository.url}/blob/${source.commit}/${file}#L${line}`)
  })
  return [...new Set(links)].join(' · ')
}

function lineOf(file: string, at: string, { textOf }: Source): number {
  const text = textOf(file)
  return text === undefined ? 1 : placesIn(text)(pathIn(at)).line
}

/** `competences.0` is the first of a list. Reasons name no field whose name holds a full stop. */
function pathIn(at: string): FieldPath {
  if (at === '') return []
  return at.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

function nameFor(file: string, programme: Programme): string {
  const [, slug] = /^agencies\/([^/]+)\//.exec(file) ?? []
  return slug === undefined ? file : nameOf(slug, programme)
}
