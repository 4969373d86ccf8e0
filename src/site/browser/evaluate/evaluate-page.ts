/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Evalueringssiden: what happens on it, from what the address asks for until the answers are looked over. */

import { goalPath } from '../../../core/evaluation/questions.ts'
import { type Speaker, speaker } from '../../../core/messages.ts'
import type { IsoDate } from '../../../core/model.ts'
import {
  type BroughtEvaluation,
  type BroughtExchange,
  type BroughtQuestion,
  exchangeKey,
} from '../../evaluate/brought.ts'
import { type EvaluationDraft, evaluationDraft, findingsIn, stagesReached } from '../../evaluate/draft.ts'
import { answerIn, controlsIn, holderOf, put } from '../form/controls.ts'
import { goTo, part, show } from '../form/dom.ts'
import { copyText } from '../form/doors-shown.ts'
import { discard, type Keeping, keep, restore } from '../form/kept.ts'
import { type Said, sayAt, saySummary, toldOf, warnOfPerson } from '../form/said.ts'
import { todayInNorway } from '../today.ts'
import { showGoals } from './goals.ts'
import { showEvaluation } from './looked-over.ts'

export class EvaluatePage {
  readonly brought: BroughtEvaluation
  readonly speaker: Speaker
  readonly today: IsoDate = todayInNorway()
  readonly root: HTMLElement
  readonly form: HTMLFormElement
  readonly section: HTMLElement
  readonly review: HTMLElement

  constructor(root: HTMLElement, brought: BroughtEvaluation) {
    this.root = root
    this.brought = brought
    this.speaker = speaker(brought.language, brought.messages)
    this.form = part(root, '[data-form]', HTMLFormElement)
    this.section = part(root, '[data-evaluate]', HTMLElement)
    this.review = part(root, '[data-review]', HTMLElement)
  }

  start(): void {
    for (const scripted of this.root.querySelectorAll('[data-scripted]')) show(scripted, true)
    this.form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.lookOver()
    })
    this.form.addEventListener('input', ({ target }) => this.typed(target))
    const on = (selector: string, deed: () => void) => {
      for (const one of this.root.querySelectorAll(selector)) one.addEventListener('click', deed)
    }
    on('[data-discard]', () => this.discard())
    on('[data-back]', () => this.back())
    on('[data-copy]', () => copyText(this.review, this.speaker.words))
    this.arrive()
  }

  /** What the address asks for: a reminder knows which exchange it is about, and who is to answer. */
  arrive(): void {
    const asked = new URLSearchParams(location.search)
    this.set('exchange', `${asked.get('agreement')}/${asked.get('exchange')}`)
    this.set('stage', asked.get('stage'))
    this.set('by', asked.get('by'))
    this.set('language', this.brought.language)
    this.exchangeChosen()
    this.bringBack()
  }

  /** Only what the page has to choose among. */
  set(path: string, value: string | null): void {
    const holder = holderOf(this.form, path)
    if (!holder || value === null) return
    for (const control of controlsIn(holder)) {
      if (control instanceof HTMLSelectElement) {
        if ([...control.options].some((option) => option.value === value)) control.value = value
      } else if (control instanceof HTMLInputElement && control.value === value) control.checked = true
    }
  }

  get exchange(): BroughtExchange | undefined {
    const key = part(this.form, 'select[name="exchange"]', HTMLSelectElement).value
    return this.brought.exchanges.find((one) => exchangeKey(one) === key)
  }

  /** Everything asked just now, the goals of the chosen exchange among it. */
  get questions(): readonly BroughtQuestion[] {
    const { questions, goal } = this.brought
    const goals = (this.exchange?.learningGoals ?? []).map((title, index) => ({
      ...goal,
      path: goalPath(index),
      title,
      required: false,
    }))
    const at = questions.findIndex(({ path }) => path === 'learned')
    return [...questions.slice(0, at), ...goals, ...questions.slice(at)]
  }

  answers(): ReadonlyMap<string, unknown> {
    const answers = new Map<string, unknown>()
    for (const question of this.questions) {
      const holder = holderOf(this.form, question.path)
      const answer = holder && answerIn(holder, question)
      if (answer !== undefined) answers.set(question.path, answer)
    }
    return answers
  }

  /** Each evaluation has a draft of its own. */
  get draftName(): string {
    const { exchange } = this
    const answers = this.answers()
    return exchange ? `${exchangeKey(exchange)}-${answers.get('stage')}-${answers.get('by')}` : ''
  }

  exchangeChosen(): void {
    const { exchange } = this
    showGoals(this.form, exchange?.learningGoals ?? [])
    const reached = exchange ? stagesReached(exchange, this.today) : []
    const stages = holderOf(this.form, 'stage')
    for (const control of stages ? controlsIn(stages) : []) {
      if (!(control instanceof HTMLInputElement)) continue
      const isAhead = exchange !== undefined && !reached.some((stage) => stage === control.value)
      if (isAhead) control.checked = false
      control.closest('[data-option]')?.toggleAttribute('hidden', isAhead)
    }
    this.tellStanding()
  }

  /** What cannot be answered, before anybody has written much. */
  tellStanding(): void {
    const standing = part(this.form, '[data-standing]', HTMLElement)
    const text = this.standing()
    if (standing.textContent !== text) standing.textContent = text
    show(standing, text !== '')
  }

  standing(): string {
    const { exchange } = this
    const { words } = this.speaker
    if (!exchange) return ''
    if (stagesReached(exchange, this.today).length === 0) return words('evaluate-s-early')
    const answers = this.answers()
    const name = `${exchange.id}-${answers.get('stage')}-${answers.get('by')}`
    return exchange.given.includes(name) ? words('evaluate-s-given') : ''
  }

  bringBack(): void {
    const name = this.draftName
    if (name === '' || !restore(name, this.form)) return
    this.tellOfDraft('back')
  }

  draft(answers: ReadonlyMap<string, unknown>): EvaluationDraft | undefined {
    const { exchange } = this
    const isNamed = answers.has('stage') && answers.has('by')
    return exchange && isNamed
      ? evaluationDraft(exchange, answers, this.brought.abouts, this.today)
      : undefined
  }

  /** What must be mended: no exchange, one that cannot be evaluated (any more), and what is wrong with the answers. */
  said(): readonly Said[] {
    const { words } = this.speaker
    const answers = this.answers()
    const title = words('evaluate-s-exchange')
    const sentence = this.exchange ? this.standing() : words('new-required')
    const found = findingsIn(answers, this.draft(answers), this.brought)
    return [
      ...(sentence === '' ? [] : [{ path: 'exchange', title, sentence }]),
      ...toldOf(found, this.questions, this.speaker),
    ]
  }

  lookOver(): void {
    const said = this.said()
    saySummary(this.form, said, this.speaker)
    const answers = this.answers()
    const draft = this.draft(answers)
    if (said.length > 0 || !draft || !this.exchange) return
    show(this.section, false)
    const { brought, exchange, form, questions, review } = this
    showEvaluation({ section: review, form, draft, exchange, questions }, brought, this.speaker)
  }

  typed(target: EventTarget | null): void {
    const holder = target instanceof Element ? target.closest<HTMLElement>('[data-path]') : null
    if (!holder) return
    const path = holder.dataset['path'] ?? ''
    if (path === 'exchange') this.exchangeChosen()
    if (path === 'stage' || path === 'by') this.tellStanding()
    if (controlsIn(holder).some((control) => control.hasAttribute('aria-invalid')))
      sayAt(holder, this.said().find((one) => one.path === path)?.sentence ?? '')
    warnOfPerson(holder, this.questions, this.speaker)
    if (this.draftName !== '') this.tellOfDraft(keep(this.draftName, this.form))
  }

  back(): void {
    show(this.review, false)
    show(this.section, true)
    goTo(part(this.section, '[data-heading]', HTMLElement))
  }

  discard(): void {
    discard(this.draftName)
    this.form.reset()
    saySummary(this.form, [], this.speaker)
    const language = holderOf(this.form, 'language')
    if (language) put(language, this.brought.language)
    this.exchangeChosen()
    this.tellOfDraft('gone')
    this.back()
  }

  tellOfDraft(state: Keeping | 'back' | 'gone'): void {
    const keys = { kept: '', withheld: '-withheld', refused: '-none', back: '-back', gone: '-gone' } as const
    const text = this.speaker.words(`form-s-draft${keys[state]}`)
    for (const told of this.root.querySelectorAll('[data-draft]'))
      if (told.textContent !== text) told.textContent = text
    for (const button of this.root.querySelectorAll('[data-discard]'))
      show(button, state === 'kept' || state === 'withheld' || state === 'back')
  }
}
