/** Oppføringer: which records a change is about, each as it was and as it would be. */
import type { PathChange } from '../../authority.ts'
import { compare } from '../../diagnostic.ts'
import type { Group } from '../../difference.ts'
import { identify, type Kind } from '../../kinds.ts'
import type { Agreement, Evaluation, Programme } from '../../model.ts'
import { formatList } from '../../render/formatted.ts'
import { known, matchName, type Reader, shortName } from './values.ts'

export type Touched = {
  readonly path: string
  readonly kind: Kind
  /** Undefined where there is none, or none that can be read. */
  readonly before: Group | undefined
  readonly after: Group | undefined
  readonly fate: 'added' | 'changed' | 'removed' | 'unreadable' | 'readable'
}

/** The most important first. */
const order: readonly Kind[] = [
  'agreement',
  'agency',
  'need',
  'offer',
  'decision',
  'evaluation',
  'followup',
  'programme',
  'policy',
  'competences',
  'assumptions',
]

/** Every path of a change once; a file that is moved is gone in one place and new in another. */
export function pathsIn(changes: readonly PathChange[]): readonly string[] {
  const paths = changes.flatMap((change) =>
    change.kind === 'renamed' ? [change.from, change.path] : [change.path],
  )
  return [...new Set(paths)].sort(compare)
}

export function touchedRecords(
  paths: readonly string[],
  before: Programme,
  after: Programme,
): readonly Touched[] {
  const found = paths.flatMap((path) => touchedAt(path, before, after) ?? [])
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || compare(a.path, b.path))
}

function touchedAt(path: string, before: Programme, after: Programme): Touched | undefined {
  const kind = identify(path)?.kind
  if (kind === undefined) return undefined
  const [was, is] = [recordAt(path, before), recordAt(path, after)]
  if (!was && !is) return undefined
  return { path, kind, before: was, after: is, fate: fateOf(path, was, is, before, after) }
}

/** A file that is there and cannot be read is neither new nor gone. */
function fateOf(
  path: string,
  was: Group | undefined,
  is: Group | undefined,
  before: Programme,
  after: Programme,
): Touched['fate'] {
  if (was && is) return 'changed'
  if (is) return before.paths.has(path) ? 'readable' : 'added'
  return after.paths.has(path) ? 'unreadable' : 'removed'
}

function recordAt(path: string, programme: Programme): Group | undefined {
  return writtenAt(path, programme) as Group | undefined
}

function writtenAt(path: string, programme: Programme): object | undefined {
  const { kind, names: [first = '', second] = [] } = identify(path) ?? {}
  switch (kind) {
    case 'programme':
      return programme.settings
    case 'competences':
      return programme.concepts
    case 'policy':
      return programme.policy.length > 0 ? { rules: programme.policy } : undefined
    case 'assumptions':
      return programme.assumptions
    case 'agency':
      return programme.agencies.get(first)
    case 'agreement':
      return programme.agreements.get(first)
    case 'decision':
      return programme.decisions.get(first)
    case 'followup':
      return programme.followUps.get(first)
    case 'evaluation':
      return programme.evaluations.find(({ file }) => file === path)
    default:
      return programme.registrations.get(`${first}.${second}`)
  }
}

/** What a record is called, and whose it is, as plain text. */
export function calling(
  { path, kind }: Touched,
  reader: Reader,
): { readonly title: string; readonly whose: string } {
  const { names: [first = '', second = ''] = [] } = identify(path) ?? {}
  switch (kind) {
    case 'need':
    case 'offer': {
      const registration = known(({ registrations }) => registrations.get(`${first}.${second}`), reader)
      return { title: registration?.title ?? second, whose: shortName(first, reader) ?? first }
    }
    case 'agency': {
      const name = known(({ agencies }) => agencies.get(first)?.name, reader)
      return { title: name?.[reader.language] ?? name?.nb ?? first, whose: shortName(first, reader) ?? '' }
    }
    case 'followup':
    case 'agreement': {
      const agreement = known(({ agreements }) => agreements.get(first), reader)
      return { title: agreement?.title ?? first, whose: agreement ? partiesOf(agreement, reader) : '' }
    }
    case 'decision':
      return { title: matchName(first, reader), whose: '' }
    case 'evaluation': {
      const agreement = known(({ agreements }) => agreements.get(first), reader)
      const own = ({ file }: Evaluation) => file === path
      const evaluation = known(({ evaluations }) => evaluations.find(own), reader)
      return { title: agreement?.title ?? first, whose: evaluation?.exchange ?? second }
    }
    case 'programme':
      return { title: known(({ settings }) => settings?.name[reader.language], reader) ?? '', whose: '' }
    default:
      return { title: '', whose: '' }
  }
}

export function partiesOf({ parties }: Agreement, reader: Reader): string {
  const names = parties.map(({ agency }) => shortName(agency, reader) ?? agency)
  return formatList(names, reader.language)
}
