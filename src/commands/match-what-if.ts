/** `match --what-if` and `--without`: the programme as it would be, and what is wrong with what was laid over it. */
import { basename, dirname, resolve } from 'node:path'
import { check, type TextOf } from '../core/check.ts'
import { byPlace, type Diagnostic, hasErrors } from '../core/diagnostic.ts'
import { dataFolders } from '../core/kinds.ts'
import { noMemory } from '../core/load.ts'
import { placeIn, withdrawing } from '../core/match/office/what-if.ts'
import type { Programme } from '../core/model.ts'
import { nearest } from '../core/nearest.ts'
import type { MatchingFormat } from '../core/report/matching.ts'
import { reporters } from '../core/report/table.ts'
import { rules } from '../core/rules/index.ts'
import { filesIn } from '../io/files.ts'
import { memoryIn } from '../io/memory.ts'
import { Unreadable } from '../io/ports.ts'
import { toolkitDigest } from '../io/toolkit.ts'
import { type Checked, report } from './check.ts'
import { type Context, Usage } from './context.ts'
import { type Programme as Loading, loadEntries } from './loading.ts'
import { overlaid } from './overlay.ts'

export type Question = {
  /** Files to be laid over the programme. */
  readonly whatIf?: readonly string[]
  /** Registrations to be taken out of it. */
  readonly without?: readonly string[]
}

type Imagined = { readonly programme: Programme; readonly textOf: TextOf }

/**
 * The programme with the files in it and the registrations out of it, and the texts to point into; undefined when the
 * files have errors, which have then been told. @throws Usage for a file without a place, and for a registration that is not there
 */
export function imagined(
  context: Context,
  { whatIf = [], without = [] }: Question,
  now: Loading,
  format: MatchingFormat,
): Imagined | undefined {
  const laid = laidOut(whatIf)
  const checked = laid.size === 0 ? { ...now, diagnostics: [] } : judged(context, laid, now)
  if (hasErrors(checked.diagnostics)) {
    const reporter = reporters[format === 'svg' ? 'text' : format]
    context.print(reporter(report(context, checked)))
    return undefined
  }
  if (checked.diagnostics.length > 0) context.remark(reporters.text(report(context, checked)))
  const { programme } = checked.loaded
  for (const id of without) if (!programme.registrations.has(id)) throw unknown(id, programme)
  return { programme: withdrawing(without, programme, context.today), textOf: checked.textOf }
}

/** Contents by place. */
function laidOut(files: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const laid = new Map<string, Uint8Array>()
  for (const file of files) {
    const place = placeIn(file)
    if (place === undefined) throw new Usage('error.whatIfPlace', { file })
    if (laid.has(place)) throw new Usage('error.whatIfTwice', { place })
    laid.set(place, contentOf(file))
  }
  return laid
}

/** A file anywhere, by its path from where the command is run. */
function contentOf(file: string): Uint8Array {
  try {
    return filesIn(dirname(resolve(file))).read(basename(file))
  } catch {
    throw new Unreadable('tool/unreadable', { path: file })
  }
}

/** Told: everything in the files that were laid over, and what they lead to elsewhere. Remembered readings are used, none saved. */
function judged(
  { root, today }: Context,
  laid: ReadonlyMap<string, Uint8Array>,
  { loaded, textOf }: Loading,
): Checked {
  const files = overlaid(filesIn(root), laid)
  const head = loadEntries(files, files.list(dataFolders), memoryIn(root, toolkitDigest()) ?? noMemory)
  const state = { head: head.loaded, textOf: head.textOf, today, rules }
  const told = [
    ...check(state).filter(({ place }) => laid.has(place.file)),
    ...check({ ...state, base: { loaded, textOf } }),
  ]
  return { ...head, diagnostics: once(told).filter(({ severity }) => severity !== 'notice') }
}

function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify(one), one])).values()].sort(byPlace)
}

function unknown(id: string, { registrations }: Programme): Usage {
  const suggestion = nearest(id, [...registrations.keys()])
  return new Usage('error.unknownRegistration', { id, ...(suggestion ? { suggestion } : {}) })
}
