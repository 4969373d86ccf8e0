/** Invitasjon: what the office is told about an agency that others wish for, and a letter it can send. */
import type { Words } from '../../messages.ts'
import type { Language, Programme, Registration } from '../../model.ts'
import { formatOrganisationNumber } from '../../organisation-number.ts'
import { formatList } from '../../render/formatted.ts'
import { inert, link } from '../../report/markdown.ts'
import { registration } from '../../report/matching-lines.ts'
import { nameOf } from '../../report/matching-sentences.ts'
import { paragraph } from '../../report/visible.ts'
import { bullets, details, fenced, mailboxOf } from '../prose.ts'
import { linkedFields, type Source } from '../source-links.ts'
import { tellerOf } from './proposal-changes.ts'
import { notice } from './proposal-text.ts'

/** Where anybody can look up a unit in Enhetsregisteret. */
const register = 'https://virksomhet.brreg.no/nb/oppslag/enheter'

/** Ønske: an organisation, and the registrations that wish for it, sorted. */
export type Wish = { readonly organisation: string; readonly from: readonly Registration[] }

type WishStory = {
  readonly wish: Wish
  readonly programme: Programme
  readonly source: Source
  readonly wordsOf: (language: Language) => Words
  readonly language: Language
}

/** The agencies that wish, each once. */
export function wishers({ from }: Wish): readonly string[] {
  return [...new Set(from.map(({ agency }) => agency))]
}

export function wishTitle(organisation: string, words: Words): string {
  return words('propose-wanted-title', { organisation: formatOrganisationNumber(organisation) })
}

/** For as long as somebody wishes and the agency is not there. */
export function wishBody(story: WishStory): string {
  const { wish, programme, wordsOf, language } = story
  const words = wordsOf(language)
  const letters = (programme.settings?.languages ?? [language]).map((one) => letter(story, one))
  return [
    notice(programme, language),
    words('propose-wanted-lead', { count: wishers(wish).length, organisation: unit(wish.organisation) }),
    bullets(wish.from.map((one) => wisher(one, story, words))),
    words('propose-wanted-what', { mailbox: mailboxOf(programme) }),
    ...letters,
    words('propose-wanted-end'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** When it is over: why, and what it was about. */
export function settledWishBody(
  organisation: string,
  why: 'registered' | 'unwished',
  { programme, language }: Pick<WishStory, 'programme' | 'language'>,
  words: Words,
): string {
  const said = words(`propose-wanted-${why}`, { organisation: unit(organisation) })
  return [notice(programme, language), said].filter((part) => part !== '').join('\n\n')
}

function unit(organisation: string): string {
  return link(formatOrganisationNumber(organisation), `${register}/${organisation}`)
}

function wisher(one: Registration, { wish, programme, source }: WishStory, words: Words): string {
  const at = one.partners.wished.indexOf(wish.organisation)
  const field = { file: one.file, at: `partners.wished.${at}` }
  const where = linkedFields([field], source, programme, words)
  return `${inert(registration(one.id, tellerOf(programme, words)))} – ${where}`
}

/** «Klima- og miljødepartementet (KLD)»: a stranger may not know the short one. */
function fullName(slug: string, programme: Programme, language: Language): string {
  const { name } = programme.agencies.get(slug) ?? {}
  const [full, short] = [name?.[language] ?? name?.nb, nameOf(slug, programme)]
  return full === undefined || full === short ? short : `${full} (${short})`
}

/** In a block that can be copied as it is. */
function letter({ wish, programme, wordsOf }: WishStory, language: Language): string {
  const words = wordsOf(language)
  const { settings } = programme
  const name = settings?.name[language] ?? ''
  const agencies = wishers(wish).map((slug) => fullName(slug, programme, language))
  const told = {
    programme: paragraph(name),
    organisation: formatOrganisationNumber(wish.organisation),
    mailbox: settings?.office.mailbox ?? '',
    agencies: paragraph(formatList(agencies, language)),
    wishes: wish.from
      .map((one) => `- ${paragraph(registration(one.id, tellerOf(programme, words)))}`)
      .join('\n'),
  }
  const text = words('propose-letter', told)
  return details(words('propose-letter-summary'), fenced(text, 'text'))
}
