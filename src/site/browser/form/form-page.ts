/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Skjemasiden: what happens on it, from what the address asks for until the answers are looked over. */
import { type FormKind, formKinds } from '../../form/brought.ts'
import { type Draft, doubleFindings, judgeDraft } from '../../form/judge.ts'
import { writtenDates } from '../../form/sentences.ts'
import type { FormFinding } from '../../form/text-findings.ts'
import { controlsIn, narrow } from './controls.ts'
import { type Desk, draftIn } from './desk.ts'
import { goTo, part, show } from './dom.ts'
import { copyText } from './doors-shown.ts'
import { findRegistered, idIn, type Registered, recordedBy, valueAt } from './existing.ts'
import { fillKnown, fillRegistered } from './filled.ts'
import { discard, type Keeping, keep, restore } from './kept.ts'
import { showReview } from './review.ts'
import { sayAt, saySummary, toldOf, warnOfPerson } from './said.ts'

/** What is being done: something new, or one of three things with what is registered. */
type Deed = 'new' | 'confirm' | 'update' | 'withdraw'

const deeds = ['confirm', 'update', 'withdraw'] as const

export class FormPage {
  readonly desk: Desk
  readonly root: HTMLElement
  readonly review: HTMLElement
  kind: FormKind | undefined
  registered: Registered | undefined
  deed: Deed = 'new'

  constructor(root: HTMLElement, desk: Desk) {
    this.root = root
    this.desk = desk
    this.review = part(root, '[data-review]', HTMLElement)
  }

  async start(): Promise<void> {
    this.root.dataset['ready'] = ''
    show(part(this.root, '[data-unscripted]', HTMLElement), false)
    for (const scripted of this.root.querySelectorAll('[data-scripted], [data-find]')) show(scripted, true)
    for (const kind of formKinds) this.listen(kind)
    this.listenAround()
    await this.arrive()
  }

  /** What the address asks for. */
  async arrive(): Promise<void> {
    const id = idIn(location.hash)
    const wanted = new URLSearchParams(location.search).get('type')
    this.registered = undefined
    this.show(undefined)
    if (id !== undefined) await this.find(id)
    else this.begin(formKinds.find((kind) => kind === wanted))
  }

  form(kind: FormKind): HTMLFormElement {
    return part(this.root, `[data-form="${kind}"]`, HTMLFormElement)
  }

  /** The name its draft is kept under. */
  get draftName(): string {
    return this.registered?.id ?? this.kind ?? ''
  }

  /** Shows the form of one kind, or none of them. */
  show(kind: FormKind | undefined): void {
    this.kind = kind
    show(part(this.root, '[data-manage]', HTMLElement), false)
    show(part(this.root, '[data-trouble]', HTMLElement), false)
    show(part(this.root, '[data-choose]', HTMLElement), this.registered === undefined)
    show(this.review, false)
    for (const one of formKinds) {
      const section = part(this.root, `#form-${one}`, HTMLElement)
      show(section, one === kind)
      show(part(section, '[data-part="body"]', HTMLElement), this.deed !== 'withdraw')
      show(part(section, '[data-part="ending"]', HTMLElement), this.deed === 'withdraw')
      part(this.root, `[data-choose] [data-kind="${one}"]`, HTMLElement).toggleAttribute(
        'data-chosen',
        one === kind,
      )
    }
  }

  /** Something new. */
  begin(kind: FormKind | undefined): void {
    this.deed = 'new'
    this.show(kind)
    if (!kind) return
    const isBack = restore(kind, this.form(kind))
    fillKnown(this.form(kind), kind, this.desk)
    this.tellOfDraft(isBack ? 'back' : undefined)
  }

  async find(id: string): Promise<void> {
    const { brought, speaker } = this.desk
    const trouble = part(this.root, '[data-trouble]', HTMLElement)
    try {
      this.registered = await findRegistered(id, brought.registrations)
      if (this.registered) {
        this.manage(this.registered)
        return
      }
      trouble.textContent = speaker.words('form-s-unknown', { id })
    } catch {
      trouble.textContent = speaker.words('form-s-unreachable')
    }
    show(trouble, true)
  }

  manage({ kind, agency, data }: Registered): void {
    const { judge, brought, speaker } = this.desk
    this.show(undefined)
    this.kind = kind
    const name = judge.programme.agencies.get(agency)?.name
    const withdrawn = valueAt(data, 'withdrawn.date')
    const manage = part(this.root, '[data-manage]', HTMLElement)
    const key = withdrawn === undefined ? 'form-s-existing' : 'form-s-existing-withdrawn'
    const date = writtenDates(String(withdrawn ?? data['confirmed']))
    part(manage, '[data-manage-title]', HTMLElement).textContent = String(data['title'])
    part(manage, '[data-manage-text]', HTMLElement).textContent = speaker.words(key, {
      agency: name?.[brought.language] ?? name?.nb ?? agency,
      date,
    })
    show(manage, true)
  }

  /** Confirms, changes or withdraws what is registered. */
  act(deed: Exclude<Deed, 'new'>): void {
    const { registered } = this
    if (!registered) return
    const { kind } = registered
    this.deed = deed
    fillRegistered(this.form(registered.kind), registered, deed === 'withdraw', this.desk)
    this.show(kind)
    const isBack = deed === 'update' && restore(registered.id, this.form(kind))
    this.tellOfDraft(isBack ? 'back' : undefined)
    if (deed === 'confirm') {
      this.lookOver(kind)
      return
    }
    const heading = part(this.root, `#form-${kind} [data-heading]`, HTMLElement)
    heading.textContent = this.desk.speaker.words(`form-s-heading-${deed}`, {
      title: String(registered.data['title']),
    })
    goTo(heading)
  }

  /** The review, or what must be mended first. */
  async lookOver(kind: FormKind): Promise<void> {
    const form = this.form(kind)
    const { found, draft } = this.judged(kind)
    const errors = found.filter(({ severity }) => severity === 'error')
    const told = [
      ...this.withoutAgency(form),
      ...toldOf(errors, this.desk.brought.fields[kind], this.desk.speaker),
    ]
    // What is wrong may be in what was not shown.
    const isHidden = told.some(({ path }) => !path.startsWith('withdrawn'))
    if (told.length > 0 && isHidden) show(part(form, '[data-part="body"]', HTMLElement), true)
    saySummary(form, told, this.desk.speaker)
    if (told.length > 0) return
    const doubles = await this.doubles(draft)
    show(part(this.root, `#form-${kind}`, HTMLElement), false)
    show(part(this.root, '[data-choose]', HTMLElement), false)
    const warnings = [...found.filter(({ severity }) => severity === 'warning'), ...doubles]
    showReview({ section: this.review, form, draft, warnings }, this.desk)
  }

  /** What the agency has registered before may say the same. Where that cannot be fetched, `check` will tell. */
  async doubles(draft: Draft): Promise<readonly FormFinding[]> {
    const { judge, brought } = this.desk
    if (this.deed === 'withdraw') return []
    try {
      return doubleFindings(draft, await recordedBy(draft.agency, brought.registrations), judge)
    } catch {
      return []
    }
  }

  judged(kind: FormKind) {
    const draft = draftIn(this.form(kind), kind, this.registered, this.desk)
    // A registration that is there already is not late because it is changed.
    const paths = this.registered ? [draft.path] : []
    const { programme } = this.desk.judge
    const known = { ...programme, paths: new Set([...programme.paths, ...paths]) }
    const found: readonly FormFinding[] = judgeDraft(draft, { ...this.desk.judge, programme: known })
    return { draft, found }
  }

  withoutAgency(form: HTMLFormElement) {
    const { words } = this.desk.speaker
    const isThere = this.registered !== undefined || String(new FormData(form).get('agency') ?? '') !== ''
    return isThere ? [] : [{ path: 'agency', title: words('form-s-agency'), sentence: words('new-required') }]
  }

  listen(kind: FormKind): void {
    const form = this.form(kind)
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.lookOver(kind)
    })
    form.addEventListener('input', ({ target }) => this.typed(kind, target))
  }

  typed(kind: FormKind, target: EventTarget | null): void {
    const holder = target instanceof Element ? target.closest<HTMLElement>('[data-path]') : null
    if (!holder) return
    if (target instanceof HTMLInputElement && 'find' in target.dataset) {
      narrow(holder, target.value, this.desk.brought.otherNames)
      return
    }
    if (holder.dataset['path'] === 'agency') fillKnown(this.form(kind), kind, this.desk)
    this.sayAnew(kind, holder)
    warnOfPerson(holder, this.desk.brought.fields[kind], this.desk.speaker)
    this.tellOfDraft(keep(this.draftName, this.form(kind)))
  }

  /**
   * What was wrong and is mended is no longer said; what is still wrong is said anew. At once, and not when the field is
   * left: what is clicked then would move away from under the pointer.
   */
  sayAnew(kind: FormKind, holder: HTMLElement): void {
    if (!controlsIn(holder).some((control) => control.hasAttribute('aria-invalid'))) return
    const form = this.form(kind)
    const { speaker, brought } = this.desk
    const said = [
      ...this.withoutAgency(form),
      ...toldOf(this.judged(kind).found, brought.fields[kind], speaker),
    ]
    sayAt(holder, said.find(({ path }) => path === holder.dataset['path'])?.sentence ?? '')
  }

  listenAround(): void {
    const on = (selector: string, deed: () => void) => {
      for (const one of this.root.querySelectorAll(selector)) one.addEventListener('click', deed)
    }
    on('[data-discard]', () => this.discard())
    on('[data-back]', () => this.back())
    on('[data-copy]', () => copyText(this.review, this.desk.speaker.words))
    for (const deed of deeds) on(`[data-deed="${deed}"]`, () => this.act(deed))
    for (const kind of formKinds) {
      part(this.root, `[data-choose] [data-kind="${kind}"]`, HTMLElement).addEventListener(
        'click',
        (event) => {
          event.preventDefault()
          history.replaceState(null, '', `?type=${kind}`)
          this.begin(kind)
          goTo(part(this.root, `#form-${kind} [data-heading]`, HTMLElement))
        },
      )
    }
    addEventListener('hashchange', () => this.arrive())
  }

  back(): void {
    const { kind } = this
    if (!kind) return
    if (this.deed === 'confirm') this.deed = 'update'
    this.show(kind)
    goTo(part(this.root, `#form-${kind} [data-heading]`, HTMLElement))
  }

  discard(): void {
    const { kind } = this
    if (!kind) return
    discard(this.draftName)
    const form = this.form(kind)
    form.reset()
    saySummary(form, [], this.desk.speaker)
    this.show(kind)
    if (this.registered) fillRegistered(this.form(kind), this.registered, this.deed === 'withdraw', this.desk)
    else fillKnown(this.form(kind), kind, this.desk)
    this.tellOfDraft('gone')
    goTo(part(this.root, `#form-${kind} [data-heading]`, HTMLElement))
  }

  tellOfDraft(state: Keeping | 'back' | 'gone' | undefined): void {
    const keys = { kept: '', withheld: '-withheld', refused: '-none', back: '-back', gone: '-gone' } as const
    const text = state === undefined ? '' : this.desk.speaker.words(`form-s-draft${keys[state]}`)
    for (const told of this.root.querySelectorAll('[data-draft]'))
      if (told.textContent !== text) told.textContent = text
    for (const button of this.root.querySelectorAll('[data-discard]'))
      show(button, state === 'kept' || state === 'withheld' || state === 'back')
  }
}
