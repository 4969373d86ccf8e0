/** The printers there are. To add one: one entry here and one file with its name. */
import { printGithub } from './github.ts'
import { printJson } from './json.ts'
import { printMarkdown } from './markdown.ts'
import type { Report } from './report.ts'
import { printSarif } from './sarif.ts'
import { printText } from './text.ts'

/** What `check --format` accepts. A printer gives everything that is to be written, line break at the end included. */
export const reporters = {
  text: printText,
  json: printJson,
  github: printGithub,
  sarif: printSarif,
  markdown: printMarkdown,
} as const satisfies Readonly<Record<string, (report: Report) => string>>

export type ReportFormat = keyof typeof reporters
