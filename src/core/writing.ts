/** One text as it is written in a file, name of a field or value, and what may be wrong with it by itself. */
import { ambiguity, noSuchDay } from './ambiguity.ts'
import { hiddenCharacter, otherSpaceIn, type Span, shortened, type TextProblem } from './text.ts'

/** Skrivemåte. `text` is as it stands in the file when plain, otherwise as it reads. */
export type Writing = Span & {
  readonly text: string
  /** Without quotation marks. */
  readonly plain: boolean
  /** With escapes, so that it does not stand in the file as it reads. */
  readonly escaped: boolean
}

export function valueProblem(written: Writing): TextProblem | undefined {
  const { text, plain, offset, end } = written
  if (noSuchDay(text)) return { code: 'dates/no-such-day', offset, end, args: { date: text } }
  return plain ? ambiguous(written) : unseen(written)
}

export function keyProblem(written: Writing): TextProblem | undefined {
  const { text, plain, offset } = written
  if (text === '' || text.includes('\n')) return { code: 'yaml/key', offset }
  if (!plain) return unseen(written)
  if (text === '<<') return { code: 'yaml/merge-key', offset }
  const space = otherSpaceIn(text)
  return space ? { ...space, offset: offset + space.offset } : ambiguous(written)
}

function ambiguous({ text, offset, end }: Writing): TextProblem | undefined {
  const code = ambiguity(text)
  return code && { code, offset, end, args: { word: shortened(text, 40) } }
}

/** Escapes can bring in what could not be written openly. */
function unseen({ text, escaped, offset, end }: Writing): TextProblem | undefined {
  const found = escaped ? hiddenCharacter(text) : undefined
  return found && { ...found, offset, end }
}
