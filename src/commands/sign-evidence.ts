/** Belegg: what a signed file shows, held against the documents of the agreement as `verify` does it. */

import type { Seen } from '../core/agreement/recording.ts'
import { bindsParties, documentIn, documentNames } from '../core/agreement/signables.ts'
import type { Signature } from '../core/model.ts'
import { renderAgreement } from '../core/render/documents.ts'
import { largest, type Opened, opened } from '../core/verify/open.ts'
import {
  claimObjection,
  comparisonObjection,
  digestOfFile,
  type Objection,
  objection,
  trouble,
} from '../core/verify/signed-file.ts'
import {
  digestInXml,
  type TechnicalSignature,
  technicalSignatures,
} from '../core/verify/technical-signatures.ts'
import { readDocument } from '../io/document.ts'
import { makers } from './makers.ts'
import type { History, Standpoint } from './standpoints.ts'
import { bestMatch, type Match } from './verify-matching.ts'
import { versionBefore } from './version-before.ts'
import { voiceOf } from './voices.ts'

/**
 * `shown`: the very file that was signed, one in which a service has packed the proof of it, the text that was printed, or a
 * picture that only people can read.
 */
export type Evidence = {
  readonly shown: 'signed' | 'packed' | 'printed' | 'scan'
  readonly seen: Seen
  /** As `render` names it; left out for a scan. */
  readonly document?: string
  /** A signature can be seen on a page, and may lie over a text. */
  readonly isVisible: boolean
}

/** An agreement whose terms have a digest. */
export type Standing = Standpoint & { readonly digest: string }

export async function evidenceIn(
  file: string,
  method: Signature['method'],
  now: Standing,
  history: History,
): Promise<Evidence | Objection> {
  const bytes = readDocument(file, largest.pdf)
  if (typeof bytes === 'string') return trouble(bytes)
  const technical = method === 'esign' ? technicalSignatures(bytes) : []
  if (technical.length > 0) return packedIn(technical, bytes, now, history)
  const given = opened(bytes)
  if (method === 'ink' && isScan(given, now.digest)) return scan(bytes)
  if (typeof given === 'string') return trouble(given)
  if (method === 'esign' && given.kind !== 'pdf') return objection('not-pdf')
  const wrong = claimObjection(given.claim, now.agreement, now.digest)
  if (wrong) return wrong
  const match = await bestMatch({ bytes, opened: given }, statesOf(now, history), {
    before: versionBefore(history),
    people: undefined,
  })
  return match ? judged(match, bytes, method, history) : trouble('not-made')
}

function scan(bytes: Uint8Array): Evidence {
  return { shown: 'scan', seen: { days: [], file: digestOfFile(bytes) }, isVisible: false }
}

/** A picture; or a PDF that says nothing of itself, and in which no other digest was made out. */
function isScan(given: ReturnType<typeof opened>, digest: string): boolean {
  if (typeof given === 'string') return given === 'unknown-kind' || given === 'damaged'
  const { kind, claim }: Opened = given
  return kind === 'pdf' && claim.agreement === undefined && (claim.termsDigest ?? digest) === digest
}

/**
 * A document shows which signatures were recorded when it was made. So those are tried that the agreement had before each
 * of them, as long as the terms are the same; older history may not be at hand.
 */
function* statesOf(now: Standing, { past }: History): Generator<Standpoint> {
  const { agreement, digest } = now
  const { id, signatures } = agreement
  yield now
  for (let count = signatures.length - 1; count >= 0; count--)
    yield { ...now, agreement: { ...agreement, signatures: signatures.slice(0, count) } }
  for (const state of past(id)) if (state.digest === digest) yield state
}

/** So many states with the same terms are made again before the file is given up; as `verify` does. */
const mostStates = 40

/** A service packs what was signed in a file of its own; each signature in it still names the digest of what we made. */
async function packedIn(
  technical: readonly TechnicalSignature[],
  bytes: Uint8Array,
  now: Standing,
  history: History,
): Promise<Evidence | Objection> {
  let states = 0
  for (const state of statesOf(now, history)) {
    if (++states > mostStates) break
    for (const { path, content } of await bindingPdfs(state, history)) {
      const digest = digestInXml(content)
      const ours = technical.filter(({ digests }) => digests.has(digest))
      if (ours.length === 0) continue
      const seen = { days: ours.map(({ day }) => day), file: digestOfFile(bytes) }
      return { shown: 'packed', seen, document: path, isVisible: false }
    }
  }
  return objection('packed-other')
}

type BindingPdf = { readonly path: string; readonly content: Uint8Array }

/** In every language; the others are not set, for that takes time. */
async function bindingPdfs(
  { agreement, programme }: Standpoint,
  history: History,
): Promise<readonly BindingPdf[]> {
  const before = versionBefore(history)({ agreement, programme })
  const then = before?.programme ?? programme
  const names = documentNames(agreement, then, before?.agreement)
  const mayBind = /^(?:cooperation-agreement|amendment)@/
  const files = await renderAgreement(agreement, then, {
    languages: agreement.languages,
    formats: ['pdf'],
    words: (language) => voiceOf(language).words,
    makers: {
      pdf: async (tree, identity) =>
        mayBind.test(identity.templateVersion) ? makers.pdf(tree, identity) : new Uint8Array(),
    },
    ...(before ? { before: before.agreement } : {}),
  })
  return files.flatMap(({ path, content }) => {
    const found = documentIn(path, names)
    return typeof content === 'string' || !found || !bindsParties(found) ? [] : [{ path, content }]
  })
}

function judged(
  { standpoint, document, comparison }: Match,
  bytes: Uint8Array,
  method: Signature['method'],
  history: History,
): Evidence | Objection {
  const wrong = comparisonObjection(comparison, method)
  if (wrong) return wrong
  const other = notBinding(document, standpoint, history)
  if (other) return other
  if (comparison.verdict !== 'signed')
    return { shown: 'printed', seen: { days: [] }, document, isVisible: false }
  const { made, isVisible } = comparison.appended
  const days = made.flatMap(({ isGiven, day }) => (isGiven ? [day] : []))
  return { shown: 'signed', seen: { days, file: digestOfFile(bytes) }, document, isVisible }
}

function notBinding(
  path: string,
  { agreement, programme }: Standpoint,
  history: History,
): Objection | undefined {
  const before = versionBefore(history)({ agreement, programme })
  const names = documentNames(agreement, before?.programme ?? programme, before?.agreement)
  const found = documentIn(path, names)
  if (!found || bindsParties(found)) return undefined
  const { document, exchange } = found
  return exchange === undefined
    ? objection('other-document', { document })
    : objection('other-document-exchange', { document, exchange })
}
