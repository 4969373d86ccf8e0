/** Ønskede virksomheter: one issue for each agency that others wish for and that is not in the programme. */
import { type Digest, digestOf } from '../../canonical.ts'
import { compare } from '../../diagnostic.ts'
import { identify } from '../../kinds.ts'
import { isWishing, wantedOrganisations } from '../../match/wanted.ts'
import type { Language, Programme } from '../../model.ts'
import type { Action, Plan } from '../action.ts'
import { languageOf } from '../audience.ts'
import type { Issue } from '../forge.ts'
import { labels, relabelled } from '../labels.ts'
import { markerIn, withMarker } from '../marker.ts'
import type { ProposeFacts } from './facts.ts'
import type { Sight } from './sight.ts'
import { settledWishBody, type Wish, wishBody, wishers, wishTitle } from './wanted-text.ts'

export const wantedSlot = 'wanted'

/**
 * `by` are the agencies that wished when it was written; `settled` is said before we close an issue, so that one that is
 * closed without it was closed by a person.
 */
type WishMark = {
  readonly organisation: string
  readonly by: readonly string[]
  readonly digest: string
  readonly settled: boolean
}

type Known = { readonly issue: Issue; readonly mark: WishMark }

export function planWanted(facts: ProposeFacts, sight: Sight): Plan {
  const known = knownIn(facts)
  const wishes = wishesIn(facts.programme, sight)
  const wanted = new Set(wishes.map(({ organisation }) => organisation))
  const actions = [
    ...wishes.flatMap((wish) => aboutWish(wish, known, facts)),
    ...known.filter(({ mark }) => !wanted.has(mark.organisation)).flatMap((one) => aboutNobody(one, facts)),
  ]
  return { actions, notes: [] }
}

function wishesIn({ registrations }: Programme, { context }: Sight): readonly Wish[] {
  const all = [...registrations.values()].sort((a, b) => compare(a.id, b.id))
  const wishing = all.filter((one) => isWishing(one, context))
  return wantedOrganisations(all, context).map(({ organisation }) => ({
    organisation,
    from: wishing.filter(({ partners }) => partners.wished.includes(organisation)),
  }))
}

/** Oldest first, whatever order they come in. */
function knownIn({ issues, self }: ProposeFacts): readonly Known[] {
  return issues
    .filter(({ author }) => author.id === self.id)
    .flatMap((issue) => {
      const mark = wishMarkIn(issue.body)
      return mark ? [{ issue, mark }] : []
    })
    .sort((a, b) => a.issue.number - b.issue.number)
}

function wishMarkIn(body: string): WishMark | undefined {
  const marked = markerIn(body)
  const { organisation, by, digest, settled } = marked?.value ?? {}
  if (marked?.slot !== wantedSlot || !organisation || by === undefined || digest === undefined)
    return undefined
  return { organisation, by: by.split(' '), digest, settled: settled === 'yes' }
}

/** Two runs at once may have opened two: the older is the one. */
function aboutWish(wish: Wish, known: readonly Known[], facts: ProposeFacts): readonly Action[] {
  const [first, ...surplus] = known.filter(({ mark }) => mark.organisation === wish.organisation)
  const extra = surplus
    .filter(({ issue }) => issue.state === 'open')
    .map(({ issue }): Action => ({ kind: 'close-issue', issue: issue.number, reason: 'not_planned' }))
  const text = issueText(wish, facts)
  if (!first) return [{ kind: 'open-issue', ...text, labels: [labels.wanted] }]
  const { issue, mark } = first
  const update: Action = { kind: 'update-issue', issue: issue.number, ...text }
  const isCurrent = mark.digest === digestOfWish(wish, facts) && !mark.settled
  if (issue.state === 'open') {
    const change = relabelled(issue.labels, [labels.wanted])
    const label: readonly Action[] = change ? [{ kind: 'label', on: issue.number, ...change }] : []
    return [...(isCurrent ? [] : [update]), ...label, ...extra]
  }
  const hasGrown = wishers(wish).some((agency) => !mark.by.includes(agency))
  // Opened before it is written: it is known again by what it said when it was closed.
  return mark.settled || hasGrown ? [{ kind: 'reopen-issue', issue: issue.number }, update, ...extra] : extra
}

function issueText(wish: Wish, facts: ProposeFacts): { readonly title: string; readonly body: string } {
  const { programme, wordsOf, repository, commit, textOf } = facts
  const language = officeLanguage(programme)
  const source = { repository, commit, textOf }
  const body = wishBody({ wish, programme, source, wordsOf, language })
  const mark = {
    organisation: wish.organisation,
    by: wishers(wish).join(' '),
    digest: digestOfWish(wish, facts),
  }
  return {
    title: wishTitle(wish.organisation, wordsOf(language)),
    body: withMarker(wantedSlot, mark, body),
  }
}

/** Nobody wishes for it, or it has come. While files cannot be read, nobody knows whether they wish. */
function aboutNobody({ issue, mark }: Known, facts: ProposeFacts): readonly Action[] {
  const { programme, wordsOf } = facts
  const isRegistered = [...programme.agencies.values()].some(
    ({ organisationNumber }) => organisationNumber === mark.organisation,
  )
  if (issue.state === 'closed' || (!isRegistered && hasUnreadRegistrations(programme))) return []
  const language = officeLanguage(programme)
  const words = wordsOf(language)
  const why = isRegistered ? 'registered' : 'unwished'
  const text = settledWishBody(mark.organisation, why, { programme, language }, words)
  const { organisation, digest } = mark
  const body = withMarker(wantedSlot, { organisation, by: mark.by.join(' '), digest, settled: 'yes' }, text)
  return [
    ...(mark.settled
      ? []
      : [
          { kind: 'update-issue', issue: issue.number, title: wishTitle(organisation, words), body } as const,
        ]),
    { kind: 'close-issue', issue: issue.number, reason: isRegistered ? 'completed' : 'not_planned' },
  ]
}

function hasUnreadRegistrations({ paths, registrations }: Programme): boolean {
  const read = new Set([...registrations.values()].map(({ file }) => file))
  return [...paths].some((path) => {
    const kind = identify(path)?.kind
    return (kind === 'need' || kind === 'offer') && !read.has(path)
  })
}

/** The office reads it. */
function officeLanguage(programme: Programme): Language {
  const agency = programme.settings?.office.agency
  return languageOf(agency === undefined ? [] : [agency], programme)
}

/** Of everything that is told, but not of where it stands: lines move. */
function digestOfWish({ organisation, from }: Wish, { programme }: ProposeFacts): Digest {
  const { name, notice, office, languages } = programme.settings ?? {}
  const wishes = from.map(({ id, agency, title }) => {
    const { shortName = '', name: fullName = {} } = programme.agencies.get(agency) ?? {}
    return { id, title, agency: shortName, fullName }
  })
  const told = { organisation, wishes, name, notice, mailbox: office?.mailbox, languages }
  const language = officeLanguage(programme)
  return digestOf(JSON.parse(JSON.stringify({ ...told, language })))
}
