/** Steps that an agreement may not take once somebody has signed it. */
import { termsOf } from '../../agreement/digest.ts'
import { countingSignatures } from '../../agreement/signing.ts'
import type { FieldPath, Finding } from '../../diagnostic.ts'
import type { Agreement, Programme, Signature } from '../../model.ts'
import type { Rule, World } from '../rule.ts'
import { digestIn, organisationNumbers } from '../terms.ts'
import { firstDifference } from './first-difference.ts'

/** One agreement before and after the change, with the signatures that were in order before. */
type Step = {
  readonly was: Agreement
  readonly is: Agreement
  readonly signed: readonly Signature[]
  /** Whether it still says what was signed; undefined when nothing was, or when that cannot be told. */
  readonly isSame: boolean | undefined
}

function* steps({ programme, before }: World): Generator<Step> {
  for (const was of before?.agreements.values() ?? []) {
    const is = programme.agreements.get(was.id)
    if (is === undefined || before === undefined) continue
    const digest = was.signatures.length > 0 ? digestIn(before, was) : undefined
    const signed = digest === undefined ? [] : countingSignatures(was, digest)
    const present = signed.length > 0 ? digestIn(programme, is) : undefined
    yield { was, is, signed, isSame: digest && present ? digest === present : undefined }
  }
}

const signedTerms: Rule = {
  code: 'change/signed-terms',
  severity: 'error',
  docs: {
    what: 'Vilkårene i en avtale noen har signert, endres bare ved å øke «version» og signere på nytt.',
    why: 'En signatur gjelder det som sto da den ble gitt.',
  },
  *check(world) {
    for (const step of steps(world)) {
      const { was, is, signed, isSame } = step
      if (signed.length === 0 || isSame !== false || is.version < was.version) continue
      const at = is.version === was.version ? changedField(step, world) : carriedOver(step)
      if (at) yield { file: is.file, at, args: { version: Math.max(is.version, was.version + 1) } }
    }
  },
}

/** A signature on the terms of an earlier version that has come along into this one. */
function carriedOver({ is, signed }: Step): FieldPath | undefined {
  const index = is.signatures.findIndex((signature) => isAmong(signed, signature))
  return index < 0 ? undefined : ['signatures', index, 'terms']
}

/** Where the terms first say something else, as the file calls the place. */
function changedField({ was, is }: Step, { programme, before }: World): FieldPath {
  const termsIn = (agreement: Agreement, world: Programme) => termsOf(agreement, organisationNumbers(world))
  const at = firstDifference(termsIn(was, before ?? programme), termsIn(is, programme)) ?? []
  if (at[0] === 'expectations') return ['expectations']
  return at.map((step) => (step === 'organisationNumber' ? 'agency' : step))
}

const versionBackwards: Rule = {
  code: 'change/version-backwards',
  severity: 'error',
  docs: {
    what: 'Versjonen av en avtale blir aldri lavere.',
    why: 'Nummeret viser hvilken av to utgaver som gjelder.',
  },
  *check(world) {
    for (const { was, is } of steps(world)) {
      if (is.version < was.version)
        yield { file: is.file, at: ['version'], args: { was: was.version, is: is.version } }
    }
  },
}

const signatureRemoved: Rule = {
  code: 'change/signature-removed',
  severity: 'error',
  docs: {
    what: 'En signatur blir stående så lenge avtalen har samme versjon og vilkår.',
    why: 'En part kan ikke gå fra avtalen ved å stryke signaturen. Den kan sies opp i feltet «termination».',
  },
  *check(world) {
    for (const { is, signed, isSame } of steps(world)) {
      if (isSame) yield* missingFrom(is, signed)
    }
  },
}

function* missingFrom({ file, signatures }: Agreement, signed: readonly Signature[]): Generator<Finding> {
  const told = new Set<string>()
  for (const signature of signed) {
    const { party } = signature
    if (told.has(party) || isAmong(signatures, signature)) continue
    told.add(party)
    yield { file, at: ['signatures'], on: 'key', args: { party } }
  }
}

function isAmong(signatures: readonly Signature[], { party, terms }: Signature): boolean {
  return signatures.some((other) => other.party === party && other.terms === terms)
}

export const termsChanges: readonly Rule[] = [signedTerms, versionBackwards, signatureRemoved]
