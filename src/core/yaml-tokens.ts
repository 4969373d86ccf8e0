/** From text to the library's nodes, token by token, so that what must not be resolved is refused before it is. */
import { Composer, CST, type Document, Lexer, Parser } from 'yaml'
import type { TextProblem } from './text.ts'
import { explain, type Fault, Layout } from './yaml-syntax.ts'

/** Nobody nests a registration this deep; recursive readers downstream stay safe. */
export const maxDepth = 24

const options = {
  version: '1.2',
  // Own check in `mapData`: the library compares every key with every other.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'error',
  strict: true,
} as const

export type Composed = {
  readonly document: Document.Parsed
  readonly problems: TextProblem[]
  readonly broken: boolean
}

/** After the first syntax error everything is guesswork, so nothing later is reported. */
export function compose(text: string): Composed {
  const tokens = new Tokens(text)
  const [document, second] = documentsIn(tokens)
  const faults = [...document.errors, ...document.warnings].map(
    ({ code, pos }): Fault => ({ code, offset: pos[0] }),
  )
  if (second) faults.push({ code: 'MULTIPLE_DOCS', offset: second.range[0] })
  const problem = tokens.tooDeep ?? explain(faults, tokens.layout, text)
  if (!problem) return { document, problems: tokens.refused, broken: false }
  return { document, problems: upTo(problem, tokens, text), broken: true }
}

/** A line with an alias or the like in it is broken because of the first such. */
function upTo(problem: TextProblem, { refused, tooDeep }: Tokens, text: string): TextProblem[] {
  const line = text.lastIndexOf('\n', problem.offset - 1) + 1
  const before = refused.filter(({ offset }) => offset < line)
  const cause = refused.find(({ offset }) => line <= offset && offset <= problem.offset)
  return [...before, problem === tooDeep ? problem : (cause ?? problem)]
}

/** The first document and, if there is more than one, the second. */
function documentsIn(tokens: Tokens): readonly [Document.Parsed, Document.Parsed?] {
  const found: Document.Parsed[] = []
  for (const document of new Composer(options).compose(tokens.read(), true, tokens.text.length)) {
    if (found.push(document) === 2) break
  }
  // The composer, so told, makes a document of an empty file too.
  return found as [Document.Parsed, Document.Parsed?]
}

/** What the reader would resolve is refused where it stands, before anything is resolved. */
const refusedTokens: Partial<Record<string, string>> = {
  anchor: 'yaml/anchor',
  alias: 'yaml/alias',
  tag: 'yaml/tag',
  'directive-line': 'yaml/directive',
}

/** Marks, among the lexer's tokens, that the next one is a plain text. */
const textFollows = '\u001f'

/** Syntaks-biter: the tokens of a text on their way from the parser to the composer, looked at as they pass. */
class Tokens {
  readonly text: string
  readonly refused: TextProblem[] = []
  readonly layout = new Layout()
  tooDeep: TextProblem | undefined
  private readonly onLine = new Set<string>()

  constructor(text: string) {
    this.text = text
  }

  /** The composer is recursive, so depth is bounded on the parser's own stack. */
  *read(): Generator<CST.Token> {
    const parser = new Parser()
    let isText = false
    for (const lexeme of new Lexer().lex(this.text)) {
      const type = isText ? 'scalar' : (CST.tokenType(lexeme) ?? 'scalar')
      isText = lexeme === textFollows
      this.note(type, lexeme, parser.offset)
      // What steers the meaning of other tokens is kept from them; an alias holds a place that would be missed.
      if (refusedTokens[type] && type !== 'alias') parser.offset += lexeme.length
      else if (yield* this.passed(parser.next(lexeme))) break
      if (parser.stack.length > maxDepth + 2) {
        this.tooDeep = { code: 'yaml/too-deep', offset: parser.offset }
        return
      }
    }
    this.layout.finish(this.text.length)
    yield* parser.end()
  }

  /** Passes tokens on; true when one is an error between documents, after which nothing makes sense. */
  private *passed(tokens: Iterable<CST.Token>): Generator<CST.Token, boolean> {
    for (const token of tokens) {
      yield token
      if (token.type === 'error') return true
    }
    return false
  }

  /** One of a kind is enough for a line. */
  private note(type: string, lexeme: string, offset: number): void {
    const code = refusedTokens[type]
    if (code && !this.onLine.has(code)) {
      this.onLine.add(code)
      this.refused.push({ code, offset })
    }
    if (lexeme.includes('\n')) this.onLine.clear()
    this.layout.add(type, lexeme, offset)
  }
}
