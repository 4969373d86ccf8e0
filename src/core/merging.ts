/** Sammenslåing: the files that must be written when an agency becomes part of another. What is signed or over stays. */
import { compare } from './diagnostic.ts'
import type { Agency, IsoDate, Programme, Registration } from './model.ts'
import { revised } from './revise.ts'
import { agreedRegistrations } from './rules/endings.ts'
import { isCurrent, isSignedByAll } from './rules/known.ts'
import { parseYaml } from './yaml.ts'

export type MergedFile = {
  readonly path: string
  readonly what: 'agency' | 'withdrawn' | 'moved'
  readonly text: string
}

export type Merger = {
  readonly files: readonly MergedFile[]
  /** Registrations that stay where they are. */
  readonly kept: readonly string[]
  /** Agreements the old agency is a party to: those that are signed by all, or over, and those that are not. */
  readonly agreements: readonly string[]
  readonly unsigned: readonly string[]
}

export type Merging = {
  readonly old: Agency
  readonly into: Agency
  readonly date: IsoDate
  readonly today: IsoDate
  readonly programme: Programme
  /** Why the old registrations are withdrawn, in the language of the old agency. */
  readonly reason: string
  readonly textOf: (path: string) => string
}

export function mergerOf(merging: Merging): Merger {
  const { old, programme, today } = merging
  const own = [...programme.registrations.values()]
    .filter(({ agency }) => agency === old.slug)
    .sort((a, b) => compare(a.id, b.id))
  const agreed = agreedRegistrations(programme)
  const open = own.filter((one) => isCurrent(one, today) && !agreed.has(one.id))
  const agreements = [...programme.agreements.values()].filter(({ parties }) =>
    parties.some(({ agency }) => agency === old.slug),
  )
  const unsigned = agreements.filter((one) => !one.termination && !isSignedByAll(one))
  return {
    // The agency comes last: until it is written, a run that broke off can be run again.
    files: [...open.flatMap((one) => moved(one, merging)), agencyFile(merging)],
    kept: own.filter((one) => !open.includes(one)).map(({ id }) => id),
    agreements: agreements.filter((one) => !unsigned.includes(one)).map(({ id }) => id),
    unsigned: unsigned.map(({ id }) => id),
  }
}

function agencyFile({ old, into, date, textOf }: Merging): MergedFile {
  const wanted = { ...recordIn(textOf(old.file)), mergedInto: { agency: into.slug, date } }
  return { path: old.file, what: 'agency', text: revised(textOf(old.file), wanted) }
}

/** The same file in the other folder, and the old one withdrawn: nothing that has been registered is ever deleted. */
function moved(one: Registration, merging: Merging): readonly MergedFile[] {
  const { into, today, programme, reason, textOf } = merging
  const text = textOf(one.file)
  const record = recordIn(text)
  const there = revised(text, withoutOwn(record, one, into, programme))
  const path = freePath(one, there, merging)
  return [
    { path, what: 'moved', text: there },
    {
      path: one.file,
      what: 'withdrawn',
      text: revised(text, { ...record, withdrawn: { date: today, reason } }),
    },
  ]
}

/** Whoever is now one's own is no partner. */
function withoutOwn(record: object, { partners }: Registration, into: Agency, programme: Programme): object {
  const isOwn = (partner: string) => partner === into.slug || partner === into.organisationNumber
  const others = (list: readonly string[]) => list.filter((partner) => !isOwn(partner))
  const [wished, excluded] = [others(partners.wished), others(partners.excluded)]
  const isSame = wished.length === partners.wished.length && excluded.length === partners.excluded.length
  if (isSame || !programme.agencies.has(into.slug)) return record
  const kept = { ...(wished.length > 0 ? { wished } : {}), ...(excluded.length > 0 ? { excluded } : {}) }
  const { partners: _old, ...rest } = record as { readonly partners?: unknown }
  return Object.keys(kept).length > 0 ? { ...record, partners: kept } : rest
}

/** A need and an offer of one agency never have the same name. What a run that broke off has moved is there already. */
function freePath({ slug, kind, agency }: Registration, text: string, merging: Merging): string {
  const { into, programme, textOf } = merging
  const folder = kind === 'need' ? 'needs' : 'offers'
  const pathOf = (name: string, within = folder) => `agencies/${into.slug}/${within}/${name}.yaml`
  const isTaken = (name: string) => {
    const paths = ['needs', 'offers'].map((within) => pathOf(name, within))
    const there = paths.filter((path) => programme.paths.has(path))
    return there.some((path) => path !== pathOf(name) || textOf(path) !== text)
  }
  const names = [slug, `${slug}-${agency}`]
  for (let number = 2; names.every(isTaken); number++) names.push(`${slug}-${agency}-${number}`)
  return pathOf(names.find((name) => !isTaken(name)) ?? slug)
}

function recordIn(text: string): object {
  const { data } = parseYaml(text)
  return typeof data === 'object' && data !== null ? data : {}
}
