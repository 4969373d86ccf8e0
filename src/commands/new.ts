/** `new`: a file written for somebody who is asked, or from what a script has set. */
import { openQuestions } from '../core/agreement/open-questions.ts'
import { hasErrors } from '../core/diagnostic.ts'
import type { Answers } from '../core/draft/assemble.ts'
import { agencies } from '../core/draft/choices.ts'
import { selfEvident } from '../core/draft/defaults.ts'
import type { Field } from '../core/draft/fields.ts'
import { type DraftKind, draftKinds, slugOf, takenBy } from '../core/draft/place.ts'
import { textsIn } from '../core/json-schema.ts'
import { nearest } from '../core/nearest.ts'
import { reporters } from '../core/report/table.ts'
import { suggestAgency } from '../core/rules/known.ts'
import { outputTo, readText } from '../io/files.ts'
import { Cancelled, type Prompts, promptsIn } from '../io/prompts.ts'
import { answerShown, ask, askAll, askName, finderIn, type Inquiry, titleOf } from './asking.ts'
import { type Checked, report } from './check.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import {
  answersIn,
  type Drafting,
  dataFrom,
  defaults,
  draftingOf,
  fieldsBehind,
  hint,
  isRequired,
  judgeWith,
  nameFrom,
  placeFor,
  textOf,
} from './drafting.ts'
import { askSubject, evaluationSettled } from './new-evaluation.ts'

export type NewOptions = {
  readonly kind: string
  readonly agency?: string
  readonly agreement?: string
  readonly name?: string
  readonly set?: readonly string[]
  readonly print?: boolean
}

/** Utkast: a file that is not written yet. */
type Draft = { readonly path: string; readonly text: string }

export async function run(context: Context, options: NewOptions): Promise<ExitCode> {
  const drafting = draftingOf(kindCalled(options.kind, context), options.agency ?? '', context)
  checkAgency(drafting)
  const answers = answersIn(options.set ?? [], drafting)
  if (!context.interactive || answers.has('match')) {
    const isEvaluation = drafting.kind === 'evaluation'
    const settled = isEvaluation ? evaluationSettled(drafting, answers, options.agreement) : drafting
    return unattended(answers, options, settled)
  }
  const prompts = promptsIn(context.speaker.words)
  try {
    return await guided(answers, options, drafting, prompts)
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error
    prompts.stop(context.speaker.words('new-cancelled'))
    // Not 0: what a script was to do next with the file must not be done.
    return 1
  }
}

function kindCalled(written: string, context: Context): DraftKind {
  const kind = draftKinds.find((one) => one === written)
  if (kind) return kind
  throw new Usage('error.newKind', { kind: written, hint: hint(nearest(written, draftKinds), context) })
}

/** Only a new agency may be one that is not there. */
function checkAgency({ kind, agency, programme, context }: Drafting): void {
  if (kind === 'agency' || agency === '' || programme.agencies.has(agency)) return
  throw new Usage('error.newAgency', { agency, hint: hint(suggestAgency(programme)(agency), context) })
}

/** Nobody is asked: what is missing is told all at once. */
function unattended(given: Answers, { name, print }: NewOptions, drafting: Drafting): ExitCode {
  const answers = new Map([...defaults(drafting), ...given])
  if (!answers.has('match')) refuseMissing(answers, drafting)
  const slug = nameChosen(name, answers, drafting)
  if (slug === '') throw new Usage('error.newName')
  const path = placeFor(slug, drafting)
  const taken = taker(path, drafting)
  if (taken !== undefined) throw new Usage(`error.${existing(drafting)}`, { path: taken })
  const text = textOf(dataFrom(answers, drafting), path, drafting)
  const judged = judgeWith(path, text, drafting)
  const { print: show, remark } = drafting.context
  ;(print ? remark : show)(findings(judged, drafting))
  if (hasErrors(judged.diagnostics)) return 2
  if (print) show(text)
  else show(`${written({ path, text }, judged, drafting).join('\n')}\n`)
  return 0
}

/** What an evaluation is called follows from what is in it. */
function nameChosen(name: string | undefined, answers: Answers, drafting: Drafting): string {
  return name === undefined || drafting.kind === 'evaluation' ? nameFrom(answers, drafting) : slugOf(name)
}

/** An evaluation is given once, under one name. */
function existing({ kind }: Drafting): string {
  return kind === 'evaluation' ? 'newEvaluated' : 'newExists'
}

function refuseMissing(answers: Answers, drafting: Drafting): void {
  const { fields, kind, agency } = drafting
  const missing = fields.filter((field) => isRequired(field, answers, drafting) && !answers.has(field.path))
  const needsAgency = agency === '' && (kind === 'need' || kind === 'offer')
  if (missing.length === 0 && !needsAgency) return
  const { words } = drafting.context.speaker
  const lines = missing.map((field): readonly [string, string] => [
    `--set ${field.path}=${quoted(field.example)}`,
    meaning(field),
  ])
  if (needsAgency) lines.unshift(['--agency dfo', words('new-agency')])
  const width = Math.min(48, Math.max(...lines.map(([option]) => option.length)))
  const shown = lines.map(([option, title]) => `  ${option.padEnd(width)}  ${title}`).join('\n')
  throw new Usage('error.newMissing', { fields: shown })
}

function quoted(example: string): string {
  return /^[\w.,@:-]+$/.test(example) ? example : `"${example.replaceAll('"', '')}"`
}

function meaning(field: Field): string {
  const choices = field.options.map(({ value }) => value).join(', ')
  return choices === '' ? titleOf(field) : `${titleOf(field)} (${choices})`
}

function taker(path: string, { programme, context }: Drafting): string | undefined {
  return takenBy(path, programme) ?? (readText(context.root, path) === undefined ? undefined : path)
}

/** As `check` tells them, without the notices: that a draft has open questions is told in one sentence. */
function findings(judged: Checked, { context }: Drafting): string {
  const diagnostics = judged.diagnostics.filter(({ severity }) => severity !== 'notice')
  return diagnostics.length > 0 ? reporters.text(report(context, { ...judged, diagnostics })) : ''
}

/** Writes the file; what is said of it afterwards. */
function written(
  { path, text }: Draft,
  { loaded }: Checked,
  { kind, agency, context, programme }: Drafting,
): readonly string[] {
  const { words } = context.speaker
  outputTo(context.root).write(path, text)
  const [, folder = ''] = path.split('/')
  const agreement = loaded.programme.agreements.get(folder)
  const args = {
    agency: kind === 'agency' ? folder : agency,
    name: folder,
    mailbox: programme.settings?.office.mailbox ?? '',
  }
  const next = agreement && kind === 'agreement' ? { ...args, count: openQuestions(agreement).length } : args
  return [
    words('new-written', { path }),
    words(`new-next-${kind}`, next),
    ...(args.mailbox === '' ? [] : [words('new-send', args)]),
  ]
}

async function guided(
  given: Map<string, unknown>,
  options: NewOptions,
  start: Drafting,
  prompts: Prompts,
): Promise<ExitCode> {
  const { words } = start.context.speaker
  const { title = '', description = '' } = textsIn(start.spec.schema, start.context.language)
  prompts.begin(title)
  prompts.tell(`${description}\n${words('new-how')}`)
  const drafting =
    start.kind === 'evaluation'
      ? await askSubject(start, given, options.agreement, prompts)
      : { ...start, agency: start.agency || (await askAgency(start, prompts)) }
  const inquiry = inquiryFor(given, drafting, prompts)
  await askAll(inquiry)
  const name = nameChosen(options.name, inquiry.answers, drafting)
  const path = await freePath(name, drafting, inquiry)
  const { draft, judged } = await settled(path, drafting, inquiry)
  if (options.print) {
    prompts.end([words('new-shown', { path })])
    drafting.context.print(draft.text)
  } else prompts.end(written(draft, judged, drafting))
  return 0
}

/** An agency names itself, and an agreement is between two that are asked for. */
async function askAgency({ kind, chooser, context, programme }: Drafting, prompts: Prompts): Promise<string> {
  if (kind === 'agency' || kind === 'agreement') return ''
  const choices = agencies(chooser)
  if (programme.agencies.size === 0) throw new Usage('error.newNoAgencies')
  return prompts.find({
    title: context.speaker.words('new-agency'),
    help: '',
    choices,
    finds: finderIn(choices),
  })
}

function inquiryFor(answers: Map<string, unknown>, drafting: Drafting, prompts: Prompts): Inquiry {
  const { context, chooser, fields, agency } = drafting
  const known = defaults(drafting)
  for (const path of selfEvident)
    if (known.has(path) && !answers.has(path)) answers.set(path, known.get(path))
  return {
    prompts,
    speaker: context.speaker,
    chooser,
    agency,
    fields,
    answers,
    defaults: known,
    isRequired: (field) => isRequired(field, answers, drafting),
  }
}

/** A name that no file has. */
async function freePath(name: string, drafting: Drafting, inquiry: Inquiry): Promise<string> {
  const pathFor = (slug: string) => placeFor(slug, drafting)
  const { words } = inquiry.speaker
  const objection = (slug: string) => {
    const taken = slug === '' ? undefined : taker(pathFor(slug), drafting)
    return slug === '' ? words('new-name-empty') : taken && words('new-name-taken', { path: taken })
  }
  if (objection(name) === undefined) return pathFor(name)
  const chosen = await askName(objection(name) ?? '', name, (text) => objection(slugOf(text)), inquiry)
  return pathFor(slugOf(chosen))
}

/** Asks again for what is wrong, until nothing is and whoever answers is content. */
async function settled(
  path: string,
  drafting: Drafting,
  inquiry: Inquiry,
): Promise<{ draft: Draft; judged: Checked }> {
  for (let before = ''; ; ) {
    const text = textOf(dataFrom(inquiry.answers, drafting), path, drafting)
    const judged = judgeWith(path, text, drafting)
    const told = findings(judged, drafting).trimEnd()
    if (told !== '') inquiry.prompts.warn(told)
    const wrong = fieldsBehind(judged.diagnostics, path, text, inquiry.fields)
    const isFit = !hasErrors(judged.diagnostics)
    // What stands after it has been asked for again may be wrong somewhere else.
    const isAskedAgain = !isFit && wrong.length > 0 && told !== before
    before = told
    if (isAskedAgain) for (const field of wrong) await ask(field, inquiry)
    else if (await isContent(path, isFit, inquiry)) return { draft: { path, text }, judged }
  }
}

/** Saves, stops, or lets somebody change an answer. What has errors cannot be saved. */
async function isContent(path: string, isFit: boolean, inquiry: Inquiry): Promise<boolean> {
  const { prompts, fields, answers } = inquiry
  const { words } = inquiry.speaker
  const manner = isFit ? 'save' : 'unfit'
  const choices = [
    ...(isFit ? [{ value: 'save', label: words('new-save-yes', { path }) }] : []),
    { value: 'change', label: words(`new-${manner}-change`) },
    { value: 'stop', label: words(`new-${manner}-stop`) },
  ]
  const choice = await prompts.choose({ title: words(`new-${manner}`), help: '', choices })
  if (choice === 'stop') throw new Cancelled()
  if (choice === 'save') return true
  const known = fields
    .filter(({ path }) => answers.has(path))
    .map((field) => ({ value: field.path, label: `${titleOf(field)}: ${answerShown(field, inquiry)}` }))
  const changed = await prompts.find({
    title: words('new-change'),
    help: '',
    choices: known,
    finds: finderIn(known),
  })
  const field = fields.find(({ path }) => path === changed)
  if (field) await ask(field, inquiry)
  return false
}
