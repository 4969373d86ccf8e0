/** Koblingsforslag as a pull request: its branch, its file, its marker, and what it all rests on. */
import { agreementName, draftAgreement } from '../../agreement/draft.ts'
import { approversOf, office, voiceOf } from '../../authority.ts'
import { type Digest, digestOf, type Json } from '../../canonical.ts'
import { assembled } from '../../draft/assemble.ts'
import { modeline, pathOf } from '../../draft/place.ts'
import type { Agreement as AgreementFile } from '../../generated/written.ts'
import { type SchemaOf, specOf } from '../../json-schema.ts'
import { fingerprint } from '../../match/fit/fingerprint.ts'
import { registrationsIn } from '../../match/ids.ts'
import { membersOf, proposalOf } from '../../match/office/open.ts'
import type { Account, IsoDate, Language, Programme, Proposal, Registration } from '../../model.ts'
import { nameOf } from '../../report/matching-sentences.ts'
import { parseYaml, writeYaml } from '../../yaml.ts'
import { markerIn } from '../marker.ts'
import type { Sight } from './sight.ts'

/** Every proposal has a branch named after its match. */
export const branchesOfMatches = 'match/'

const branchesOfDeclines = 'decision/'

export function branchOf(match: string): string {
  return `${branchesOfMatches}${match}`
}

/** Undefined for a branch that is no proposal's. */
export function matchOn(branch: string): string | undefined {
  return after(branchesOfMatches, branch)
}

/** The branch on which a decline is recorded. */
export function declineBranchOf(match: string): string {
  return `${branchesOfDeclines}${match}`
}

/** Undefined for a branch that is no decline's. */
export function declineOn(branch: string): string | undefined {
  return after(branchesOfDeclines, branch)
}

function after(prefix: string, branch: string): string | undefined {
  return branch.startsWith(prefix) ? branch.slice(prefix.length) : undefined
}

/** Where the agreement of a match is drafted. */
export function agreementPath(match: string): string {
  return pathOf('agreement', '', agreementName(match))
}

/** The agencies of a match, in its order. */
export function partiesOf(match: string): readonly string[] {
  return registrationsIn(match).map((id) => id.split('.')[0] ?? '')
}

export const proposalSlot = 'proposal'

/** What a proposal remembers of itself. The commit is that of the programme it was made from, the day is when. */
export type ProposalMark = {
  readonly match: string
  /** Of the registrations: whether a decline still holds. */
  readonly fingerprint: string
  /** Of everything that is told: whether there is anything to update. */
  readonly digest: string
  readonly commit: string
  readonly day: IsoDate
}

/** Undefined for a body that is not, or no longer, as the tool wrote it for this match. */
export function proposalMarkIn(body: string, of: string): ProposalMark | undefined {
  const marked = markerIn(body)
  if (marked?.slot !== proposalSlot) return undefined
  const { match, fingerprint, digest, commit, day } = marked.value
  if (match !== of || !fingerprint || !digest || !commit || !/^\d{4}-\d{2}-\d{2}$/.test(day ?? ''))
    return undefined
  return { match, fingerprint, digest, commit, day: day as IsoDate }
}

/** Svarer: who answers for a party. `office` when the agency has nobody who can. */
export type Answerer = {
  readonly agency: string
  readonly voice: string
  readonly accounts: readonly Account[]
}

function answerersOf(parties: readonly string[], programme: Programme): readonly Answerer[] {
  return parties.map((agency) => {
    const voice = voiceOf(programme, agency)
    return { agency, voice, accounts: approversOf(programme, voice) }
  })
}

/** Everybody whose yes means something here: those who answer for the parties, and the office. */
export function voicesFor(parties: readonly string[], programme: Programme): ReadonlySet<number> {
  const accounts = [
    ...answerersOf(parties, programme).flatMap(({ accounts }) => accounts),
    ...approversOf(programme, office),
  ]
  return new Set(accounts.map(({ id }) => id))
}

/** Grunnlag: a proposal as it is on a day, before it is put into words. */
export type Basis = {
  readonly match: string
  readonly day: IsoDate
  readonly members: readonly Registration[]
  readonly proposal: Proposal
  readonly draft: AgreementFile
  /** The draft as the file it becomes. */
  readonly text: string
  readonly answerers: readonly Answerer[]
  readonly language: Language
  readonly fingerprint: Digest
  readonly digest: Digest
}

type Undraftable = { readonly obstacle: string }

/** What a match comes to. The same files and day give the same; what is told of others than its parties is not part. */
export function basisOf(match: string, { programme, context, schemaOf }: Sight): Basis | Undraftable {
  const day = context.today
  const members = membersOf(match, programme)
  const proposal = proposalOf(match, programme, context)
  const drafted = draftAgreement(match, programme, day)
  if ('obstacle' in drafted) return { obstacle: drafted.obstacle }
  if (!members || !proposal) return { obstacle: 'unknown-registration' }
  const draft = drafted.agreement
  const told = {
    match,
    day,
    members,
    proposal,
    draft,
    text: fileText(draft, agreementPath(match), schemaOf),
    answerers: answerersOf(proposal.parties, programme),
    language: sharedLanguage(proposal.parties, programme),
    fingerprint: fingerprint(members),
  }
  return { ...told, digest: digestOfTold(told, programme) }
}

/** As `new` would write it. */
function fileText(draft: AgreementFile, path: string, schemaOf: SchemaOf): string {
  const ordered = assembled(draft, new Map(), specOf('agreement', schemaOf), schemaOf)
  return writeYaml(ordered, modeline('agreement', path))
}

/** All parties read the same text: in their own language when they share one, otherwise in bokmål. */
export function sharedLanguage(parties: readonly string[], { agencies }: Programme): Language {
  const languages = new Set(parties.flatMap((slug) => agencies.get(slug)?.language ?? []))
  const [only = 'nb'] = languages
  return languages.size === 1 ? only : 'nb'
}

function digestOfTold(told: Omit<Basis, 'digest'>, programme: Programme): Digest {
  const { settings } = programme
  const { match, members, proposal, text, answerers, language } = told
  const names = proposal.parties.map((slug) => nameOf(slug, programme))
  const titles = members.map(({ title }) => title)
  const notice = settings?.notice?.[language] ?? ''
  const mailbox = settings?.office.mailbox ?? ''
  return digestOf(plain({ match, proposal, text, answerers, language, names, titles, notice, mailbox }))
}

/** As JSON has it: what is undefined is left out. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}

/** How many parties have accepted, as the file says. */
export function acceptedIn(text: string | undefined): number {
  const data = text === undefined ? undefined : parseYaml(text).data
  const accepted = typeof data === 'object' && data !== null ? Reflect.get(data, 'accepted') : undefined
  return Array.isArray(accepted) ? accepted.length : 0
}
