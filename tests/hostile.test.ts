/**
 * Whatever lies in a file, the check ends soon, never throws, points at lines that exist, never repeats what is about a
 * person, and says one thing about one mistake.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Args, Diagnostic } from '../src/core/diagnostic.ts'
import * as validators from '../src/core/generated/validators.js'
import { identify, type Kind, kindNames } from '../src/core/kinds.ts'
import { findPersonalData } from '../src/core/personal-data.ts'
import { read, type Spot } from '../src/core/read.ts'
import { parseStrictly, parseYaml } from '../src/core/yaml.ts'
import { fullRecord, type Path, pathsIn, valueAt, withName, withValue, write } from './hostile/fields.ts'
import { hostileInputs, identityNumber } from './hostile/inputs.ts'
import { damaged } from './hostile/mutations.ts'
import { randomFrom } from './random.ts'
import { checkTree, layers, root, schemaOf } from './worlds.ts'

const today = '2026-11-22'
const file = 'agencies/kld/needs/klimaregnskap.yaml'
const world = layers(join(root, 'tests/rules/_world'))
const need = Buffer.from(world.get(file) ?? '').toString('utf8')

/** A second of the processor's time (milliseconds): a hundred times what an ordinary file takes. */
const patience = 1000

/** What the work costs, whatever else the machine is busy with. */
function cost(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function isSafe(
  { line, column, args }: { line: number; column: number; args: Args },
  lines: number,
): boolean {
  const texts = Object.values(args).map(String)
  const isShort = texts.every((text) => text.length <= 400 && !/\p{Cs}/u.test(text))
  return (
    line >= 1 &&
    line <= lines + 1 &&
    column >= 1 &&
    isShort &&
    findPersonalData(texts.join('\n')).length === 0
  )
}

describe('a file like no other', () => {
  it.each(hostileInputs(need))('$name', ({ bytes, says, many }) => {
    const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
    let found: readonly Diagnostic[] = []
    const spent = cost(() => {
      found = checkTree(new Map([...world, [file, content]]), today)
    })
    expect(spent).toBeLessThan(patience)
    const said = found.map(
      ({ place, code }) => `${place.file === file ? '' : `${place.file}:`}${place.line} ${code}`,
    )
    expect(many ? said.slice(0, says.length) : said).toEqual(says)
    const lines = Buffer.from(content).toString('utf8').split('\n').length
    expect(found.filter(({ place, args }) => !isSafe({ ...place, args }, lines))).toEqual([])
  })
})

describe('a name that must not be said is not said', () => {
  it.each([
    [`agencies/kld/needs/${identityNumber}.yaml`, 'agencies/kld/needs/***********.****'],
    [`agencies/kld/needs/Kari ${identityNumber}.yml`, 'agencies/kld/needs/**** ***********.***'],
    [`agencies/${identityNumber}/needs/klima.yaml`, 'agencies/***********'],
    ['agencies/kld/needs/kari.nordmann@gmail.com.yaml', 'agencies/kld/needs/****.********@*****.***.****'],
  ])('%s', (path, told) => {
    const content = Buffer.from(need)
    const found = checkTree(new Map([...world, [path, content]]), today)
    expect(found.map(({ place, code }) => [place.file, code])).toEqual([[told, 'personal-data/name']])
    expect(JSON.stringify(found)).not.toMatch(/nordmann|\d{11}/)
  })
})

describe('a file with a name like no other', () => {
  it.each<[path: string, code: string]>([
    ['agencies/kld/needs/Klima.YML', 'file/unknown-place'],
    ['agencies/kld/behov/klima.yaml', 'file/unknown-place'],
    ['agencies/__proto__/agency.yaml', 'file/unknown-place'],
    [`agencies/kld/needs/${'a'.repeat(5000)}/${'-'.repeat(5000)}.yaml`, 'file/unknown-place'],
    ['agencies/kld/needs/\u202Elmay.klima.yaml', 'file/unknown-place'],
    ['agreements/../../klima.yaml', 'file/unknown-place'],
  ])('%s', (path, code) => {
    const content = Buffer.from(need.replace(/^title: .*$/m, 'title: Et annet behov'))
    const found = checkTree(new Map([...world, [path, content]]), today)
    expect(found.map(({ place, code }) => [place.file, code])).toEqual([[path, code]])
    expect(found.filter(({ place, args }) => !isSafe({ ...place, args }, 20))).toEqual([])
  })
})

const everyField = kindNames.flatMap((kind) => {
  const record = fullRecord(kind)
  return [...pathsIn(record)].map((path) => ({ kind, record, path, field: `${kind}: ${path.join('.')}` }))
})

function spotsOf(
  kind: Kind,
  data: unknown,
): { readonly spots: readonly Spot[]; readonly written: ReturnType<typeof write> } {
  const written = write(data)
  return { spots: read(kind, Buffer.from(written.text), schemaOf).spots, written }
}

/** Names whose spelling is the schema's, not the author's. */
function isNamed(path: Path): boolean {
  return typeof path.at(-1) === 'string' && path.at(-2) !== 'expectations'
}

describe('every field of every kind', () => {
  it.each(kindNames)('is right in the file the others are made from: %s', (kind) => {
    expect(spotsOf(kind, fullRecord(kind)).spots).toEqual([])
  })

  const others = [7, null, [], ['x'], {}, { a: 1 }, 'x', true]

  it.each(everyField)('holds the right kind of value: $field', ({ kind, record, path }) => {
    for (const other of others) {
      const data = withValue(record, path, other)
      const { spots, written } = spotsOf(kind, data)
      const isFine = validators[kind](data)
      expect(spots.length > 0, JSON.stringify(other)).toBe(!isFine)
      const [first, last] = written.linesOf(path)
      const [above] = written.linesOf(path.slice(0, -1))
      const isNear = ({ line }: Spot) => line === above || (line >= first - 1 && line <= last)
      expect(
        spots.filter((spot) => !isNear(spot)),
        JSON.stringify(other),
      ).toEqual([])
      expect(spots.every((spot) => isSafe(spot, last + 1))).toBe(true)
    }
  })

  const named = everyField.filter(({ path }) => isNamed(path))

  it.each(named)('is missed, once, where it belongs: $field', ({ kind, record, path }) => {
    const data = withName(record, path, undefined)
    const { spots, written } = spotsOf(kind, data)
    const [above] = written.linesOf(path.slice(0, -1))
    const missed = spots.map(({ code, line, args }) => ({ code, line, key: args.key }))
    if (validators[kind](data)) expect(missed).toEqual([])
    else if (missed[0]?.code !== 'schema/combination')
      expect(missed).toEqual([{ code: 'schema/missing', line: above, key: path.at(-1) }])
  })

  it.each(named)('is known again when misspelt: $field', ({ kind, record, path }) => {
    const name = String(path.at(-1))
    for (const misspelt of slips(name)) {
      if (Object.hasOwn(valueAt(record, path.slice(0, -1)) as object, misspelt)) continue
      const { spots, written } = spotsOf(kind, withName(record, path, misspelt))
      const [line] = written.linesOf([...path.slice(0, -1), misspelt])
      const said = spots.map(({ code, args, ...place }) => ({
        code,
        line: place.line,
        meant: args.suggestion,
      }))
      expect(said, misspelt).toEqual([{ code: 'schema/unknown-key', line, meant: name }])
    }
  })
})

/** A letter left out, doubled, wrong, or in its neighbour's place. */
function slips(name: string): readonly string[] {
  const at = Math.floor(name.length / 2)
  const [before, letter, after] = [name.slice(0, at), name.charAt(at), name.slice(at + 1)]
  const swapped = `${before}${after.charAt(0)}${letter}${after.slice(1)}`
  const all = [
    `${before}${after}`,
    `${before}${letter}${letter}${after}`,
    `${before}z${after}`,
    swapped,
    `${name}s`,
    name.toUpperCase(),
  ]
  return all.filter((slip) => slip !== name && slip.length > 1)
}

describe('the programme’s own files, damaged', () => {
  const files = ['agencies', 'agreements', 'programme', 'decisions']
    .flatMap((folder) => filesUnder(folder))
    .flatMap((path) => {
      const kind = identify(path)?.kind
      return kind ? [{ path, kind, text: readFileSync(join(root, path), 'utf8') }] : []
    })

  it('are read by both readers alike, soon, and without a word that should not be said', () => {
    const random = randomFrom(20271122)
    for (let round = 0; round < 2000; round++) {
      const { kind, text } = files[round % files.length] as (typeof files)[number]
      const broken = damaged(text, random)
      let spots: readonly Spot[] = []
      const spent = cost(() => {
        spots = read(kind, Buffer.from(broken), schemaOf).spots
      })
      const lines = broken.split('\n').length
      if (spent > patience || !spots.every((spot) => isSafe(spot, lines)))
        expect.fail(`${spent} ms: ${broken}`)
      const [usual, strict] = [parseYaml(broken), parseStrictly(broken)]
      const isAlike = isDeepStrictEqual([usual.data, usual.problems], [strict.data, strict.problems])
      if (!isAlike) expect(usual.data, broken).toEqual(strict.data)
      expect(isAlike).toBe(true)
    }
  })

  it('never bring the whole check down', () => {
    const random = randomFrom(7)
    const tree = new Map(files.map(({ path, text }) => [path, Buffer.from(text)]))
    for (let round = 0; round < 30; round++) {
      const hurt = files
        .filter(() => random() < 0.05)
        .map(({ path, text }) => [path, Buffer.from(damaged(text, random))] as const)
      const found = checkTree(new Map([...tree, ...hurt]), today)
      const leaks = found.filter(({ args }) => findPersonalData(Object.values(args).join('\n')).length > 0)
      expect(leaks).toEqual([])
      expect(found.filter(({ place }) => !(place.line >= 1 && place.column >= 1))).toEqual([])
    }
  })
})

function filesUnder(folder: string): readonly string[] {
  try {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    return names
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `${folder}/${name}`)
      .sort()
  } catch {
    return []
  }
}
