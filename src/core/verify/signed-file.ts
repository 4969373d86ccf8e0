/** Signert fil: whether a file is the agreement as it is, untouched and signed. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Digest } from '../canonical.ts'
import type { Agreement, Signature } from '../model.ts'
import { materialIn } from '../render/material/kinds.ts'
import type { Unknown } from './answer.ts'
import type { Claim } from './claim.ts'
import type { Comparison } from './compare.ts'

/** Innvending: why a file is not taken for the signed agreement; `sign-<objection>` in the vocabulary. */
export type Objection = {
  readonly objection:
    | 'trouble'
    | 'letter'
    | 'not-pdf'
    | 'other-agreement'
    | 'older-version'
    | 'newer-version'
    | 'other-terms'
    | 'altered'
    | 'appended'
    | 'remade'
    | 'unsigned'
    | 'esigned'
    | 'packed-other'
    | 'other-document'
    | 'other-document-exchange'
  readonly args: Readonly<Record<string, string | number>>
  /** Of `trouble`: what `verify` would say, as `verify-<unknown>`. */
  readonly unknown?: Unknown
}

export function objection(name: Objection['objection'], args: Objection['args'] = {}): Objection {
  return { objection: name, args }
}

export function trouble(unknown: Unknown): Objection {
  return { objection: 'trouble', args: {}, unknown }
}

/** What a file says of itself can only speak against it. */
export function claimObjection(
  claim: Claim,
  { id, version }: Pick<Agreement, 'id' | 'version'>,
  terms: string,
): Objection | undefined {
  if (claim.template?.startsWith('letter-of-intent@')) return objection('letter')
  if (materialIn(claim.template)) return trouble('material')
  if (claim.agreement === undefined && claim.termsDigest === undefined) return trouble('not-ours')
  if (claim.agreement !== undefined && claim.agreement !== id)
    return objection('other-agreement', { other: claim.agreement, agreement: id })
  const said = claim.version ?? version
  if (said !== version)
    return objection(said < version ? 'older-version' : 'newer-version', { said, version })
  if (claim.termsDigest === undefined) return objection('altered')
  return claim.termsDigest === terms ? undefined : objection('other-terms')
}

/** On paper the words are what was signed; electronically it is the file, byte for byte. */
export function comparisonObjection(
  comparison: Comparison,
  method: Signature['method'],
): Objection | undefined {
  switch (comparison.verdict) {
    case 'altered':
      return altered(comparison)
    case 'signed': {
      if (method === 'ink') return objection('esigned')
      return comparison.appended.made.some(({ isGiven }) => isGiven) ? undefined : objection('unsigned')
    }
    case 'same-terms':
      if (method === 'ink') return comparison.appended ? objection('esigned') : undefined
      return objection('remade')
    case 'identical':
      return method === 'ink' ? undefined : objection('unsigned')
  }
}

function altered({ appended }: Comparison & { readonly verdict: 'altered' }): Objection {
  if (!appended) return objection('altered')
  return appended.odd === undefined ? objection('unsigned') : objection('appended', { what: appended.odd })
}

export function digestOfFile(bytes: Uint8Array): Digest {
  return `sha256:${bytesToHex(sha256(bytes))}`
}
