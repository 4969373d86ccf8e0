/** Two dates or numbers that stand in each other's place. */
import { parseYaml } from '../../yaml.ts'
import { isInOrder } from './agreeing.ts'
import { edited } from './edit.ts'
import { type Fix, none } from './fix.ts'
import { lineAt, pieceAt, type Sheet } from './sheet.ts'

export const orderFixes: Readonly<Record<string, Fix>> = {
  'dates/order': swapping('earlier'),
  'numbers/order': swapping('low'),
}

/** `first` is the arg that names the field which should hold the lesser of the two. */
function swapping(first: string): Fix {
  return (diagnostic, sheet) => {
    const later = pieceAt(diagnostic, sheet)
    const group = later?.at.slice(0, -1) ?? []
    const path = JSON.stringify([...group, diagnostic.args[first]])
    const earlier = sheet.pieces.find(({ at, isKey }) => !isKey && JSON.stringify(at) === path)
    if (!later || !earlier || !areNeighbours(earlier.offset, later.offset, sheet)) return none
    const edits = [
      { offset: earlier.offset, end: earlier.end, text: later.source },
      { offset: later.offset, end: later.end, text: earlier.source },
    ]
    return isInOrder(parseYaml(edited(sheet.text, edits)).data, group) ? [edits] : none
  }
}

/** On one line, or on two with nothing between them: what is swapped must be committed together. */
function areNeighbours(one: number, other: number, sheet: Sheet): boolean {
  return Math.abs(lineAt(one, sheet) - lineAt(other, sheet)) <= 1
}
