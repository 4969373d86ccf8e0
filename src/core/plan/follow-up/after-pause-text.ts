/** Hva saken om påmeldinger etter en pause sier. */
import type { IsoDate } from '../../model.ts'
import { formatDate } from '../../render/formatted.ts'
import { nameOf } from '../../report/matching-sentences.ts'
import { notice } from '../propose/proposal-text.ts'
import { bullets } from '../prose.ts'
import { titleText } from '../title.ts'
import { type ExpiryStory, line } from './expiry-text.ts'

/** The pause that is over, both its days included. */
export type Resumption = { readonly from: IsoDate; readonly to: IsoDate }

type Story = Omit<ExpiryStory, 'expires' | 'today'> & { readonly round: Resumption }

export function afterPauseTitle({ agency, programme, words }: Story): string {
  return titleText(words('follow-up-resume-title', { agency: nameOf(agency, programme) }))
}

export function afterPauseBody(story: Story): string {
  const { programme, language, words, asked, round } = story
  const args = { from: formatDate(round.from, language), to: formatDate(round.to, language) }
  const isWaiting = asked.some(({ fate }) => fate === 'asked')
  return [
    notice(programme, language),
    words(isWaiting ? 'follow-up-resume-lead' : 'follow-up-resume-over', args),
    bullets(asked.map((one) => line(one, story))),
    isWaiting ? words('follow-up-resume-how') : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}
