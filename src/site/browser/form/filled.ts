/// <reference lib="dom" />
/** What is filled in before anybody writes: what the programme knows, and what is registered. */
import { defaultsFor } from '../../../core/draft/defaults.ts'
import type { FormKind } from '../../form/brought.ts'
import { holderOf, put, writtenIn } from './controls.ts'
import type { Desk } from './desk.ts'
import { show } from './dom.ts'
import { type Registered, writtenAt } from './existing.ts'

/** What the programme knows already goes where nothing is written. A date of approval is nobody's to guess. */
export function fillKnown(form: HTMLFormElement, kind: FormKind, { judge, today, brought }: Desk): void {
  const agency = judge.programme.agencies.get(String(new FormData(form).get('agency') ?? ''))
  // Whoever writes on this page writes in its language, whatever the agency's own is.
  const known = new Map([
    ...defaultsFor(kind, agency, judge.programme, today),
    ['language', brought.language],
  ])
  for (const [path, value] of known) {
    const holder = path.startsWith('anchoring') ? undefined : holderOf(form, path)
    if (holder && writtenIn(holder).every((text) => text === '')) put(holder, value)
  }
}

/** What is registered, as it will be: confirmed today, and withdrawn only by whoever withdraws it now. */
export function fillRegistered(
  form: HTMLFormElement,
  { kind, agency, data }: Registered,
  isEnd: boolean,
  { brought, today }: Desk,
): void {
  form.reset()
  const owner = holderOf(form, 'agency')
  if (owner) {
    put(owner, agency)
    show(owner, false)
  }
  const now: Record<string, unknown> = isEnd ? { 'withdrawn.date': today } : { confirmed: today }
  for (const { path } of brought.fields[kind]) {
    const holder = holderOf(form, path)
    const isOver = path.startsWith('withdrawn.') && !isEnd
    if (holder) put(holder, isOver ? undefined : (now[path] ?? writtenAt(data, path)))
  }
}
