/** Linjer: from a field of a file to the line it stands on. */
import type { FieldPath } from '../diagnostic.ts'
import { readPlainly } from '../plain-yaml.ts'
import { placesIn } from '../read.ts'

/** Line from 1. A field that is not there stands where its nearest ancestor does, or on the first line that says anything. */
export type LineOf = (at: FieldPath) => number

/** `competences.0` is the first of a list. No field that is pointed at has a full stop in its name. */
export function fieldPath(at: string): FieldPath {
  if (at === '') return []
  return at.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

/**
 * Of a file that is written plainly the lines alone tell where a field is, a hundred times faster than reading the
 * whole of it again; the full reader finds the others.
 */
export function fieldLines(text: string): LineOf {
  if (readPlainly(text) === undefined) {
    const places = placesIn(text)
    return (at) => places(at).line
  }
  const lines = text.split('\n')
  return (at) => lineIn(lines, at) + 1
}

/** Lines `from` up to, but not including, `to`. */
type Block = { readonly from: number; readonly to: number }

function lineIn(lines: readonly string[], at: FieldPath): number {
  let block: Block = { from: 0, to: lines.length }
  let line = lines.findIndex(says)
  for (const step of at) {
    const found = find(lines, block, step)
    if (found === undefined) return line
    line = found
    block = below(lines, found, block.to)
  }
  return line
}

/** Neither empty nor a comment. */
function says(line: string): boolean {
  return /^ *[^ #]/.test(line)
}

/** The line of a field, or of an item of a list, among those of a block. */
function find(lines: readonly string[], { from, to }: Block, step: string | number): number | undefined {
  const first = from + lines.slice(from, to).findIndex(says)
  const indent = ' '.repeat(depth(lines[first] ?? ''))
  const begins = typeof step === 'number' ? `${indent}- ` : `${indent}${step}:`
  const found = lines.slice(from, to).flatMap((line, at) => (line.startsWith(begins) ? [from + at] : []))
  return typeof step === 'number' ? found[step] : found[0]
}

/** What belongs to a field and stands on the lines below it; a list may stand at the depth of its name. */
function below(lines: readonly string[], field: number, to: number): Block {
  const head = lines[field] ?? ''
  const own = depth(head)
  const isInside = (line: string): boolean =>
    depth(line) > own || (depth(line) === own && isItem(line) && !isItem(head))
  const next = lines.findIndex((line, at) => at > field && at < to && says(line) && !isInside(line))
  return { from: field + 1, to: next < 0 ? to : next }
}

function isItem(line: string): boolean {
  return /^ *- /.test(line)
}

function depth(line: string): number {
  return line.length - line.trimStart().length
}
