/** `verify`: is this document what the repository says it is? */
import { countingSignatures } from '../core/agreement/signing.ts'
import type { Language } from '../core/model.ts'
import { materialIn } from '../core/render/material/kinds.ts'
import type { People } from '../core/render/people.ts'
import { type Answer, isGenuine, remarksOn } from '../core/verify/answer.ts'
import type { Version } from '../core/verify/compare.ts'
import { largest, type Opened, opened } from '../core/verify/open.ts'
import { printJson, printText } from '../core/verify/tell.ts'
import { readDocument } from '../io/document.ts'
import type { Context, ExitCode } from './context.ts'
import { readPeople } from './private-people.ts'
import { type History, historyIn, type Standpoint } from './standpoints.ts'
import { bestMatch, type Match } from './verify-matching.ts'
import { versionBefore } from './version-before.ts'
import { voiceOf } from './voices.ts'

export type VerifyOptions = {
  readonly files: readonly string[]
  readonly format: 'text' | 'json'
  /** A file with names, for documents that were made with it. */
  readonly private?: string
}

export async function run(context: Context, options: VerifyOptions): Promise<ExitCode> {
  const { files, format } = options
  const people = options.private === undefined ? undefined : readPeople(context, options.private)
  const around: Around = { history: historyIn(context.root), language: context.language, people }
  const answers: Answer[] = []
  for (const file of files) answers.push(await answerFor(file, around))
  context.print(format === 'json' ? printJson(answers) : printText(answers, context))
  return answers.every(isGenuine) ? 0 : 2
}

type Around = {
  readonly history: History
  readonly language: Language
  readonly people: People | undefined
}

async function answerFor(file: string, around: Around): Promise<Answer> {
  const { history } = around
  const bytes = readDocument(file, Math.max(...Object.values(largest)))
  if (typeof bytes === 'string') return { file, unknown: bytes }
  const given = opened(bytes)
  if (typeof given === 'string') return { file, unknown: given }
  const { claim } = given
  const { isShallow } = history
  if (claim.template?.startsWith('letter-of-intent@')) return { file, claim, unknown: 'letter' }
  if (materialIn(claim.template)) return { file, claim, unknown: 'material' }
  const id = claim.agreement ?? agreementWith(claim.termsDigest, history)
  const unknown =
    claim.termsDigest === undefined && claim.agreement === undefined ? 'not-ours' : 'unknown-agreement'
  if (id === undefined) return { file, claim, unknown, isShallow }
  const [newest] = standpointsOf(id, history)
  if (!newest) return { file, claim, unknown: 'unknown-agreement', isShallow }
  return answered(file, { bytes, opened: given }, newest, around)
}

/** As it is in the folder, then back through time. What is only in the folder proves nothing to others, so it comes last. */
function* standpointsOf(id: string, { now, past, isUnsaved }: History): Generator<Standpoint> {
  const current = now(id)
  const isLast = current !== undefined && isUnsaved(id)
  if (current && !isLast) yield current
  yield* past(id)
  if (current && isLast) yield current
}

/** By the digest of its terms alone, as it is now or as somebody has signed it. */
function agreementWith(digest: string | undefined, { programme, now }: History): string | undefined {
  if (digest === undefined) return undefined
  const ids = [...programme.agreements.keys()]
  const isSigned = (id: string) =>
    programme.agreements.get(id)?.signatures.some(({ terms }) => terms === digest) ?? false
  return ids.find((id) => now(id)?.digest === digest) ?? ids.find(isSigned)
}

async function answered(
  file: string,
  given: Version,
  newest: Standpoint,
  { history, language, people }: Around,
): Promise<Answer> {
  const { claim, kind } = given.opened
  const { id } = newest.agreement
  const now = history.now(id)
  const before = versionBefore(history)
  const match = await bestMatch(given, standpointsOf(id, history), { before, people })
  if (!match) return { file, claim, unknown: 'not-made' }
  const { standpoint, document, comparison, isKnown } = match
  const { isShallow } = history
  const isPrivate = !people && holdsNames(given.opened)
  const about = { claim, file, kind, held: standpoint, isKnown, isShallow, isPrivate }
  const place = { now, isInFolder: !standpoint.saved, isUnsaved: history.isUnsaved(id) }
  return {
    file,
    kind,
    claim,
    agreement: id,
    document,
    saved: standpoint.saved,
    comparison,
    isKnown,
    parties: partiesOf(match, language),
    signatures: isKnown ? countingSignatures((now ?? newest).agreement, claim.termsDigest ?? '') : [],
    remarks: remarksOn({ ...about, ...place }),
  }
}

function partiesOf(
  { standpoint: { agreement, programme } }: Match,
  language: Language,
): ReadonlyMap<string, string> {
  return new Map(
    agreement.parties.map(({ agency }) => {
      const name = programme.agencies.get(agency)?.name
      return [agency, name?.[language] ?? name?.nb ?? agency]
    }),
  )
}

/** What is made with names says so at the top. */
function holdsNames({ claim, lines }: Opened): boolean {
  const mark = voiceOf(claim.language ?? 'nb').words('document-private')
  return lines?.some((line) => line.includes(mark)) ?? false
}
