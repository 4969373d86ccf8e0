/**
 * Text that people wrote, made safe to show: characters that steer a terminal, hide, or turn the direction of what
 * follows (CVE-2021-42574, «Trojan Source») are shown as what they are.
 */

/** Control, format and surrogate characters, line and paragraph separators, and the blank Hangul letters. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/gu

/** Every character that cannot be seen gets a name that can: `␛`, `<U+202E>`. */
export function visible(text: string): string {
  return text.replace(unseen, nameOf)
}

/** One line, whatever was quoted in it. */
export function paragraph(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim())
}

/** Visible, with its line breaks left for the caller to encode. */
export function visibleLines(text: string): string {
  return text.replace(/[^\r\n]+/g, visible)
}

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '␡'
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}

/**
 * What a GitHub runner takes for commands in the log of a job, broken by twins of their signs: `##[` anywhere in a line,
 * `::` where it begins (actions/runner, `ActionCommand.TryParse`).
 */
export function withoutCommands(text: string): string {
  return text.replaceAll('##[', '##⁅').replace(/^(\s*)::/gm, '$1∷')
}

/**
 * JSON with the same meaning that is safe to show: the unseen is written as escapes, and so is the bracket of `##[`: see
 * {@link withoutCommands}.
 */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent)
    .replace(unseen, (character) => (character === '\n' ? character : escaped(character)))
    .replaceAll('##[', '##\\u005b')
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
