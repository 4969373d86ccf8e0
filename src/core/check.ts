/** The whole judgement of a programme: what reading found, what the rules find, and, of a change, only what is new. */
import { byPlace, type Diagnostic, type Finding } from './diagnostic.ts'
import type { Loaded } from './load.ts'
import type { IsoDate } from './model.ts'
import { placesIn } from './read.ts'
import { judge, type Rule, type World } from './rules/rule.ts'

/** The text of a file as it was loaded; undefined when there is no such file now. */
export type TextOf = (file: string) => string | undefined

export type CheckInput = {
  readonly head: Loaded
  readonly textOf: TextOf
  readonly today: IsoDate
  readonly rules: readonly Rule[]
  readonly base?: { readonly loaded: Loaded; readonly textOf: TextOf }
}

/** Every finding of a state; of a change, those the base does not have already. Sorted by place. */
export function check({ head, textOf, today, rules, base }: CheckInput): readonly Diagnostic[] {
  const world: World = {
    programme: head.programme,
    today,
    ...(base ? { before: base.loaded.programme } : {}),
  }
  const found = [...head.diagnostics, ...judge(rules, world, placer(textOf))].sort(byPlace)
  if (!base) return found
  const before = { programme: base.loaded.programme, today }
  const known = [...base.loaded.diagnostics, ...judge(rules, before, placer(base.textOf))].sort(byPlace)
  return withoutKnown(found, known)
}

/** Files are read again only when something is said of them, and once each. */
function placer(textOf: TextOf): (finding: Finding) => Diagnostic['place'] {
  const places = new Map<string, ReturnType<typeof placesIn> | undefined>()
  return ({ file, at, on }) => {
    if (!places.has(file)) {
      // Standard texts are no YAML; what is said of one is said of all of it.
      const text = file.endsWith('.yaml') ? textOf(file) : undefined
      places.set(file, text === undefined ? undefined : placesIn(text))
    }
    return { file, ...(places.get(file)?.(at, on) ?? { line: 1, column: 1 }) }
  }
}

/** Lines move when a file is edited, so what counts as the same finding is its code, file and args, as often as it was. */
function withoutKnown(found: readonly Diagnostic[], known: readonly Diagnostic[]): readonly Diagnostic[] {
  const left = new Map<string, number>()
  for (const d of known) left.set(keyOf(d), (left.get(keyOf(d)) ?? 0) + 1)
  return found.filter((d) => {
    const remaining = left.get(keyOf(d)) ?? 0
    left.set(keyOf(d), remaining - 1)
    return remaining <= 0
  })
}

function keyOf({ code, place, args }: Diagnostic): string {
  return JSON.stringify([code, place.file, args])
}
