/**
 * CSV as Excel in Norway opens it: a byte order mark, semicolons, CRLF (RFC 4180). A cell that a spreadsheet would take for
 * a formula begins with an apostrophe (CWE-1236, https://owasp.org/www-community/attacks/CSV_Injection).
 */

export type Cell = string | number | boolean

export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[header, ...rows].map((row) => `${row.map(written).join(';')}\r\n`).join('')}`
}

/** Signs that begin a formula, also after blanks and in their full-width forms. */
const formula = /^[\s\u00A0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/

function written(cell: Cell): string {
  if (typeof cell !== 'string') return String(cell)
  const safe = formula.test(cell) ? `'${cell}` : cell
  return /[";\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
