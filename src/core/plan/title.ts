/** Overskrift: the title of a pull request or an issue. */

import { paragraph } from '../report/visible.ts'
import { shortened } from '../text.ts'

/** GitHub refuses more than 256. */
const longestTitle = 200

/**
 * A title is no Markdown, so nothing can be escaped in it; and it becomes the message of a commit, where GitHub looks for
 * names, numbers and addresses. A zero-width space parts the sign from what follows.
 */
export function titleText(text: string): string {
  const parted = paragraph(text).replaceAll(
    /@(?=\w)|#(?=\d)|:(?=\/\/)|\bGH-(?=\d)/gi,
    (sign) => `${sign}\u200B`,
  )
  return shortened(parted, longestTitle)
}
