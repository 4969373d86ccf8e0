/** What activity material can speak of: what the exchange agreement sees, and what has been planned and learned since. */
import { compare } from '../../diagnostic.ts'
import { milestonesOf } from '../../follow-up/milestones.ts'
import type { SchemaOf } from '../../json-schema.ts'
import type { Words } from '../../messages.ts'
import type { Agreement, Exchange, Language, Programme } from '../../model.ts'
import { formatDate, formatNumber } from '../formatted.ts'
import { exchangeView } from '../view.ts'
import { lastDay } from '../view-facts.ts'
import type { ExchangeAgreementView } from '../view-model.ts'
import type { ExchangeMaterial } from './kinds.ts'
import { evaluationForm, type FormView } from './questions.ts'
import { type LogEntry, logEntries } from './weeks.ts'

export type SheetView = ExchangeAgreementView & {
  readonly officeMailbox: string
  /** The day the programme has planned for it; '' while nobody knows. */
  readonly day: string
  readonly hasDay: boolean
  /** The days of the talks to come: as planned, or as the agreement has them. */
  readonly midwayTalk: string
  readonly endTalk: string
  /** Headings of the log: «Uke 9: 1. mars 2027 til 7. mars 2027». */
  readonly entries: readonly string[]
  readonly entryCount: string
  /** An entry is one week each; not when a long exchange has several in one. */
  readonly isWeekly: boolean
  readonly evaluations: readonly AskedView[]
  readonly hasEvaluations: boolean
  /** What has been answered in evaluations already. */
  readonly lessons: readonly LessonView[]
  readonly hasLessons: boolean
  readonly form: FormView
}

/** Evaluering som skal skrives. */
export type AskedView = {
  readonly what: string
  readonly who: string
  readonly deadline: string
  readonly hasDeadline: boolean
}

/** Lærdom: what one party has written that it learned. */
export type LessonView = { readonly who: string; readonly learned: string }

export type SheetFacts = {
  readonly agreement: Agreement
  readonly exchange: Exchange
  readonly programme: Programme
  readonly language: Language
  readonly words: Words
  readonly schemaOf: SchemaOf
}

/** @throws Error for an agreement whose agencies or standard text are not in the programme: `check` says so first */
export function sheetView(facts: SheetFacts, kind: ExchangeMaterial, template: string): SheetView {
  const { agreement, exchange, programme, language, words, schemaOf } = facts
  const entries = logEntries({ from: exchange.period.from, to: lastDay(exchange) })
  const officeMailbox = programme.settings?.office.mailbox ?? ''
  const day = dayOf(kind, facts)
  const evaluations = askedFor(facts)
  const lessons = lessonsOf(facts)
  const view = exchangeView(agreement, exchange, programme, language, words, template)
  return {
    ...view,
    midwayTalk: dayOf('midway-talk', facts) || view.exchange.midway,
    endTalk: dayOf('end-talk', facts) || view.exchange.end,
    officeMailbox,
    day,
    hasDay: day !== '',
    entries: entries.map((entry) => entryTitle(entry, facts)),
    entryCount: formatNumber(entries.length, language),
    isWeekly: entries.every(({ first, last }) => first === last),
    evaluations,
    hasEvaluations: evaluations.length > 0,
    lessons,
    hasLessons: lessons.length > 0,
    form: evaluationForm(schemaOf, language, exchange.learningGoals, words),
  }
}

function entryTitle({ from, to, first, last }: LogEntry, { words, language }: SheetFacts): string {
  const period = words('document-period', { from: formatDate(from, language), to: formatDate(to, language) })
  return first === last
    ? words('material-week', { week: first, period })
    : words('material-weeks', { first, last, period })
}

/** Days do not depend on which day it is; that one only decides how they stand. */
function milestonesFor({ agreement, programme, exchange }: SheetFacts) {
  const all = milestonesOf(agreement, programme, agreement.validity.from)
  return all.filter((milestone) => milestone.exchange === exchange.id)
}

function dayOf(kind: ExchangeMaterial, facts: SheetFacts): string {
  const own = milestonesFor(facts).find(({ about }) => about.kind === 'plan' && about.plan.template === kind)
  return own?.date === undefined ? '' : formatDate(own.date, facts.language)
}

function askedFor(facts: SheetFacts): readonly AskedView[] {
  const { programme, language, words } = facts
  const milestones = milestonesFor(facts)
  return (programme.settings?.evaluation.required ?? []).map(({ stage, by }) => {
    const own = milestones.find(({ about }) => about.kind === 'evaluation' && about.stage === stage)
    const deadline = own?.date === undefined ? '' : formatDate(own.date, language)
    return {
      what: words(`follow-up-evaluation-${stage}`),
      who: words(`follow-up-by-${by}`),
      deadline,
      hasDeadline: deadline !== '',
    }
  })
}

function lessonsOf({ agreement, exchange, programme, words }: SheetFacts): readonly LessonView[] {
  return programme.evaluations
    .filter((one) => one.agreement === agreement.id && one.exchange === exchange.id)
    .sort((a, b) => compare(`${a.date} ${a.name}`, `${b.date} ${b.name}`))
    .map(({ by, learned }) => ({ who: words(`follow-up-by-${by}`), learned }))
}
