/** Releases and the files that go with them, also those that can never be changed again. */
import { createHash } from 'node:crypto'
import type { Dict } from './description.ts'
import * as git from './git.ts'
import { atLeast, roleOf } from './permissions.ts'
import { keepsReleases } from './settings.ts'
import { api, nodeId, page, userShape } from './shapes.ts'
import {
  type Answer,
  type Asset,
  type Call,
  created,
  Failure,
  invalid,
  notFound,
  nothing,
  number,
  ok,
  paged,
  type Release,
  type Repo,
} from './world.ts'

function shapeOf(call: Call, release: Release): Dict {
  const { world, repo } = call
  const url = api(world, repo, `/releases/${release.id}`)
  const upload = `https://uploads.github.com/repos/${repo.full}/releases/${release.id}/assets{?name,label}`
  return {
    id: release.id,
    node_id: nodeId('RE', release.id),
    url,
    assets_url: `${url}/assets`,
    upload_url: upload,
    html_url: page(repo, `/releases/tag/${release.tag}`),
    tarball_url: release.draft ? null : api(world, repo, `/tarball/${release.tag}`),
    zipball_url: release.draft ? null : api(world, repo, `/zipball/${release.tag}`),
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: release.immutable,
    created_at: release.created,
    published_at: release.published ?? null,
    author: userShape(world, release.author),
    assets: release.assets.map((asset) => assetShape(call, release, asset)),
  }
}

function assetShape({ world, repo }: Call, release: Release, asset: Asset): Dict {
  const name = encodeURIComponent(asset.name)
  return {
    id: asset.id,
    node_id: nodeId('RA', asset.id),
    url: api(world, repo, `/releases/assets/${asset.id}`),
    browser_download_url: page(repo, `/releases/download/${release.tag}/${name}`),
    name: asset.name,
    label: asset.label,
    state: 'uploaded',
    content_type: asset.type,
    size: asset.bytes.length,
    digest: `sha256:${createHash('sha256').update(asset.bytes).digest('hex')}`,
    download_count: 0,
    created_at: asset.created,
    updated_at: asset.created,
    uploader: userShape(world, asset.uploader),
  }
}

/** Drafts are for those who may write. */
function seen({ repo, actor }: Call): readonly Release[] {
  const writer = actor !== undefined && (actor.kind !== 'person' || atLeast(roleOf(repo, actor), 'write'))
  return repo.releases.filter(({ draft }) => writer || !draft)
}

function releaseOf(call: Call): Release {
  const release = seen(call).find(({ id }) => id === number(call.params['release']))
  if (!release) throw notFound()
  return release
}

export function listReleases(call: Call): Answer {
  const newest = [...seen(call)].reverse()
  return paged(
    call,
    newest.map((release) => shapeOf(call, release)),
  )
}

export function getRelease(call: Call): Answer {
  return ok(shapeOf(call, releaseOf(call)))
}

/** A draft has no tag yet, whatever name it will have. */
export function releaseByTag(call: Call): Answer {
  const release = call.repo.releases.find(({ draft, tag }) => !draft && tag === call.params['tag'])
  if (!release) throw notFound()
  return ok(shapeOf(call, release))
}

export function latestRelease(call: Call): Answer {
  const release = [...call.repo.releases].reverse().find(({ draft, prerelease }) => !draft && !prerelease)
  if (!release) throw notFound()
  return ok(shapeOf(call, release))
}

export async function createRelease(call: Call): Promise<Answer> {
  const { world, repo, user, body } = call
  const release: Release = {
    id: world.nextId(),
    author: user,
    created: world.clock.now(),
    assets: [],
    tag: String(body['tag_name']),
    target: String(repo.fields['default_branch']),
    name: null,
    body: null,
    draft: true,
    prerelease: false,
    immutable: false,
  }
  change(release, body)
  if (body['draft'] !== true) await publish(call, release)
  repo.releases.push(release)
  return created(shapeOf(call, release))
}

function change(release: Release, body: Dict): void {
  if (typeof body['tag_name'] === 'string') release.tag = body['tag_name']
  if (typeof body['target_commitish'] === 'string') release.target = body['target_commitish']
  if (body['name'] !== undefined) release.name = body['name'] === null ? null : String(body['name'])
  if (body['body'] !== undefined) release.body = body['body'] === null ? null : String(body['body'])
  if (typeof body['prerelease'] === 'boolean') release.prerelease = body['prerelease']
}

/** Publishing makes the tag, unless it is there, and where the repository says so the release is final. */
async function publish({ repo, world }: Call, release: Release): Promise<void> {
  const { tag, target } = release
  if (repo.spent.has(tag))
    throw invalid('Release', 'tag_name', 'custom', 'tag_name was used by an immutable release')
  const taken = repo.releases.some((other) => other !== release && !other.draft && other.tag === tag)
  if (taken) throw invalid('Release', 'tag_name', 'already_exists')
  const ref = `refs/tags/${tag}`
  if ((await git.tip(repo.folder, ref)) === undefined) {
    const sha = await git.resolve(repo.folder, target)
    if (sha === undefined) throw invalid('Release', 'target_commitish', 'invalid')
    await git.setRef(repo.folder, ref, sha)
  }
  release.draft = false
  release.published = world.clock.now()
  release.immutable = keepsReleases(repo)
  if (release.immutable) repo.spent.add(tag)
}

export async function updateRelease(call: Call): Promise<Answer> {
  const { body } = call
  const release = releaseOf(call)
  const fixed = ['tag_name', 'target_commitish'].some(
    (key) => body[key] !== undefined && !same(release, key, body),
  )
  if (release.immutable && fixed) throw final('Cannot change the tag of an immutable release.')
  change(release, body)
  if (body['draft'] === false && release.draft) await publish(call, release)
  return ok(shapeOf(call, release))
}

function same(release: Release, key: string, body: Dict): boolean {
  return body[key] === (key === 'tag_name' ? release.tag : release.target)
}

function final(message: string): Failure {
  return new Failure(422, 'Validation Failed', [{ resource: 'Release', code: 'custom', message }])
}

/** The tag of an immutable release stays where it is as long as the release does. */
export function isFrozen({ releases }: Repo, ref: string): boolean {
  return releases.some(({ immutable, tag }) => immutable && ref === `refs/tags/${tag}`)
}

export function deleteRelease(call: Call): Answer {
  const { repo } = call
  repo.releases.splice(repo.releases.indexOf(releaseOf(call)), 1)
  return nothing()
}

export function listAssets(call: Call): Answer {
  const release = releaseOf(call)
  return paged(
    call,
    release.assets.map((asset) => assetShape(call, release, asset)),
  )
}

export function uploadAsset(call: Call): Answer {
  const { world, user, query, type, bytes } = call
  const release = releaseOf(call)
  const name = query.get('name') ?? ''
  if (release.immutable) throw final('Cannot upload assets to an immutable release.')
  if (bytes.length === 0) throw invalid('ReleaseAsset', 'size', 'custom', 'size must be greater than 0')
  demandFree(release, name)
  const label = query.get('label') ?? ''
  const asset = { id: world.nextId(), uploader: user, created: world.clock.now(), type, bytes, name, label }
  release.assets.push(asset)
  return created(assetShape(call, release, asset))
}

function demandFree(release: Release, name: string): void {
  const taken = release.assets.some((asset) => asset.name === name)
  if (taken) throw invalid('ReleaseAsset', 'name', 'already_exists')
}

function assetOf(call: Call): { release: Release; asset: Asset } {
  const id = number(call.params['asset'])
  for (const release of seen(call)) {
    const asset = release.assets.find((one) => one.id === id)
    if (asset) return { release, asset }
  }
  throw notFound()
}

/** The same address gives the facts or, asked for bytes, the file. */
export function getAsset(call: Call): Answer {
  const { release, asset } = assetOf(call)
  if (call.accept.includes('octet-stream')) return { status: 200, bytes: asset.bytes }
  return ok(assetShape(call, release, asset))
}

export function updateAsset(call: Call): Answer {
  const { release, asset } = assetOf(call)
  const { name, label } = call.body
  if (release.immutable) throw final('Cannot update assets of an immutable release.')
  if (typeof name === 'string' && name !== asset.name) {
    demandFree(release, name)
    asset.name = name
  }
  if (typeof label === 'string') asset.label = label
  return ok(assetShape(call, release, asset))
}

export function deleteAsset(call: Call): Answer {
  const { release, asset } = assetOf(call)
  if (release.immutable) throw final('Cannot delete assets of an immutable release.')
  release.assets.splice(release.assets.indexOf(asset), 1)
  return nothing()
}
