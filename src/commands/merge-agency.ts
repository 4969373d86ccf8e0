/** `merge-agency`: what changes when an agency becomes part of another. Nothing is written before it is asked for. */

import { noSuchDay } from '../core/ambiguity.ts'
import { check as judgeAll } from '../core/check.ts'
import { compare, hasErrors } from '../core/diagnostic.ts'
import { dataFolders } from '../core/kinds.ts'
import { type Merger, mergerOf } from '../core/merging.ts'
import type { Agency, Programme } from '../core/model.ts'
import { nearest } from '../core/nearest.ts'
import { formatDate } from '../core/render/formatted.ts'
import { printText } from '../core/report/text.ts'
import { paragraph, safeJson } from '../core/report/visible.ts'
import { rules } from '../core/rules/index.ts'
import { takesPart } from '../core/succession.ts'
import { writeWhole } from '../io/atomic.ts'
import { filesIn } from '../io/files.ts'
import type { Files } from '../io/ports.ts'
import { type Checked, report } from './check.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { type Programme as Loaded, loadEntries, loadFolder } from './loading.ts'
import { voiceOf } from './voices.ts'

export type MergeOptions = {
  readonly old: string
  readonly new: string
  readonly date?: string
  readonly write?: boolean
  readonly format: 'text' | 'json'
}

export function run(context: Context, options: MergeOptions): ExitCode {
  const before = loadFolder(context.root)
  const { programme } = before.loaded
  const { old, into } = agenciesOf(options, programme)
  const date = options.date ?? context.today
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || noSuchDay(date))
    throw new Usage('error.invalidDate', { value: date })
  const reason = voiceOf(old.language).words('merge-reason', { new: into.name[old.language] })
  const textOf = (path: string) => before.textOf(path) ?? ''
  const merger = mergerOf({ old, into, date, today: context.today, programme, reason, textOf })
  const judged = judgedWith(merger, before, context)
  const isRefused = hasErrors(judged.diagnostics)
  const isWritten = options.write === true && !isRefused
  if (isWritten) for (const { path, text } of merger.files) writeWhole(context.root, path, text)
  if (judged.diagnostics.length > 0) context.remark(printText(report(context, judged)))
  context.print(
    options.format === 'json'
      ? json(merger, options, date, isWritten, judged)
      : told({ merger, old, into, date, isWritten }, context),
  )
  return isRefused ? 2 : 0
}

/** @throws Usage for one that is not there, is gone already, or is the same */
function agenciesOf(
  options: MergeOptions,
  { agencies }: Programme,
): { readonly old: Agency; readonly into: Agency } {
  const [old, into] = [options.old, options.new].map((slug) => {
    const found = agencies.get(slug)
    if (found) return found
    const suggestion = nearest(slug, [...agencies.keys()])
    throw new Usage('error.unknownAgency', { agency: slug, ...(suggestion ? { suggestion } : {}) })
  })
  if (!old || !into || old.slug === into.slug) throw new Usage('error.mergeSelf')
  if (old.mergedInto) throw new Usage('error.mergeAgain', { agency: old.slug, into: old.mergedInto.agency })
  if (!takesPart(into)) throw new Usage('error.mergeGone', { agency: into.slug })
  return { old, into }
}

/** What `check` would find in the programme as it would be, and does not find now. */
function judgedWith(merger: Merger, before: Loaded, { root, today }: Context): Checked {
  const files = withFiles(filesIn(root), merger)
  const head = loadEntries(files, files.list(dataFolders))
  const diagnostics = judgeAll({ head: head.loaded, textOf: head.textOf, today, rules, base: before })
  return { ...head, diagnostics }
}

function withFiles(files: Files, { files: changed }: Merger): Files {
  const texts = new Map(changed.map(({ path, text }) => [path, new TextEncoder().encode(text)]))
  return {
    list(folders) {
      const there = files.list(folders)
      const known = new Set(there.map(({ path }) => path))
      const isIn = (path: string) => folders.some((folder) => path.startsWith(`${folder}/`))
      const fresh = [...texts.keys()].filter((path) => isIn(path) && !known.has(path))
      return [...there, ...fresh.map((path) => ({ path, link: false }))].sort((a, b) =>
        compare(a.path, b.path),
      )
    },
    read: (path) => texts.get(path) ?? files.read(path),
  }
}

function json(
  { files, kept, agreements, unsigned }: Merger,
  { old, new: into }: MergeOptions,
  date: string,
  written: boolean,
  { diagnostics }: Checked,
): string {
  const told = files.map(({ path, what, text }) => ({ path, what, text }))
  const found = diagnostics.map(({ code, severity, place }) => ({ code, severity, file: place.file }))
  return `${safeJson({ old, new: into, date, written, files: told, kept, agreements, unsigned, diagnostics: found }, 2)}\n`
}

type Story = {
  readonly merger: Merger
  readonly old: Agency
  readonly into: Agency
  readonly date: string
  readonly isWritten: boolean
}

function told({ merger, old, into, date, isWritten }: Story, context: Context): string {
  const { language, speaker } = context
  const { words } = speaker
  const names = { old: old.name[language] ?? old.name.nb, new: into.name[language] ?? into.name.nb }
  const { files, kept, agreements, unsigned } = merger
  const wordsFor = {
    agency: 'merge-agency-file',
    withdrawn: 'merge-withdrawn',
    moved: 'merge-moved',
  } as const
  const lines = [
    words('merge-head', { ...names, date: formatDate(date, language) }),
    ...files.map(({ path, what }) => `- ${words(wordsFor[what], { file: path })}`),
    ...(kept.length > 0 ? [words('merge-kept', { count: kept.length })] : []),
    ...(agreements.length > 0 ? [words('merge-agreements', { count: agreements.length, ...names })] : []),
    ...(unsigned.length > 0 ? [words('merge-unsigned', { ...names, agreements: unsigned.join(', ') })] : []),
    words(isWritten ? 'merge-written' : 'merge-not-written', names),
  ]
  return `${lines.map(paragraph).join('\n')}\n`
}
