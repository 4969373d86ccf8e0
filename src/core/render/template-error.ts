import type { Place } from '../diagnostic.ts'

/**
 * What is wrong with a standard text, or with the view it was given, and where in it. The codes have sentences as
 * findings have; `name` is the variable, helper or block it is about.
 */
export class TemplateError extends Error {
  readonly code: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly args: Readonly<Record<string, string>>

  constructor(code: string, { file, line, column }: Place, args: Readonly<Record<string, string>> = {}) {
    super(`${file}:${line}:${column} ${code} ${JSON.stringify(args)}`)
    this.name = 'TemplateError'
    this.code = code
    this.file = file
    this.line = line
    this.column = column
    this.args = args
  }
}
