/** `diff`: what a change does to an agreement, in words and in the text that is signed. */
import {
  type AgreementDiff,
  agreementDiff,
  type Edition,
  type Since,
} from '../core/agreement/agreement-diff.ts'
import { printDiffHtml } from '../core/agreement/agreement-diff-html.ts'
import { printDiffMarkdown } from '../core/agreement/agreement-diff-markdown.ts'
import { printDiffJson, printDiffText } from '../core/agreement/agreement-diff-text.ts'
import { signedOn } from '../core/agreement/signing.ts'
import type { Language } from '../core/model.ts'
import { Unreadable } from '../io/ports.ts'
import { agreementNamed } from './agreement-named.ts'
import { textsOf } from './agreement-texts.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { schemaOf } from './loading.ts'
import { type History, historyIn, type Standpoint } from './standpoints.ts'

export type DiffOptions = {
  readonly agreement: string
  readonly revision?: string
  readonly against?: 'standard'
  readonly format: 'text' | 'markdown' | 'html' | 'json'
  readonly lang?: Language
}

export async function run(context: Context, options: DiffOptions): Promise<ExitCode> {
  const { language, speaker } = context
  if (options.against && options.revision !== undefined) throw new Usage('error.diffTwice')
  const history = historyIn(context.root)
  const now = agreementNamed(history, options.agreement)
  const earlier = baseOf(now, history, options)
  if (!earlier) {
    context.print(`${speaker.words('diff-none-before', { agreement: now.agreement.id })}\n`)
    return 0
  }
  const spoken = options.lang ?? languageOf(now, language)
  const after = await editionOf(now, spoken)
  if (!after.documents) throw new Usage('error.unreadableAgreement', { id: now.agreement.id })
  const before = await editionOf(earlier.standpoint, spoken)
  if (!before.documents) context.remark(`${speaker.words('diff-no-earlier-text')}\n`)
  // Without the one text nothing can be said of the other; the fields can be compared all the same.
  const [was, is] = before.documents ? [before.documents, after.documents] : [new Map(), new Map()]
  const reading = { words: speaker.words, language, schemaOf }
  const told = agreementDiff(
    { ...before, documents: was },
    { ...after, documents: is },
    earlier.since,
    reading,
  )
  context.print(printers[options.format](told, context))
  return 0
}

const printers: Readonly<Record<DiffOptions['format'], (diff: AgreementDiff, context: Context) => string>> = {
  text: printDiffText,
  markdown: (diff, { speaker }) => printDiffMarkdown(diff, speaker),
  html: (diff, { speaker }) => printDiffHtml(diff, speaker),
  json: printDiffJson,
}

type Base = { readonly standpoint: Standpoint; readonly since: Since }

/** The one that is named; else the last that all parties have signed; else the last that was saved. */
function baseOf(now: Standpoint, history: History, { against, revision }: DiffOptions): Base | undefined {
  const { id } = now.agreement
  if (against === 'standard') {
    const agreement = { ...now.agreement, deviations: [] }
    return { standpoint: { ...now, agreement }, since: 'standard' }
  }
  if (revision !== undefined) {
    const standpoint = history.at(id, revision)
    return standpoint && { standpoint, since: 'named' }
  }
  let newest: Standpoint | undefined
  for (const standpoint of history.past(id)) {
    newest ??= standpoint
    const { agreement, digest } = standpoint
    if (digest !== undefined && signedOn(agreement, digest) !== undefined)
      return { standpoint, since: 'signed' }
  }
  return newest && { standpoint: newest, since: 'saved' }
}

/** The reader's own, where the agreement is made in it. */
function languageOf({ agreement: { languages } }: Standpoint, preferred: Language): Language {
  return languages.find((language) => language === preferred) ?? languages[0] ?? preferred
}

type Written = Omit<Edition, 'documents'> & { readonly documents: Edition['documents'] | undefined }

/** Without documents when none can be made: of broken data, or of standard texts of another time. */
async function editionOf(standpoint: Standpoint, language: Language): Promise<Written> {
  try {
    return { ...standpoint, documents: await textsOf(standpoint, language) }
  } catch (error) {
    if (error instanceof Unreadable) throw error
    return { ...standpoint, documents: undefined }
  }
}
