/** Overskrift: the title of a pull request or an issue. */

import { paragraph } from '../report/visible.ts'
import { shortened } from '../text.ts'

/** GitHub refuses more than 256. */
const longestTitle = 200

/** What names somebody or something, and what begins an address. */
const reference = /@(?=\w)|#(?=\d)|:(?=\/\/)|\bGH-(?=\d)/gi

/** With these in the message of a commit nothing is run for it: https://docs.github.com/en/actions/managing-workflow-runs */
const skipping = /\[(?=\s*(?:skip|ci|no|actions)\b)|\bskip-checks(?=\s*:)/gi

/**
 * A title is no Markdown, so nothing can be escaped in it; and it becomes the message of a commit, where GitHub looks for
 * names, numbers, addresses and words to steer by. A zero-width space parts the sign from what follows.
 */
export function titleText(text: string): string {
  const parted = [reference, skipping].reduce(
    (all, sign) => all.replaceAll(sign, (found) => `${found}\u200B`),
    paragraph(text),
  )
  return shortened(parted, longestTitle)
}
