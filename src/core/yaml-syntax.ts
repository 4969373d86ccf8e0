/**
 * From what the YAML library stumbled over to what a person did wrong, and where: the quotation mark that was opened
 * far above, not the end of the file where its fellow was missed.
 */
import { hiddenCharacter, otherSpaceIn, type Span, type TextProblem } from './text.ts'

/** Where the library stopped, and its own name for why. */
export type Fault = { readonly code: string; readonly offset: number }

const closers: Partial<Record<string, string>> = { 'flow-seq-start': ']', 'flow-map-start': '}' }

/** A line within quotation marks that looks like a field: the mark above it was probably never closed. */
const swallowedField = /\n *(?:- +)*[A-Za-z][\w-]*:(?:\s|$)/

/** Klammer og anførselstegn: what opens and closes in a file, noted token by token. */
export class Layout {
  /** The first bracket that is never closed, as a problem. */
  unclosed: TextProblem | undefined
  /** The first quotation mark that seems to have swallowed fields. */
  runaway: TextProblem | undefined
  private lastQuoted: Span | undefined
  private readonly outermost: Span[] = []
  private readonly open: { readonly offset: number; readonly closer: string }[] = []

  add(type: string, lexeme: string, offset: number): void {
    const closer = closers[type]
    if (closer) this.open.push({ offset, closer })
    else if (type === 'flow-seq-end' || type === 'flow-map-end') this.close(offset)
    else if (type === 'flow-error-end') this.leaveOpen(offset)
    else if (type.endsWith('-quoted-scalar')) this.addQuoted(lexeme, offset)
  }

  /** To be called when all tokens have been added. */
  finish(end: number): void {
    this.leaveOpen(end)
  }

  private close(end: number): void {
    const opened = this.open.pop()
    if (opened && this.open.length === 0) this.outermost.push({ offset: opened.offset, end })
  }

  private leaveOpen(end: number): void {
    const [first, innermost] = [this.open[0], this.open.at(-1)]
    if (!first || !innermost) return
    this.unclosed ??= missing(innermost.offset, innermost.closer)
    this.outermost.push({ offset: first.offset, end })
    this.open.length = 0
  }

  private addQuoted(lexeme: string, offset: number): void {
    this.lastQuoted = { offset, end: offset + lexeme.length }
    if (swallowedField.test(lexeme)) this.runaway ??= missing(offset, lexeme.charAt(0))
  }

  isInBrackets(offset: number): boolean {
    return this.outermost.some((span) => span.offset <= offset && offset <= span.end)
  }

  /** The opening mark of a quotation that runs to the end of the file. */
  quoteOpenAt(end: number): TextProblem | undefined {
    const quoted = this.lastQuoted
    return quoted && quoted.end >= end ? missing(quoted.offset, '"') : undefined
  }
}

function missing(offset: number, character: string): TextProblem {
  return { code: 'yaml/missing-character', offset, args: { character } }
}

/** What is wrong, of the first fault and of what the layout shows; undefined when nothing is. */
export function explain(faults: readonly Fault[], layout: Layout, text: string): TextProblem | undefined {
  const fault = faults.reduce<Fault | undefined>((a, b) => (a && a.offset <= b.offset ? a : b), undefined)
  const unclosed = layout.unclosed
  if (!fault) return unclosed
  const offset = Math.min(fault.offset, text.length)
  const opened = [unclosed, layout.runaway].filter(
    (problem) => problem !== undefined && problem.offset <= offset,
  )
  if (opened.length > 0) return opened.sort((a, b) => (a?.offset ?? 0) - (b?.offset ?? 0))[0]
  return explainLine({ code: fault.code, offset }, layout, text)
}

function explainLine(fault: Fault, layout: Layout, text: string): TextProblem {
  const start = text.lastIndexOf('\n', fault.offset - 1) + 1
  const end = text.indexOf('\n', fault.offset)
  const line = text.slice(start, end < 0 ? text.length : end)
  const unseen = hiddenCharacter(line.replace(/\r$/, '')) ?? structuralSpace(line)
  if (unseen) return { ...unseen, offset: start + unseen.offset }
  if (fault.code === 'TAB_AS_INDENT' || /^[ -]*\t/.test(line))
    return { code: 'yaml/tab', offset: fault.offset }
  const explained = byFault[fault.code]?.(fault, layout, text)
  return (
    explained ?? specialStart(line, start, fault, layout) ?? { code: 'yaml/syntax', offset: fault.offset }
  )
}

/** Copied from a web page: a space that is none to YAML, in the indent or after the name of a field. */
function structuralSpace(line: string): TextProblem | undefined {
  const before = /^[ -]*(?:[A-Za-z][\w-]*:)?/.exec(line)?.[0].length ?? 0
  const found = otherSpaceIn(line.slice(before, before + 1))
  return found && { ...found, offset: before }
}

type Explanation = (fault: Fault, layout: Layout, text: string) => TextProblem | undefined

const as =
  (code: string): Explanation =>
  ({ offset }) => ({ code, offset })

const byFault: Partial<Record<string, Explanation>> = {
  MULTIPLE_DOCS: as('yaml/several-documents'),
  BAD_INDENT: as('yaml/indentation'),
  BAD_DQ_ESCAPE: as('yaml/escape'),
  KEY_OVER_1024_CHARS: as('yaml/key'),
  BLOCK_AS_IMPLICIT_KEY: nested,
  MULTILINE_IMPLICIT_KEY: ({ offset }, layout) =>
    layout.isInBrackets(offset) ? undefined : { code: 'yaml/missing-colon', offset },
  MISSING_CHAR: missingCharacter,
}

/** A colon within a text, or a line below that is indented as if it belonged to the text. */
function nested({ offset }: Fault, _layout: Layout, text: string): TextProblem | undefined {
  if (/[?|>@`%,[\]{}"'-]/.test(text.charAt(offset))) return undefined
  const rest = /^[^\n]*/.exec(text.slice(offset))?.[0] ?? ''
  if (/:(?:\s|$)/.test(rest)) return { code: 'yaml/colon-in-text', offset }
  const below = /^\s+/.exec(text.slice(offset + rest.length))?.[0].length ?? 0
  return { code: 'yaml/indentation', offset: offset + rest.length + below }
}

function missingCharacter({ offset }: Fault, layout: Layout, text: string): TextProblem | undefined {
  const quote = offset >= text.length ? layout.quoteOpenAt(text.length) : undefined
  if (quote) return { ...quote, args: { character: text.charAt(quote.offset) } }
  if (text.charAt(offset) === '#' || layout.isInBrackets(offset)) return undefined
  const line = /^[^\n]*/.exec(text.slice(offset))?.[0] ?? ''
  return { code: /:(?:\s|$)/.test(line) ? 'yaml/indentation' : 'yaml/missing-colon', offset }
}

/** A text that begins with a sign YAML has uses for, or with a quotation that ends before the text does. */
function specialStart(
  line: string,
  start: number,
  { offset }: Fault,
  layout: Layout,
): TextProblem | undefined {
  const [, before = '', character] = /^( *(?:- +)*(?:[A-Za-z][\w-]*: +)?)([[\]{}|>@`%,?"'-])/.exec(line) ?? []
  const place = start + before.length
  if (character === undefined || offset < place || layout.isInBrackets(offset)) return undefined
  return /[\]}]/.test(line.charAt(offset - start)) && offset > place
    ? undefined
    : { code: 'yaml/special-character', offset: place, args: { character } }
}
