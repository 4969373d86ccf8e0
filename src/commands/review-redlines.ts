/** Avtaleteksten i et endringsforslag: what a change does to the words that are signed, for the live comment. */
import { documentChanges } from '../core/agreement/agreement-diff.ts'
import { redlineMarkdown } from '../core/agreement/agreement-diff-markdown.ts'
import { identify } from '../core/kinds.ts'
import type { Speaker } from '../core/messages.ts'
import type { Agreement, Language } from '../core/model.ts'
import type { ReviewFacts } from '../core/plan/review/facts.ts'
import { inert } from '../core/report/markdown.ts'
import { textsOf } from './agreement-texts.ts'

/** A change of more agreements than these is read file by file. */
const mostAgreements = 5

/** Markdown of a section; what is longer is read with `mobilitet diff`. */
const longest = 15_000

/** In Markdown, a section for each agreement whose words would be others. */
export async function redlinesOf(
  { base, head, changes }: Pick<ReviewFacts, 'base' | 'head' | 'changes'>,
  { words, language }: Speaker,
): Promise<readonly string[]> {
  const ids = changes.flatMap(({ path }) => agreementAt(path) ?? [])
  const sections: string[] = []
  for (const id of [...new Set(ids)].slice(0, mostAgreements)) {
    const [was, is] = [base.programme.agreements.get(id), head.programme.agreements.get(id)]
    if (!was || !is) continue
    // Standard texts as they are on the base: a change may bring others, and nobody has agreed to them.
    const { templates } = base.programme
    const before = await texts(was, base, language)
    const after = await texts(is, { programme: { ...head.programme, templates } }, language)
    const documents = before && after ? documentChanges({ documents: before }, { documents: after }) : []
    if (documents.length === 0) continue
    const text = redlineMarkdown(documents, words)
    const told = text.length > longest ? words('review-redline-long', { agreement: id }) : text
    sections.push(`**${words('review-redline', { title: inert(is.title) })}**\n\n${told}`)
  }
  return sections
}

function agreementAt(path: string): string | undefined {
  const identity = identify(path)
  return identity?.kind === 'agreement' ? identity.names[0] : undefined
}

/** Undefined when no text can be made: what is wrong is told where findings are. */
async function texts(
  agreement: Agreement,
  { programme }: Pick<ReviewFacts['base'], 'programme'>,
  preferred: Language,
) {
  const language = agreement.languages.find((own) => own === preferred) ?? agreement.languages[0] ?? preferred
  try {
    return await textsOf({ agreement, programme }, language)
  } catch {
    return undefined
  }
}
