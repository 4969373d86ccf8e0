/** Word-level changes on a terminal: red and green where there is colour, `[-gone-]{+new+}` where there is none. */
import { paragraph } from '../report/visible.ts'
import type { Marked } from '../word-difference.ts'

export type RedlineText = {
  readonly colour: boolean
  /** So many unchanged words are kept on each side of a change; all of them when left out. */
  readonly around?: number
}

/** One line. Whatever was quoted in it can neither steer the terminal nor hide. */
export function redlineText(words: readonly Marked[], { colour, around }: RedlineText): string {
  const paint = colour ? coloured : bracketed
  return words
    .map(({ text, fate }, index) => {
      if (fate !== 'same') return paint[fate](shown(text))
      return around === undefined
        ? shown(text)
        : shown(shortened(text, around, index === 0, index === words.length - 1))
    })
    .join(' ')
}

const bracketed = { gone: (text: string) => `[-${text}-]`, new: (text: string) => `{+${text}+}` } as const

/** Struck through and underlined too: not everybody tells red from green. */
const coloured = {
  gone: (text: string) => `\u001B[9;31m${text}\u001B[29;39m`,
  new: (text: string) => `\u001B[4;32m${text}\u001B[24;39m`,
} as const

function shown(text: string): string {
  return paragraph(text)
}

/** The words next to a change; at the ends of a text there is a change on one side only. */
export function shortened(text: string, around: number, isFirst: boolean, isLast: boolean): string {
  const words = text.split(' ')
  const [head, tail] = [isFirst ? 0 : around, isLast ? 0 : around]
  if (words.length <= head + tail + 1) return text
  const kept = [...words.slice(0, head), '…', ...words.slice(words.length - tail)]
  return kept.join(' ')
}
