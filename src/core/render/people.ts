/** Navn: a private file that is kept outside the repository says who stands behind the roles of agreements. */
import type { FieldPath } from '../diagnostic.ts'
import { isGroup } from '../difference.ts'
import { lineStarts, position } from '../text.ts'
import { parseYaml } from '../yaml.ts'

/** Who signs for a party, and who is its contact. */
export type PartyPeople = { readonly signatory?: string; readonly contact?: string }

/** Who is exchanged, and who looks after them. */
export type ExchangePeople = {
  readonly participant?: string
  readonly senderManager?: string
  readonly hostManager?: string
  readonly mentor?: string
}

/** The names behind one agreement: of parties by folder, of exchanges by id. */
export type AgreementPeople = {
  readonly parties: ReadonlyMap<string, PartyPeople>
  readonly exchanges: ReadonlyMap<string, ExchangePeople>
}

/** By agreement id. */
export type People = ReadonlyMap<string, AgreementPeople>

/** A field that is not as it must be, and its line, from 1. What stands in it is not told: it may be a name. */
export type PeopleProblem = {
  readonly problem: 'not-yaml' | 'unknown-field' | 'not-a-group' | 'not-a-name'
  readonly field: string
  readonly line: number
}

export type ReadPeople = { readonly people: People; readonly problems: readonly PeopleProblem[] }

/** Reads `agreements: { <id>: { parties: { <folder>: … }, exchanges: { <id>: … } } }`. Never fails on what is written. */
export function parsePeople(text: string): ReadPeople {
  const { data, problems, locate } = parseYaml(text)
  const starts = lineStarts(text)
  const lineOf = (offset: number) => position(starts, offset).line
  const [first] = problems
  if (first)
    return {
      people: new Map(),
      problems: [{ problem: 'not-yaml', field: '', line: lineOf(first.offset) }],
    }
  const reader = new Reader()
  const people = reader.people(data)
  const told = reader.problems.map(({ problem, at }) => ({
    problem,
    field: String(at.at(-1) ?? ''),
    line: lineOf(locate(at, 'key').offset),
  }))
  return { people, problems: told }
}

type Spot = { readonly problem: PeopleProblem['problem']; readonly at: FieldPath }

const longestName = 120

class Reader {
  readonly problems: Spot[] = []

  people(data: unknown): People {
    const { agreements } = this.fields(data, [], ['agreements'])
    return this.each(agreements, ['agreements'], (value, at) => this.agreement(value, at))
  }

  agreement(data: unknown, at: FieldPath): AgreementPeople {
    const { parties, exchanges } = this.fields(data, at, ['parties', 'exchanges'])
    return {
      parties: this.each(parties, [...at, 'parties'], (value, inner) =>
        this.names(value, inner, ['signatory', 'contact']),
      ),
      exchanges: this.each(exchanges, [...at, 'exchanges'], (value, inner) =>
        this.names(value, inner, ['participant', 'senderManager', 'hostManager', 'mentor']),
      ),
    }
  }

  /** One value for each name that somebody has chosen. Nothing at all is the same as an empty group. */
  each<T>(data: unknown, at: FieldPath, read: (value: unknown, at: FieldPath) => T): ReadonlyMap<string, T> {
    return new Map(
      Object.entries(this.group(data, at)).map(([name, value]) => [name, read(value, [...at, name])]),
    )
  }

  names<Role extends string>(
    data: unknown,
    at: FieldPath,
    roles: readonly Role[],
  ): { readonly [R in Role]?: string } {
    const fields = this.fields(data, at, roles)
    const names: { [R in Role]?: string } = {}
    for (const role of roles) {
      const value = fields[role]
      if (value === undefined || value === null) continue
      if (isName(value)) names[role] = value.trim()
      else this.problems.push({ problem: 'not-a-name', at: [...at, role] })
    }
    return names
  }

  fields<Name extends string>(
    data: unknown,
    at: FieldPath,
    names: readonly Name[],
  ): { readonly [N in Name]?: unknown } {
    const group = this.group(data, at)
    for (const name of Object.keys(group))
      if (!names.some((known) => known === name))
        this.problems.push({ problem: 'unknown-field', at: [...at, name] })
    const fields: { [N in Name]?: unknown } = {}
    for (const name of names) fields[name] = group[name]
    return fields
  }

  group(data: unknown, at: FieldPath): Readonly<Record<string, unknown>> {
    if (isGroup(data)) return data
    if (data !== undefined && data !== null) this.problems.push({ problem: 'not-a-group', at })
    return {}
  }
}

/** One line, and no longer than a name can be. */
function isName(value: unknown): value is string {
  if (typeof value !== 'string') return false
  const name = value.trim()
  return name !== '' && name.length <= longestName && !/[\r\n\u0085\u2028\u2029]/.test(name)
}
