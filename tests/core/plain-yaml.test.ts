/**
 * Two readers read one format, so they must not differ: whatever the fast one reads, the full one reads without a
 * problem and as the same data, in the same order. What the fast one refuses proves nothing and costs nothing but time.
 * `MUTANTS=5000000 npx vitest run tests/core/plain-yaml.test.ts` looks for differences for longer.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeCorpus } from '../../bench/corpus.ts'
import { readPlainly } from '../../src/core/plain-yaml.ts'
import { parseStrictly, parseYaml } from '../../src/core/yaml.ts'
import { drawnDocument } from '../hostile/plain-documents.ts'
import { dice, hostileWords, mutant } from '../hostile/plain-mutants.ts'
import { root } from '../worlds.ts'

const corpus = mkdtempSync(join(tmpdir(), 'mobilitet-plain-'))
writeCorpus(corpus, 200)
afterAll(() => rmSync(corpus, { recursive: true, force: true }))

const own = ['programme', 'agencies', 'agreements', 'decisions', 'templates', 'tests/rules']
const files = [...own.flatMap((folder) => yamlIn(join(root, folder))), ...yamlIn(join(corpus, 'agencies'))]
const texts = files.map((file) => readFileSync(file, 'utf8'))

function yamlIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => join(folder, file))
}

/** What the full reader says of a text that the fast one has read otherwise; undefined when they agree. */
function difference(text: string): string | undefined {
  const plain = readPlainly(text)
  if (plain === undefined) return undefined
  const { data, problems, escaped } = parseStrictly(text)
  const [one, other] = [JSON.stringify(plain), JSON.stringify(data)]
  if (problems.length + escaped.length === 0 && one === other) return undefined
  return `${JSON.stringify(text)}\n  fast ${one}\n  full ${other} ${JSON.stringify(problems)}`
}

/** Differences among many texts, the first few. */
function differences(count: number, next: () => string): readonly string[] {
  const found: string[] = []
  for (let made = 0; made < count && found.length < 5; made++) {
    const wrong = difference(next())
    if (wrong !== undefined) found.push(wrong)
  }
  return found
}

describe('what the fast reader reads, the full reader reads alike', () => {
  it('in every file of the repository and of the measurements', () => {
    expect(texts.flatMap((text) => difference(text) ?? [])).toEqual([])
  })

  it.each(hostileWords)('as a value, an item, a name, and in brackets: %s', (word) => {
    const places = [
      `a: ${word}\n`,
      `a: ${word}\nb: c\n`,
      `a:\n  - ${word}\n  - b\n`,
      `${word}: a\n`,
      `a: [${word}]\n`,
      `a: { b: ${word} }\n`,
      `a: b\n  ${word}\n`,
      `a: ${word}\n  b\n`,
      `a: >-\n  ${word}\n`,
      `a: "${word}"\n`,
      `a: '${word}'\n`,
      `a: ${word} # b\n`,
      `a:\n  ${word}\n`,
      `- ${word}\n`,
      `${word}\n`,
    ]
    expect(places.flatMap((text) => difference(text) ?? [])).toEqual([])
  })

  const mutants = Number(process.env['MUTANTS'] ?? 200_000)

  it(`in ${mutants} files that something has happened to`, () => {
    const roll = dice(mutants)
    expect(differences(mutants, () => mutant(roll, texts))).toEqual([])
  }, 3_600_000)

  it(`in ${mutants / 4} documents written in all manners`, () => {
    const roll = dice(mutants + 1)
    expect(differences(mutants / 4, () => drawnDocument(roll))).toEqual([])
  }, 3_600_000)
})

describe('the fast reader is worth having', () => {
  it('reads nearly every registration of the repository', () => {
    const registrations = yamlIn(join(root, 'agencies')).filter((file) =>
      /(?:needs|offers).[^/\\]+$/.test(file),
    )
    const read = registrations.filter((file) => readPlainly(readFileSync(file, 'utf8')) !== undefined)
    expect(registrations.length).toBeGreaterThan(50)
    expect(read.length / registrations.length).toBeGreaterThanOrEqual(0.95)
  })

  it('reads the files of the measurements', () => {
    const read = yamlIn(corpus).filter((file) => readPlainly(readFileSync(file, 'utf8')) !== undefined)
    expect(read.length).toBeGreaterThan(190)
  })

  it('tells where things stand like the full reader', () => {
    const text = '# A comment\ntitle: A title\nperiod:\n  from: 2027-03-01\n'
    const [fast, full] = [parseYaml(text), parseStrictly(text)]
    for (const at of [[], ['title'], ['period'], ['period', 'from'], ['period', 'to'], ['unknown']]) {
      expect(fast.locate(at)).toEqual(full.locate(at))
      expect(fast.locate(at, 'key')).toEqual(full.locate(at, 'key'))
    }
  })

  it.each([
    ['open quotation marks', "a: '"],
    ['quotation marks', "a: ''"],
    ['spaces', ' '],
    ['empty lines', '\n'],
    ['names', 'a:\n'],
    ['names without an end', 'a'],
    ['folded lines', 'a: b\n  c\n'],
    ['texts', 'a: >-\n  b\n\n\n'],
    ['brackets', 'a: [[[[[[[['],
    ['items', '- '],
    ['comments', ' #'],
    ['colons', ': '],
  ])('gives up, or does not, at once: %s', (_, piece) => {
    const text = `${piece.repeat(65_536 / piece.length)}\n`
    const start = performance.now()
    readPlainly(text)
    readPlainly(`a: b\n${text}`)
    readPlainly(`a:\n  - >-\n    ${text}`)
    // Some hundred times what is needed; time that grew with the square would be more.
    expect(performance.now() - start).toBeLessThan(500)
  })
})
