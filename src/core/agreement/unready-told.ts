/** Why an agreement cannot be signed yet, in words and as JSON. */
import type { Agreement } from '../model.ts'
import { formatList } from '../render/formatted.ts'
import type { Report } from '../report/report.ts'
import { paragraph, safeJson, withoutCommands } from '../report/visible.ts'
import { partyName, questionText, type Reader, type Unready } from './readiness.ts'

export function printUnreadyText(agreement: Agreement, unready: Unready, reader: Reader): string {
  const lines = [sentence(agreement, unready, reader), ...questions(agreement, unready, reader).map(bullet)]
  return withoutCommands(`${lines.join('\n')}\n`)
}

function bullet(text: string): string {
  return `  - ${text}`
}

function sentence({ title }: Agreement, unready: Unready, reader: Reader): string {
  const missing = unready.unready === 'proposed' ? unready.missing : []
  const names = formatList(
    missing.map((slug) => partyName(slug, reader)),
    reader.language,
  )
  return paragraph(reader.words(`sign-unready-${unready.unready}`, { title, names }))
}

function questions(agreement: Agreement, unready: Unready, reader: Reader): readonly string[] {
  if (unready.unready !== 'open') return []
  return unready.questions.map((question) => paragraph(questionText(question, agreement, reader)))
}

/** Documented in docs/sign.md. */
export function printUnreadyJson(
  agreement: Agreement,
  unready: Unready | undefined,
  { diagnostics, say }: Pick<Report, 'diagnostics' | 'say'>,
  reader: Reader,
): string {
  const refused = {
    reason: unready?.unready ?? 'errors',
    message: unready ? sentence(agreement, unready, reader) : null,
    questions: unready ? questions(agreement, unready, reader) : [],
    findings: diagnostics.map((found) => ({ code: found.code, ...found.place, message: say(found) })),
  }
  return `${safeJson({ agreement: agreement.id, refused }, 2)}\n`
}
