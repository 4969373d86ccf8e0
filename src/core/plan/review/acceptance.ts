/** Sagt ja: the list of the parties that have accepted, in the file of an agreement that we wrote ourselves. */
import type { Agreement, IsoDate } from '../../model.ts'
import { firstDifference } from '../../rules/change/first-difference.ts'
import { parseYaml } from '../../yaml.ts'
import { saysTheSame } from './equivalence.ts'

type Accepted = Agreement['accepted']

/**
 * The text with these added to the list, and every other line as it was. Undefined where that cannot be done safely,
 * and then it is left to people.
 */
export function withAccepted(text: string, there: Accepted, added: Accepted): string | undefined {
  const list = [...there, ...added]
  const lines = text.split('\n')
  const [from, to] = placeOf(lines)
  const block = ['accepted:', ...list.map(({ party, date }) => `  - { party: ${party}, date: ${date} }`)]
  const changed = [...lines.slice(0, from), ...block, ...lines.slice(to)].join('\n')
  return saysTheSame(text, changed) && holds(changed, list) ? changed : undefined
}

/** The lines of the list, or the place where the schema has it: before the purpose. */
function placeOf(lines: readonly string[]): readonly [from: number, to: number] {
  const from = lines.findIndex((line) => line.startsWith('accepted:'))
  if (from < 0) {
    const next = lines.findIndex((line) => line.startsWith('purpose:'))
    return next < 0 ? [0, 0] : [next, next]
  }
  const rest = lines.slice(from + 1).findIndex((line) => !/^[ -]/.test(line))
  return [from, rest < 0 ? lines.length : from + 1 + rest]
}

/**
 * Whether one text of an agreement is the other with nothing but parties added to the list, letter for letter as we
 * would have written it.
 */
export function onlyAddsAccepted(before: string, after: string): boolean {
  if (before === after) return true
  const [there, now] = [acceptedOf(before), acceptedOf(after)]
  if (there === undefined || now === undefined) return false
  return withAccepted(before, there, now.slice(there.length)) === after
}

/** Undefined for a text that cannot be read, or has something else in its place. */
function acceptedOf(text: string): Accepted | undefined {
  const { data, problems } = parseYaml(text)
  if (problems.length > 0 || typeof data !== 'object' || data === null) return undefined
  const { accepted = [] } = data as { readonly accepted?: unknown }
  return Array.isArray(accepted) && accepted.every(isAcceptance) ? accepted : undefined
}

function isAcceptance(value: unknown): value is Accepted[number] {
  if (typeof value !== 'object' || value === null) return false
  const { party, date } = value as Record<string, unknown>
  return typeof party === 'string' && typeof date === 'string'
}

function holds(text: string, list: Accepted): boolean {
  const { accepted } = parseYaml(text).data as { readonly accepted?: unknown }
  return firstDifference(accepted, list) === undefined
}

/** Those of the parties that are not in the list yet. */
export function missingIn(
  { parties, accepted }: Agreement,
  approved: (party: string) => boolean,
  date: IsoDate,
): Accepted {
  const known = new Set(accepted.map(({ party }) => party))
  const slugs = [...new Set(parties.map(({ agency }) => agency))]
  return slugs.filter((slug) => approved(slug) && !known.has(slug)).map((party) => ({ party, date }))
}
