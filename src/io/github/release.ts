/** Releases: drafted, filled, looked at once more, and only then published. */
import { createHash } from 'node:crypto'
import type { Account } from '../../core/model.ts'
import type { Asset, Release } from '../../core/plan/forge.ts'
import { type ForgeRead, type ForgeWrite, Unreadable } from '../ports.ts'
import type { Client } from './client.ts'
import { field, fields, type Shape, text, whole } from './fields.ts'
import { release } from './shapes.ts'
import { unlessGone } from './trouble.ts'

type Releases = Pick<
  ForgeWrite,
  'draftRelease' | 'updateRelease' | 'uploadAsset' | 'deleteAsset' | 'publishRelease'
>

const home = '/repos/{owner}/{repo}/releases'
const oneRelease = `${home}/{release_id}`
const oneAsset = `${home}/assets/{asset_id}`

/** With the address that takes its files. */
type Fillable = Release & { readonly upload: string }

const fillable: Shape<Fillable> = (value) => ({
  ...release(value),
  upload: fields(value)('upload_url', text),
})

export function releasesOver(client: Client, self: ForgeRead['self']): Releases {
  /** By tag. A draft that was made just now may not be on GitHub's list yet. */
  const made = new Map<string, number>()
  const ofTag = async (tag: string): Promise<Fillable | undefined> => {
    const id = made.get(tag)
    if (id !== undefined) return client.one(`GET ${oneRelease}`, { release_id: id }, fillable)
    const all = await client.all(`GET ${home}`, { per_page: 100 }, fillable)
    return oursIn(all, tag, await self())
  }
  const needed = async (tag: string): Promise<Fillable> => {
    const release = await ofTag(tag)
    if (release === undefined) throw notAsItShould(tag)
    return release
  }
  return {
    async draftRelease({ tag, commit, name, body }) {
      if ((await ofTag(tag)) !== undefined) return
      const draft = { tag_name: tag, target_commitish: commit, name, body, draft: true }
      made.set(tag, await client.one(`POST ${home}`, draft, field('id', whole)))
    },
    updateRelease: ({ release, commit, name, body }) =>
      client.send(`PATCH ${oneRelease}`, { release_id: release, target_commitish: commit, name, body }),
    uploadAsset: async (deed) => upload(client, await needed(deed.tag), deed),
    deleteAsset: (id) => deleteAsset(client, id),
    async publishRelease({ tag, assets }) {
      const release = await needed(tag)
      const there = await Promise.all(release.assets.map((asset) => held(client, asset)))
      const wanted = assets.map(({ name, digest }) => `${digest} ${name}`)
      if (there.sort().join('\n') !== wanted.sort().join('\n')) throw notAsItShould(tag)
      if (release.draft) await client.send(`PATCH ${oneRelease}`, { release_id: release.id, draft: false })
    },
  }
}

/** The published one, or else a draft: of several, which GitHub allows, always the first. */
function oursIn(releases: readonly Fillable[], tag: string, self: Account): Fillable | undefined {
  const ours = releases.filter((release) => release.tag === tag && release.author.id === self.id)
  return ours.find(({ draft }) => !draft) ?? ours.sort((a, b) => a.id - b.id)[0]
}

function notAsItShould(tag: string): Unreadable {
  return new Unreadable('tool/github-assets', { tag })
}

async function held(client: Client, asset: Asset): Promise<string> {
  return `${asset.complete ? await digestOf(client, asset) : ''} ${asset.name}`
}

/** An older GitHub does not tell the digest; then the file itself does. */
async function digestOf(client: Client, { id, digest }: Asset): Promise<string> {
  if (digest !== undefined) return digest
  const headers = { accept: 'application/octet-stream' }
  const hash = createHash('sha256')
  for await (const piece of await client.content(`GET ${oneAsset}`, { asset_id: id, headers })) {
    hash.update(piece)
  }
  return `sha256:${hash.digest('hex')}`
}

/** What is there already, whole, is left alone; in a draft, what is half there or otherwise makes room first. */
async function upload(
  client: Client,
  { assets, draft, tag, upload }: Fillable,
  { name, type, digest, content }: Parameters<ForgeWrite['uploadAsset']>[0],
): Promise<void> {
  const there = assets.find((asset) => asset.name === name)
  if (there?.complete && (await digestOf(client, there)) === digest) return
  if (!draft) throw notAsItShould(tag)
  if (there) await deleteAsset(client, there.id)
  const data = typeof content === 'string' ? Buffer.from(content) : content
  await client.send(`POST ${oneRelease}/assets`, {
    url: upload,
    name,
    data,
    headers: { 'content-type': type },
  })
}

async function deleteAsset(client: Client, id: number): Promise<void> {
  await unlessGone(client.send(`DELETE ${oneAsset}`, { asset_id: id }))
}
