/**
 * Merke: how the tool knows its own texts again. A hidden comment in the first line of a body, with a slot and a small
 * value. It is only ever looked for in texts that our own account wrote, and text of others can never hold one: it is
 * made inert first.
 */

export type Marked = { readonly slot: string; readonly value: Readonly<Record<string, string>> }

const pattern = /^<!-- mobilitet:([a-z-]+) ([A-Za-z0-9_-]*) -->\n/

export function withMarker(slot: string, value: Marked['value'], text: string): string {
  return `${markerLine(slot, value)}\n${text}`
}

/** For texts that are put together of parts. */
export function markerLine(slot: string, value: Marked['value']): string {
  return `<!-- mobilitet:${slot} ${encode(JSON.stringify(value))} -->`
}

/** Undefined for a text without a marker, or with one nobody can read. */
export function markerIn(text: string): Marked | undefined {
  const [, slot, encoded] = pattern.exec(text.replaceAll('\r\n', '\n')) ?? []
  if (slot === undefined || encoded === undefined) return undefined
  try {
    const value: unknown = JSON.parse(decode(encoded))
    return isRecord(value) ? { slot, value } : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, string>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => typeof one === 'string')
  )
}

function encode(text: string): string {
  const bytes = new TextEncoder().encode(text)
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** @throws Error for what is no base64url, UTF-8 or JSON */
function decode(encoded: string): string {
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}
