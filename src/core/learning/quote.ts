/** Sitat: a piece of what somebody wrote, short enough to stand in somebody else's text. */
import { paragraph } from '../report/visible.ts'
import { shortened } from '../text.ts'

const longest = 160

/** The first sentences there is room for; a first sentence that is too long is cut. On one line, with nothing unseen in it. */
export function quoteFrom(text: string): string {
  const line = paragraph(text).trim()
  const sentences = line.split(/(?<=[.?!…]) (?=\p{Lu})/u)
  const kept = sentences.reduce(
    ({ said, isFull }, sentence) => {
      const more = said === '' ? sentence : `${said} ${sentence}`
      return isFull || more.length > longest ? { said, isFull: true } : { said: more, isFull }
    },
    { said: '', isFull: false },
  ).said
  return kept === '' ? shortened(line, longest) : kept
}
