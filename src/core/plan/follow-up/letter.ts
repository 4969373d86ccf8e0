/** Purrebrev: ready to be sent, to an agency's shared mailbox and never to a person. Nothing is sent by the tool. */

import type { Milestone } from '../../follow-up/milestone.ts'
import { entitled } from '../../follow-up/wording.ts'
import type { Words } from '../../messages.ts'
import type { Agreement, Language, Programme } from '../../model.ts'
import { formatDate } from '../../render/formatted.ts'
import { nameOf } from '../../report/matching-sentences.ts'
import { paragraph } from '../../report/visible.ts'
import { details, fenced } from '../prose.ts'

export type LetterStory = {
  readonly programme: Programme
  readonly milestone: Milestone
  readonly agreement: Agreement
  readonly words: Words
  readonly wordsOf: (language: Language) => Words
  readonly language: Language
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
    office: programme.settings?.office.mailbox ?? '',
    programme: paragraph(programme.settings?.name[language] ?? ''),
  })
  const summary = words('follow-up-letter-summary', { agency: nameOf(slug, programme) })
  return [details(summary, fenced(text, 'text'))]
}
