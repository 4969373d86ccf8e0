/** The way back: what a signed file shows is written down in the agreement. The file itself stays where it is. */
import { realpathSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { type Limits, lastStep, type Recording, recordingOf, type Told } from '../core/agreement/recording.ts'
import {
  objected,
  printRecordingJson,
  printRecordingText,
  printRefusedJson,
  printRefusedText,
  type RecordingTold,
  type Refused,
  refused,
} from '../core/agreement/recording-told.ts'
import { signatureText, withSignatures } from '../core/agreement/signature-lines.ts'
import { countingSignatures, signedOn } from '../core/agreement/signing.ts'
import { check as judge } from '../core/check.ts'
import { hasErrors } from '../core/diagnostic.ts'
import { dataFolders } from '../core/kinds.ts'
import type { Agreement } from '../core/model.ts'
import { printText } from '../core/report/text.ts'
import { rules } from '../core/rules/index.ts'
import { digestIn } from '../core/rules/terms.ts'
import { filesIn, readText } from '../io/files.ts'
import { rewriteText } from '../io/rewriting.ts'
import { type Checked, checkFolder, report } from './check.ts'
import type { Context, ExitCode } from './context.ts'
import { loadEntries, loadFolder } from './loading.ts'
import { overlaid } from './overlay.ts'
import { type Evidence, evidenceIn, type Standing } from './sign-evidence.ts'
import { hindrance } from './sign-readiness.ts'
import { termsSince } from './sign-since.ts'
import type { History, Standpoint } from './standpoints.ts'

export type Given = {
  readonly file: string
  readonly format: 'text' | 'json'
  /** Only shown, not written. */
  readonly print: boolean
  readonly told: Told
}

export async function record(
  context: Context,
  now: Standpoint,
  history: History,
  given: Given,
): Promise<ExitCode> {
  const { agreement, digest } = now
  const unready = hindrance(context, now, checkFolder(context), given.format)
  if (unready !== undefined || digest === undefined) return unready ?? 2
  const standing: Standing = { ...now, digest }
  const evidence = await evidenceIn(given.file, given.told.method, standing, history)
  const reader = { ...context.speaker, programme: now.programme }
  if ('objection' in evidence) return refuse(objected(evidence, reader), agreement.id, given, context)
  const isUnsaved = history.isUnsaved(agreement.id)
  const since = latest(lastStep(agreement), termsSince(context, standing, history))
  const limits = { terms: digest, today: context.today, since }
  const result = await recorded(standing, evidence, limits, given, context)
  if ('reason' in result) return refuse(result, agreement.id, given, context)
  if ('findings' in result) return tellFindings(result.findings, agreement.id, given, context)
  const told = toldOf(result, evidence, standing, given, { ...context, isUnsaved })
  const { print, remark } = context
  if (given.format === 'json') print(printRecordingJson(told, reader))
  else {
    // Whoever asks for the text wants it by itself.
    ;(told.text === undefined ? print : remark)(printRecordingText(told, reader))
    if (told.text !== undefined) print(told.text)
  }
  return 0
}

function latest(...days: readonly (string | undefined)[]): string | undefined {
  return days
    .flatMap((day) => day ?? [])
    .sort()
    .at(-1)
}

function refuse(why: Refused, id: string, { file, format }: Given, { print, speaker }: Context): ExitCode {
  print(format === 'json' ? printRefusedJson(id, file, why) : printRefusedText(file, why, speaker))
  return 2
}

/** The text is made, and would not pass. */
function tellFindings(found: Checked, id: string, given: Given, context: Context): ExitCode {
  const findings = report(context, found)
  const details = found.diagnostics.map((one) => findings.say(one))
  const why = { reason: 'errors', message: context.speaker.words('sign-unfit'), details }
  if (given.format === 'json') return refuse(why, id, given, context)
  context.print(printText(findings))
  return refuse({ ...why, details: [] }, id, given, context)
}

type Done = Recording & { readonly agreement: Agreement; readonly text: string }

/** Read again by whoever holds the file: another may have recorded something in the meantime. */
async function recorded(
  now: Standing,
  evidence: Evidence,
  limits: Limits,
  { print, told }: Given,
  context: Context,
): Promise<Done | Refused | { readonly findings: Checked }> {
  const { file } = now.agreement
  let result: Done | Refused | { readonly findings: Checked } | undefined
  const change = (text: string) => {
    result = changed(text, now, evidence, limits, told, context)
    return 'added' in result && result.added.length > 0 ? result.text : undefined
  }
  if (print) change(readText(context.root, file) ?? '')
  else await rewriteText(context.root, file, change)
  return result ?? { reason: 'changed', message: context.speaker.words('sign-changed') }
}

function changed(
  text: string,
  now: Standing,
  { seen }: Evidence,
  limits: Limits,
  told: Told,
  context: Context,
): Done | Refused | { readonly findings: Checked } {
  const { words } = context.speaker
  const before = loadFolder(context.root)
  const { programme } = before.loaded
  const agreement = programme.agreements.get(now.agreement.id)
  if (!agreement || digestIn(programme, agreement) !== now.digest)
    return { reason: 'changed', message: words('sign-changed') }
  const recording = recordingOf(agreement, seen, told, limits)
  if ('refusal' in recording) return refused(recording, agreement, { ...context.speaker, programme })
  const after = withSignatures(text, recording.added)
  if (after === undefined) return uneditable(agreement, recording, context)
  const findings = judged(agreement.file, after, before, context)
  return hasErrors(findings.diagnostics) ? { findings } : { ...recording, agreement, text: after }
}

function uneditable({ file }: Agreement, { added }: Recording, { speaker }: Context): Refused {
  const details = signatureText(added)
  return { reason: 'uneditable', message: speaker.words('sign-uneditable', { path: file }), details }
}

/** What `check` would find that it does not find now. */
function judged(path: string, text: string, base: ReturnType<typeof loadFolder>, context: Context): Checked {
  const files = overlaid(filesIn(context.root), new Map([[path, new TextEncoder().encode(text)]]))
  const head = loadEntries(files, files.list(dataFolders))
  const found = judge({ head: head.loaded, textOf: head.textOf, today: context.today, rules, base })
  return { ...head, diagnostics: found.filter(({ severity }) => severity === 'error') }
}

function toldOf(
  { agreement, added, kept, text }: Done,
  { shown, seen, document, isVisible }: Evidence,
  { digest }: Standing,
  { file, print }: Given,
  { root, isUnsaved }: Pick<Context, 'root'> & { readonly isUnsaved: boolean },
): RecordingTold {
  const all = { ...agreement, signatures: [...agreement.signatures, ...added] }
  const signers = new Set(countingSignatures(all, digest).map(({ party }) => party))
  return {
    agreement,
    given: file,
    terms: digest,
    file: { shown, isVisible, signatures: seen.days.length, ...(document === undefined ? {} : { document }) },
    added,
    kept,
    missing: agreement.parties.flatMap(({ agency }) => (signers.has(agency) ? [] : [agency])),
    signed: signedOn(all, digest),
    isInRepository: isWithin(root, file),
    isUnsaved,
    ...(print ? { text } : {}),
  }
}

/** Where the file truly lies: a link does not move it. */
function isWithin(root: string, file: string): boolean {
  const path = relative(realpathSync(root), realpathSync(file))
  return path !== '' && path.split(sep)[0] !== '..'
}
