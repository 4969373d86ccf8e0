/** Tegnsett og skilletegn: how a text file of values is written, found out from the file itself. */

export type Separator = ';' | ',' | '\t'

/** UTF-8 when it can be, otherwise the character set of older Windows programs. */
export function decodeSheet(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const zero = bytes.subarray(0, 1000).indexOf(0)
  if (zero >= 0) return new TextDecoder(zero % 2 === 1 ? 'utf-16le' : 'utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** `sep=;` on the first line is how Excel is told; it is no row, but it counts as a line. */
export function separatorIn(text: string): { readonly separator: Separator; readonly told: boolean } {
  const told = /^sep=([;,\t])\r?\n/i.exec(text)?.[1]
  if (told === ';' || told === ',' || told === '\t') return { separator: told, told: true }
  const lines = linesOutsideQuotes(text.slice(0, 20_000))
  const score = (separator: Separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count > 0)
    return { separator, lines: counts.length, most: Math.max(0, ...counts) }
  }
  const [best] = ([';', '\t', ','] as const).map(score).sort((a, b) => b.lines * b.most - a.lines * a.most)
  return { separator: best?.separator ?? ';', told: false }
}

/** With what stands in quotation marks taken out: it may hold any of the signs. */
function linesOutsideQuotes(text: string): readonly string[] {
  return text
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .slice(0, 50)
}
