/**
 * Published kidney-exchange instances: who could give to whom. A cycle of givers is a rotation of agencies, so they check
 * the choosing of rotations against instances that nobody here has made. Three formats are read:
 *
 * - `.input` (Dickerson): vertices and arcs, then `from to weight`, closed by `-1 -1 -1`
 * - `.wmd` (PrefLib, https://www.preflib.org/dataset/00036, as first published): vertices and arcs, then names, then `from,to,weight`
 * - Delorme and Saidman (https://wpettersson.github.io/kidney-webapp/): a header, the pairs, then `(from,to),1,weight`
 *
 * Vertices are numbered from 0 in all three. Gifts without a return start chains, not cycles, and are not read.
 */
import { compare } from '../../src/core/diagnostic.ts'
import type { Candidate } from '../../src/core/match/choose/candidate.ts'
import { rings } from '../../src/core/match/cycles.ts'

export type Arc = { readonly from: number; readonly to: number; readonly weight: number }

export type Instance = { readonly vertices: number; readonly arcs: readonly Arc[] }

/** @throws Error when the name is of none of the formats, or the text is not what it says it is */
export function readInstance(name: string, text: string): Instance {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const reader = readers.find(({ of }) => of.test(name))
  if (!reader) throw new Error(`${name}: the format is not known`)
  const { vertices, arcs, announced } = reader.read(lines)
  if (arcs.length !== announced)
    throw new Error(`${name}: ${announced} arcs were announced, not ${arcs.length}`)
  const stray = arcs.find(({ from, to }) => !(isVertex(from, vertices) && isVertex(to, vertices)))
  if (stray) throw new Error(`${name}: no such arc: ${stray.from} ${stray.to}`)
  return { vertices, arcs }
}

/** Whether a file is one of these at all. */
export function isInstance(name: string): boolean {
  return readers.some(({ of }) => of.test(name))
}

function isVertex(one: number, vertices: number): boolean {
  return Number.isInteger(one) && one >= 0 && one < vertices
}

type Reading = Instance & { readonly announced: number }

type Reader = { readonly of: RegExp; read(lines: readonly string[]): Reading }

const readers: readonly Reader[] = [
  { of: /\.input$/, read: dickerson },
  { of: /\.wmd$/, read: preflib },
  { of: /^(?:Delorme|Saidman|RandomSparse)_.*\.txt$/, read: delorme },
]

function dickerson([head = '', ...rest]: readonly string[]): Reading {
  const [vertices = 0, announced = 0] = numbers(head)
  const end = rest.findIndex((line) => numbers(line)[0] === -1)
  return { vertices, announced, arcs: (end < 0 ? rest : rest.slice(0, end)).map(arc) }
}

function preflib([head = '', ...rest]: readonly string[]): Reading {
  const [vertices = 0, announced = 0] = numbers(head)
  return { vertices, announced, arcs: rest.slice(vertices).map(arc) }
}

function delorme(lines: readonly string[]): Reading {
  const header = (name: string): number =>
    Number(lines.find((line) => line.startsWith(`${name} =`))?.split('=')[1] ?? 0)
  if (header('Nr_NDD') > 0) throw new Error('gifts without a return are not read')
  const arcs = lines.filter((line) => line.startsWith('(')).map((line) => arc(line.replace(',1,', ' ')))
  return { vertices: header('Nr_Pairs'), announced: header('Nr_Arcs'), arcs }
}

function arc(line: string): Arc {
  const [from = -1, to = -1, weight = 0] = numbers(line)
  return { from, to, weight }
}

function numbers(line: string): readonly number[] {
  return line.match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? []
}

/** What is to be as much as possible: pairs that get a kidney, or the sum of the weights. */
export type Goal = 'transplants' | 'weight'

/** Every cycle of at most `longest` as a rotation that each vertex has one place in. */
export function candidatesOf(instance: Instance, longest: number, aim: Goal): readonly Candidate[] {
  const weights = new Map(instance.arcs.map(({ from, to, weight }) => [`${name(from)} ${name(to)}`, weight]))
  return [...rings(linksOf(instance), longest, (vertex) => vertex)].map((ring) => ({
    id: ['rotation', ...ring].join('--'),
    kind: 'rotation',
    registrations: ring,
    meets: aim === 'transplants' ? ring : [],
    serves: [],
    score: aim === 'weight' ? weightOf(ring, weights) : 0,
  }))
}

/** One place each. */
export function capacitiesOf({ vertices }: Instance): ReadonlyMap<string, number> {
  return new Map(Array.from({ length: vertices }, (_, at) => [name(at), 1]))
}

function linksOf({ vertices, arcs }: Instance): ReadonlyMap<string, readonly string[]> {
  const links = new Map(Array.from({ length: vertices }, (_, at) => [name(at), new Set<string>()]))
  for (const { from, to } of arcs) links.get(name(from))?.add(name(to))
  return new Map([...links].map(([from, to]) => [from, [...to].sort(compare)]))
}

function weightOf(ring: readonly string[], weights: ReadonlyMap<string, number>): number {
  return ring.reduce(
    (sum, from, at) => sum + (weights.get(`${from} ${ring[(at + 1) % ring.length]}`) ?? 0),
    0,
  )
}

function name(vertex: number): string {
  return `v${vertex}`
}
