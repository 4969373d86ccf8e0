/** The same agreement is the same bytes: today and in ten years, here and there, alone and after others. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { compare } from '../src/core/diagnostic.ts'
import { formats } from '../src/core/render/formats.ts'
import type { Identity } from '../src/core/render/html.ts'
import { parseMarkdown } from '../src/core/render/markdown.ts'
import { forget, typeset } from '../src/io/typst.ts'
import { caseNames } from './render/cases.ts'
import { cleanUp, mobilitet, world } from './tool.ts'
import { root } from './worlds.ts'

afterAll(cleanUp)
beforeEach(forget)

const identity: Identity = {
  language: 'nb',
  id: 'a-b',
  version: '1',
  programme: 'Programmet',
  notice: 'Illustrasjon.',
  parties: [],
  templateVersion: 'cooperation-agreement@1',
  termsDigest: `sha256:${'0123456789abcdef'.repeat(4)}`,
  date: '2026-11-18',
  words: (key, args = {}) => (key === 'document-page' ? `Side ${args['page']} av ${args['pages']}` : key),
}

const tree = parseMarkdown(`# Avtale om áčđŋšŧž og æøå

Et avsnitt med **sterkt**, *kursiv* og [lenke](https://example.no/), jf. § 7-2.

## <a id="clause-parties"></a>1 Partene

<a id="item-1-1"></a>1.1 Menneskerettighetsorganisasjonene samarbeider om arbeidsmiljølovgivningen og personopplysningsloven.

- ett
- to

| Vilkår | Avtalt |
| --- | --- |
| Fra | 1. mars 2027 |
| Til | 31. desember 2027 |
`)

const other = parseMarkdown('# Noe ganske annet\n\nMed andre ord og andre tegn: §, «», –.\n')
const another = parseMarkdown(`# Noe langt\n\n${'Og noe til, om igjen og om igjen. '.repeat(500)}\n`)

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

test('on every machine and every Node: a new digest here means that documents made before can no longer be made again', async () => {
  expect(sha256(await typeset(tree, identity))).toMatchInlineSnapshot(
    `"68c618080b61a8b1c7b9dfd6b6fc7367269d195d9c03d782ea97a2e39500b2dd"`,
  )
})

test('after other documents, and side by side with them', async () => {
  const first = sha256(await typeset(tree, identity))
  forget()
  await typeset(other, identity)
  const digests = [sha256(await typeset(tree, identity))]
  for (let round = 0; round < 4; round++) {
    forget()
    const together = await Promise.all([other, tree, another].map((one) => typeset(one, identity)))
    digests.push(sha256(together[1] ?? new Uint8Array()))
  }
  expect(new Set(digests)).toEqual(new Set([first]))
})

test('and what was made once in a run is not made again in it', async () => {
  const first = await typeset(tree, identity)
  expect(await typeset(tree, identity)).toBe(first)
  forget()
  expect(await typeset(tree, identity)).not.toBe(first)
})

test('but another digest of the terms, another day or another word is another file', async () => {
  const changed = [
    typeset(tree, { ...identity, termsDigest: `sha256:${'f'.repeat(64)}` }),
    typeset(tree, { ...identity, date: '2026-11-19' }),
    typeset(other, identity),
    typeset(tree, identity),
  ]
  expect(new Set((await Promise.all(changed)).map(sha256)).size).toBe(4)
})

describe('in two runs, with other clocks, other languages of the machine and another day', () => {
  const runs: ReadonlyMap<string, string>[] = []

  beforeAll(() => {
    const surroundings = [
      { TZ: 'Pacific/Kiritimati', LANG: 'nb_NO.UTF-8', day: '2026-11-22' },
      { TZ: 'America/Los_Angeles', LANG: 'C', day: '2031-01-01' },
    ]
    for (const { day, ...env } of surroundings) {
      const folder = world()
      const run = mobilitet(folder, ['render', '--format', 'pdf', '--today', day], env)
      expect(run).toMatchObject({ code: 0, err: '' })
      runs.push(filesIn(join(folder, 'out')))
    }
  }, 120_000)

  test('all the files are the same', () => {
    const [first = new Map(), second = new Map()] = runs
    expect([...first.keys()].filter((path) => path.endsWith('.pdf')).length).toBeGreaterThan(1)
    expect(second).toEqual(first)
  })
})

describe('on every Node: the lists that same.yml compares', () => {
  const kept = join(root, 'tests/render/digests.txt')
  const place = mkdtempSync(join(tmpdir(), 'mobilitet-same-'))
  const text = readFileSync(kept, 'utf8')

  afterAll(() => rmSync(place, { recursive: true, force: true }))

  const compared = (...lists: readonly string[]) => {
    const files = lists.map((list, at) => {
      const file = join(place, `node-${at}.txt`)
      writeFileSync(file, list)
      return file
    })
    const words = ['--import', 'tsx', 'scripts/same.ts', '--compare', ...files]
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
    return { code: status, said: `${stdout}${stderr}` }
  }

  test('the one that is kept has every case in every format', () => {
    const names = text
      .trim()
      .split('\n')
      .map((line) => /^[0-9a-f]{64} {2}(\S+ \S+)$/.exec(line)?.[1])
    const letters = (name: string) =>
      existsSync(join(root, 'tests/render', name, 'agreement.yaml')) ? name : `kld.${name}`
    const wanted = caseNames.flatMap((name) =>
      Object.keys(formats).map((format) => `${letters(name)} ${format}`),
    )
    expect(names).toEqual(wanted.sort(compare))
  })

  test('the same three times is the same', () => {
    expect(compared(text, text, text)).toMatchObject({ code: 0, said: expect.stringContaining('4 lists') })
  })

  test.each([
    ['differ on one Node', text.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))],
    ['are missing on one Node', text.replace(/^.*\n/, '')],
    ['are more on one Node', `${text}${'0'.repeat(64)}  noe-annet pdf\n`],
    ['were not made at all', ''],
  ])('documents that %s are named, with where they are otherwise', (_how, other) => {
    const { code, said } = compared(text, other, text)
    expect(code).toBe(2)
    expect(said).toContain('is not the same everywhere')
    expect(said).toContain('node-1.txt')
  })

  test('no list is no comparison', () => {
    expect(compared().code).toBe(64)
  })
})

function filesIn(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.\w+$/.test(path),
  )
  return new Map(paths.sort().map((path) => [path, sha256(readFileSync(join(folder, path)))]))
}
