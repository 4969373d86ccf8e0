/** Nye forslag: which of what matching finds is proposed now, and how. */
import { agreementName } from '../../agreement/draft.ts'
import { furtherProposals } from '../../match/office/open.ts'
import type { Proposal } from '../../model.ts'
import type { Action, Note, Plan } from '../action.ts'
import { decisionPath } from '../command/decline.ts'
import { isDeclined, isUnreadableDecision, standingDeclines } from './declined.ts'
import type { LooseBranch, ProposeFacts } from './facts.ts'
import { withinLimits } from './limits.ts'
import { agreementPath, type Basis, basisOf, branchOf } from './proposal.ts'
import type { News } from './proposal-news.ts'
import { proposalBody, proposalTitle } from './proposal-text.ts'
import { changesBetween, labelsFor, loginsOf } from './proposal-update.ts'
import type { Sight } from './sight.ts'
import type { World } from './world.ts'

/** Valg: what is proposed, and why the rest is not. */
export type Choice = { readonly bases: readonly Basis[]; readonly notes: readonly Note[] }

/** `held` keep their places, and `barred` are not proposed. */
export async function chosen(
  facts: ProposeFacts,
  sight: Sight,
  held: readonly string[],
  barred: readonly string[],
): Promise<Choice> {
  const { settings } = facts.programme
  if (!settings) return { bases: [], notes: [] }
  const { free, notes } = await unhindered(facts, sight, { open: held, barred })
  const { accepted, waiting } = withinLimits(free, held, settings.limits, facts.programme)
  return {
    bases: accepted.flatMap(({ id }) => drafted(id, sight) ?? []),
    notes: [...notes, ...waiting],
  }
}

type Out = { readonly open: readonly string[]; readonly barred: readonly string[] }

/** What matching finds when everything that cannot be proposed is taken out: it must not use up anybody's place. */
async function unhindered(
  facts: ProposeFacts,
  sight: Sight,
  out: Out,
): Promise<{ readonly free: readonly Proposal[]; readonly notes: readonly Note[] }> {
  const found = await furtherProposals(facts.programme, sight.context, out)
  const hindered = found.flatMap(({ id }) => hindrance(id, facts, sight) ?? [])
  if (hindered.length === 0) return { free: found, notes: [] }
  const keeping = hindered.filter(({ keeps }) => keeps).map(({ match }) => match)
  const others = hindered.filter(({ keeps }) => !keeps).map(({ match }) => match)
  const next = { open: [...out.open, ...keeping], barred: [...out.barred, ...others] }
  const { free, notes } = await unhindered(facts, sight, next)
  return { free, notes: [...hindered.map(({ note }) => note), ...notes] }
}

/** `keeps`: somebody works on it, so its places are not given to others. */
type Hindrance = { readonly match: string; readonly note: Note; readonly keeps: boolean }

function hindrance(match: string, facts: ProposeFacts, sight: Sight): Hindrance | undefined {
  const { programme, foreign, loose } = facts
  const because = (note: string, args: Note['args'], keeps = false): Hindrance => ({
    match,
    note: { note, args: { match, ...args } },
    keeps,
  })
  if (!isBranchName(branchOf(match))) return because('propose-note-name-unfit', {})
  const theirs = foreign.find(({ head }) => isAbout(head.branch, match))
  if (theirs) return because('propose-note-pull', { pull: theirs.number }, true)
  if (loose.some((branch) => branch.match === match && !branch.ours))
    return because('propose-note-branch', { branch: branchOf(match) })
  if (programme.paths.has(agreementPath(match)))
    return because('propose-note-name', { path: agreementPath(match) })
  if (isUnreadableDecision(match, programme))
    return because('propose-note-decision', { path: decisionPath(match) })
  const basis = basisOf(match, sight)
  return 'obstacle' in basis ? because('propose-note-no-draft', {}) : undefined
}

/** What git takes for a name: https://git-scm.com/docs/git-check-ref-format. Ours consist of harmless letters. */
function isBranchName(branch: string): boolean {
  return branch.length <= longestBranch && !branch.endsWith('.lock')
}

/** A name is a file somewhere, and no file system takes more than 255. */
const longestBranch = 240

/** Only the name of the branch is looked at: what people write in a title decides nothing. */
function isAbout(branch: string, match: string): boolean {
  return branch.split('/').some((part) => part === match || part === agreementName(match))
}

function drafted(match: string, sight: Sight): Basis | undefined {
  const basis = basisOf(match, sight)
  return 'digest' in basis ? basis : undefined
}

/** Commit, pull request, reviewers, label: a run that broke off between them is taken up where it stopped. */
export function opened(basis: Basis, world: World): Plan {
  const { facts } = world
  const branch = branchOf(basis.match)
  const story = world.storyOf(basis, newsOf(basis, facts))
  const title = proposalTitle(story)
  const logins = loginsOf(basis.answerers, facts)
  return {
    actions: [
      ...committed(basis, title, facts),
      { kind: 'open-pull', branch, base: facts.repository.defaultBranch, title, body: proposalBody(story) },
      ...(logins.length > 0 ? [{ kind: 'ask-reviewers', pull: { pullOf: branch }, logins } as const] : []),
      { kind: 'label', on: { pullOf: branch }, add: labelsFor(basis.proposal.kind), remove: [] },
    ],
    notes: [],
  }
}

/** A branch that a broken run left is used as it is when it says the same; any other of ours is begun anew. */
function committed({ match, text }: Basis, message: string, facts: ProposeFacts): readonly Action[] {
  const left = facts.loose.find((branch) => branch.match === match)
  if (left && isReady(left, text)) return []
  const files = [{ path: agreementPath(match), text }]
  const [branch, parent] = [branchOf(match), facts.commit]
  return [{ kind: 'commit', branch, parent, tip: left?.tip ?? null, message, files }]
}

function isReady({ file, proposed }: LooseBranch, text: string): boolean {
  return !proposed && file === text
}

/** Why it comes again, when it was declined before. */
function newsOf(basis: Basis, facts: ProposeFacts): News | undefined {
  const { match } = basis
  const past = facts.past.find((one) => one.match === match)
  const decision = facts.programme.decisions.get(match)
  const wasDeclined = past !== undefined && isDeclined(past, facts.declines, facts.self)
  if (!wasDeclined && !decision) return undefined
  const changes = changesBetween(past?.before, basis, facts, { decisive: true })
  return {
    kind: 'declined',
    changes,
    ...(wasDeclined ? { pull: past.pull.number } : {}),
    ...(decision ? { decision } : {}),
  }
}

/** What must not be proposed whatever matching says: settled, or said no to. */
export function barredIn(facts: ProposeFacts): readonly string[] {
  return [...facts.merged, ...standingDeclines(facts).map(({ match }) => match)]
}
