/** Bestemmelsessted: the only places a form can write to, and the agency each is the word of. */
import type { Args, Diagnostic } from '../../diagnostic.ts'
import { agencyOf, evaluationNamed } from '../../evaluation/identity.ts'
import { identify } from '../../kinds.ts'
import type { Programme, Registration } from '../../model.ts'
import { secretName } from '../../read.ts'

/** What must be corrected: something about the form as a whole, or a finding in what it says. */
export type Problem = { readonly word: string; readonly args?: Args } | Diagnostic

export type FormKind = Registration['kind'] | 'evaluation'

export type Destination = {
  readonly path: string
  readonly kind: FormKind
  /** Whose need or offer it is, or whose view. */
  readonly agency: string
}

/** Git and file systems know names that are longer; nobody here needs them. */
const longestPath = 200

/** What a form can write, by its path alone. */
export function formKindOf(path: string): FormKind | undefined {
  const { kind } = identify(path) ?? {}
  return kind === 'need' || kind === 'offer' || kind === 'evaluation' ? kind : undefined
}

/** Exactly as it is written: nothing is mended, for a path that looks like another one must not become it. */
export function destinationOf(
  path: string,
  programme: Pick<Programme, 'agreements'>,
): Destination | { readonly problems: readonly [Problem, ...Problem[]] } {
  const kind = formKindOf(path)
  if (!kind || path.length > longestPath) return { problems: [{ word: 'intake-fault-path' }] }
  const secret = secretName(path)
  if (secret) return { problems: [secret] }
  const { names: [folder = '', name = ''] = [] } = identify(path) ?? {}
  if (kind !== 'evaluation') return { path, kind, agency: folder }
  const agency = answering(folder, name, programme)
  return agency === undefined
    ? { problems: [{ word: 'intake-fault-evaluation', args: { agreement: folder, name } }] }
    : { path, kind, agency }
}

/** Undefined when there is no such agreement, or no such exchange in it. */
function answering(
  agreement: string,
  name: string,
  { agreements }: Pick<Programme, 'agreements'>,
): string | undefined {
  const { exchange, by } = evaluationNamed(name) ?? {}
  const held = agreements.get(agreement)?.exchanges.find(({ id }) => id === exchange)
  return held && by ? agencyOf(by, held) : undefined
}
