/**
 * Føring: which signatures a file lets us write down. They are pieces of information, by party and role; the signatures
 * themselves are in the file, and whose they are is for a program to say that knows the issuers.
 */
import { compare } from '../diagnostic.ts'
import type { Agreement, IsoDate, Signature } from '../model.ts'
import { countingSignatures } from './signing.ts'

/** What a file shows of signatures. Nothing of a scan, which only people can read. */
export type Seen = {
  /** The day of each electronic signature; undefined where it is not said clearly. */
  readonly days: readonly (IsoDate | undefined)[]
  /** `sha256:…` of the signed file; left out when the file at hand is not the one that was signed. */
  readonly file?: string
}

/** What whoever records them says besides. */
export type Told = {
  /** Parties; none when it is not said. */
  readonly parties: readonly string[]
  readonly date?: IsoDate
  readonly role?: string
  readonly method: Signature['method']
}

export type Limits = {
  /** Of the agreement's present terms. */
  readonly terms: string
  readonly today: IsoDate
  /** Nobody can have signed the terms before this day; undefined when nobody knows. */
  readonly since: IsoDate | undefined
}

/** Avvisning: `sign-<refusal>` in the vocabulary. Days are lists, and `party` is a folder. */
export type Refusal =
  | { readonly refusal: 'which-party'; readonly count: number; readonly parties: number }
  | { readonly refusal: 'too-many-parties'; readonly count: number; readonly parties: number }
  | { readonly refusal: 'file-used-up'; readonly count: number; readonly used: readonly string[] }
  | { readonly refusal: 'no-date' | 'several-days' | 'other-day'; readonly days: readonly IsoDate[] }
  | { readonly refusal: 'in-future' | 'before-terms'; readonly days: readonly IsoDate[] }
  | {
      readonly refusal: 'no-role' | 'other-date' | 'otherwise'
      readonly party: string
      readonly days: readonly IsoDate[]
    }

export type Recording = {
  /** To be written down. */
  readonly added: readonly Signature[]
  /** Written down already, as they stand there. */
  readonly kept: readonly Signature[]
}

export function recordingOf(
  agreement: Agreement,
  seen: Seen,
  told: Told,
  limits: Limits,
): Recording | Refusal {
  const named = [...new Set(told.parties)]
  const parties = named.length > 0 ? named : agreement.parties.map(({ agency }) => agency)
  const there = countingSignatures(agreement, limits.terms)
  const miscounted = told.method === 'esign' ? miscount(named, parties, there, seen) : undefined
  if (miscounted) return miscounted
  const date = dayOf(seen.days, told.date)
  if (typeof date !== 'string') return date
  const misdated = misdating(date, limits)
  if (misdated) return misdated
  const recording: { added: Signature[]; kept: Signature[] } = { added: [], kept: [] }
  for (const party of parties) {
    const role = told.role ?? roleOf(agreement, party)
    const earlier = there.find((signature) => signature.party === party)
    if (!role) return { refusal: 'no-role', party, days: [] }
    const signature = { party, role, date, method: told.method, terms: limits.terms, ...fileOf(seen) }
    const other = earlier && difference(earlier, signature)
    if (other) return { refusal: other, party, days: [earlier.date, date] }
    if (earlier) recording.kept.push(earlier)
    else recording.added.push(signature)
  }
  return recording
}

function roleOf({ parties }: Agreement, party: string): string | null {
  return parties.find(({ agency }) => agency === party)?.signatory.role ?? null
}

function fileOf({ file }: Seen): Pick<Signature, 'file'> {
  return file === undefined ? {} : { file }
}

/** Every signature in a file is one party's. Which is whose is not read out of it: that would be reading names. */
function miscount(
  named: readonly string[],
  parties: readonly string[],
  there: readonly Signature[],
  { days, file }: Seen,
): Refusal | undefined {
  const count = days.length
  if (named.length === 0 && count !== parties.length)
    return { refusal: 'which-party', count, parties: parties.length }
  if (parties.length > count) return { refusal: 'too-many-parties', count, parties: parties.length }
  const used = there.flatMap((one) => (file !== undefined && one.file === file ? [one.party] : []))
  const taken = new Set([...used, ...parties])
  return taken.size > count ? { refusal: 'file-used-up', count, used } : undefined
}

/** The day in the file, or the one that was told when the file says none; the two must not say different things. */
function dayOf(days: readonly (IsoDate | undefined)[], told: IsoDate | undefined): IsoDate | Refusal {
  const clear = [...new Set(days.flatMap((day) => day ?? []))].sort(compare)
  const isWhole = days.length > 0 && !days.includes(undefined)
  if (told !== undefined)
    return isWhole && !clear.includes(told) ? { refusal: 'other-day', days: clear } : told
  const [only, ...more] = clear
  if (!isWhole || only === undefined) return { refusal: 'no-date', days: clear }
  return more.length > 0 ? { refusal: 'several-days', days: clear } : only
}

function misdating(date: IsoDate, { today, since }: Limits): Refusal | undefined {
  if (date > today) return { refusal: 'in-future', days: [date] }
  return since !== undefined && date < since ? { refusal: 'before-terms', days: [date, since] } : undefined
}

/** The same signature may be met in several files: first alone, then with the others'. */
function difference(
  earlier: Signature,
  { date, role, method }: Signature,
): 'other-date' | 'otherwise' | undefined {
  if (earlier.date !== date) return 'other-date'
  return earlier.role !== role || earlier.method !== method ? 'otherwise' : undefined
}

/** The last of what the agreement itself says happened before anybody could sign. */
export function lastStep({ accepted, deviations }: Agreement): IsoDate | undefined {
  const days = [...accepted.map(({ date }) => date), ...deviations.map(({ approvedBy }) => approvedBy.date)]
  return days.sort(compare).at(-1)
}
