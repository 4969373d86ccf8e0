/** Linjer som vises: GitHub takes remarks only on lines of the head that a change shows, its own and a few around them. */

/** Which stretch of the change a line is shown in, and what it says. Remarks on several lines must keep to one stretch. */
export type ShownLine = { readonly hunk: number; readonly text: string }

const head = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/

/** By number of the line in the head. `patch` is as GitHub gives it: only stretches, no names of files. */
export function shownLines(patch: string): ReadonlyMap<number, ShownLine> {
  const lines = new Map<number, ShownLine>()
  let [hunk, number] = [0, 0]
  for (const line of patch.split('\n')) {
    const start = head.exec(line)?.[1]
    if (start !== undefined) [hunk, number] = [hunk + 1, Number(start)]
    else if (hunk > 0 && (line.startsWith('+') || line.startsWith(' ')))
      lines.set(number++, { hunk, text: line.slice(1) })
  }
  return lines
}
