/** Tables in Markdown, and where they are written. */
import { readFileSync, writeFileSync } from 'node:fs'
import { agree } from './aims.ts'
import type { Growth, Stages, Whole } from './measure.ts'
import type { Shape } from './programme.ts'
import type { Outcome } from './rivals.ts'
import type { Steadiness } from './stability.ts'

/** One programme, measured by stage, in whole, and by others. */
export type Measured = {
  readonly name: string
  readonly shape: Shape | undefined
  readonly stages: readonly Stages[]
  readonly wholes: readonly Whole[]
  readonly rivals: readonly Outcome[]
}

export function stageTable(measured: readonly Measured[]): string {
  return table(
    [
      ...['programme', 'pairs', 'rotations', 'prepare', 'find', 'rings and score', 'choose', 'explain'],
      ...['in all', 'processor', 'memory', 'proved'],
    ],
    measured.map((one) => {
      const stage = (of: (stages: Stages) => number): number => median(one.stages.map(of))
      const all = median(one.wholes.map((whole) => whole.seconds))
      const before = stage((it) => it.prepare + it.find + it.score + it.solve)
      const last = one.stages.at(-1)
      return [
        one.name,
        thousands(last?.pairs ?? 0),
        thousands(last?.rotations ?? 0),
        ...[stage((it) => it.prepare), stage((it) => it.find), stage((it) => it.score)].map(inSeconds),
        inSeconds(stage((it) => it.solve)),
        inSeconds(Math.max(0, all - before)),
        `**${inSeconds(all)}**`,
        inSeconds(median(one.wholes.map(({ processor }) => processor))),
        `${Math.round(median(one.wholes.map(({ megabytes }) => megabytes)))} MB`,
        last?.optimal ? 'yes' : `no: ${gaps(last)}`,
      ]
    }),
  )
}

function gaps(stages: Stages | undefined): string {
  const open = (stages?.levels ?? []).filter(({ value, bound }) => value < bound)
  return open
    .map(({ aim, value, bound }) => `${aim} ${thousands(value)} of at most ${thousands(bound)}`)
    .join(', ')
}

/** Seconds, and in brackets how many times those of the shipped method. */
export function rivalTable(measured: readonly Measured[]): string {
  const compared = measured.filter(({ rivals }) => rivals.length > 0)
  const names = [...new Set(compared.flatMap(({ rivals }) => rivals.map(({ name }) => name)))]
  const solvers = names.filter((name) => name !== 'greedy')
  return table(
    ['programme', 'needs met by `greedy`', 'needs met', 'shipped', ...solvers, 'same at every level'],
    compared.map(({ name, stages, rivals }) => {
      const own = median(stages.map(({ solve }) => solve))
      const levels = stages.at(-1)?.levels ?? []
      const needs = (of: Outcome['levels'] | undefined) =>
        thousands(of?.find(({ aim }) => aim === 'needs')?.value ?? 0)
      const others = solvers.map((solver) => rivals.find((one) => one.name === solver))
      return [
        name,
        needs(rivals.find((one) => one.name === 'greedy')?.levels),
        needs(levels),
        inSeconds(own),
        ...others.map((one) => (one ? rivalCell(one, own) : '–')),
        sameness(others.flatMap((one) => one ?? []).map((one) => agree(one.levels, levels))),
      ]
    }),
  )
}

function sameness(agreed: readonly boolean[]): string {
  return agreed.every(Boolean) ? 'yes' : '**no**'
}

function rivalCell({ seconds, ended, levels }: Outcome, own: number): string {
  if (ended === 'missing') return 'not installed'
  const ratio = `×${(seconds / own).toPrecision(2)}`
  if (ended === 'proved') return `${inSeconds(seconds)} (${ratio})`
  const proved = `${levels.length} ${levels.length === 1 ? 'level' : 'levels'} proved`
  return ended === 'failed' ? `failed, ${proved}` : `> ${inSeconds(seconds)}, ${proved}`
}

export type Series = { readonly name: string; readonly grown: readonly Growth[] }

/** Slopes are those of the line that fits best when both axes are logarithmic: 1 is in step, 2 is the square. */
export function growthTable(series: readonly Series[]): string {
  return series
    .map(({ name, grown }) => {
      const by = (of: (one: Growth) => number): number => slope(grown.map((one) => [one.feasible, of(one)]))
      return [
        `${name}:`,
        '',
        table(
          ['registrations', 'all with all', 'looked at', 'feasible', 'looked at per feasible', 'time'],
          grown.map(({ registrations, looked, feasible, seconds }) => [
            thousands(registrations),
            thousands(registrations ** 2),
            thousands(looked),
            thousands(feasible),
            (looked / feasible).toFixed(2),
            inSeconds(seconds),
          ]),
        ),
        '',
        `Against feasible pairs and links: looked at grows with a slope of ${by((one) => one.looked).toFixed(2)}, ` +
          `time ${by((one) => one.seconds).toFixed(2)}, all with all ${by((one) => one.registrations ** 2).toFixed(2)}.`,
      ].join('\n')
    })
    .join('\n\n')
}

function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const)
  const mean = (at: 0 | 1): number => logs.reduce((sum, point) => sum + point[at], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const both = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  return both / logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
}

export function stabilityTable(variants: readonly Steadiness[]): string {
  const share = (of: number): string => `${(100 * of).toFixed(1)} %`
  const [reference] = variants
  return table(
    [
      ...['variant', 'edits that change any', 'changed: median', 'mean', 'nine in ten at most', 'worst'],
      ...['needs met', 'agencies served', 'score'],
    ],
    variants.map(({ name, changed, values }) => [
      name,
      share(changed.filter((one) => one > 0).length / changed.length),
      share(at(changed, 0.5)),
      share(changed.reduce((sum, one) => sum + one, 0) / changed.length),
      share(at(changed, 0.9)),
      share(at(changed, 1)),
      against(values.needs, reference?.values.needs, 2),
      against(values.firsts, reference?.values.firsts, 2),
      against(values.score / 10, (reference?.values.score ?? 0) / 10, 1),
    ]),
  )
}

function against(value: number, reference: number | undefined, digits: number): string {
  const difference = value - (reference ?? value)
  if (Math.abs(difference) < 0.5 * 10 ** -digits) return value.toFixed(digits)
  return `${value.toFixed(digits)} (${difference > 0 ? '+' : '−'}${Math.abs(difference).toFixed(digits)})`
}

/** The value at this share of an ascending list. */
function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

export function inSeconds(seconds: number): string {
  return `${seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(1)} s`
}

export function thousands(count: number): string {
  return Math.round(count).toLocaleString('en')
}

export function median(values: readonly number[]): number {
  return at(
    [...values].sort((a, b) => a - b),
    0.5,
  )
}

/** Puts a text between its marks in a page. @throws Error when the marks are not there */
export function writeInto(page: string, section: string, text: string): void {
  const [start, end] = [`<!-- bench/match ${section} -->`, `<!-- /bench/match ${section} -->`]
  const before = readFileSync(page, 'utf8')
  const [head, rest] = before.split(start)
  if (head === undefined || rest === undefined) throw new Error(`${page} has no ${start}`)
  writeFileSync(page, `${head}${start}\n${text}\n${rest.slice(rest.indexOf(end))}`)
}
