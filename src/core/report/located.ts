/** Henvisninger: every field that a matching points at, with the line it stands on. */
import type { TextOf } from '../check.ts'
import type { FieldReference, Matching } from '../model.ts'
import { fieldLines, fieldPath, type LineOf } from './field-lines.ts'

/** Line from 1; absent where nobody has looked it up. */
export type Located = FieldReference & { readonly line?: number }

/** The same matching; its fields know their lines. Files are read when something is said of them, and once each. */
export function located(matching: Matching, textOf: TextOf): Matching {
  const locate = locator(textOf)
  const inFields = <T extends { readonly fields: readonly FieldReference[] }>(one: T): T => ({
    ...one,
    fields: one.fields.map((field) => locate(field)),
  })
  return {
    ...matching,
    proposals: matching.proposals.map((one) => ({ ...one, reasons: one.reasons.map(inFields) })),
    unmatched: matching.unmatched.map(({ id, nearMisses, remedy }) => ({
      id,
      nearMisses: nearMisses.map((miss) => ({ ...miss, failed: miss.failed.map(inFields) })),
      ...(remedy && {
        remedy: {
          ...remedy,
          changes: remedy.changes.map(({ file, at, ...rest }) => ({ ...locate({ file, at }), ...rest })),
        },
      }),
    })),
  }
}

function locator(textOf: TextOf): (field: FieldReference) => Located {
  const known = new Map<string, LineOf>()
  return ({ file, at }) => {
    const lineOf = known.get(file) ?? linesOf(textOf(file))
    known.set(file, lineOf)
    return { file, at, line: lineOf(fieldPath(at)) }
  }
}

/** What is no longer there is pointed at as a whole. */
function linesOf(text: string | undefined): LineOf {
  return text === undefined ? () => 1 : fieldLines(text)
}
