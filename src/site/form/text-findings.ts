/** Funn i tekst: what is wrong with an answer whatever field it is in, and whatever is filled in. */
import { noSuchDay } from '../../core/ambiguity.ts'
import type { Args, FieldPath, Severity } from '../../core/diagnostic.ts'
import { personalDataProblems } from '../../core/personal-data/problems.ts'
import { hiddenCharacter } from '../../core/text.ts'

/** A finding at a field; `at` is empty for what is about the whole. */
export type FormFinding = {
  readonly code: string
  readonly severity: Severity
  readonly at: FieldPath
  readonly args: Args
}

/** What is wrong with a text whatever field it is in. */
export function textFinding(text: string): Pick<FormFinding, 'code' | 'args'> | undefined {
  const [problem] = personalDataProblems(text)
  const found =
    problem ?? (noSuchDay(text) ? { code: 'dates/no-such-day', args: { date: text } } : hiddenCharacter(text))
  return found && { code: found.code, args: found.args ?? {} }
}

/** In all texts of an answer, and in the file as it will be written. */
export function textFindings({
  data,
  text,
}: {
  readonly data: object
  readonly text: string
}): readonly FormFinding[] {
  const found = leaves(data).flatMap(({ at, value }): readonly FormFinding[] => {
    const finding = typeof value === 'string' ? textFinding(value) : undefined
    return finding ? [{ ...finding, severity: 'error', at }] : []
  })
  // What is seen only when the fields stand beside each other, as they do in the file.
  const [whole] = found.some(isPersonal) ? [] : personalDataProblems(text)
  return whole ? [...found, { code: whole.code, severity: 'error', at: [], args: whole.args ?? {} }] : found
}

export function isPersonal({ code }: Pick<FormFinding, 'code'>): boolean {
  return code.startsWith('personal-data/')
}

type Leaf = { readonly at: FieldPath; readonly value: unknown }

function leaves(data: object): readonly Leaf[] {
  const found: Leaf[] = []
  const left: Leaf[] = [{ at: [], value: data }]
  for (let leaf = left.shift(); leaf; leaf = left.shift()) {
    const { at, value } = leaf
    if (typeof value !== 'object' || value === null) found.push(leaf)
    else if (Array.isArray(value))
      left.push(...value.map((item, index) => ({ at: [...at, index], value: item })))
    else left.push(...Object.entries(value).map(([key, inner]) => ({ at: [...at, key], value: inner })))
  }
  return found
}
