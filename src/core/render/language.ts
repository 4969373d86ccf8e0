/**
 * The language of the standard texts: Handlebars' grammar and white space rules, and nothing of its runtime. A
 * template is parsed into the few constructs below, everything else is refused with its place, and filling it is a
 * walk over them: no code is generated, only own properties of the view are seen, and nothing is ever left blank.
 */
import Handlebars from 'handlebars'
import type { Place } from '../diagnostic.ts'
import { holds, listAt, ownField, type Path, printed, type Scopes } from './scopes.ts'
import { TemplateError } from './template-error.ts'

/** A standard text, parsed and found to use only what this language has. */
export type Template = { readonly file: string; readonly body: readonly Part[] }

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly path: Path }
  | { readonly kind: 'clause'; readonly id: string; readonly place: Place }
  | { readonly kind: 'item'; readonly place: Place }
  | Choice
  /** What is put under the heading of each clause the parties have agreed something else about; see {@link fill}. */
  | {
      readonly kind: 'deviation'
      readonly place: Place
      readonly body: readonly Part[]
      readonly otherwise: readonly Part[]
    }

/** A place where the view decides what is said. */
export type Choice = {
  readonly kind: 'if' | 'unless' | 'each'
  readonly path: Path
  readonly body: readonly Part[]
  readonly otherwise: readonly Part[]
}

/** Parses a template. `file` is only for messages. Throws {@link TemplateError} for all that the language lacks. */
export function parseTemplate(file: string, text: string): Template {
  return { file, body: new Reader(file, text).program(parse(file, text)) }
}

function parse(file: string, text: string): hbs.AST.Program {
  try {
    return Handlebars.parse(text)
  } catch (error) {
    const { message, lineNumber, column } = error as Error & { lineNumber?: number; column?: number }
    const line = lineNumber ?? Number(/^Parse error on line (\d+)/.exec(message)?.[1] ?? 1)
    const place = { file, line, column: column === undefined ? columnOf(message, text, line) : column + 1 }
    throw new TemplateError('template/syntax', place)
  }
}

/** The parser says in which line it stopped and shows the text around; the column is where that text is found. */
function columnOf(message: string, text: string, line: number): number {
  const [, excerpt = '', pointer = ''] = message.split('\n')
  const before = excerpt.slice(0, pointer.indexOf('^')).replace(/^\.\.\./, '')
  const lineText = text.split('\n')[line - 1] ?? ''
  const tail = before.slice(Math.max(0, before.lastIndexOf('{{')))
  const at = tail === '' ? -1 : lineText.indexOf(tail)
  return at < 0 ? 1 : at + tail.length + 1
}

const clauseId = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const headingStart = /(?:^|\n)## $/

class Reader {
  readonly file: string
  readonly lines: readonly string[]
  depth = 0

  constructor(file: string, text: string) {
    this.file = file
    this.lines = text.split('\n')
  }

  program(program: hbs.AST.Program | undefined): Part[] {
    if (program?.blockParams?.length) this.refuse('template/block-parameters', program)
    const parts: Part[] = []
    this.depth++
    for (const statement of program?.body ?? []) {
      const part = this.statement(statement, parts.at(-1))
      if (part) parts.push(part)
    }
    this.depth--
    return parts
  }

  statement(node: hbs.AST.Statement, before: Part | undefined): Part | undefined {
    switch (node.type) {
      case 'ContentStatement':
        return { kind: 'text', text: (node as hbs.AST.ContentStatement).value }
      case 'CommentStatement':
        return undefined
      case 'MustacheStatement':
        return this.mustache(node as hbs.AST.MustacheStatement, before)
      case 'BlockStatement':
        return this.block(node as hbs.AST.BlockStatement)
      case 'PartialStatement':
      case 'PartialBlockStatement':
        return this.refuse('template/partial', node)
      case 'Decorator':
      case 'DecoratorBlock':
        return this.refuse('template/decorator', node)
      default:
        return this.refuse('template/unknown', node, { construct: node.type })
    }
  }

  mustache(node: hbs.AST.MustacheStatement, before: Part | undefined): Part {
    if (!node.escaped) this.refuse('template/unescaped', node)
    if (node.hash?.pairs.length) this.refuse('template/named-argument', node)
    const path = this.path(node.path)
    if (node.params.length === 0)
      return path.written === 'item' ? this.item(node, before) : { kind: 'value', path }
    if (path.written !== 'clause') this.refuse('template/unknown-helper', node, { name: path.written })
    return this.clause(node, before)
  }

  /** `## {{clause "purpose"}} Title`: the number and the name of a clause stand in its heading. */
  clause(node: hbs.AST.MustacheStatement, before: Part | undefined): Part {
    const id = node.params[0] as hbs.AST.StringLiteral
    if (node.params.length !== 1 || id.type !== 'StringLiteral' || !clauseId.test(id.value)) {
      this.refuse('template/clause-name', node)
    }
    if (before?.kind !== 'text' || !headingStart.test(before.text)) this.refuse('template/clause-place', node)
    return { kind: 'clause', id: id.value, place: this.place(node) }
  }

  item(node: hbs.AST.MustacheStatement, before: Part | undefined): Part {
    const atLineStart = before?.kind === 'text' ? /(?:^|\n)$/.test(before.text) : before?.kind !== 'value'
    if (!atLineStart) this.refuse('template/item-place', node)
    return { kind: 'item', place: this.place(node) }
  }

  block(node: hbs.AST.BlockStatement): Part {
    const kind = this.path(node.path).written
    // The grammar marks a raw block ({{{{if}}}}) by leaving out the flags of its opening.
    const raw = (node.openStrip as Partial<hbs.AST.StripFlags> | undefined)?.open === undefined
    if (raw && this.source(node).startsWith('{{{{')) this.refuse('template/raw-block', node)
    if (kind === 'deviation' && node.params.length === 0 && this.depth === 1 && !node.inverse)
      return { kind, place: this.place(node), body: this.program(node.program), otherwise: [] }
    if (kind !== 'if' && kind !== 'unless' && kind !== 'each') {
      return this.refuse('template/unknown-block', node, { name: kind })
    }
    const [argument, ...more] = node.params
    if (argument === undefined || more.length > 0 || node.hash?.pairs.length) {
      return this.refuse('template/block-argument', node, { name: kind })
    }
    return {
      kind,
      path: this.path(argument),
      body: this.program(node.program),
      otherwise: this.program(node.inverse),
    }
  }

  path(node: hbs.AST.Expression): Path {
    const path = node as hbs.AST.PathExpression
    if (node.type === 'SubExpression') this.refuse('template/sub-expression', node)
    if (node.type !== 'PathExpression') this.refuse('template/not-a-name', node)
    if (path.data) this.refuse('template/data-variable', node, { name: path.original })
    return { written: path.original, up: path.depth, names: path.parts, place: this.place(node) }
  }

  place(node: hbs.AST.Node): Place {
    return { file: this.file, line: node.loc.start.line, column: node.loc.start.column + 1 }
  }

  source(node: hbs.AST.Node): string {
    return this.lines[node.loc.start.line - 1]?.slice(node.loc.start.column) ?? ''
  }

  refuse(code: string, node: hbs.AST.Node, args: Readonly<Record<string, string>> = {}): never {
    throw new TemplateError(code, this.place(node), args)
  }
}

/** Told of every choice: whether its body was taken. For a list: whether it has anything. */
export type Watch = (choice: Choice, taken: boolean) => void

/**
 * Fills a template with a view: Markdown in which every value of the view is inert text. Where the template has a block
 * `deviation`, it is filled for each of the view's `deviations` and put first in the clause that `clauseId` names.
 */
export function fill(template: Template, view: object, watch: Watch = () => {}): string {
  const markdown = new Filling(template, view, watch).parts(template.body, [view])
  return `${markdown.replace(/\n{3,}/g, '\n\n').trim()}\n`
}

class Filling {
  readonly deviation: Extract<Part, { kind: 'deviation' }> | undefined
  readonly view: object
  readonly watch: Watch
  readonly clauses = new Set<string>()
  items = 0
  /** What is to stand under the heading that has just begun. */
  pending = ''

  constructor({ body }: Template, view: object, watch: Watch) {
    this.deviation = body.find((part) => part.kind === 'deviation')
    this.view = view
    this.watch = watch
  }

  parts(parts: readonly Part[], scopes: Scopes): string {
    return parts.map((part) => this.part(part, scopes)).join('')
  }

  part(part: Part, scopes: Scopes): string {
    switch (part.kind) {
      case 'text':
        return this.text(part.text)
      case 'value':
        return printed(part.path, scopes)
      case 'clause':
        return this.clause(part)
      case 'item':
        return this.item(part.place)
      case 'deviation':
        return ''
      case 'if':
      case 'unless': {
        const taken = holds(part.path, scopes) === (part.kind === 'if')
        this.watch(part, taken)
        return this.parts(taken ? part.body : part.otherwise, scopes)
      }
      case 'each': {
        const list = listAt(part.path, scopes)
        this.watch(part, list.length > 0)
        if (list.length === 0) return this.parts(part.otherwise, scopes)
        return list.map((element) => this.parts(part.body, [...scopes, element])).join('')
      }
    }
  }

  /** The title of a clause is the line it stands on; what the parties have agreed instead comes next. */
  text(text: string): string {
    const end = text.indexOf('\n')
    if (this.pending === '' || end < 0) return text
    const note = this.pending
    this.pending = ''
    return `${text.slice(0, end)}\n\n${note}${text.slice(end)}`
  }

  clause({ id, place }: { id: string; place: Place }): string {
    if (this.clauses.has(id)) throw new TemplateError('template/repeated-clause', place, { clause: id })
    this.clauses.add(id)
    this.items = 0
    this.pending = this.deviationsFrom(id)
    return clauseMarker(id, String(this.clauses.size))
  }

  deviationsFrom(clause: string): string {
    const { deviation, view } = this
    if (!deviation) return ''
    const name = { written: 'deviations', up: 0, names: ['deviations'], place: deviation.place }
    const own = listAt(name, [view]).filter((element) => ownField(element, 'clauseId') === clause)
    return own.map((element) => this.parts(deviation.body, [view, element])).join('')
  }

  item(place: Place): string {
    if (this.clauses.size === 0) throw new TemplateError('template/item-without-clause', place)
    this.items++
    return itemMarker(`${this.clauses.size}.${this.items}`)
  }
}

/** An anchor that GitHub and every Markdown reader keep as a link target, then the number as people read it. */
function clauseMarker(id: string, number: string): string {
  return `<a id="clause-${id}"></a>${number}`
}

function itemMarker(number: string): string {
  return `<a id="item-${number.replace('.', '-')}"></a>${number}`
}

/** Punkt i standardteksten. `title` is as written in the template. */
export type Clause = { readonly id: string; readonly title: string }

/** Every clause a template can have, also those left out of some agreements. */
export function clauses(template: Template): readonly Clause[] {
  return clausesIn(template.body)
}

function clausesIn(parts: readonly Part[]): Clause[] {
  return parts.flatMap((part, index) => {
    if (part.kind === 'clause') return [{ id: part.id, title: titleAfter(parts[index + 1]) }]
    return 'body' in part ? [...clausesIn(part.body), ...clausesIn(part.otherwise)] : []
  })
}

function titleAfter(part: Part | undefined): string {
  return part?.kind === 'text' ? (part.text.split('\n', 1)[0] ?? '').trim() : ''
}
