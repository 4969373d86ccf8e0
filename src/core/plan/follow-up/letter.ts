/** Purrebrev: ready to be sent, to an agency's shared mailbox and never to a person. Nothing is sent by the tool. */

import { agencyOf } from '../../evaluation/identity.ts'
import type { Milestone } from '../../follow-up/milestone.ts'
import { entitled } from '../../follow-up/wording.ts'
import type { Words } from '../../messages.ts'
import type { Agreement, Language, Programme } from '../../model.ts'
import { formatDate } from '../../render/formatted.ts'
import { nameOf } from '../../report/matching-sentences.ts'
import { paragraph } from '../../report/visible.ts'
import type { Repository } from '../forge.ts'
import { details, fenced } from '../prose.ts'
import { evaluationLink } from './evaluation-link.ts'

export type LetterStory = {
  readonly programme: Programme
  readonly milestone: Milestone
  readonly agreement: Agreement
  readonly words: Words
  readonly wordsOf: (language: Language) => Words
  readonly language: Language
  readonly repository: Pick<Repository, 'url'>
  /** Where the site is; '' when nobody has said. */
  readonly site: string
}

/** One for each agency that is responsible, in the language it writes. */
export function letters(story: LetterStory): string {
  return story.milestone.who.flatMap((slug) => letter(slug, story)).join('\n\n')
}

function letter(slug: string, story: LetterStory): readonly string[] {
  const { programme, milestone, agreement, words, wordsOf } = story
  const agency = programme.agencies.get(slug)
  if (!agency) return []
  const { language } = agency
  const own = wordsOf(language)
  const text = own('follow-up-letter', {
    to: agency.contact.email,
    what: paragraph(entitled(milestone, { programme, language, words: own })),
    title: paragraph(agreement.title),
    date: formatDate(milestone.date ?? milestone.planned, language),
    how: howToAnswer(slug, own, story),
    office: programme.settings?.office.mailbox ?? '',
    programme: paragraph(programme.settings?.name[language] ?? ''),
  })
  const summary = words('follow-up-letter-summary', { agency: nameOf(slug, programme) })
  return [details(summary, fenced(text, 'text'))]
}

/** An agency answers an evaluation in the form, where nobody needs an account; all else by telling the day. */
function howToAnswer(
  slug: string,
  words: Words,
  { milestone, agreement, programme, ...places }: LetterStory,
): string {
  if (milestone.about.kind !== 'evaluation') return words('follow-up-letter-done')
  const { language = 'nb' } = programme.agencies.get(slug) ?? {}
  const exchange = agreement.exchanges.find(({ id }) => id === milestone.exchange)
  const own = milestone.awaits.filter((by) => exchange && agencyOf(by, exchange) === slug)
  if (places.site === '') return words('follow-up-letter-evaluate')
  const links = own.map((by) => {
    const url = evaluationLink(milestone, by, language, places) ?? ''
    return `${words(`follow-up-by-${by}`)}: ${url}`
  })
  return [words('follow-up-letter-form'), ...links].join('\n')
}
