/** Endringsforslag for et skjema: what it is called and what it says. What the change means is told by the review. */
import { office, voiceOf } from '../../authority.ts'
import type { Language, Programme } from '../../model.ts'
import { inert } from '../../report/markdown.ts'
import { nameOf } from '../../report/matching-sentences.ts'
import { shortened } from '../../text.ts'
import { withMarker } from '../marker.ts'
import type { IntakeFacts } from './facts.ts'
import type { IntakeFile } from './file.ts'

const longestTitle = 80

/** GitHub shows titles as plain text, and makes commit messages of them: see {@link plain}. */
export function pullTitle({ base, speaker }: IntakeFacts, file: IntakeFile): string {
  const agency = nameOf(file.agency, base.programme)
  const title = shortened(plain(file.title), longestTitle)
  return speaker.words(`intake-title-${file.change}-${file.kind}`, { agency: plain(agency), title })
}

/** Names nobody, and closes nothing: that is for the text of the pull request, when it is merged. */
export function commitMessage(issue: number, { change, path }: IntakeFile, { words }: Words): string {
  return words(`intake-commit-${change}`, { file: path, issue })
}

type Words = Pick<IntakeFacts['speaker'], 'words'>

export function pullBody(facts: IntakeFacts, file: IntakeFile): string {
  const { issue, base, digest, speaker } = facts
  const { words, language } = speaker
  const notice = base.programme.settings?.notice?.[language] ?? ''
  const who = inert(whoDecides(base.programme, file.agency, facts))
  const parts = [
    `**${inert(pullTitle(facts, file))}**`,
    words('intake-pull-source', {
      issue: issue.number,
      author: inert(issue.author.login),
      file: `\`${file.path}\``,
    }),
    words('intake-pull-next', { who, issue: issue.number }),
    ...(notice.trim() === '' ? [] : [`> ${inert(notice)}`]),
    // GitHub knows this word in English only.
    `Closes #${issue.number}`,
  ]
  const sender = String(issue.author.id)
  const value = { issue: String(issue.number), sender, digest, file: file.path, change: file.change }
  return withMarker('registration', value, parts.join('\n\n'))
}

/** The agency by its name, or the office where that answers for it. */
export function whoDecides(
  programme: Programme,
  slug: string,
  { speaker }: Pick<IntakeFacts, 'speaker'>,
): string {
  const agency = voiceOf(programme, slug) === office ? undefined : programme.agencies.get(slug)
  return agency ? nameIn(agency.name, speaker.language) : speaker.words('intake-office')
}

function nameIn(
  name: { readonly nb: string; readonly nn: string; readonly en?: string },
  language: Language,
): string {
  return language === 'en' ? (name.en ?? name.nb) : name[language]
}

/**
 * Letters, digits and the commonest signs: a title can call upon nobody, link nowhere, and close no issue
 * (`closes #1`, `fixes GH-1`, an address), neither by itself nor in a commit message that is made of it.
 */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} .,:;()«»“”’!?–—/&+%-]/gu, ' ')
    .replace(/\bGH-/gi, 'GH ')
    .replace(/\/{2,}|\bwww\./gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
