/**
 * Segl: what a release of ours says of itself in its hidden marker. Every workflow of the repository writes as the same
 * account, so who made a release tells little: it is ours when tag, files and marker agree.
 */
import { compare } from '../../diagnostic.ts'
import type { Asset, Release } from '../forge.ts'
import { markerIn, withMarker } from '../marker.ts'
import { manifestName, sha256Of } from './manifest.ts'

const slot = 'release'

export type Seal = {
  /** Digest of the terms. */
  readonly terms: string
  /** Where the tag leads. */
  readonly commit: string
  /** Of the names and digests of all files: what they were when it was published. */
  readonly files: string
}

type File = { readonly name: string; readonly digest: string }

/** The body of a release of ours: what people read, and what a later run knows it by. */
export function releaseBody(
  { terms, commit, assets }: Omit<Seal, 'files'> & { readonly assets: readonly File[] },
  notes: string,
): string {
  return withMarker(slot, { terms, commit, files: digestOfFiles(assets) }, notes)
}

/** Undefined for a text that we have not written, or that others have changed at its beginning. */
export function sealIn(body: string): Seal | undefined {
  const marked = markerIn(body)
  const { terms, commit, files } = marked?.value ?? {}
  return marked?.slot === slot && terms && commit && files ? { terms, commit, files } : undefined
}

/** Whether it is as we publish: with a manifest, every file as it was, and nothing more. `tip` is where its tag leads. */
export function isWhole({ body, assets }: Release, tip: string | undefined): boolean {
  const seal = sealIn(body)
  const hasManifest = assets.some(({ name }) => name === manifestName)
  return seal !== undefined && seal.commit === tip && hasManifest && isUnchanged(assets, seal)
}

/** An older GitHub does not tell digests: then there is only the manifest to go by. */
function isUnchanged(assets: readonly Asset[], { files }: Seal): boolean {
  const known = assets.flatMap(({ name, digest }) => (digest === undefined ? [] : [{ name, digest }]))
  const isComplete = assets.every(({ complete }) => complete)
  return isComplete && (known.length < assets.length || digestOfFiles(known) === files)
}

function digestOfFiles(files: readonly File[]): string {
  const lines = files.map(({ name, digest }) => `${digest} ${name}\n`)
  return `sha256:${sha256Of(lines.sort(compare).join(''))}`
}
