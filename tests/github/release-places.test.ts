/** What a released PDF is stands in four places, and all four say the same: the agreement, the footer, the metadata, the manifest. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { judged, programIsThere } from '../pdf-programs.ts'
import { clone, github, newFolder, release } from './release-hub.ts'
import { edition, secondVersion } from './release-world.ts'

const world = { 'agreements/kld-dfo/agreement.yaml': secondVersion }
const { agreement, termsDigest } = edition(world)
const released = new Map<string, Buffer>()

/** As it lies in `manifest.json`. */
type Listed = {
  readonly name: string
  readonly size: number
  readonly sha256: string
  readonly format: string
}
type Manifest = {
  readonly agreement: string
  readonly version: number
  readonly termsDigest: string
  readonly templates: readonly { readonly id: string; readonly texts: Readonly<Record<string, string>> }[]
  readonly files: readonly Listed[]
}

const manifest = () => JSON.parse(released.get('manifest.json')?.toString('utf8') ?? '{}') as Manifest

beforeAll(async () => {
  const out = newFolder()
  const root = await clone(await github(world))
  await release(undefined, { root, out })
  const names = (JSON.parse(readFileSync(join(out, 'kld-dfo/manifest.json'), 'utf8')) as Manifest).files
  for (const name of [...names.map((file) => file.name), 'manifest.json'])
    released.set(name, readFileSync(join(out, 'kld-dfo', name)))
})

const pdfs = ['kld-dfo.v2.nb.pdf', 'kld-dfo-ut-1.v2.nb.pdf']

describe.each(pdfs)('%s', (name) => {
  const pdf = () => released.get(name) ?? Buffer.alloc(0)

  it('is of the terms, the version and the standard text that its metadata name', () => {
    const xmp = pdf().toString('latin1')
    const fact = (key: string) => new RegExp(`<mobilitet:${key}>([^<]*)<`).exec(xmp)?.[1]
    expect(fact('agreement')).toBe(agreement.id)
    expect(fact('version')).toBe('2')
    expect(fact('termsDigest')).toBe(termsDigest)
    expect(manifest().templates.map(({ id }) => id)).toContain(fact('template'))
  })

  it('is, byte for byte, the file that the manifest lists, of the same terms and version', () => {
    const listed = manifest().files.find((file) => file.name === name)
    expect(listed?.sha256).toBe(createHash('sha256').update(pdf()).digest('hex'))
    expect(listed?.size).toBe(pdf().length)
    expect(manifest()).toMatchObject({ agreement: agreement.id, version: 2, termsDigest })
  })

  it.skipIf(!programIsThere('pdftotext', '-v', 'poppler-utils'))(
    'says the same at the foot of its pages',
    () => {
      const pages = judged('pdftotext', ['-layout', '-', '-'], pdf()).split('\f').slice(0, -1)
      expect(pages.length).toBeGreaterThan(0)
      for (const page of pages) {
        expect(page).toContain(termsDigest)
        expect(page.replace(/\s+/g, ' ')).toContain('Avtale kld-dfo, versjon 2 ')
        expect(manifest().templates.some(({ id }) => page.includes(id))).toBe(true)
      }
    },
  )
})

it('every file of a release is in its manifest with its digest, and every standard text with that of each language', () => {
  const { files, templates } = manifest()
  const others = [...released].filter(([name]) => name !== 'manifest.json')
  expect(files.map(({ name, sha256 }) => [name, sha256])).toEqual(
    others.map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  )
  const { programme } = edition(world)
  for (const { id, texts } of templates)
    for (const [language, sha256] of Object.entries(texts)) {
      const text = programme.templates.get(id)?.languages.get(language as 'nb')?.text ?? ''
      expect(sha256, `${id} ${language}`).toBe(createHash('sha256').update(text).digest('hex'))
    }
})
