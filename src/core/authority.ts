/**
 * Who may change what: from the facts of a change to what is demanded, and of whom. Everything that gives power is read
 * from the base, never from the change itself (docs/decisions/016-authority.md).
 */
import { compare } from './diagnostic.ts'
import { agencyOf, evaluationNamed } from './evaluation/identity.ts'
import { identify } from './kinds.ts'
import type { Account, Programme } from './model.ts'
import { type Oddity, oddityIn } from './odd-paths.ts'
import { successorOf } from './succession.ts'

/** The programme office, where an agency's slug could stand. No agency can speak under this name. */
export const office = 'office'

/** A file of the change, by path from the root of the repository. A renaming counts in both places. */
export type PathChange =
  | { readonly path: string; readonly kind: 'added' | 'changed' | 'removed' }
  | { readonly path: string; readonly kind: 'renamed'; readonly from: string }

/** Godkjenning: somebody approved the change as it was at a commit. Withdrawn approvals are not handed in. */
export type Approval = { readonly account: Account; readonly commit: string }

export type Facts = {
  /** The branch the change is to be merged into, as it is now. */
  readonly base: Programme
  readonly head: { readonly commit: string; readonly programme: Programme }
  /** Every file of the change: a list that was cut off must be refused before it comes here. */
  readonly changes: readonly PathChange[]
  readonly author: Account
  /** Whether every commit of the change is the author's own. What others have added, or nobody known, is not. */
  readonly byAuthorAlone: boolean
  readonly approvals: readonly Approval[]
}

/** Krav: one approval that must be there. */
export type Demand = {
  /** An agency's slug, or {@link office}. */
  readonly who: string
  /** Others who may give it instead: of declined proposals, of milestones that are done, and of evaluations. */
  readonly or?: readonly string[]
  /** The paths that demand it, sorted. */
  readonly because: readonly string[]
  /**
   * Whose approval would be enough, as the base knows them. The author is among them only for the own agency, and only
   * when others have added to the change. When empty and unmet, nobody can meet it.
   */
  readonly from: readonly Account[]
  /** Who met it: the author for the own agency, otherwise somebody who approved the head commit. */
  readonly satisfiedBy?: Account
}

/** Why an approval did not count. */
export type Uncounted = {
  readonly account: Account
  readonly why: 'own' | 'other-commit' | 'login-reused' | 'not-demanded'
}

export type Authority = {
  readonly verdict: 'complete' | 'missing'
  /** Agencies by slug, the office last. */
  readonly demands: readonly Demand[]
  /** Paths that the office must see as well, because they are not what they seem. */
  readonly marked: readonly { readonly path: string; readonly why: Oddity }[]
  readonly uncounted: readonly Uncounted[]
}

/** Judges a change. Pure, and the order of changes and approvals makes no difference. */
export function authority(facts: Facts): Authority {
  const paths = touched(facts.changes)
  const oddity = oddityIn(facts.base.paths, paths)
  const marked = paths.flatMap((path) => {
    const why = oddity(path)
    return why ? [{ path, why }] : []
  })
  const isMarked = new Set(marked.map(({ path }) => path))
  // A mark adds the office and takes nobody away: whoever marks a path could else rid it of its owners.
  const claims = (path: string) => [...claimsOn(path, facts), ...(isMarked.has(path) ? [[office]] : [])]
  const demands = grouped(paths, claims)
    .map(({ anyOf, because }) => demand(anyOf, because, facts))
    .sort((a, b) => Number(a.who === office) - Number(b.who === office) || compare(a.who, b.who))
  const met = demands.every(({ satisfiedBy }) => satisfiedBy !== undefined)
  return { verdict: met ? 'complete' : 'missing', demands, marked, uncounted: uncounted(demands, facts) }
}

/** The accounts that may approve for the office or an agency. An agency without any is answered for by the office: see {@link voiceOf}. */
export function approversOf(base: Programme, who: string): readonly Account[] {
  return (who === office ? base.settings?.office.approvers : base.agencies.get(who)?.approvers) ?? []
}

/**
 * Who speaks for an agency: itself or the one it has become part of, or the office when that is new, unreadable or without
 * approvers on the base.
 */
export function voiceOf(base: Programme, slug: string): string {
  const voice = successorOf(slug, base.agencies)
  return slug !== office && approversOf(base, voice).length > 0 ? voice : office
}

function touched(changes: readonly PathChange[]): readonly string[] {
  const paths = changes.flatMap((change) =>
    change.kind === 'renamed' ? [change.from, change.path] : [change.path],
  )
  return [...new Set(paths)].sort(compare)
}

/** Everything in a claim list must be met; within one claim, one voice is enough. */
type Claim = readonly string[]

function claimsOn(path: string, { base, head }: Facts): readonly Claim[] {
  const [folder = '', name = '', ...rest] = path.split('/')
  if (!base.settings) return [[office]]
  if (folder === 'decisions') return [decliners(path, base, head.programme)]
  if (rest.length === 0) return [[office]]
  if (folder === 'agencies') return agencyClaims(path, name, base, head.programme)
  if (isFollowUp(path)) return [eitherParty(name, base, head.programme)]
  const answering = whoAnswers(path, base)
  if (answering) return [answering]
  if (folder === 'agreements')
    return [...parties(name, base, head.programme).map((party) => [party]), [office]]
  return [[office]]
}

/** That a talk was held binds nobody, so one of those who were there is enough. */
function isFollowUp(path: string): boolean {
  return identify(path)?.kind === 'followup'
}

/**
 * A new evaluation is what one of them thinks: the agency it is about the view of may give it, or the office for whoever
 * has no account. The other party has no say, for then nobody would write what went badly. The path tells whose it is,
 * and the base where an exchange goes. One that is there already is the parties' and the office's like the rest.
 */
function whoAnswers(path: string, base: Programme): Claim | undefined {
  const { kind, names: [agreement = '', name = ''] = [] } = identify(path) ?? {}
  if (kind !== 'evaluation' || base.paths.has(path)) return undefined
  const { exchange, by } = evaluationNamed(name) ?? {}
  const held = base.agreements.get(agreement)?.exchanges.find(({ id }) => id === exchange)
  if (!held || by === undefined) return undefined
  return [...new Set([voiceOf(base, agencyOf(by, held)), office])]
}

function eitherParty(id: string, base: Programme, head: Programme): Claim {
  return [...parties(id, base, head), office]
}

/** A merger hands over what an agency has signed, so whoever gives it up and whoever takes it over must both agree. */
function agencyClaims(path: string, slug: string, base: Programme, head: Programme): readonly Claim[] {
  if (path !== `agencies/${slug}/agency.yaml`) return [[voiceOf(base, slug)]]
  const [was, is] = [base, head].map(({ agencies }) => agencies.get(slug)?.mergedInto?.agency)
  if (was !== is) {
    const both = [slug, was, is].filter((one) => one !== undefined).map((one) => voiceOf(base, one))
    return [...new Set([...both, office])].map((one) => [one])
  }
  return [[accounts(base, slug) !== accounts(head, slug) ? office : voiceOf(base, slug)]]
}

/** Who may approve for an agency; the login counts too, for it is whom GitHub asks. Undefined for one that is not there or cannot be read. */
function accounts(programme: Programme, slug: string): string | undefined {
  const approvers = programme.agencies.get(slug)?.approvers.map(({ id, login }) => `${id} ${login}`)
  return approvers && [...new Set(approvers)].sort(compare).join('\n')
}

/** Parties before and after: nobody can be left out by being removed, or bound by being added. */
function parties(id: string, base: Programme, head: Programme): readonly string[] {
  const both = [base, head].flatMap(({ agreements }) => agreements.get(id)?.parties ?? [])
  const voices = new Set(both.map(({ agency }) => voiceOf(base, agency)))
  voices.delete(office)
  return [...voices]
}

/**
 * A no is that of the agency it names, which the office may speak for. One that names nobody the match is about is the
 * office's. The rules see to it that none is changed or taken away while it stands (`change/decision-rewritten`).
 */
function decliners(path: string, base: Programme, head: Programme): Claim {
  const match = identify(path)?.names[0] ?? ''
  const by = (head.decisions.get(match) ?? base.decisions.get(match))?.by
  const isParty = match.split('--').some((registration) => registration.startsWith(`${by}.`))
  return by !== undefined && isParty ? [...new Set([voiceOf(base, by), office])] : [office]
}

type Group = { readonly anyOf: Claim; readonly because: readonly string[] }

/** One demand for each claim, with all its paths. A change of nothing is the office's: somebody should ask why. */
function grouped(paths: readonly string[], claims: (path: string) => readonly Claim[]): readonly Group[] {
  if (paths.length === 0) return [{ anyOf: [office], because: [] }]
  const groups = new Map<string, { anyOf: Claim; because: Set<string> }>()
  for (const path of paths) {
    for (const anyOf of claims(path)) {
      const group = groups.get(anyOf.join(' ')) ?? { anyOf, because: new Set() }
      groups.set(anyOf.join(' '), { anyOf, because: group.because.add(path) })
    }
  }
  return [...groups.values()].map(({ anyOf, because }) => ({ anyOf, because: [...because] }))
}

function demand([who = office, ...or]: Claim, because: readonly string[], facts: Facts): Demand {
  const voices = [who, ...or]
  const from = once(voices.flatMap((voice) => askedFor(voice, facts)))
  const satisfiedBy = authorFor(voices, facts) ?? approverAmong(from, facts)
  return {
    who,
    ...(or.length > 0 ? { or } : {}),
    because,
    from,
    ...(satisfiedBy ? { satisfiedBy } : {}),
  }
}

/** Nobody approves their own. Where others have added to it, the author is asked as well: it is no longer only her own. */
function askedFor(voice: string, { base, author, byAuthorAlone }: Facts): readonly Account[] {
  const isAsked = ({ id }: Account) => id !== author.id || (voice !== office && !byAuthorAlone)
  return approversOf(base, voice).filter(isAsked)
}

/** Whoever proposes something stands for it on behalf of the own agency. The office is always a second pair of eyes. */
function authorFor(voices: readonly string[], { base, author, byAuthorAlone }: Facts): Account | undefined {
  const own = voices.some((voice) => voice !== office && holds(approversOf(base, voice), author))
  return own && byAuthorAlone ? author : undefined
}

function approverAmong(asked: readonly Account[], facts: Facts): Account | undefined {
  const given = atHead(facts)
  const approver = asked.find((candidate) => holds(given, candidate))
  return given.find(({ id }) => id === approver?.id)
}

function atHead({ approvals, head }: Facts): readonly Account[] {
  return approvals.filter(({ commit }) => commit === head.commit).map(({ account }) => account)
}

/** Each account once, by number, with why it was not heard. */
function uncounted(demands: readonly Demand[], facts: Facts): readonly Uncounted[] {
  const asked = demands.flatMap(({ from }) => from)
  const heard = atHead(facts).filter((account) => holds(asked, account))
  const others = facts.approvals.map(({ account }) => account).filter((account) => !holds(heard, account))
  return once(others)
    .map((account) => ({ account, why: whyNot(account, asked, facts.author) }))
    .sort((a, b) => a.account.id - b.account.id)
}

function whyNot(account: Account, asked: readonly Account[], author: Account): Uncounted['why'] {
  if (holds(asked, account)) return 'other-commit'
  if (account.id === author.id) return 'own'
  return asked.some(({ login }) => sameLogin(login, account.login)) ? 'login-reused' : 'not-demanded'
}

/** Logins can be changed and taken over by others, so the number alone tells who somebody is. */
function holds(accounts: readonly Account[], { id }: Account): boolean {
  return accounts.some((account) => account.id === id)
}

/** GitHub's logins do not tell capitals from small letters. */
function sameLogin(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function once(accounts: readonly Account[]): readonly Account[] {
  return [...new Map(accounts.map((account) => [account.id, account])).values()]
}
