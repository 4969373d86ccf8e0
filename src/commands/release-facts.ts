/** What GitHub and Git know of releases: asked for only as far as it matters for the agreements at hand. */
import { shortMemory } from '../core/load.ts'
import type { Words } from '../core/messages.ts'
import type { Account, Language } from '../core/model.ts'
import type { Release } from '../core/plan/forge.ts'
import type { Standpoint } from '../core/plan/release/changes.ts'
import { type Edition, tagOf } from '../core/plan/release/manifest.ts'
import { type Previous, releaseName, releaseNotes } from '../core/plan/release/notes.ts'
import { type Candidate, isSettled, type ReleaseFacts } from '../core/plan/release/release.ts'
import { isWhole, releaseBody, sealIn } from '../core/plan/release/seal.ts'
import { digestIn } from '../core/rules/terms.ts'
import type { ForgeRead } from '../io/ports.ts'
import { schemaOf } from './loading.ts'
import type { Entry } from './release-entries.ts'
import { snapshot } from './remote.ts'

type WordsOf = (language: Language) => Words

/** Everything a plan is made of. */
export async function factsOf(
  read: ForgeRead,
  entries: readonly Entry[],
  words: WordsOf,
): Promise<ReleaseFacts> {
  const asking = await asked(read)
  const candidates: Candidate[] = []
  for (const entry of entries) {
    const candidate = await candidateOf(entry, asking)
    if (candidate) candidates.push({ ...candidate, wanted: await wantedOf(entry, candidate, asking, words) })
  }
  const notes = entries.flatMap(({ edition, note }) => (edition || !note ? [] : [note]))
  return { candidates, notes, releases: asking.releases, self: asking.self }
}

/** Those of the agreements that are released with the very terms they have. */
export async function settledIn(read: ForgeRead, entries: readonly Entry[]): Promise<readonly string[]> {
  const asking = await asked(read)
  const settled: string[] = []
  for (const entry of entries) {
    const candidate = await candidateOf(entry, asking)
    if (candidate && isSettled(candidate)) settled.push(entry.id)
  }
  return settled
}

type Asking = {
  readonly read: ForgeRead
  readonly releases: readonly Release[]
  readonly self: Account
  /** The agreement as it was where a tag leads. */
  readonly standpointAt: (tag: string, id: string) => Promise<Standpoint | undefined>
}

async function asked(read: ForgeRead): Promise<Asking> {
  const [releases, self, memory] = [await read.releases(), await read.self(), shortMemory()]
  return {
    read,
    releases,
    self,
    async standpointAt(tag, id) {
      const commit = await read.tag(tag)
      if (commit === undefined) return undefined
      const wanted = new RegExp(`^(?:agreements/${id}/agreement|agencies/[^/]+/agency)\\.yaml$|^templates/`)
      const tree = (await read.tree(commit)).filter(({ path }) => wanted.test(path))
      const { programme } = (await snapshot(read, tree, memory)).loaded
      const agreement = programme.agreements.get(id)
      return agreement && { agreement, programme }
    },
  }
}

async function candidateOf(
  { id, edition, note }: Entry,
  { read, releases, self, standpointAt }: Asking,
): Promise<Candidate | undefined> {
  if (!edition) return undefined
  const { agreement, termsDigest } = edition
  const tag = tagOf(agreement)
  const published = releases.find((release) => release.tag === tag && !release.draft)
  const isOurs = published?.author.id === self.id
  const publishedDigest = isOurs
    ? await digestAt(published, termsDigest, () => standpointAt(tag, id))
    : undefined
  const tip = isOurs || (note === undefined && !published) ? await read.tag(tag) : undefined
  return {
    agreement: id,
    version: agreement.version,
    tag,
    termsDigest,
    publishedDigest,
    whole: isOurs && isWhole(published, tip),
    tagged: published !== undefined || tip !== undefined,
    hindrance: note,
    wanted: undefined,
  }
}

/** What we wrote there ourselves is enough to say that all is well; to say that something is wrong Git itself is asked. */
async function digestAt(
  { body }: Release,
  termsDigest: string,
  standpoint: () => Promise<Standpoint | undefined>,
): Promise<string | undefined> {
  const said = sealIn(body)?.terms
  if (said === termsDigest) return said
  const then = await standpoint()
  return then ? digestIn(then.programme, then.agreement) : said
}

async function wantedOf(
  { edition, planned, assets, note }: Entry,
  { tagged }: Candidate,
  asking: Asking,
  words: WordsOf,
): Promise<Candidate['wanted']> {
  if (!edition || !planned || !assets || note || tagged) return undefined
  const { commit, termsDigest } = edition
  const previous = await previousOf(edition, asking)
  const notes = releaseNotes({ edition, planned, previous, words, schemaOf })
  return {
    commit,
    name: releaseName(edition, words),
    body: releaseBody({ terms: termsDigest, commit, assets }, notes),
    assets,
  }
}

/** The newest of the earlier versions that we have published. */
async function previousOf(
  { agreement: { id, version } }: Edition,
  { releases, self, standpointAt }: Asking,
): Promise<Previous | undefined> {
  const earlier = releases
    .filter(({ draft, author }) => !draft && author.id === self.id)
    .map(({ tag }) => Number(new RegExp(`^${id}/v([1-9]\\d{0,3})$`).exec(tag)?.[1] ?? 0))
    .filter((number) => number > 0 && number < version)
  const newest = Math.max(0, ...earlier)
  return newest === 0
    ? undefined
    : { version: newest, standpoint: await standpointAt(`${id}/v${newest}`, id) }
}
