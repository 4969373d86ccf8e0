/// <reference lib="dom" />
/** Finner igjen det som er meldt inn: one registration, from the data that lies beside the pages. */
import { isGroup } from '../../../core/difference.ts'
import type { Written } from '../../../core/kinds.ts'
import { toRegistration } from '../../../core/registration.ts'
import type { FormKind } from '../../form/brought.ts'

/** What is registered already: it keeps its kind and its name. */
export type Registered = {
  readonly id: string
  readonly kind: FormKind
  readonly agency: string
  readonly name: string
  readonly data: Readonly<Record<string, unknown>>
}

/** `#kld.klimaregnskap`: an agency and one of its needs or offers; undefined for every other place in the page. */
export function idIn(hash: string): string | undefined {
  return /^#([a-z0-9-]+\.[a-z0-9-]+)$/.exec(hash)?.[1]
}

/** Undefined when there is none of that name. @throws what the network does */
export async function findRegistered(id: string, address: string): Promise<Registered | undefined> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${response.status} ${address}`)
  const all: unknown = await response.json()
  const found = listIn(all).find((one) => one['id'] === id)
  const [agency = '', name = ''] = id.split('.')
  const kind = found && kindOf(found)
  return kind && { id, kind, agency, name, data: found }
}

function listIn(all: unknown): readonly Record<string, unknown>[] {
  if (Array.isArray(all)) return all.filter(isGroup)
  return isGroup(all) ? Object.values(all).filter(Array.isArray).flat().filter(isGroup) : []
}

function kindOf({ kind }: Record<string, unknown>): FormKind | undefined {
  return kind === 'need' || kind === 'offer' ? kind : undefined
}

/** The value at a path such as `period.from`. */
export function valueAt(data: object, path: string): unknown {
  return path.split('.').reduce<unknown>((node, step) => (isGroup(node) ? node[step] : undefined), data)
}

const [, leftOut] = toRegistration('need', { file: '', names: [], data: {} as Written['need'] })

/** The same without what is only taken for granted, such as one place: that is not written in a file. */
export function writtenAt(data: Readonly<Record<string, unknown>>, path: string): unknown {
  const value = valueAt(data, path)
  return value === valueAt(leftOut, path) ? undefined : value
}
