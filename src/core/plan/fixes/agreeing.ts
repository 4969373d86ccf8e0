/** Whether what a file says of names and dates would hold together once it is mended. */
import { weeks } from '../../days.ts'
import type { FieldPath } from '../../diagnostic.ts'
import { isGroup } from '../../difference.ts'
import { identify } from '../../kinds.ts'
import type { Period } from '../../model.ts'
import { type Sheet, valueAt } from './sheet.ts'

/** Agencies, as far as a file can tell by itself: a partner is somebody else, and a party is a party once. */
export function agenciesAgree(data: unknown, { file }: Pick<Sheet, 'file'>): boolean {
  const { kind, names: [own] = [] } = identify(file) ?? {}
  if (kind === 'agreement') return partiesAgree(data)
  const [wished, excluded] = [list(data, ['partners', 'wished']), list(data, ['partners', 'excluded'])]
  const isElse = ![...wished, ...excluded, valueAt(data, ['parent'])].includes(own)
  return isElse && !wished.some((partner) => excluded.includes(partner))
}

/** Where an agreement names somebody. */
const mentions: readonly (readonly [list: string, field: string])[] = [
  ['accepted', 'party'],
  ['exchanges', 'from'],
  ['exchanges', 'to'],
]

function partiesAgree(data: unknown): boolean {
  const parties = list(data, ['parties']).map((party) => valueAt(party, ['agency']))
  const named = mentions.flatMap(([name, field]) => list(data, [name]).map((item) => valueAt(item, [field])))
  const others = [
    ...named,
    ...Object.keys(group(data, ['expectations'])),
    valueAt(data, ['termination', 'by']),
  ]
  const goesNowhere = list(data, ['exchanges']).some(
    (item) => valueAt(item, ['from']) === valueAt(item, ['to']),
  )
  const isOnce = new Set(parties).size === parties.length
  return isOnce && !goesNowhere && others.every((name) => name === undefined || parties.includes(name))
}

/** What is named after what it says must still be: a refusal after its match, an evaluation after its exchange. */
export function isNamedAsFile(data: unknown, { file }: Pick<Sheet, 'file'>): boolean {
  const { kind, names = [] } = identify(file) ?? {}
  if (kind === 'decision') return valueAt(data, ['match']) === names[0]
  if (kind !== 'evaluation') return true
  return names[1] === ['exchange', 'stage', 'by'].map((field) => valueAt(data, [field])).join('-')
}

/** No area of either list is above itself. */
export function hasNoCircles(data: unknown): boolean {
  return ['competences', 'targetGroups'].every((name) => {
    const concepts = list(data, [name])
    const broader = new Map(concepts.map((one) => [valueAt(one, ['id']), valueAt(one, ['broader'])]))
    return [...broader.keys()].every((id) => !isAboveItself(id, broader))
  })
}

function isAboveItself(id: unknown, broader: ReadonlyMap<unknown, unknown>): boolean {
  let at = broader.get(id)
  for (let steps = 0; at !== undefined && at !== id && steps < broader.size; steps++) at = broader.get(at)
  return at === id
}

/** Fields that come in this order in time, or in size. */
const orders = [
  ['opens', 'deadline', 'from', 'to'],
  ['validFrom', 'validTo'],
  ['minWeeks', 'maxWeeks'],
  ['min', 'max'],
  ['minMonths', 'maxMonths'],
] as const

/** Whether the group at a path is in order, and the whole fits with it. */
export function isInOrder(data: unknown, at: FieldPath): boolean {
  const inside = group(data, at)
  return (
    orders.every((names) => {
      const values = names.map((name) => inside[name]).filter(isComparable)
      return values.every((value, index) => index === 0 || (values[index - 1] ?? value) <= value)
    }) && staysFit(data)
  )
}

function isComparable(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

/** A stay has room in its period, and an exchange in its agreement. */
function staysFit(data: unknown): boolean {
  const [period, validity] = [periodAt(data, ['period']), periodAt(data, ['validity'])]
  const least = valueAt(data, ['duration', 'minWeeks'])
  if (period && typeof least === 'number' && isForward(period) && weeks(period) < least) return false
  if (!validity || !isForward(validity)) return true
  return list(data, ['exchanges']).every((exchange) => {
    const stay = periodAt(exchange, ['period'])
    return !stay || !isForward(stay) || (validity.from <= stay.from && stay.to <= validity.to)
  })
}

function isForward({ from, to }: Period): boolean {
  return from <= to
}

function periodAt(data: unknown, at: FieldPath): Period | undefined {
  const { from, to } = group(data, at)
  return typeof from === 'string' && typeof to === 'string' ? { from, to } : undefined
}

function list(data: unknown, at: FieldPath): readonly unknown[] {
  const found = valueAt(data, at)
  return Array.isArray(found) ? found : []
}

function group(data: unknown, at: FieldPath): Readonly<Record<string, unknown>> {
  const found = valueAt(data, at)
  return isGroup(found) ? found : {}
}
