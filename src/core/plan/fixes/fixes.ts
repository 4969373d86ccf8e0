/**
 * Rettinger: what cures a finding, by its code, for those that can have one certain cure. A cure is only offered when it
 * has been tried, and when it is the only one of its kind that turned out well.
 */
import type { Diagnostic } from '../../diagnostic.ts'
import { isGroup } from '../../difference.ts'
import { parseYaml } from '../../yaml.ts'
import { clash, type Edit, edited } from './edit.ts'
import type { Fix } from './fix.ts'
import { nameFixes } from './names.ts'
import { notationFixes } from './notation.ts'
import { orderFixes } from './order.ts'
import { shapeFixes } from './shape.ts'
import type { Sheet } from './sheet.ts'
import { syntaxFixes } from './syntax.ts'
import { readsBetter } from './trial.ts'
import { wordFixes } from './words.ts'

export const fixes: ReadonlyMap<string, Fix> = new Map(
  Object.entries({
    ...wordFixes,
    ...orderFixes,
    ...shapeFixes,
    ...nameFixes,
    ...notationFixes,
    ...syntaxFixes,
  }),
)

/**
 * The edits that mend it, beside those that are made already; undefined when nobody can be certain. Two ways to write
 * the same are one cure.
 */
export function certainFix(
  diagnostic: Diagnostic,
  sheet: Sheet,
  made: readonly Edit[],
): readonly Edit[] | undefined {
  const fix = fixes.get(diagnostic.code)
  if (!fix || isSigned(sheet)) return undefined
  const { file, text } = sheet
  const good = fix(diagnostic, sheet).filter(
    (tried) =>
      !tried.some((edit) => made.some((other) => clash(edit, other))) &&
      readsBetter(file, { text, made, tried }, diagnostic.code),
  )
  const meanings = new Set(good.map((edits) => JSON.stringify(parseYaml(edited(text, edits)).data)))
  return meanings.size === 1 ? good[0] : undefined
}

/** In what has been signed even a slip of the pen is the parties' own to mend. */
function isSigned({ file, data, text }: Sheet): boolean {
  if (!file.startsWith('agreements/')) return false
  const signatures = isGroup(data) ? data['signatures'] : undefined
  return Array.isArray(signatures) ? signatures.length > 0 : /^signatures:/m.test(text)
}
