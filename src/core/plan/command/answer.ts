/** Svar på kommandoer. Nobody is called upon in an answer, and what others wrote is inert in it. */
import type { Words } from '../../messages.ts'
import type { Account, Programme } from '../../model.ts'
import { nearest } from '../../nearest.ts'
import { inert } from '../../report/markdown.ts'
import type { Text } from '../action.ts'
import { bullets } from '../prose.ts'
import { nameOf as plainName } from '../review/telling.ts'
import { type DeclineReason, declineReasons } from './decline.ts'
import type { Voice } from './facts.ts'
import { type CommandName, commandNamed, commandNames, commandWords, type Slash } from './slash.ts'

/** Longer words are no slips, and are only shown in part. */
const longestWord = 40

export function unknownAnswer(
  { word, crowded }: Extract<Slash, { kind: 'unknown' }>,
  offered: readonly CommandName[],
  words: Words,
): string {
  if (crowded && offered.includes(crowded)) return words('slash-crowded', { command: spelt(crowded) })
  const shown = Array.from(word).slice(0, longestWord).join('')
  const meant = crowded ? undefined : commandNamed(nearest(word, commandWords) ?? '')
  return [
    words('slash-unknown', { word: inert(shown) }),
    ...(meant && offered.includes(meant) ? [words('slash-meant', { command: spelt(meant) })] : []),
    words('slash-see-help'),
  ].join(' ')
}

/** What can be used on an issue. */
export const issueCommands: readonly CommandName[] = ['sjekk', 'hjelp']

export function helpAnswer(offered: readonly CommandName[], words: Words): string {
  const lines = offered.map((name) => `${spelt(name)}: ${words(`slash-help-${name}`)}`)
  const who = offered.length < commandNames.length ? [] : [words('slash-help-who')]
  return [words('slash-help'), bullets(lines), ...who].join('\n\n')
}

export function onlyOnPullsAnswer(name: CommandName, words: Words): string {
  return [words('slash-only-pulls', { command: spelt(name) }), helpAnswer(issueCommands, words)].join('\n\n')
}

export function closedAnswer(state: 'closed' | 'merged', words: Words): string {
  return words(`slash-${state}`)
}

export function notAllowedAnswer(
  name: CommandName,
  author: Account,
  voices: readonly Voice[],
  base: Programme,
  words: Words,
): string {
  if (hasNameOfOther(author, voices)) return words('slash-login-reused')
  const able = whoLines(voices, base, words)
  const command = spelt(name)
  if (able.length === 0) return words('slash-nobody', { command })
  return [words('slash-not-allowed', { command }), bullets(able)].join('\n\n')
}

/** Whoever had the name is listed by another number: the list would only tell that the own name stands in it. */
function hasNameOfOther({ id, login }: Account, voices: readonly Voice[]): boolean {
  const isOther = (other: Account) => other.id !== id && other.login.toLowerCase() === login.toLowerCase()
  return voices.some(({ accounts }) => accounts.some(isOther))
}

/** A line for each agency, with its accounts. Those without any are left out. */
export function whoLines(voices: readonly Voice[], base: Programme, words: Words): readonly string[] {
  return voices
    .filter(({ accounts }) => accounts.length > 0)
    .map(
      ({ who, accounts }) =>
        `${nameOf(who, base, words)}: ${accounts.map(({ login }) => inert(login)).join(', ')}`,
    )
}

/** Safe in Markdown. */
export function nameOf(who: string, base: Programme, words: Words): string {
  return inert(plainName(base, who, { words }))
}

/** Which reasons there are, and the one that was probably meant. */
export function reasonsAnswer(near: DeclineReason | undefined, words: Words): string {
  const written = (reason: DeclineReason) => `\`/avvis ${words(`slash-reason-${reason}`)}\``
  const lines = declineReasons.map((reason) => `${written(reason)}: ${words(`slash-why-${reason}`)}`)
  return [
    ...(near ? [words('slash-meant', { command: written(near) })] : []),
    words('slash-reasons'),
    bullets(lines),
    words('slash-reasons-public'),
  ].join('\n\n')
}

export type Declined = {
  /** An agency, or the office. */
  readonly voice: string
  readonly reason: DeclineReason
  readonly leftOut: 'personal' | 'unreadable' | undefined
  /** The branch or the number of the pull request with the decision; undefined when there is nothing to write down. */
  readonly decision: { readonly pullOf: string } | number | undefined
}

export function declinedAnswer(
  { voice, reason, leftOut, decision }: Declined,
  base: Programme,
  words: Words,
): Text {
  const said = words(`slash-why-${reason}`)
  const start = words('slash-declined', { agency: nameOf(voice, base, words), reason: said })
  return joined(
    [start],
    decision === undefined
      ? [words('slash-declined-gone')]
      : withPull(words('slash-declined-file', hole), decision),
    leftOut ? [words(`slash-note-${leftOut}`)] : [],
  )
}

export function declinedAlreadyAnswer(decision: number | undefined, words: Words): Text {
  return joined(
    [words('slash-declined-already')],
    decision === undefined ? [] : withPull(words('slash-declined-file', hole), decision),
  )
}

export function spelt(name: CommandName): string {
  return `\`/${name}\``
}

type Part = Exclude<Text, string>[number]

/** Where the number of a pull request goes that may not be there yet. */
const hole = { pull: '{{pull}}' }

function withPull(sentence: string, pull: number | { readonly pullOf: string }): readonly Part[] {
  const [before = '', after = ''] = sentence.split(hole.pull)
  return [before, typeof pull === 'number' ? `#${pull}` : pull, after]
}

/** Paragraphs, with an empty line between them. */
function joined(...paragraphs: readonly (readonly Part[])[]): Text {
  return paragraphs
    .filter((parts) => parts.length > 0)
    .flatMap((parts, at) => (at === 0 ? parts : ['\n\n', ...parts]))
}
