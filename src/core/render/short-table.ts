/** Tables that are not torn apart: there is always room for them on the next page. */
import { plain, type Table } from './markdown.ts'

const mostRows = 5
/** Characters; some four lines of a narrow column. */
const longestCell = 120

/** Few rows of few words. */
export function isShort({ header, rows }: Pick<Table, 'header' | 'rows'>): boolean {
  return (
    rows.length <= mostRows && [header, ...rows].flat().every((cell) => plain(cell).length <= longestCell)
  )
}
