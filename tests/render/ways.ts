/** Of every condition in a standard text: which ways the cases have gone. */
import { type Choice, fill, parseTemplate, type Template } from '../../src/core/render/language.ts'

/** By place in a template: both ways, or one, or none. */
export type Ways = ReadonlyMap<string, Set<boolean>>

/** All conditions and lists of a template, none of them tried yet. */
export function waysIn(template: Template): Ways {
  const ways = new Map<string, Set<boolean>>()
  const walk = (parts: Template['body']) => {
    for (const part of parts) {
      if ('path' in part && 'body' in part) ways.set(nameOf(part), new Set())
      if ('body' in part) {
        walk(part.body)
        walk(part.otherwise)
      }
    }
  }
  walk(template.body)
  return ways
}

export function waysOf(file: string, text: string): Ways {
  return waysIn(parseTemplate(file, text))
}

/** Fills the template, and notes which ways it goes. */
export function tryOut(template: Template, view: object, ways: Ways): void {
  fill(template, view, (choice, taken) => ways.get(nameOf(choice))?.add(taken))
}

/** A condition must be seen to hold and not to hold; a list must have been seen with something in it. */
export function untried(ways: Ways): readonly string[] {
  return [...ways]
    .filter(([choice, taken]) => !taken.has(true) || (!choice.includes(' each ') && !taken.has(false)))
    .map(([choice, taken]) => `${choice} is only ever ${[...taken].join() || 'passed by'}`)
}

function nameOf({ kind, path }: Choice): string {
  return `${path.place.file}:${path.place.line}:${path.place.column} ${kind} ${path.written}`
}
