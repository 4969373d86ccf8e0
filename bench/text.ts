/**
 * How well the text of registrations is read, and which weights order offers best, for docs/matching-text.md: every
 * variant on the same labelled pairs. Thresholds and weights are chosen on the tuning half and judged on the held-out half.
 *
 *     npx tsx bench/text.ts                 print the tables
 *     npx tsx bench/text.ts --write         and put them into docs/matching-text.md
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { scoreParts } from '../src/core/match/context.ts'
import type { Registration, Settings } from '../src/core/model.ts'
import { randomFrom } from '../tests/random.ts'
import { concepts, examples, type Half, labelled, type Query, registrationsOf } from './text/data.ts'
import { bestThreshold, found, gainOver, type Judged, mean, ndcg } from './text/measures.ts'
import { type Compare, first, shipped, type Variant, variants } from './text/variants.ts'
import { judgedBy, type Samples, samplesOf, search, type Weights, weightsOf } from './text/weights.ts'

const root = join(import.meta.dirname, '..')
const settings = parse(readFileSync(join(root, 'programme/programme.yaml'), 'utf8')) as Settings
const lists = concepts()
const queries = labelled()
const halves: Readonly<Record<Half, readonly Query[]>> = {
  tuning: queries.filter(({ half }) => half === 'tuning'),
  'held-out': queries.filter(({ half }) => half === 'held-out'),
}
const everybody = [...registrationsOf(queries), ...examples()]

type Judging = Readonly<Record<Half, readonly (readonly Judged[])[]>>

function judging(compare: Compare): Judging {
  const judge = (half: Half) =>
    halves[half].map(({ need, offers }) =>
      offers.map(({ offer, grade }) => ({ grade, score: compare(need, offer) })),
    )
  return { tuning: judge('tuning'), 'held-out': judge('held-out') }
}

const order = (judged: readonly (readonly Judged[])[]) => judged.map((query) => ndcg(query, 5))
const figure = (value: number) => value.toFixed(2)
const cells = (values: readonly string[]) => `| ${values.join(' | ')} |`

/** Precision, recall and F1 at the threshold of the tuning half, and nDCG@5, on both halves. */
function measured(judged: Judging): readonly string[] {
  const threshold = bestThreshold(judged.tuning.flat())
  return (['tuning', 'held-out'] as const).flatMap((half) => {
    const { precision, recall, f1 } = found(judged[half].flat(), threshold)
    return [precision, recall, f1, mean(order(judged[half]))].map(figure)
  })
}

function difference(one: Judging, other: Judging, half: Half = 'held-out'): string {
  const { mean: gain, interval } = gainOver(order(one[half]), order(other[half]), randomFrom(1))
  const signed = (value: number) => (value >= 0 ? '+' : '−') + Math.abs(value).toFixed(2)
  return `${signed(gain)} (${interval.map(signed).join(' to ')})`
}

const heads = ['P', 'R', 'F1', 'nDCG@5', 'P', 'R', 'F1', 'nDCG@5']

function textTable(speeds: ReadonlyMap<string, number>): string {
  const results = new Map(
    variants.map((one) => [one.name, judging(one.prepare(everybody, lists.competences))]),
  )
  const base = results.get(first)
  return [
    cells(['text', ...heads, 'nDCG@5, held out, against the first version', 'time of a comparison, ratio']),
    cells(['---', ...heads.map(() => '---'), '---', '---']),
    ...[...results].map(([name, judged]) =>
      cells([
        name,
        ...measured(judged),
        base && name !== first ? difference(judged, base) : '–',
        figure((speeds.get(name) ?? 0) / (speeds.get(first) ?? 1)),
      ]),
    ),
  ].join('\n')
}

/** Milliseconds per 1,000 comparisons: the median of rounds in which every variant takes its turn. */
function speeds(rounds: number): ReadonlyMap<string, number> {
  const prepared = variants.map((one) => ({ one, compare: one.prepare(everybody, lists.competences) }))
  const times = new Map<Variant, number[]>(variants.map((one) => [one, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const { one, compare } of prepared) {
      const start = performance.now()
      for (let at = 0; at < 20_000; at++) {
        const [need, offer] = [
          everybody[(at * 7) % everybody.length],
          everybody[(at * 13) % everybody.length],
        ]
        if (need && offer) compare(need, offer)
      }
      if (round > 0) times.get(one)?.push((performance.now() - start) / 20)
    }
  }
  return new Map([...times].map(([{ name }, all]) => [name, median(all)]))
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
}

/** What one more registration does to the scores of others: how many change, and the most that one changes. */
function newcomers(): string {
  const rows = [shipped, 'TF-IDF cosine, stems and parts', 'BM25, stems and parts'].flatMap((name) => {
    const variant = variants.find((one) => one.name === name)
    return variant ? [cells([name, ...disturbance(variant)])] : []
  })
  return [cells(['text', 'scores changed', 'largest change']), '|---|---|---|', ...rows].join('\n')
}

function disturbance(variant: Variant): readonly string[] {
  const before = judging(variant.prepare(registrationsOf(queries), lists.competences))
  const scores = ({ tuning, 'held-out': heldOut }: Judging) => [...tuning, ...heldOut].flat()
  const old = scores(before).map(({ score }) => score)
  const changes = examples()
    .slice(0, 20)
    .flatMap((newcomer) => {
      const after = judging(variant.prepare([...registrationsOf(queries), newcomer], lists.competences))
      return scores(after).flatMap(({ score }, at) => {
        const was = old[at] ?? 0
        return was === 0 && score === 0 ? [] : [Math.abs(score - was) / Math.max(was, score)]
      })
    })
  const changed = changes.filter((change) => change > 0).length / Math.max(1, changes.length)
  return [`${Math.round(100 * changed)} %`, `${(100 * Math.max(0, ...changes)).toFixed(1)} %`]
}

/** Seconds to prepare this many registrations, made of the sentences of the others. */
function preparing(count: number): string {
  const many = crowd(count)
  const seconds = [first, shipped].map((name) => {
    const start = performance.now()
    variants.find((one) => one.name === name)?.prepare(many, lists.competences)
    return (performance.now() - start) / 1000
  })
  const [old = 0, now = 0] = seconds
  return `Preparing ${count.toLocaleString('en')} registrations: ${now.toFixed(1)} s, ${figure(now / old)} of the first version’s time.`
}

function crowd(count: number): readonly Registration[] {
  const roll = randomFrom(5)
  const sentences = everybody.flatMap(({ background }) => background.split(/(?<=[.!?])\s+/))
  const pick = () => sentences[Math.floor(roll() * sentences.length)] ?? ''
  return Array.from({ length: count }, (_, at) => {
    const one = everybody[at % everybody.length] as Registration
    // A word of its own in each, for words do not run out in real registrations either.
    const own = `emne${at} ${pick().slice(0, 60).replaceAll(' ', '')}${at}`
    return { ...one, id: `${at}`, background: `${Array.from({ length: 8 }, pick).join(' ')} ${own}` }
  })
}

/** What each part of the score is worth, by the weights the programme has and by those that the search finds. */
function weightTable(): string {
  const present = weightsOf(settings)
  const samples: Readonly<Record<Half, Samples>> = {
    tuning: samplesOf(halves.tuning, lists, settings),
    'held-out': samplesOf(halves['held-out'], lists, settings),
  }
  const judgedWith = (weights: Weights): Judging => ({
    tuning: judgedBy(weights, samples.tuning),
    'held-out': judgedBy(weights, samples['held-out']),
  })
  const alone = (part: string) => scoreParts.map((one) => (one === part ? 1 : 0))
  const rows: readonly (readonly [string, Weights])[] = [
    ['nothing', present.map(() => 0)],
    ['competence alone', alone('competence')],
    ['text alone', alone('text')],
    ['all, but no text', present.with(scoreParts.indexOf('text'), 0)],
    ['all alike', present.map(() => 1)],
    ['the programme’s weights', present],
    ['found on the tuning half', search(present, samples.tuning, randomFrom(3))],
  ]
  const base = judgedWith(present)
  return [
    cells(['weights', scoreParts.join(' '), ...heads, 'nDCG@5, held out, against the programme’s']),
    cells(['---', '---', ...heads.map(() => '---'), '---']),
    ...rows.map(([name, weights]) => {
      const judged = judgedWith(weights)
      const own = weights === present ? '–' : difference(judged, base)
      return cells([name, weights.join(' '), ...measured(judged), own])
    }),
  ].join('\n')
}

const [start, end] = ['<!-- bench/text -->', '<!-- /bench/text -->']

function writeInto(page: string, text: string): void {
  const [head = '', rest = ''] = readFileSync(page, 'utf8').split(start)
  writeFileSync(page, `${head}${start}\n${text}\n${rest.slice(rest.indexOf(end))}`)
}

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const pairs = queries.reduce((sum, { offers }) => sum + offers.length, 0)
const figures = [
  `${queries.length} needs, ${pairs} judged offers; half of them tuning (left), half held out (right). In brackets: 95 % of 4,000 bootstrap draws of the held-out needs.`,
  textTable(speeds(5)),
  newcomers(),
  preparing(10_000),
  weightTable(),
].join('\n\n')
console.log(figures)
if (values.write) writeInto(join(root, 'docs/matching-text.md'), figures)
