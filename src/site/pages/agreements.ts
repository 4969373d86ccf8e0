/** Avtalene: a list, and one page each. */

import { phases } from '../../core/agreement/phase.ts'
import { compare } from '../../core/diagnostic.ts'
import { fieldAt } from '../../core/draft/fields.ts'
import { openingsIn } from '../../core/evaluation/openings.ts'
import { goalPath } from '../../core/evaluation/questions.ts'
import type { Agreement, Evaluation, Exchange } from '../../core/model.ts'
import { formatDate, formatNumber } from '../../core/render/formatted.ts'
import { nameOf } from '../../core/report/matching-sentences.ts'
import { capitalised } from '../../core/text.ts'
import { calendarLinks } from '../calendars.ts'
import { documentLinks } from '../document-links.ts'
import { evaluatePath } from '../evaluate/page.ts'
import { learnedPath } from '../learned/learned-page.ts'
import type { Page, PageMaker, Scene } from '../model.ts'
import { agreementRow, languageOfText, phaseNow } from './agreement-row.ts'
import { stations } from './agreement-way.ts'

export const agreementPages: PageMaker = {
  name: 'agreements',
  languages: ['nb', 'nn'],
  make: ({ programme }, _language, sceneAt) => {
    const agreements = [...programme.agreements.values()].sort((a, b) => compare(a.id, b.id))
    return [
      listPage(agreements, sceneAt('avtaler/')),
      ...agreements.map((agreement) => agreementPage(agreement, sceneAt(`avtaler/${agreement.id}/`))),
    ]
  },
}

/** What is under way comes first, what is over last; an agreement nobody can place comes at the end. */
const order = [
  'running',
  'awaiting-evaluation',
  'signed',
  'ready-to-sign',
  'negotiating',
  'proposed',
  'closed',
  'terminated',
]

function listPage(agreements: readonly Agreement[], scene: Scene): Page {
  const { facts, words } = scene
  const groups = order
    .filter((name) => phases.some((phase) => phase === name))
    .map((name) => ({
      name,
      title: words(`phase.${name}`),
      rows: agreements
        .filter((agreement) => phaseNow(agreement, facts) === name)
        .map((agreement) => agreementRow(agreement, scene)),
    }))
  const unplaced = agreements.filter((agreement) => phaseNow(agreement, facts) === undefined)
  return {
    path: 'avtaler/',
    title: words('site-agreements-title'),
    description: words('site-agreements-lead'),
    section: 'agreements',
    main: scene.fill('agreements', {
      none: agreements.length === 0,
      learnedHref: scene.link(learnedPath),
      groups: [
        ...groups,
        {
          name: 'unplaced',
          title: words('site-agreement-unplaced'),
          rows: unplaced.map((agreement) => agreementRow(agreement, scene)),
        },
      ].filter(({ rows }) => rows.length > 0),
    }),
  }
}

function agreementPage(agreement: Agreement, scene: Scene): Page {
  const { facts, words } = scene
  const row = agreementRow(agreement, scene)
  const documents = facts.documents.get(agreement.id) ?? []
  return {
    path: `avtaler/${agreement.id}/`,
    title: agreement.title,
    description: words('site-agreement-lead', { parties: row.parties }),
    section: 'agreements',
    main: scene.fill('agreement', {
      ...row,
      id: agreement.id,
      purpose: agreement.purpose ?? '',
      facts: factsOf(agreement, scene),
      parties: partiesOf(agreement, scene),
      names: row.parties,
      stations: stations(agreement, phaseNow(agreement, facts), scene),
      exchanges: agreement.exchanges.map((exchange) => exchangeView(exchange, agreement, scene)),
      documents: documentLinks(
        documents.filter(({ isSheet }) => !isSheet),
        scene,
      ),
      sheets: documentLinks(
        documents.filter(({ isSheet }) => isSheet),
        scene,
      ),
      calendars: calendarLinks(`agreements/${agreement.id}`, scene),
      learned: learnedFrom(agreement, scene),
      learnedHref: scene.link(learnedPath),
      evaluateHref: evaluateHref(agreement, scene),
      sharing: agreement.sharing ?? '',
    }),
  }
}

function factsOf(agreement: Agreement, { facts, language, words }: Scene) {
  const round = facts.programme.settings?.rounds.find(({ id }) => id === agreement.round)
  const { from, to } = agreement.validity
  return [
    ...(round ? [{ label: words('site-agreement-round'), value: round.name[language] }] : []),
    {
      label: words('site-agreement-validity'),
      value: words('document-period', { from: formatDate(from, language), to: formatDate(to, language) }),
    },
    {
      label: words('site-agreement-basis'),
      value: words(agreement.basis.match === undefined ? 'site-basis-self-found' : 'site-basis-match'),
    },
  ]
}

function partiesOf(agreement: Agreement, { facts, link }: Scene) {
  return agreement.parties.map(({ agency, unit }) => ({
    name: nameOf(agency, facts.programme),
    href: facts.programme.agencies.has(agency) ? link(`virksomheter/${agency}/`) : '',
    unit: unit ?? '',
    expectation: agreement.expectations[agency] ?? '',
  }))
}

function exchangeView(exchange: Exchange, agreement: Agreement, scene: Scene) {
  const { facts, language, words } = scene
  return {
    id: exchange.id,
    route: words('site-exchange-route', {
      from: nameOf(exchange.from, facts.programme),
      to: nameOf(exchange.to, facts.programme),
    }),
    form: capitalised(words(`form-${exchange.form}`)),
    details: [
      words('document-period', {
        from: formatDate(exchange.period.from, language),
        to: formatDate(exchange.period.to, language),
      }),
      words('site-exchange-workload', { percent: formatNumber(exchange.workload, language) }),
      `${exchange.place.municipality} (${words(`site-presence-${exchange.place.presence}`)})`,
    ],
    goals: exchange.learningGoals,
    lang: languageOfText(agreement, scene),
  }
}

function learnedFrom(agreement: Agreement, scene: Scene) {
  const { facts, language, words } = scene
  const { id } = agreement
  return facts.programme.evaluations
    .filter(({ agreement }) => agreement === id)
    .sort((a, b) => compare(`${a.date} ${a.name}`, `${b.date} ${b.name}`))
    .map((evaluation) => ({
      who: words(`site-evaluation-${evaluation.by}`),
      when: formatDate(evaluation.date, language),
      lang: evaluation.language === language ? '' : evaluation.language,
      learned: evaluation.learned,
      shared: evaluation.shared ?? '',
      benefit: evaluation.benefit ?? '',
      goals: goalsOf(evaluation, scene),
      goalsLang: languageOfText(agreement, scene),
      improve: evaluation.improve ?? '',
      rating: words('site-evaluation-rating', { learning: evaluation.ratings.learning }),
    }))
}

/** Each goal with how far they had come, in the words of the schema. */
function goalsOf({ goals = [] }: Evaluation, { facts, language }: Scene) {
  const asker = { kind: 'evaluation', language, schemaOf: facts.schemaOf } as const
  const options = fieldAt(goalPath(0), asker)?.options ?? []
  return goals.map(({ goal, reached }) => ({
    goal,
    reached: options.find(({ value }) => value === reached)?.label ?? reached,
  }))
}

/** To the form, as soon as there is something to evaluate that nobody has; '' before and after. */
function evaluateHref(agreement: Agreement, { facts, link }: Scene): string {
  const open = openingsIn(facts.programme, facts.today).filter((one) => one.agreement.id === agreement.id)
  const [first] = open
  if (!first) return ''
  const asked = new URLSearchParams({ agreement: agreement.id, exchange: first.exchange.id })
  return link(`${evaluatePath}?${asked}`)
}
