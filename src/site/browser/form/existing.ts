/// <reference lib="dom" />
/** Finner igjen det som er meldt inn: one registration, from the data that lies beside the pages. */
import { isGroup } from '../../../core/difference.ts'
import type { Written } from '../../../core/kinds.ts'
import { toRegistration } from '../../../core/registration.ts'
import type { FormKind } from '../../form/brought.ts'
import type { Recorded } from '../../form/judge.ts'

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
export async function findRegistered(id: string, folder: string): Promise<Registered | undefined> {
  const [agency = '', name = ''] = id.split('.')
  const found = (await recordedBy(agency, folder)).find((one) => one.id === id)
  return found && { id, kind: found.kind, agency, name, data: found }
}

/** All that an agency has registered: a file of its own, for the whole may be large. @throws what the network does */
export async function recordedBy(agency: string, folder: string): Promise<readonly Recorded[]> {
  const address = `${folder}${agency}.json`
  const response = await fetch(address, { signal: AbortSignal.timeout(patience) })
  if (response.status === 404) return []
  if (!response.ok) throw new Error(`${response.status} ${address}`)
  const all: unknown = await response.json()
  return isGroup(all) ? Object.values(all).flat().filter(isRecorded) : []
}

/** Milliseconds, for nobody is to wait long for a warning. */
const patience = 10_000

function isRecorded(one: unknown): one is Recorded {
  return isGroup(one) && typeof one['id'] === 'string' && (one['kind'] === 'need' || one['kind'] === 'offer')
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
