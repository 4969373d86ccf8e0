/** `new evaluation`: which exchange it is of, and who answers. The rest is asked as for any other file. */
import type { Answers } from '../core/draft/assemble.ts'
import type { Option } from '../core/draft/fields.ts'
import { headOf } from '../core/draft/wording.ts'
import { agencyOf } from '../core/evaluation/identity.ts'
import { type Opening, openingsIn } from '../core/evaluation/openings.ts'
import { evaluationFields } from '../core/evaluation/questions.ts'
import type { Agreement, Evaluation, Exchange } from '../core/model.ts'
import { nearest } from '../core/nearest.ts'
import type { Prompts } from '../io/prompts.ts'
import { finderIn } from './asking.ts'
import { Usage } from './context.ts'
import { type Drafting, hint } from './drafting.ts'

type Subject = NonNullable<Drafting['subject']>

/** The drafting of what the command line says; what it does not say must follow by itself. */
export function evaluationSettled(
  start: Drafting,
  answers: Map<string, unknown>,
  id: string | undefined,
): Drafting {
  const agreement = agreementCalled(id, start)
  const [only, ...others] = agreement.exchanges
  if (only && others.length === 0 && !answers.has('exchange')) answers.set('exchange', only.id)
  const exchange = agreement.exchanges.find((one) => one.id === answers.get('exchange'))
  return about({ agreement: agreement.id, ...(exchange ? { exchange } : {}) }, answers, start, false)
}

function agreementCalled(id: string | undefined, { programme, context }: Drafting): Agreement {
  if (id === undefined) throw new Usage('error.newEvaluationOf')
  const found = programme.agreements.get(id)
  if (found) return found
  const suggestion = nearest(id, [...programme.agreements.keys()])
  throw new Usage('error.newAgreementNamed', { agreement: id, hint: hint(suggestion, context) })
}

/** Asks what the evaluation is of, among what can be answered today and has not been. */
export async function askSubject(
  start: Drafting,
  answers: Map<string, unknown>,
  id: string | undefined,
  prompts: Prompts,
): Promise<Drafting> {
  const { programme, context } = start
  const named = id === undefined ? undefined : agreementCalled(id, start).id
  const open = openingsIn(programme, context.today).filter(
    ({ agreement, exchange, stage, by }) =>
      (named === undefined || agreement.id === named) &&
      fits(answers, 'exchange', exchange.id) &&
      fits(answers, 'stage', stage) &&
      fits(answers, 'by', by),
  )
  if (open.length === 0) throw new Usage('error.newNothingToEvaluate')
  const chosen = await chooseOpening(open, start, prompts)
  for (const [path, value] of [
    ['exchange', chosen.exchange.id],
    ['stage', chosen.stage],
    ['by', chosen.by],
  ] as const)
    answers.set(path, value)
  return about({ agreement: chosen.agreement.id, exchange: chosen.exchange }, answers, start, true)
}

function fits(answers: Answers, path: string, value: string): boolean {
  return !answers.has(path) || answers.get(path) === value
}

/** What the programme asks for comes first. */
async function chooseOpening(open: readonly Opening[], start: Drafting, prompts: Prompts): Promise<Opening> {
  const ordered = [...open].sort((a, b) => Number(b.isRequired) - Number(a.isRequired))
  const [first, ...others] = ordered
  if (first && others.length === 0) return first
  const choices = ordered.map((opening, index) => ({ value: String(index), label: told(opening, start) }))
  const { words } = start.context.speaker
  const question = { title: words('new-evaluation-of'), help: words('new-evaluation-of-help'), choices }
  const index = await prompts.find({ ...question, finds: finderIn(choices) })
  const chosen = ordered[Number(index)]
  if (!chosen) throw new Error(`no opening ${index}`)
  return chosen
}

/** «Fleksible utdanninger, ut-1: Avslutning – Mottakende virksomhet (HK-dir)» */
function told({ agreement, exchange, stage, by }: Opening, { programme, fields }: Drafting): string {
  const agency = agencyOf(by, exchange)
  const label = (path: string, value: string) =>
    headOf(optionIn(fields.find((field) => field.path === path)?.options ?? [], value))
  return `${agreement.title}, ${exchange.id}: ${label('stage', stage)} – ${label('by', by)} (${programme.agencies.get(agency)?.shortName ?? agency})`
}

function optionIn(options: readonly Option[], value: string): string {
  return options.find((option) => option.value === value)?.label ?? value
}

function about(subject: Subject, answers: Answers, start: Drafting, asked: boolean): Drafting {
  const { exchange } = subject
  const by = answers.get('by') as Evaluation['by'] | undefined
  const agency = exchange && by ? agencyOf(by, exchange) : start.agency
  return { ...start, subject, agency, ...(exchange ? { fields: fieldsFor(exchange, start, asked) } : {}) }
}

function fieldsFor(exchange: Exchange, { asker }: Drafting, asked: boolean): Drafting['fields'] {
  return evaluationFields(asker, exchange, asked)
}
