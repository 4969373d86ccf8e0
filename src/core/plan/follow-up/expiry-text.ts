/** Spørsmål: what an agency is asked about its registrations, and what became of each. */
import type { Words } from '../../messages.ts'
import type { IsoDate, Language, Programme } from '../../model.ts'
import { formatDate } from '../../render/formatted.ts'
import { inert, link } from '../../report/markdown.ts'
import { nameOf } from '../../report/matching-sentences.ts'
import type { Repository } from '../forge.ts'
import { notice } from '../propose/proposal-text.ts'
import { bullets } from '../prose.ts'
import { standstill } from '../standstill.ts'
import { titleText } from '../title.ts'

/** Hva det ble til: still waiting, said yes to, taken back, or expired in silence. */
export type Fate = 'asked' | 'confirmed' | 'withdrawn' | 'expired' | 'silent'

export type Asked = { readonly id: string; readonly fate: Fate }

export type ExpiryStory = {
  readonly agency: string
  /** The last day they are valid; undefined while a pause without an end lasts. */
  readonly expires: IsoDate | undefined
  readonly today: IsoDate
  readonly asked: readonly Asked[]
  readonly programme: Programme
  readonly repository: Repository
  /** The address of the site; '' when there is none. */
  readonly site: string
  readonly language: Language
  readonly words: Words
}

export function expiryTitle({ agency, programme, expires, language, words }: ExpiryStory): string {
  const args = { agency: nameOf(agency, programme), date: dayText({ expires, language, words }) }
  return titleText(words('follow-up-expiry-title', args))
}

export function expiryBody(story: ExpiryStory): string {
  const { programme, language, words, asked, site } = story
  const date = dayText(story)
  const isWaiting = asked.some(({ fate }) => fate === 'asked')
  const lead = isWaiting ? 'follow-up-expiry-lead' : 'follow-up-expiry-over'
  return [
    notice(programme, language),
    standstill(programme.settings, story.today, language, words),
    words(lead, { date }),
    bullets(asked.map((one) => line(one, story))),
    isWaiting ? words(site === '' ? 'follow-up-expiry-how' : 'follow-up-expiry-how-form') : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function dayText({ expires, language, words }: Pick<ExpiryStory, 'expires' | 'language' | 'words'>): string {
  return expires === undefined ? words('follow-up-expiry-no-day') : formatDate(expires, language)
}

type LineStory = Pick<ExpiryStory, 'programme' | 'repository' | 'site' | 'language' | 'words'>

/** Each stands with what to press: the form, which has both answers as buttons, or else the file. */
export function line({ id, fate }: Asked, story: LineStory): string {
  const { programme, words } = story
  const one = programme.registrations.get(id)
  const title = one?.title ?? id
  const page = one && (formAddress(id, story) ?? fileAddress(one.file, story))
  const called = page === undefined ? inert(title) : link(title, page)
  return `${called} (${inert(id)}): ${words(`follow-up-expiry-${fate}`)}`
}

/** Whoever reads English gets the form in bokmål: there is none in English. */
function formAddress(id: string, { site, language }: LineStory): string | undefined {
  return site === '' ? undefined : `${site}${language === 'nn' ? 'nn/' : ''}registrer/#${id}`
}

function fileAddress(file: string, { repository }: LineStory): string {
  return `${repository.url}/edit/${repository.defaultBranch}/${file}`
}
