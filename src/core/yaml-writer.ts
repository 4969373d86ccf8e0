/**
 * YAML as it is written here, without the library that reads it: half a page of layout around the library's own way with
 * texts, so that the form in the browser writes the very bytes that `new` and `intake` write, and stays small.
 * tests/core/yaml-writer.test.ts holds it together with what the whole library writes.
 */
import { type StringifyContext, stringifyString } from 'yaml/util'
import { lineWidth, styleOf } from './yaml-style.ts'

/**
 * Data as people are to read it: keys in the order they come, a line each, long text folded, and nothing after the
 * colon of what is not answered (null). It reads back as the same data, whatever the texts hold. `data` is of groups,
 * lists, texts, numbers, true, false and null; its depth is that of a record, which is small.
 */
export function yamlOf(data: object, comment: string): string {
  const context = { width: mayFold(data) ? lineWidth : 0 }
  return `# ${comment}\n${collection(data, '', context)}\n`
}

type Context = { readonly width: number }

const step = '  '

/** Nothing is folded in a file with a number that would be broken over two lines. */
function mayFold(data: object): boolean {
  const left: unknown[] = [data]
  for (let value = left.pop(); value !== undefined || left.length > 0; value = left.pop()) {
    if (typeof value === 'string' && !styleOf(value).mayFold) return false
    if (typeof value === 'object' && value !== null) left.push(...Object.keys(value), ...Object.values(value))
  }
  return true
}

function collection(value: object, indent: string, context: Context): string {
  const lines = Array.isArray(value)
    ? value.map((item: unknown) => `- ${written(item, indent + step, context)}`)
    : Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([name, inner]) => pair(name, inner, indent, context))
  if (lines.length === 0) return Array.isArray(value) ? '[]' : '{}'
  return lines.join(`\n${indent}`)
}

function pair(name: string, value: unknown, indent: string, context: Context): string {
  const inside = indent + step
  const key = `${text(name, inside, { ...context, implicitKey: true })}:`
  if (isSpread(value)) return `${key}\n${inside}${collection(value, inside, context)}`
  const shown = written(value, inside, { ...context, indentAtStart: key.length + 1 })
  return shown === '' || shown.startsWith('\n') ? key + shown : `${key} ${shown}`
}

/** On the lines below its name. */
function isSpread(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) ? value.length > 0 : Object.values(value).some((inner) => inner !== undefined)
}

type TextContext = Context & { readonly implicitKey?: boolean; readonly indentAtStart?: number }

function written(value: unknown, indent: string, context: TextContext): string {
  if (typeof value === 'string') return text(value, indent, context)
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : JSON.stringify(value)
  if (typeof value === 'object' && value !== null) return collection(value, indent, { width: context.width })
  return value === null || value === undefined ? '' : String(value)
}

/** What YAML 1.2 reads as something else than text (§10.3.2), and therefore stands in quotation marks when it is text. */
const otherThanText: readonly RegExp[] = [
  /^(?:~|[Nn]ull|NULL)?$/,
  /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
  /^0o[0-7]+$/,
  /^[-+]?[0-9]+$/,
  /^0x[0-9a-fA-F]+$/,
  /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
  /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
  /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
]

const doc = {
  schema: { tags: otherThanText.map((test) => ({ default: true, tag: '', test })), compat: null },
}

function text(value: string, indent: string, { width, implicitKey = false, ...at }: TextContext): string {
  const { type } = styleOf(value)
  const options = {
    blockQuote: true,
    defaultKeyType: null,
    defaultStringType: 'PLAIN',
    doubleQuotedAsJSON: false,
    doubleQuotedMinMultiLineLength: 40,
    lineWidth: width,
    minContentWidth: 20,
    singleQuote: null,
  }
  const context = {
    ...at,
    actualString: true,
    doc,
    implicitKey,
    inFlow: null,
    indent,
    indentStep: step,
    options,
  }
  // Of a whole document only this much is looked at for a text.
  return stringifyString({ value, ...(type ? { type } : {}) }, context as unknown as StringifyContext)
}
