/** Whether an agreement can be signed as it is; if not, that is told. */

import { unreadiness } from '../core/agreement/readiness.ts'
import { printUnreadyJson, printUnreadyText } from '../core/agreement/unready-told.ts'
import type { Agreement } from '../core/model.ts'
import { printText } from '../core/report/text.ts'
import { type Checked, report } from './check.ts'
import type { Context, ExitCode } from './context.ts'
import type { Standpoint } from './standpoints.ts'

/** Undefined when nothing stands in the way. */
export function hindrance(
  context: Context,
  { agreement, programme, digest }: Standpoint,
  checked: Checked,
  format: 'text' | 'json',
): ExitCode | undefined {
  const files = new Set(['programme/programme.yaml', ...filesBehind(agreement)])
  const errors = checked.diagnostics.filter(
    ({ severity, place }) => severity === 'error' && files.has(place.file),
  )
  const unready = unreadiness(agreement, digest, context.today)
  if (!unready && errors.length === 0) return undefined
  const { language, speaker } = context
  const reader = { programme, language, words: speaker.words }
  const findings = report(context, { ...checked, diagnostics: errors })
  if (format === 'json') context.print(printUnreadyJson(agreement, unready, findings, reader))
  else {
    if (unready) context.print(printUnreadyText(agreement, unready, reader))
    if (errors.length > 0) context.print(printText(findings))
  }
  return 2
}

/** A signature binds those whose files these are. */
function filesBehind({ file, parties, exchanges }: Agreement): readonly string[] {
  const agencies = [
    ...parties.map(({ agency }) => agency),
    ...exchanges.flatMap(({ from, to }) => [from, to]),
  ]
  return [file, ...agencies.map((agency) => `agencies/${agency}/agency.yaml`)]
}
