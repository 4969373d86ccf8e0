/** Where the pieces of a plainly written line begin and end. Texts end with a line break, so every search here ends. */

export const newline = 10
export const space = 32
export const hash = 35
export const hyphen = 45
export const colon = 58

export function isBreak(code: number): boolean {
  return code === space || code === newline
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

export function afterSpaces(text: string, at: number): number {
  let end = at
  while (text.charCodeAt(end) === space) end++
  return end
}

export function beforeSpaces(text: string, at: number): number {
  let end = at
  while (text.charCodeAt(end - 1) === space) end--
  return end
}

/** A letter, then letters, digits and the signs in names; where it began, if there is no such letter. */
export function endOfName(text: string, at: number): number {
  if (!isLetter(text.charCodeAt(at))) return at
  let end = at + 1
  while (inNames[text.charCodeAt(end)] === true) end++
  return end
}

const inNames: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  /[\w./<=>-]/.test(String.fromCharCode(code)),
)

/** The end of text without quotation marks on its line, before a comment; -1 where a colon or a last space is in it. */
export function endOfPlain(text: string, start: number): number {
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at)
    if (code === newline) return text.charCodeAt(at - 1) === space ? -1 : at
    if (code === colon && isBreak(text.charCodeAt(at + 1))) return -1
    if (code === hash && text.charCodeAt(at - 1) === space) return beforeSpaces(text, at)
  }
}

/**
 * The end of the last line of a block of lines at the indentation `width` or deeper (where it is `even`: not deeper);
 * -1 when there are other lines in it. Empty lines after it are not part of it.
 */
export function endOfBlock(text: string, start: number, width: number, even: boolean): number {
  let end = -1
  for (let line = start; line < text.length; ) {
    const at = afterSpaces(text, line)
    const isEmpty = text.charCodeAt(at) === newline
    if (!isEmpty && at - line < width) break
    if (isEmpty ? at > line : even && at - line > width) return -1
    line = text.indexOf('\n', at) + 1
    if (isEmpty) continue
    end = line - 1
    if (text.charCodeAt(end - 1) === space) return -1
  }
  return end
}

/** Lines become one line; where lines were left empty, that many line breaks. */
export function fold(written: string): string {
  if (!written.includes('\n\n')) return written.replaceAll(/\n +/g, ' ')
  return written.replaceAll(/\n(\n*) +/g, (_, empty: string) => empty || ' ')
}
