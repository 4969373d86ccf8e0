/** One slip of the hand, one finding: what would be well if another finding were mended is left out. */
import type { Args, FieldPath } from './diagnostic.ts'

export type SchemaFinding = {
  readonly code: string
  readonly at: FieldPath
  readonly on?: 'key'
  readonly args?: Args
}

/** What the data and the schema say of a field. */
export type Fields = {
  readonly isEmpty: (at: FieldPath) => boolean
  /** The names of the fields it may have. */
  readonly fieldsOf: (at: FieldPath) => readonly string[]
}

export function keyOf(at: FieldPath): string {
  return JSON.stringify(at)
}

/** `found` by place; what is left keeps its order. */
export function oneForEachSlip(
  found: ReadonlyMap<string, SchemaFinding>,
  fields: Fields,
): readonly SchemaFinding[] {
  const left = new Map(found)
  const homes = homesOf(left, fields)
  for (const [key, finding] of found) {
    if (finding.code !== 'schema/unknown-key' || !left.has(key)) continue
    const home = homes.get(String(finding.at.at(-1)))
    if (home) putWhereItBelongs(left, key, finding, home)
    else leaveOutMeant(left, finding)
  }
  leaveOutWholes(left)
  return [...left.values()]
}

/** A finding that a field is not where it should be, or a group empty or not there, whose fields are elsewhere. */
type Home = { readonly at: FieldPath; readonly cause: string; readonly fields: readonly string[] }

/** By the name of a field that is wanted: where it is wanted. */
function homesOf(
  found: ReadonlyMap<string, SchemaFinding>,
  { isEmpty, fieldsOf }: Fields,
): ReadonlyMap<string, Home> {
  const homes = new Map<string, Home>()
  const add = (name: string, home: Home) => homes.has(name) || homes.set(name, home)
  for (const [cause, { code, at }] of found) {
    const isMissing = code === 'schema/missing'
    if (isMissing) add(String(at.at(-1)), { at: at.slice(0, -1), cause, fields: [] })
    if (!isMissing && !(code === 'schema/type' && isEmpty(at))) continue
    const fields = fieldsOf(at)
    for (const name of fields) add(name, { at, cause, fields })
  }
  return homes
}

/** The field is not unknown, it is out of place, by its indent as a rule; its sisters with it. */
function putWhereItBelongs(
  left: Map<string, SchemaFinding>,
  key: string,
  { at, args }: SchemaFinding,
  home: Home,
): void {
  const { suggestion: _suggestion, ...rest } = args ?? {}
  const name = String(home.at.findLast((step) => typeof step === 'string') ?? '')
  const homeWord = name === '' ? 'home.top' : 'home.inside'
  left.set(key, { code: 'schema/misplaced', at, on: 'key', args: { ...rest, home: name, homeWord } })
  left.delete(home.cause)
  for (const sister of home.fields) {
    const beside = keyOf([...at.slice(0, -1), sister])
    if (left.get(beside)?.code === 'schema/unknown-key') left.delete(beside)
  }
}

/** The misspelt field is the missing one. */
function leaveOutMeant(left: Map<string, SchemaFinding>, { at, args }: SchemaFinding): void {
  const meant = args?.suggestion
  const key = meant === undefined ? '' : keyOf([...at.slice(0, -1), meant])
  if (left.get(key)?.code === 'schema/missing') left.delete(key)
}

/** What is wrong with a whole is often only what is wrong within it. */
function leaveOutWholes(left: Map<string, SchemaFinding>): void {
  const wholes = new Set<string>()
  for (const { at } of left.values())
    for (let depth = 1; depth < at.length; depth++) wholes.add(keyOf(at.slice(0, depth)))
  for (const [key, { code }] of left) if (code === 'schema/combination' && wholes.has(key)) left.delete(key)
}
