/** Makt og forpliktelser: what a change does to who decides and what binds, told in sentences nobody overlooks. */
import { termsOf } from '../../agreement/digest.ts'
import { isSame } from '../../difference.ts'
import { identify, type Kind } from '../../kinds.ts'
import type { Account, Agency, Agreement, Programme, Settings, Signature } from '../../model.ts'
import { formatDate, formatList } from '../../render/formatted.ts'
import { inert } from '../../report/markdown.ts'
import { partiesOf, type Touched } from './records.ts'
import { type Reader, shortName } from './values.ts'

export type Step = { readonly before: Programme; readonly after: Programme }

/** What these sentences tell in full, and the table need not. */
export const toldInSentences: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  agency: ['approvers'],
  agreement: ['signatures'],
  programme: ['office.approvers'],
}

/** In Markdown, the gravest first. */
export function powerSentences({ path, kind }: Touched, step: Step, reader: Reader): readonly string[] {
  const { before, after } = step
  const [name = ''] = identify(path)?.names ?? []
  switch (kind) {
    case 'agency':
      return agencyChanges(before.agencies.get(name), after.agencies.get(name), reader)
    case 'agreement':
      return agreementChanges(before.agreements.get(name), after.agreements.get(name), step, reader)
    case 'programme':
      return settingsChanges(before.settings, after.settings, reader)
    default:
      return []
  }
}

function agencyChanges(was: Agency | undefined, is: Agency | undefined, reader: Reader): readonly string[] {
  if (!is) return []
  return [
    ...successorChange(was, is, reader),
    ...approverChange(was?.approvers ?? [], is.approvers, is.shortName, reader),
  ]
}

/** Whoever takes over answers for all that has been signed, and approves for the old. */
function successorChange(was: Agency | undefined, is: Agency, reader: Reader): readonly string[] {
  const told = (agency: Agency | undefined) => {
    const into = agency?.mergedInto?.agency
    return into === undefined ? [] : [shortName(into, reader) ?? into]
  }
  const [before, after] = [told(was), told(is)]
  if (isSame(before, after)) return []
  return [sentence(reader.words('meaning-successor', { who: inert(is.shortName) }), before, after, reader)]
}

/** The number says who it is, so both are told: the same login may be somebody else. */
function approverChange(
  was: readonly Account[],
  is: readonly Account[],
  who: string,
  reader: Reader,
): readonly string[] {
  const { words } = reader
  const told = (accounts: readonly Account[]) =>
    accounts.map(({ login, id }) => words('meaning-account', { login, id: String(id) })).sort()
  const [before, after] = [told(was), told(is)]
  if (isSame(before, after)) return []
  return [sentence(words('meaning-approvers', { who: inert(who) }), before, after, reader)]
}

/** «**Partene i avtalen endres.** Før: KLD og DFØ. Etter: KLD og SSB.» */
function sentence(
  what: string,
  before: readonly string[],
  after: readonly string[],
  { words, language }: Reader,
): string {
  const told = (items: readonly string[]) =>
    inert(items.length === 0 ? words('meaning-none') : formatList(items, language))
  return `${strong(what)} ${words('meaning-from-to', { before: told(before), after: told(after) })}`
}

function strong(text: string): string {
  return `**${text}**`
}

function agreementChanges(
  was: Agreement | undefined,
  is: Agreement | undefined,
  step: Step,
  reader: Reader,
): readonly string[] {
  if (!is) return []
  return [
    ...(was ? termsChange(was, is, step, reader) : []),
    ...(was ? partyChange(was, is, reader) : []),
    ...signatureChange(was?.signatures ?? [], is.signatures, reader),
  ]
}

/** What is signed is what the terms say, whatever order or form the file has. */
function termsChange(
  was: Agreement,
  is: Agreement,
  { before, after }: Step,
  reader: Reader,
): readonly string[] {
  const { words, language } = reader
  const isSigned = was.signatures.length > 0
  if (!isSigned || isSame(termsIn(was, before), termsIn(is, after))) return []
  if (is.version > was.version) return [strong(words('meaning-new-version', { version: is.version }))]
  const signers = [...new Set(was.signatures.map(({ party }) => shortName(party, reader) ?? party))]
  const who = inert(formatList(signers, language))
  return [strong(words('meaning-signed-terms', { who, version: is.version }))]
}

function termsIn(agreement: Agreement, { agencies }: Programme) {
  const numbers = new Map([...agencies].map(([slug, { organisationNumber }]) => [slug, organisationNumber]))
  return termsOf(agreement, numbers)
}

function partyChange(was: Agreement, is: Agreement, reader: Reader): readonly string[] {
  const parties = (agreement: Agreement) => agreement.parties.map(({ agency }) => agency)
  if (isSame([...parties(was)].sort(), [...parties(is)].sort())) return []
  const told = (agreement: Agreement) => [partiesOf(agreement, reader)]
  return [sentence(reader.words('meaning-parties'), told(was), told(is), reader)]
}

function signatureChange(
  was: readonly Signature[],
  is: readonly Signature[],
  reader: Reader,
): readonly string[] {
  if (isSame(was, is)) return []
  const told = ({ party, role, date, method }: Signature) => {
    const details = [role, formatDate(date, reader.language), reader.words(`signature-${method}`)]
    return `${shortName(party, reader) ?? party} (${details.join(', ')})`
  }
  const [before, after] = [was.map(told), is.map(told)]
  const what = isSame(before, after) ? 'meaning-signatures-bound' : 'meaning-signatures'
  return [sentence(reader.words(what), before, after, reader)]
}

function settingsChanges(
  was: Settings | undefined,
  is: Settings | undefined,
  reader: Reader,
): readonly string[] {
  if (!is) return []
  const { words } = reader
  const told = (key: string | false) => (key === false ? [] : [strong(words(key))])
  const [merged, merges] = [was?.autoMerge === true, is.autoMerge === true]
  return [
    ...approverChange(was?.office.approvers ?? [], is.office.approvers, words('meaning-office'), reader),
    ...told(merged !== merges && (merges ? 'meaning-auto-merge-on' : 'meaning-auto-merge-off')),
    ...told(pauseChange(was?.pause ?? null, is.pause ?? null)),
    ...told(closedChange(was?.closed ?? null, is.closed ?? null)),
    ...told(was !== undefined && !isSame(was.limits, is.limits) && 'meaning-limits'),
  ]
}

function closedChange(was: object | null, is: object | null): string | false {
  if ((was === null) === (is === null)) return false
  return is === null ? 'meaning-reopened' : 'meaning-closed'
}

function pauseChange(was: object | null, is: object | null): string | false {
  if (isSame(was, is)) return false
  if (was === null) return 'meaning-pause-on'
  return is === null ? 'meaning-pause-off' : 'meaning-pause-changed'
}
