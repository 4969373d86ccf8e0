import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'

/** What JSON can say, and nothing else: no `undefined`, no dates, no functions. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * Fingeravtrykk: the SHA-256 of something as 64 lower-case hexadecimal digits, with the name of the
 * algorithm in front.
 */
export type Digest = `sha256:${string}`

/**
 * The one way to write a value as JSON: no white space, keys sorted by UTF-16 code unit, numbers and
 * strings as ECMAScript writes them. Anybody can compute the same text in another language, which is why
 * a standard and not `JSON.stringify` is used. Text is written as it stands; it is for the caller to
 * normalise it.
 *
 * Throws on NaN, infinities and lone surrogates, which JSON cannot carry.
 *
 * Source: RFC 8785, JSON Canonicalization Scheme, https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonicalJson(value: Json): string {
  const json = canonicalize(value)
  if (json === undefined) throw new TypeError('Only JSON values have a canonical form.')
  return json
}

/**
 * Fingeravtrykk of a value: SHA-256 (FIPS 180-4) over the UTF-8 bytes of its canonical JSON. Throws as
 * `canonicalJson` does.
 */
export function digestOf(value: Json): Digest {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalJson(value))))}`
}
