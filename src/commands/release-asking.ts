/** What is asked of GitHub again and again about releases: which there are, and how an agreement was where a tag leads. */
import { shortMemory } from '../core/load.ts'
import type { Account } from '../core/model.ts'
import type { Release } from '../core/plan/forge.ts'
import type { Standpoint } from '../core/plan/release/changes.ts'
import type { Edition } from '../core/plan/release/manifest.ts'
import type { ForgeRead } from '../io/ports.ts'
import { snapshot } from './remote.ts'

export type Asking = {
  readonly read: ForgeRead
  readonly releases: readonly Release[]
  readonly self: Account
  /** The agreement as it was where a tag leads. */
  readonly standpointAt: (tag: string, id: string) => Promise<Standpoint | undefined>
}

/** A release of an earlier version of ours. */
export type Earlier = { readonly version: number; readonly tag: string }

export async function asked(read: ForgeRead): Promise<Asking> {
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

/** The newest of the earlier versions that we have published. */
export function newestBefore(
  { agreement: { id, version } }: Edition,
  { releases, self }: Asking,
): Earlier | undefined {
  const earlier = releases
    .filter(({ draft, author }) => !draft && author.id === self.id)
    .map(({ tag }) => Number(new RegExp(`^${id}/v([1-9]\\d{0,3})$`).exec(tag)?.[1] ?? 0))
    .filter((number) => number > 0 && number < version)
  const newest = Math.max(0, ...earlier)
  return newest === 0 ? undefined : { version: newest, tag: `${id}/v${newest}` }
}
