/** What is written so that a file would not mean the same to everybody: words, numbers and dates. */

/** Words that YAML 1.1 programs read as true or false (https://yaml.org/type/bool.html) but YAML 1.2 as text. */
const oldBoolean = /^(?:y|n|yes|no|on|off)$/i

/**
 * Numbers YAML versions disagree about (https://yaml.org/type/int.html, https://yaml.org/type/float.html), and those
 * too long for a number to keep: octal 012 and 0o17, 0x1f, 0b11, 12:30:45, 1e3; and `.inf`, which counts nothing.
 */
const oddNumbers: readonly RegExp[] = [
  /^[-+]?0[0-9_]+$/,
  /^[-+]?0[box][0-9a-f_]+$/i,
  /^[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?$/,
  /^[-+]?[0-9.]+e[-+]?[0-9]+$/i,
  /^[-+]?[0-9]{16,}(?:\.[0-9]*)?$/,
  /^[-+]?\.(?:inf|nan)$/i,
]

/** 1_000 and 1_000.5 */
const withUnderscore = /^[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?$/

/** Quotation marks as word processors make them: to YAML they are part of the text, which is hardly ever meant. */
const wordQuotes = /^[“”„‟‘’][^“”„‟‘’]*[“”„‟‘’]$/u

/** The code for a plain (unquoted) word or number that is not read alike everywhere. */
export function ambiguity(
  written: string,
): 'yaml/ambiguous-word' | 'yaml/ambiguous-number' | 'yaml/word-quotes' | undefined {
  if (wordQuotes.test(written)) return 'yaml/word-quotes'
  if (oldBoolean.test(written)) return 'yaml/ambiguous-word'
  const odd = oddNumbers.some((pattern) => pattern.test(written))
  return odd || (written.includes('_') && withUnderscore.test(written)) ? 'yaml/ambiguous-number' : undefined
}

/** True for text shaped like a date that no calendar has, such as 2027-02-30. */
export function noSuchDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days === undefined || day < 1 || day > days
}
