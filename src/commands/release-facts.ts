/** What GitHub and Git know of releases: asked for only as far as it matters for the agreements at hand. */
import type { Words } from '../core/messages.ts'
import type { Language } from '../core/model.ts'
import type { Release } from '../core/plan/forge.ts'
import type { Standpoint } from '../core/plan/release/changes.ts'
import { type Edition, tagOf } from '../core/plan/release/manifest.ts'
import { type Previous, releaseName, releaseNotes } from '../core/plan/release/notes.ts'
import { type Candidate, isSettled, type ReleaseFacts } from '../core/plan/release/release.ts'
import { isWhole, releaseBody, sealIn } from '../core/plan/release/seal.ts'
import { digestIn } from '../core/rules/terms.ts'
import { schemaOf } from './loading.ts'
import { type Asking, newestBefore } from './release-asking.ts'
import type { Entry } from './release-entries.ts'

type WordsOf = (language: Language) => Words

/** Makes the files of an entry that is to be released; of one that cannot be, tells why. */
export type Finish = (entry: Entry) => Promise<Entry>

/** Everything a plan is made of. Only what GitHub lacks is made. */
export async function factsOf(
  asking: Asking,
  entries: readonly Entry[],
  finish: Finish,
  words: WordsOf,
): Promise<ReleaseFacts> {
  const candidates: Candidate[] = []
  for (const entry of entries) {
    const candidate = await candidateOf(entry, asking)
    if (candidate) candidates.push(await completed(candidate, entry, asking, finish, words))
  }
  const notes = entries.flatMap(({ edition, note }) => (edition || !note ? [] : [note]))
  return { candidates, notes, releases: asking.releases, self: asking.self }
}

/** Those of the agreements that are released with the very terms they have. */
export async function settledIn(asking: Asking, entries: readonly Entry[]): Promise<readonly string[]> {
  const settled: string[] = []
  for (const entry of entries) {
    const candidate = await candidateOf(entry, asking)
    if (candidate && isSettled(candidate)) settled.push(entry.id)
  }
  return settled
}

async function completed(
  candidate: Candidate,
  entry: Entry,
  asking: Asking,
  finish: Finish,
  words: WordsOf,
): Promise<Candidate> {
  if (candidate.hindrance || candidate.tagged) return candidate
  const finished = await finish(entry)
  return { ...candidate, hindrance: finished.note, wanted: await wantedOf(finished, asking, words) }
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
  asking: Asking,
  words: WordsOf,
): Promise<Candidate['wanted']> {
  if (!edition || !planned || !assets || note) return undefined
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

async function previousOf(edition: Edition, asking: Asking): Promise<Previous | undefined> {
  const earlier = newestBefore(edition, asking)
  if (!earlier) return undefined
  const { version, tag } = earlier
  return { version, standpoint: await asking.standpointAt(tag, edition.agreement.id) }
}
