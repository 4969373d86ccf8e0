/** Asks a person, one question at a time, in the order of the file. */
import { type Chooser, isSought, mayBeElsewhere, optionsFor } from '../core/draft/choices.ts'
import type { Field, Option } from '../core/draft/fields.ts'
import {
  linesIn,
  type Objection,
  objectionTo,
  objectionToOrder,
  tidied,
  valueFrom,
} from '../core/draft/values.ts'
import { headOf } from '../core/draft/wording.ts'
import type { Speaker } from '../core/messages.ts'
import { isOrganisationNumber } from '../core/organisation-number.ts'
import { read } from '../core/read.ts'
import type { Prompts } from '../io/prompts.ts'
import { schemaOf } from './loading.ts'

/** Utspørring: what is asked, what has been answered, and what helps. */
export type Inquiry = {
  readonly prompts: Prompts
  readonly speaker: Speaker
  readonly chooser: Chooser
  /** Whoever fills in; never its own partner. */
  readonly agency: string
  readonly fields: readonly Field[]
  readonly answers: Map<string, unknown>
  readonly defaults: ReadonlyMap<string, string>
  /** Whether a field must be answered, as the others have been by now. */
  readonly isRequired: (field: Field) => boolean
}

/** What must be answered and is not; then, for those who want to, the rest. */
export async function askAll(inquiry: Inquiry): Promise<void> {
  const { fields, answers, isRequired, speaker } = inquiry
  for (const field of fields) if (isRequired(field) && !answers.has(field.path)) await ask(field, inquiry)
  const rest = fields.filter((field) => !isRequired(field) && !answers.has(field.path))
  if (rest.length === 0) return
  const help = speaker.words('new-more-help', { titles: rest.map(({ title }) => title).join(', ') })
  if (!(await isYes(inquiry, speaker.words('new-more'), help, false))) return
  for (const field of rest) await ask(field, inquiry)
}

/** Asks for a field; what was answered before is there to be changed. */
export async function ask(field: Field, inquiry: Inquiry): Promise<void> {
  const value = await (field.of === 'group' ? askEntries(field, inquiry) : askValue(field, inquiry))
  if (value === undefined) inquiry.answers.delete(field.path)
  else inquiry.answers.set(field.path, value)
}

/** One of a group stands after the group's own question: «Når passer det? Fra og med». */
export function titleOf({ title, group }: Field): string {
  if (!group) return title
  return `${group.title}${group.title.endsWith('?') ? '' : ':'} ${title}`
}

async function askValue(field: Field, inquiry: Inquiry): Promise<unknown> {
  const { prompts, speaker } = inquiry
  const { words } = speaker
  if (field.of === 'truth')
    return isYes(inquiry, titleOf(field), helpFor(field, inquiry), inquiry.answers.get(field.path) !== false)
  const options = optionsFor(field, inquiry.chooser).filter(({ value }) => !isOneself(value, field, inquiry))
  if (options.length > 0)
    return field.list ? chooseSeveral(field, options, inquiry) : chooseOne(field, options, inquiry)
  const entries = (text: string) => (field.list ? linesIn(tidied(text)) : [tidied(text)])
  const test = (text: string): string | undefined => {
    const value = valueFrom(field, entries(text), [])
    if (value === undefined || (Array.isArray(value) && value.length === 0))
      return inquiry.isRequired(field) ? words('new-required') : undefined
    return objection(field, value, inquiry) ?? unfit(tidied(text), speaker)
  }
  const question = {
    title: titleOf(field),
    help: helpFor(field, inquiry),
    initial: [initialOf(field, inquiry)].flat().join('\n'),
    test,
  }
  const isLong = field.list || (field.value.maxLength ?? 0) >= 1000
  const text = await (isLong
    ? prompts.lines({ ...question, help: `${question.help}\n${words('new-lines')}` })
    : prompts.line(question))
  return valueFrom(field, entries(text), [])
}

/** Nobody is her own partner, or sends somebody to herself. */
function isOneself(value: string, field: Field, { agency, answers }: Inquiry): boolean {
  const sender = field.path === 'to' ? answers.get('from') : undefined
  return value === sender || (value === agency && mayBeElsewhere(field))
}

function objection(field: Field, value: unknown, { speaker, fields, answers }: Inquiry): string | undefined {
  const found: Objection | undefined =
    objectionTo(field, value) ?? objectionToOrder(field, value, fields, answers)
  return found && ('sentence' in found ? found.sentence : speaker.say(found))
}

/** Personal data and unseen characters, found as in a file, but before there is one. */
function unfit(text: string, { say }: Speaker): string | undefined {
  const [spot] = read(undefined, new TextEncoder().encode(text), schemaOf).spots
  return spot && say(spot)
}

/** The group is explained with its first question. */
function helpFor(field: Field, { fields, isRequired, speaker }: Inquiry): string {
  const isFirst =
    field.group && fields.find(({ group }) => group?.path === field.group?.path)?.path === field.path
  const optional = isRequired(field)
    ? ''
    : speaker.words(field.list && field.of !== 'text' ? 'new-optional-list' : 'new-optional')
  const help = [isFirst ? field.group?.help : '', field.help].filter((text) => text).join(' ')
  return [help, optional].filter((text) => text !== '').join('\n')
}

function initialOf({ path, schema }: Field, { answers, defaults }: Inquiry): unknown {
  return answers.get(path) ?? defaults.get(path) ?? schema.default ?? ''
}

const fewChoices = 8

async function chooseOne(field: Field, options: readonly Option[], inquiry: Inquiry): Promise<unknown> {
  const { prompts, speaker } = inquiry
  const skip = inquiry.isRequired(field) ? [] : [{ value: '', label: speaker.words('new-none') }]
  const elsewhere = mayBeElsewhere(field) ? [{ value: outside, label: speaker.words('new-outside') }] : []
  const initial = String(initialOf(field, inquiry))
  const asked = {
    title: titleOf(field),
    help: helpFor(field, inquiry),
    choices: [...skip, ...options, ...elsewhere],
  }
  const chosen =
    options.length <= fewChoices
      ? await prompts.choose({ ...asked, initial })
      : await prompts.find({
          ...asked,
          finds: finderIn(asked.choices),
          ...(initial === '' ? {} : { initial }),
        })
  if (chosen === outside) return (await askNumbers(field, inquiry))[0]
  return chosen === '' ? undefined : valueFrom(field, [chosen], options)
}

async function chooseSeveral(field: Field, options: readonly Option[], inquiry: Inquiry): Promise<unknown> {
  const { prompts, speaker } = inquiry
  const elsewhere = mayBeElsewhere(field) ? [{ value: outside, label: speaker.words('new-outside') }] : []
  const isFew = field.options.length > 0 && options.length <= fewChoices
  const test = (values: readonly string[]) =>
    values.length === 0 && inquiry.isRequired(field)
      ? speaker.words(isFew ? 'new-choose-few' : 'new-choose-many')
      : objection(
          field,
          values.filter((value) => value !== outside),
          inquiry,
        )
  const asked = {
    title: titleOf(field),
    help: helpFor(field, inquiry),
    choices: [...options, ...elsewhere],
    initial: [initialOf(field, inquiry)].flat().filter((value) => value !== '') as string[],
    test,
  }
  const chosen = isFew
    ? await prompts.chooseMany(asked)
    : await prompts.findMany({ ...asked, finds: finderIn(asked.choices) })
  const named = chosen.filter((value) => value !== outside)
  const numbers = chosen.includes(outside) ? await askNumbers(field, inquiry) : []
  const all = [...named, ...numbers]
  return all.length > 0 ? all : undefined
}

/** The choice that stands for an agency that is not in the programme. */
const outside = '+'

async function askNumbers(
  field: Field,
  { prompts, speaker: { words } }: Inquiry,
): Promise<readonly string[]> {
  const numbersIn = (text: string) =>
    text
      .split(/[,;]/)
      .map((number) => number.replaceAll(/\s/g, ''))
      .filter((number) => number !== '')
  const text = await prompts.line({
    title: words('new-outside-number'),
    help: words(field.list ? 'new-outside-several' : 'new-outside-help'),
    initial: '',
    test: (answer) => {
      const wrong = numbersIn(answer).find((number) => !isOrganisationNumber(number))
      return numbersIn(answer).length === 0 || wrong !== undefined ? words('new-outside-wrong') : undefined
    },
  })
  return numbersIn(text)
}

export function finderIn(
  options: readonly Option[],
): (search: string, choice: { readonly value: string; readonly label: string }) => boolean {
  const byValue = new Map(options.map((option) => [option.value, option]))
  return (search, { value, label }) =>
    value === outside || isSought(search, byValue.get(value) ?? { value, label })
}

export async function isYes(
  { prompts, speaker: { words } }: Inquiry,
  title: string,
  help: string,
  initial: boolean,
): Promise<boolean> {
  const choices = [
    { value: 'yes', label: words('new-yes') },
    { value: 'no', label: words('new-no') },
  ]
  return (await prompts.choose({ title, help, choices, initial: initial ? 'yes' : 'no' })) === 'yes'
}

/** Entries of several fields each, such as the accounts that may approve. */
async function askEntries(field: Field, inquiry: Inquiry): Promise<unknown> {
  const { words } = inquiry.speaker
  const entries: object[] = []
  while (
    await isYes(
      inquiry,
      words(entries.length === 0 ? 'new-entry' : 'new-entry-more', { title: field.title }),
      field.help,
      false,
    )
  ) {
    const entry = new Map<string, unknown>()
    const within = {
      ...inquiry,
      fields: field.fields,
      answers: entry,
      isRequired: ({ required }: Field) => required,
    }
    for (const part of field.fields) await ask(part, within)
    entries.push(Object.fromEntries(entry))
  }
  return entries.length > 0 ? entries : undefined
}

/** Another name for the file, told why. */
export async function askName(
  why: string,
  initial: string,
  test: (name: string) => string | undefined,
  { prompts, speaker: { words } }: Inquiry,
): Promise<string> {
  prompts.warn(why)
  return prompts.line({ title: words('new-name'), help: words('new-name-help'), initial, test })
}

/** What somebody answered, as she knows it: labels, not what is written in the file. */
export function answerShown(field: Field, { answers, chooser, speaker: { words } }: Inquiry): string {
  const value = answers.get(field.path)
  if (typeof value === 'boolean') return words(value ? 'new-yes' : 'new-no')
  const options = optionsFor(field, chooser)
  const shown = [value ?? ''].flat().map((one) => {
    const option = options.find((candidate) => candidate.value === String(one))
    return option ? headOf(option.label) : typeof one === 'object' ? '…' : String(one)
  })
  const text = shown.join(', ').replaceAll('\n', ' ')
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
