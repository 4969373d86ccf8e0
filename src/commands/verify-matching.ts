/** Finds the document of an agreement that a file is, or comes nearest to. */
import { type ClauseName, passagesIn } from '../core/agreement/terms-difference.ts'
import type { Language } from '../core/model.ts'
import { renderAgreement, renderParallel } from '../core/render/documents.ts'
import { type Draughted, formats, type Makers } from '../core/render/formats.ts'
import type { Tree } from '../core/render/markdown.ts'
import type { People } from '../core/render/people.ts'
import type { RenderedFile } from '../core/render/written.ts'
import { type Comparison, compared, distance, type Version } from '../core/verify/compare.ts'
import { opened } from '../core/verify/open.ts'
import { Unreadable } from '../io/ports.ts'
import { makers } from './makers.ts'
import type { Standpoint } from './standpoints.ts'
import type { Earlier } from './version-before.ts'
import { voiceOf } from './voices.ts'

export type Match = {
  readonly standpoint: Standpoint
  /** The path of the document, as `render` names it. */
  readonly document: string
  readonly comparison: Comparison
  /** The terms at the standpoint are those whose digest the file carries. */
  readonly isKnown: boolean
}

/** So many states of one agreement with the same terms are rendered before the nearest is good enough. */
const mostStates = 40

/** What some documents are made of besides the agreement as it stands. */
export type Help = {
  /** The agreement in the version it had before this one. */
  readonly before: Earlier
  /** Names from a private file. */
  readonly people: People | undefined
}

/** Genuine at the first standpoint where it is; otherwise the nearest there is. */
export async function bestMatch(
  given: Version,
  standpoints: Iterable<Standpoint>,
  help: Help,
): Promise<Match | undefined> {
  const { termsDigest, version } = given.opened.claim
  let [best, states]: [Match | undefined, number] = [undefined, 0]
  let other: Standpoint | undefined
  for (const standpoint of standpoints) {
    const isKnown = termsDigest !== undefined && standpoint.digest === termsDigest
    // Of other terms those of the same version are nearest, and of these the newest.
    if (
      !isKnown &&
      (!other || (other.agreement.version !== version && standpoint.agreement.version === version))
    )
      other = standpoint
    if (!isKnown) continue
    best = nearer(best, await matchAt(given, standpoint, help, isKnown))
    if (best && isSettled(best)) return best
    if (++states >= mostStates) break
  }
  return best ?? (other && matchAt(given, other, help, false))
}

function isSettled({ comparison }: Match): boolean {
  return comparison.verdict === 'identical' || comparison.verdict === 'signed'
}

function nearer(one: Match | undefined, other: Match | undefined): Match | undefined {
  if (!one || !other) return one ?? other
  return distance(other.comparison) < distance(one.comparison) ? other : one
}

/** Of the documents that can be meant, only the likeliest are written out: that is what takes time. */
const mostDocuments = 3

async function matchAt(
  given: Version,
  standpoint: Standpoint,
  help: Help,
  isKnown: boolean,
): Promise<Match | undefined> {
  const drafts = likeliest(given, await draughtsAt(given, standpoint, help))
  let best: Match | undefined
  for (const { stem, document } of drafts) {
    const bytes = await written(given.opened.kind, document)
    const made = bytes && opened(bytes)
    if (!bytes || !made || typeof made === 'string') continue
    const comparison = compared(given, { bytes, opened: made }, clausesOf(document.tree()))
    best = nearer(best, { standpoint, document: `${stem}.${given.opened.kind}`, comparison, isKnown })
    if (best && isSettled(best)) return best
  }
  return best
}

type Draught = { readonly stem: string; readonly document: Draughted }

/** Those of the standard text the file names; of these, those that share most lines with it. */
function likeliest({ opened: { claim, lines } }: Version, drafts: readonly Draught[]): readonly Draught[] {
  const named = drafts.filter(({ document }) => document.identity.templateVersion === claim.template)
  const said = new Set(lines)
  const shared = ({ document }: Draught) =>
    passagesIn(document.tree()).filter(({ text }) => said.has(text.replace(/\s+/g, ' ').trim())).length
  return (named.length > 0 ? named : drafts)
    .map((draft) => ({ draft, score: shared(draft) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, mostDocuments)
    .map(({ draft }) => draft)
}

async function written(
  kind: Version['opened']['kind'],
  document: Draughted,
): Promise<Uint8Array | undefined> {
  try {
    const content = await formats[kind](document, makers)
    return typeof content === 'string' ? new TextEncoder().encode(content) : content
  } catch (error) {
    return unlessUnreadable(error, undefined)
  }
}

/** A standard text of another time may not be understood by this toolkit. What the machine lacks is told as such. */
function unlessUnreadable<T>(error: unknown, otherwise: T): T {
  if (error instanceof Unreadable) throw error
  return otherwise
}

async function draughtsAt(
  { opened: { claim } }: Version,
  standpoint: Standpoint,
  { before, people }: Help,
): Promise<readonly Draught[]> {
  const { agreement } = standpoint
  const languages = claim.language === undefined ? agreement.languages : [claim.language]
  const earlier = claim.template?.startsWith('amendment@') ? before(standpoint) : undefined
  const programme = earlier?.programme ?? standpoint.programme
  const own = {
    words: (language: Language) => voiceOf(language).words,
    ...(earlier ? { before: earlier.agreement } : {}),
  }
  const drafts: Draught[] = []
  for (const options of people ? [own, { ...own, people }] : [own]) {
    drafts.push(
      ...(await draughts((rest) =>
        renderAgreement(agreement, programme, { ...options, ...rest, languages }),
      )),
    )
    for (const pair of pairsOf(languages, agreement.languages))
      drafts.push(
        ...(await draughts((rest) => renderParallel(agreement, programme, pair, { ...options, ...rest }))),
      )
  }
  return drafts
}

/** Two languages side by side; the file is said to be in the first. */
function pairsOf(
  firsts: readonly Language[],
  all: readonly Language[],
): readonly (readonly [Language, Language])[] {
  return firsts.flatMap((one) =>
    all.filter((other) => other !== one).map((other): readonly [Language, Language] => [one, other]),
  )
}

type Render = (options: {
  readonly formats: readonly ['md', 'pdf']
  readonly makers: Makers
}) => Promise<readonly RenderedFile[]>

/** Every document as far as all formats have in common: nothing is set before it is known which is meant. */
async function draughts(render: Render): Promise<readonly Draught[]> {
  const seen: { readonly tree: Tree; readonly identity: Draughted['identity'] }[] = []
  // In place of the file stands only which of those that were seen it would have been.
  const collecting: Makers = {
    pdf: (tree, identity) => Promise.resolve(Uint8Array.of(...numbered(seen.push({ tree, identity }) - 1))),
  }
  try {
    const files = await render({ formats: ['md', 'pdf'], makers: collecting })
    const texts = new Map(files.map(({ path, content }) => [path, content]))
    return files.flatMap(({ path, content }) => {
      const stem = path.replace(/\.pdf$/, '')
      const found = typeof content === 'string' ? undefined : seen[numberIn(content)]
      const markdown = texts.get(`${stem}.md`)
      if (stem === path || !found || typeof markdown !== 'string') return []
      return [{ stem, document: { markdown, tree: () => found.tree, identity: found.identity } }]
    })
  } catch (error) {
    return unlessUnreadable(error, [])
  }
}

function numbered(number: number): readonly number[] {
  return [number >>> 16, (number >>> 8) & 0xff, number & 0xff]
}

function numberIn([high = 0, middle = 0, low = 0]: Uint8Array): number {
  return (high << 16) | (middle << 8) | low
}

function clausesOf(tree: Tree): readonly ClauseName[] {
  return [...new Set(passagesIn(tree).map(({ clause }) => clause))].filter(({ title }) => title !== '')
}
