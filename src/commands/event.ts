/** Hendelse: what GitHub says has happened, taken from the runner's file. Only numbers and commit ids are taken from it; everything else is asked for. */
import { readFileSync } from 'node:fs'
import { Unreadable } from '../io/ports.ts'
import type { Context } from './context.ts'

/** The value at a path such as `issue.number`; undefined where there is none. @throws Unreadable for a file that is no event */
function inEvent({ github }: Context, path: string): unknown {
  if (github.event === undefined) return undefined
  let value = parsed(github.event)
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string, unknown>)[step]
  }
  return value
}

/** @throws Unreadable for something that is no number of an issue, a pull request or a comment */
export function numberFrom(context: Context, path: string): number | undefined {
  const value = inEvent(context, path)
  if (value === undefined || value === null) return undefined
  if (Number.isSafeInteger(value) && Number(value) > 0) return Number(value)
  throw new Unreadable('tool/bad-event', { field: path })
}

/** @throws Unreadable for something that is no commit id */
export function commitFrom(context: Context, path: string): string | undefined {
  const value = inEvent(context, path)
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string' && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(value)) return value
  throw new Unreadable('tool/bad-event', { field: path })
}

/** A number as it was written on the command line, `#` and all. @throws Unreadable for anything else */
export function writtenNumber(word: string): number {
  const [, digits] = /^#?([1-9]\d{0,15})$/.exec(word.trim()) ?? []
  if (digits === undefined) throw new Unreadable('tool/no-number', { word })
  return Number(digits)
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Unreadable('tool/bad-event', { field: file })
  }
}
