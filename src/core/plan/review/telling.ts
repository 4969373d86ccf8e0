/** Fortelling: small things that everything said of a pull request says alike. */
import { approversOf, office } from '../../authority.ts'
import type { Speaker } from '../../messages.ts'
import type { Account, Programme } from '../../model.ts'
import { secretName } from '../../read.ts'
import { languageTag } from '../../render/page.ts'
import { inert } from '../../report/markdown.ts'
import { nameOf as shortNameOf } from '../../report/matching-sentences.ts'
import { paragraph } from '../../report/visible.ts'
import { shortened } from '../../text.ts'

/** More accounts than these are counted. */
const mostAccounts = 4

/** A name longer than this is nobody's to read. */
const longestPath = 160

/** Text of somebody else's, as much of it as there is room for. */
export function brief(text: string, most: number): string {
  return inert(short(text, most))
}

/** The same in one line, for what makes it inert itself. */
export function short(text: string, most: number): string {
  return shortened(paragraph(text), most)
}

/** A path, without what should not be in one. */
export function pathText(path: string): string {
  return brief(secretName(path)?.place.file ?? path, longestPath)
}

/** What an agency is called on the base. Plain text: whoever puts it into Markdown makes it inert. */
export function nameOf(base: Programme, who: string, { words }: Pick<Speaker, 'words'>): string {
  return who === office ? words('review-office') : shortNameOf(who, base)
}

/** Logins are never written with their sign: nobody is called upon by a text that is edited. */
export function accountsText(accounts: readonly Account[], voice: Speaker): string {
  const shown = accounts.slice(0, mostAccounts).map(({ login }) => inert(login))
  const rest = accounts.length - shown.length
  return either(rest > 0 ? [...shown, voice.words('review-others', { count: rest })] : shown, voice)
}

export function either(items: readonly string[], { language }: Speaker): string {
  return new Intl.ListFormat(languageTag(language), { type: 'disjunction' }).format(items)
}

/** So many, and how many there are besides. */
export function atMost(most: number, items: readonly string[], { words }: Speaker): readonly string[] {
  if (items.length <= most) return items
  const rest = items.length - most + 1
  return [...items.slice(0, most - 1), words('review-more', { count: rest })]
}

export function isApprover(base: Programme, who: string, { id }: Account): boolean {
  return approversOf(base, who).some((account) => account.id === id)
}
