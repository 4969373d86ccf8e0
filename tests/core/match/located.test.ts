/** Every field that a matching points at is found on its line, quickly, and just where the full reader finds it. */
import { describe, expect, it } from 'vitest'
import { loadFolder } from '../../../src/commands/loading.ts'
import { voiceOf } from '../../../src/commands/voices.ts'
import { match } from '../../../src/core/match/match.ts'
import type { FieldReference, Matching } from '../../../src/core/model.ts'
import { readPlainly } from '../../../src/core/plain-yaml.ts'
import { placesIn } from '../../../src/core/read.ts'
import { fieldLines, fieldPath } from '../../../src/core/report/field-lines.ts'
import { type Located, located } from '../../../src/core/report/located.ts'
import { matchingReporters } from '../../../src/core/report/matching.ts'
import { root } from '../../worlds.ts'
import { need, offer, programme, today } from './world.ts'

const block = `# Et behov
title: Klimaregnskap
competences:
- klima
- virksomhetsstyring
background: >-
  Vi skal lære:
  period: er ikke et felt her

period:
  # Fra påske
  from: 2027-03-01
  to: 2027-12-31
partners:
  wished:
    - kartverket
    - nve
places: 2
`

const flow = `title: Klimaregnskap
competences: [klima, virksomhetsstyring]
period: { from: 2027-03-01, to: 2027-12-31 }
`

/** Not as the quick reader wants it. */
const odd = `"title":   Klimaregnskap\nperiod:\n      from: 2027-03-01\n      to: "2027-12-31"\n`

describe('the line of a field', () => {
  it.each([
    ['title', 2],
    ['competences', 3],
    ['competences.0', 4],
    ['competences.1', 5],
    ['competences.2', 3],
    ['background', 6],
    ['period', 10],
    ['period.from', 12],
    ['period.to', 13],
    ['period.until', 10],
    ['partners.wished.1', 17],
    ['partners.excluded.0', 14],
    ['places', 18],
    ['clearance', 2],
    ['', 2],
  ])('%s stands on line %i', (at, line) => {
    expect(fieldLines(block)(fieldPath(at))).toBe(line)
    expect(placesIn(block)(fieldPath(at)).line).toBe(line)
  })

  it('is the line of all that is written on it', () => {
    for (const [at, line] of [
      ['competences.1', 2],
      ['period.to', 3],
    ] as const)
      expect(fieldLines(flow)(fieldPath(at))).toBe(line)
  })

  it('ends before the next of a list', () => {
    const list = 'milestones:\n  - id: a\n    who: [host]\n  - id: b\n    who: [sender]\n'
    expect(fieldLines(list)(fieldPath('milestones.0.who.0'))).toBe(3)
    expect(fieldLines(list)(fieldPath('milestones.1.who.0'))).toBe(5)
  })

  it('is found by the full reader in what is written unusually', () => {
    expect(readPlainly(odd)).toBeUndefined()
    expect(fieldLines(odd)(['period', 'to'])).toBe(4)
  })
})

const { loaded, textOf } = loadFolder(root, false)

/** Every path in a value, and one that is not there. */
function pathsIn(value: unknown): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [[]]
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  const inside = steps.flatMap((step) =>
    pathsIn(Object.entries(value).find(([name]) => name === String(step))?.[1]).map((path) => [
      step,
      ...path,
    ]),
  )
  return [[], ['not-there'], ...inside]
}

function fieldsIn({ proposals, unmatched }: Matching): readonly FieldReference[] {
  return [
    ...proposals.flatMap(({ reasons }) => reasons.flatMap(({ fields }) => fields)),
    ...unmatched.flatMap(({ nearMisses, remedy }) => [
      ...nearMisses.flatMap(({ failed }) => failed.flatMap(({ fields }) => fields)),
      ...(remedy?.changes ?? []),
    ]),
  ]
}

describe('in the example programme', () => {
  it('every field of every file is where the full reader finds it', () => {
    let count = 0
    for (const file of loaded.programme.paths) {
      const text = file.endsWith('.yaml') ? textOf(file) : undefined
      const data = text === undefined ? undefined : readPlainly(text)
      if (text === undefined || data === undefined) continue
      const [quick, full] = [fieldLines(text), placesIn(text)]
      for (const path of pathsIn(data)) {
        count++
        expect(quick(path), `${file} ${path.join('.')}`).toBe(full(path).line)
      }
    }
    expect(count).toBeGreaterThan(5_000)
  })

  it('every field of a matching has a line, and the matching is otherwise the same', async () => {
    const matching = await match(loaded.programme, today)
    const found = located(matching, textOf)
    const fields: readonly Located[] = fieldsIn(found)
    expect(fields.length).toBeGreaterThan(500)
    expect(fields.filter(({ line }) => line === undefined)).toEqual([])
    const bare = (value: Matching) =>
      JSON.parse(JSON.stringify(value, (key, inner) => (key === 'line' ? undefined : inner)))
    expect(bare(found)).toEqual(JSON.parse(JSON.stringify(matching)))
  })
})

it('is printed as file, field and line', async () => {
  const registrations = [need('nve.ki', { level: 'senior-manager' }), offer('ssb.ki')]
  const matching = await match(programme({ registrations }), today)
  const [first] = fieldsIn(located(matching, () => 'title: KI\nlevel: senior-manager\n'))
  expect(JSON.stringify(first)).toBe('{"file":"agencies/nve/needs/ki.yaml","at":"level","line":2}')
})

it('is read as a path with a line, and the names of the fields on it', async () => {
  const registrations = [
    need('nve.ki', { period: { from: '2027-01-01', to: '2027-02-01' } }),
    offer('ssb.ki'),
  ]
  const world = programme({ registrations })
  const found = located(await match(world, today), (file) => (file.includes('nve') ? block : flow))
  for (const format of ['text', 'markdown'] as const) {
    const told = matchingReporters[format](found, world, voiceOf('nb').words)
    expect(told).toContain(
      'agencies/ssb/offers/ki.yaml:3 period.from · agencies/nve/needs/ki.yaml:2 duration.minWeeks, :13 period.to',
    )
  }
})

it('what is no longer there is pointed at as a whole', async () => {
  const registrations = [need('nve.ki', { level: 'senior-manager' }), offer('ssb.ki')]
  const matching = await match(programme({ registrations }), today)
  expect(fieldsIn(located(matching, () => undefined))[0]).toMatchObject({ at: 'level', line: 1 })
})
