/**
 * `.github/CODEOWNERS`: whom GitHub asks about what. The last line that fits a path wins, and GitHub is content with one
 * of those named, so this is a help in finding people; whether they were enough is judged by `authority.ts`.
 * Syntax: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
import { approversOf, office, voiceOf } from './authority.ts'
import { compare } from './diagnostic.ts'
import type { Account, Programme } from './model.ts'

const heading = [
  '# Whom GitHub asks about what. Generated from programme/, agencies/ and agreements/; do not edit.',
  '# Write it anew with: mobilitet owners',
  '# The last line that fits a file wins. An agency without approvers is answered for by the programme office.',
]

/** The text of the file: the office for everything, then what others have a say in, then hidden files. */
export function codeowners(programme: Programme): string {
  const agencies = [...programme.agencies.values()]
    .filter(({ slug }) => voiceOf(programme, slug) !== office)
    .flatMap(({ slug }) => agencyLines(programme, slug))
  const agreements = [...programme.agreements.values()].map(({ id, parties }) =>
    line(programme, `/agreements/${id}/`, [...parties.map(({ agency }) => agency), office]),
  )
  const sections = [
    [...heading, line(programme, '*', [office])],
    ['# Agencies, and with the office who may approve for them', ...agencies],
    ['# Agreements: the parties and the office', ...agreements],
    ['# Hidden files steer tools', line(programme, '.*', [office])],
  ]
  const told = sections.filter((lines) => lines.length > 1)
  return `${told.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** The office is named for `agency.yaml` as well, for GitHub cannot see whether the approvers in it are changed. */
function agencyLines(programme: Programme, slug: string): readonly string[] {
  return [
    line(programme, `/agencies/${slug}/`, [slug]),
    line(programme, `/agencies/${slug}/agency.yaml`, [slug, office]),
  ]
}

/** Agencies in the order given, the office last, also where it answers for one of them. */
function line(programme: Programme, pattern: string, who: readonly string[]): string {
  const voices = who.map((slug) => (slug === office ? office : voiceOf(programme, slug)))
  const ordered = [
    ...voices.filter((voice) => voice !== office),
    ...voices.filter((voice) => voice === office),
  ]
  const logins = ordered.flatMap((voice) => loginsOf(approversOf(programme, voice)))
  return [pattern, ...new Set(logins)].join(' ')
}

/** Sorted, so that the order in which people are listed makes no difference. */
function loginsOf(accounts: readonly Account[]): readonly string[] {
  return accounts.map(({ login }) => `@${login}`).sort(compare)
}
