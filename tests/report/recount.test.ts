/** The same figures counted a second way: plain loops over the files, read by a YAML library, knowing nothing of ours. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Evaluation, Programme } from '../../src/core/model.ts'
import { noHistory } from '../../src/core/report/figures/facts.ts'
import type { Figure } from '../../src/core/report/figures/figure.ts'
import { type Figures, figuresIn } from '../../src/core/report/figures/figures.ts'
import type { Scope } from '../../src/core/report/figures/scopes.ts'
import { type Files, loadedFrom, programmeFiles, rounds } from './world.ts'

const today = '2026-11-22'

const scopes: readonly (readonly [name: string, scope: Scope, rounds: readonly string[]])[] = [
  ['all', { kind: 'all' }, [...rounds, '']],
  ['2026', { kind: 'year', year: '2026' }, ['2026-var', '2026-host']],
  ['2027', { kind: 'year', year: '2027' }, ['2027-var']],
  ['2026-host', { kind: 'round', round: '2026-host' }, ['2026-host']],
]

// biome-ignore lint/suspicious/noExplicitAny: what a YAML library gives, looked at as it comes
type Raw = any

function rawIn(files: Files, pattern: RegExp): readonly { readonly path: string; readonly data: Raw }[] {
  const found: { path: string; data: Raw }[] = []
  for (const [path, text] of Object.entries(files))
    if (pattern.test(path)) found.push({ path, data: parse(text) })
  return found
}

/** How often each kind, and of how many different ones. */
type Tally = Map<string, { count: number; about: Set<string>; sum: number }>

function add(tally: Tally, kind: string, about: string, amount = 0): void {
  const known = tally.get(kind) ?? { count: 0, about: new Set<string>(), sum: 0 }
  known.count++
  known.about.add(about)
  known.sum += amount
  tally.set(kind, known)
}

function roundOn(date: string): string {
  if (date <= '2025-12-15') return '2026-var'
  if (date <= '2026-05-15') return '2026-host'
  return date <= '2026-12-15' ? '2027-var' : ''
}

/** Everything that can be counted by plain loops, by id of figure. */
function naive(files: Files, inScope: readonly string[]): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>()
  const tally = (id: string) => {
    const known = tallies.get(id) ?? new Map()
    tallies.set(id, known)
    return known as Tally
  }
  const agreements = rawIn(files, /^agreements\/[^/]+\/agreement\.yaml$/)
  const isSigned = (data: Raw) => (data.signatures ?? []).length === data.parties.length
  const needsBehind = (data: Raw): readonly string[] => (data.basis.match ?? '').split('--').filter(Boolean)
  const widest = (area: string) => (area === 'klimaregnskap' ? 'klima' : area)
  const roundOf = new Map<string, string>()
  const areasOf = new Map<string, Set<string>>()
  for (const { path, data } of rawIn(files, /^agencies\/[^/]+\/(?:needs|offers)\//)) {
    const [, agency, kind, name] = /^agencies\/([^/]+)\/(needs|offers)\/(.+)\.yaml$/.exec(path) ?? []
    const id = `${agency}.${name}`
    const round = roundOn(data.anchoring.date)
    roundOf.set(id, round)
    const areas = new Set<string>(data.competences.map(widest))
    if (kind === 'needs') areasOf.set(id, areas)
    if (!inScope.includes(round)) continue
    add(tally('registrations'), kind ?? '', id)
    for (const area of areas) add(tally(`${kind}-by-area`), area, id)
    if (kind !== 'needs') continue
    add(tally('needs-direction'), data.direction, id)
    for (const group of data.targetGroups ?? ['none']) add(tally('needs-by-target-group'), group, id)
    const behind = agreements.filter((one) => needsBehind(one.data).includes(id))
    let outcome = 'waiting'
    const year = Number(data.confirmed.slice(0, 4)) + 1
    if (today > `${year}${data.confirmed.slice(4)}`) outcome = 'expired'
    if (!data.matchingHelp) outcome = 'partner-found'
    if (data.withdrawn) outcome = 'withdrawn'
    if (behind.length > 0) outcome = 'under-way'
    if (behind.some((one) => isSigned(one.data))) outcome = 'signed'
    add(tally('needs-outcome'), outcome, id)
  }
  const answers = new Map<string, { kind: string; round: string }>()
  for (const { path, data } of rawIn(files, /^decisions\//)) {
    const round = roundOf.get(data.match.split('--')[0]) ?? ''
    answers.set(data.match, { kind: 'declined', round })
    if (inScope.includes(round)) add(tally('decline-reasons'), data.reason, path)
  }
  const home = new Map<string, string>()
  for (const { path, data } of rawIn(files, /agency\.yaml$/))
    home.set(path.split('/')[1] ?? '', data.municipality)
  const sent = new Set<string>()
  const hosted = new Set<string>()
  for (const { path, data } of agreements) {
    const id = path.split('/')[1] ?? ''
    // Everybody has accepted in this world.
    if (data.basis.match) answers.set(data.basis.match, { kind: 'accepted', round: data.round })
    if (!inScope.includes(data.round)) continue
    for (const clause of new Set<string>((data.deviations ?? []).map((one: Raw) => one.clause)))
      add(tally('deviations'), clause, id)
    if (!isSigned(data)) continue
    const done: Raw[] = parse(files[`agreements/${id}/follow-up.yaml`] ?? 'done: []').done
    for (const one of data.exchanges) {
      const about = `${id}/${one.id}`
      const days =
        (Date.parse(`${one.period.to}T00:00:00Z`) - Date.parse(`${one.period.from}T00:00:00Z`)) / 86_400_000 +
        1
      add(tally('exchange-forms'), one.form, about, (days / 7) * (one.workload / 100))
      add(tally('exchange-presence'), one.place.presence, about)
      add(tally('exchange-travel'), home.get(one.from) === one.place.municipality ? 'same' : 'other', about)
      add(tally('exchange-payers'), one.payer ?? 'unknown', about)
      add(tally('exchange-refunds'), data.terms.refund, about)
      sent.add(one.from)
      hosted.add(one.to)
      expect(done.length).toBeLessThan(2)
    }
  }
  for (const [match, { kind, round }] of answers)
    if (inScope.includes(round)) add(tally('answers'), kind, match)
  const learnt = new Map<string, { round: string; match: string }>()
  for (const { path, data } of rawIn(files, /\/evaluations\//)) {
    const id = path.split('/')[1] ?? ''
    const agreement = parse(files[`agreements/${id}/agreement.yaml`] ?? '')
    const about = `${id}/${data.exchange}`
    learnt.set(about, { round: agreement.round, match: agreement.basis.match ?? '' })
    if (!inScope.includes(agreement.round) || data.stage !== 'end') continue
    for (const [question, mark] of Object.entries(data.ratings))
      add(tally('ratings'), question, about, Number(mark))
    add(tally('ratings-by-respondent'), data.by, about, data.ratings.learning)
  }
  for (const [about, { round, match }] of learnt) {
    if (!inScope.includes(round)) continue
    const areas = areasOf.get(match.split('--')[0] ?? '')
    for (const area of areas ?? ['none']) add(tally('learning-by-area'), area, about)
  }
  return tallies
}

const ofPeople = new Set(['ratings', 'ratings-by-respondent', 'learning-by-area'])

function figureIn(figures: Figures, id: string): Figure {
  const found = figures.chapters.flatMap((chapter) => chapter.figures).find((figure) => figure.id === id)
  if (!found) throw new Error(`there is no figure ${id}`)
  return found
}

/** Compares every number that is shown; gives back how many were, and how many were hidden. */
function compared(
  programme: Programme,
  files: Files,
  scope: Scope,
  inScope: readonly string[],
  smallest: number,
) {
  const figures = figuresIn(programme, today, scope, noHistory)
  let [shown, hidden] = [0, 0]
  for (const [id, tally] of naive(files, inScope)) {
    const figure = figureIn(figures, id)
    const limit = ofPeople.has(id) ? Math.max(3, smallest) : smallest
    for (const row of figure.rows) {
      const own = tally.get(row.id) ?? { count: 0, about: new Set(), sum: 0 }
      if (row.count === null) {
        hidden++
        continue
      }
      shown++
      expect(`${id} ${row.id} ${row.count}`).toBe(`${id} ${row.id} ${own.count}`)
      expect(own.about.size === 0 || own.about.size >= limit, `${id} ${row.id} is of too few`).toBe(true)
      if (figure.measure === 'weeks') expect(row.measure).toBeCloseTo(own.sum, 6)
      if (figure.measure === 'rating' && own.count > 0)
        expect(row.measure).toBeCloseTo(own.sum / own.count, 6)
    }
    const all = [...tally.values()].reduce((sum, { count }) => sum + count, 0)
    if (figure.total != null) expect(`${id} ${figure.total}`).toBe(`${id} ${all}`)
    const rows = figure.rows.reduce((sum, { count }) => sum + (count ?? 0), 0)
    if (figure.rest?.count != null) expect(rows + figure.rest.count).toBe(all)
    // Nothing that there is goes missing without being told of.
    const told = new Set(figure.rows.map((row) => row.id))
    const untold = [...tally.keys()].filter((kind) => !told.has(kind))
    expect(figure.missing !== undefined || untold.length <= (figure.rest?.kinds ?? 0), id).toBe(true)
  }
  return { shown, hidden }
}

describe('every figure, counted again', () => {
  it.each(scopes)('where almost nothing is hidden: %s', (_name, scope, inScope) => {
    const files = programmeFiles({ seed: 7, agencies: 40, needs: 150, agreements: 150, smallest: 1 })
    const { shown, hidden } = compared(loadedFrom(files), files, scope, inScope, 1)
    expect(shown).toBeGreaterThan(50)
    expect(hidden).toBeLessThan(6)
  })

  it('in made-up programmes of all sizes, with whatever limit', () => {
    const shape = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      agencies: fc.integer({ min: 3, max: 12 }),
      needs: fc.integer({ min: 1, max: 40 }),
      agreements: fc.integer({ min: 0, max: 40 }),
      smallest: fc.integer({ min: 1, max: 8 }),
    })
    let seen = 0
    fc.assert(
      fc.property(shape, (chosen) => {
        const files = programmeFiles(chosen)
        const programme = loadedFrom(files)
        for (const [, scope, inScope] of scopes)
          seen += compared(programme, files, scope, inScope, chosen.smallest).shown
      }),
      { numRuns: 15 },
    )
    expect(seen).toBeGreaterThan(300)
  }, 120_000)
})

/** Takes away and adds up in every table, round against year against all, until nothing more can be found. */
function recovered(all: ReadonlyMap<string, Figure>, kinds: readonly string[]): readonly string[] {
  const keys = ['all', '2026', '2027', ...rounds, '']
  const value = new Map<string, number>()
  const name = (key: string, kind: string) => `${key} ${kind}`
  for (const key of keys) {
    const figure = all.get(key)
    if (figure?.total != null) value.set(name(key, '*'), figure.total)
    for (const kind of kinds) {
      const count = figure?.rows.find(({ id }) => id === kind)?.count
      if (count != null) value.set(name(key, kind), count)
    }
  }
  const sums: (readonly [whole: string, parts: readonly string[]])[] = []
  for (const key of keys) sums.push([name(key, '*'), kinds.map((kind) => name(key, kind))])
  for (const kind of ['*', ...kinds]) {
    sums.push([name('2026', kind), [name('2026-var', kind), name('2026-host', kind)]])
    sums.push([name('2027', kind), [name('2027-var', kind)]])
    sums.push([name('all', kind), ['2026', '2027', ''].map((key) => name(key, kind))])
  }
  const before = value.size
  const found: string[] = []
  for (let size = -1; size !== value.size; ) {
    size = value.size
    for (const [whole, parts] of sums) {
      const unknown = [whole, ...parts].filter((one) => !value.has(one))
      const [only] = unknown
      if (only === undefined || unknown.length > 1) continue
      const rest = parts.reduce((sum, part) => sum + (value.get(part) ?? 0), 0)
      value.set(only, only === whole ? rest : (value.get(whole) ?? 0) - rest)
      found.push(`${only}=${value.get(only)}`)
    }
  }
  return before === value.size ? [] : found
}

describe('reports of every round and every year laid beside each other', () => {
  it('give away no small group that none of them shows', () => {
    const shape = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      agencies: fc.integer({ min: 4, max: 12 }),
      needs: fc.integer({ min: 10, max: 60 }),
      agreements: fc.integer({ min: 5, max: 60 }),
      smallest: fc.integer({ min: 3, max: 6 }),
    })
    let hidden = 0
    fc.assert(
      fc.property(shape, (chosen) => {
        const programme = loadedFrom(programmeFiles(chosen))
        const made = new Map<string, Figures>([
          ['all', figuresIn(programme, today, { kind: 'all' }, noHistory)],
          ['2026', figuresIn(programme, today, { kind: 'year', year: '2026' }, noHistory)],
          ['2027', figuresIn(programme, today, { kind: 'year', year: '2027' }, noHistory)],
          ['', figuresIn(programme, today, { kind: 'round', round: '' }, noHistory)],
          ...rounds.map(
            (round) => [round, figuresIn(programme, today, { kind: 'round', round }, noHistory)] as const,
          ),
        ])
        const whole = made.get('all')?.chapters.flatMap(({ figures }) => figures) ?? []
        for (const { id, rows, total } of whole) {
          // Agencies are counted for each report by itself: one can take part in several rounds.
          if (total === undefined || id === 'giving' || id.endsWith('-by-area') || id.includes('group'))
            continue
          const tables = new Map(Array.from(made, ([key, figures]) => [key, figureIn(figures, id)]))
          const kinds = rows.map((row) => row.id)
          hidden += rows.filter(({ count }) => count === null).length
          const small = recovered(tables, kinds).filter((one) => {
            const number = Number(one.split('=')[1])
            return number > 0 && number < chosen.smallest
          })
          expect(small, id).toEqual([])
        }
      }),
      { numRuns: 15 },
    )
    expect(hidden).toBeGreaterThan(100)
  }, 120_000)
})

describe('learning goals', () => {
  const files = programmeFiles({ seed: 3, agencies: 30, needs: 80, agreements: 80, smallest: 3 })
  const answered = (goals: (at: number) => object): Programme => {
    const programme = loadedFrom(files)
    return {
      ...programme,
      evaluations: programme.evaluations.map((one, at): Evaluation => ({ ...one, ...goals(at) })),
    }
  }
  const goalsOf = (programme: Programme) =>
    figureIn(figuresIn(programme, today, { kind: 'all' }, noHistory), 'goals')

  it('count once in each exchange, by the last answer', () => {
    const programme = answered((at) => ({
      date: at % 2 === 0 ? '2026-10-01' : '2026-11-01',
      goals: [{ goal: 'Kunne lese et regnskap', reached: at % 2 === 0 ? 'not' : 'fully' }],
    }))
    const last = new Map<string, { date: string; by: string; reached: string }>()
    const weight = ['participant', 'sender', 'host']
    for (const [at, { agreement, exchange, date, by }] of programme.evaluations.entries()) {
      const key = `${agreement}/${exchange}`
      const known = last.get(key)
      const wins =
        !known || date > known.date || (date === known.date && weight.indexOf(by) <= weight.indexOf(known.by))
      if (wins) last.set(key, { date, by, reached: at % 2 === 0 ? 'not' : 'fully' })
    }
    const count = (reached: string) => [...last.values()].filter((one) => one.reached === reached).length
    const { rows, total } = goalsOf(programme)
    expect(total).toBe(last.size)
    expect(rows.map(({ id, count }) => [id, count])).toEqual([
      ['fully', count('fully')],
      ['partly', 0],
      ['not', count('not')],
      ['too-early', 0],
    ])
  })
})
