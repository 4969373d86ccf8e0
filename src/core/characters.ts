const pair = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g

/** Characters in a text, as JSON Schema counts them: two surrogates that belong together are one (RFC 8259 §7). */
export function characterCount(text: string): number {
  return text.length - (text.match(pair)?.length ?? 0)
}
