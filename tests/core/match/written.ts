/** Candidates as one would write them on a slip of paper. */
import type { Candidate } from '../../../src/core/match/choose/candidate.ts'
import { randomFrom } from '../../random.ts'
import { shuffled } from './world.ts'

/** `nve.a--ssb.b 70`: a pair with its score. */
export function pair(written: string): Candidate {
  const [id = '', score = '0'] = written.split(' ')
  const registrations = id.split('--')
  const [need = ''] = registrations
  const serves = [need.split('.')[0] ?? '']
  return { id, kind: 'pair', registrations, meets: [need], serves, score: Number(score) }
}

/** `nve.a`, `nve.b*`: a rotation; offers have a star. */
export function rotation(members: readonly string[], score: number): Candidate {
  const registrations = members.map((one) => one.replace('*', ''))
  const meets = members.filter((one) => !one.endsWith('*'))
  const serves = registrations.map((one) => one.split('.')[0] ?? '')
  const id = `rotation--${registrations.join('--')}`
  return { id, kind: 'rotation', registrations, meets, serves, score }
}

/** One place each, unless said otherwise. */
export function places(
  candidates: readonly Candidate[],
  more: Readonly<Record<string, number>> = {},
): ReadonlyMap<string, number> {
  return new Map(
    candidates.flatMap(({ registrations }) => registrations).map((id) => [id, more[id] ?? 1] as const),
  )
}

export function keepsPlaces(chosen: readonly Candidate[], capacities: ReadonlyMap<string, number>): boolean {
  const used = new Map<string, number>()
  for (const id of chosen.flatMap(({ registrations }) => registrations)) used.set(id, (used.get(id) ?? 0) + 1)
  return [...used].every(([id, count]) => count <= (capacities.get(id) ?? 0))
}

/** Agencies that all want each other: nothing of it can be proved at a glance. `points`: how many scores there are. */
export function tangle(size: number, seed: number, points = 1001): readonly Candidate[] {
  const roll = randomFrom(seed)
  const number = (most: number) => Math.floor(roll() * most)
  const all = new Map<string, Candidate>()
  while (all.size < size) {
    const agencies = shuffled([...'abcdefgh'], roll)
    const one = (at: number, kind: string) => `${agencies[at]}.${kind}${number(size / 60)}`
    const members = ['n', 'o', roll() < 0.5 ? 'n' : 'o'].map((kind, at) => one(at, kind))
    const ring = members.map((id) => (id.includes('.o') ? `${id}*` : id)).slice(0, 2 + number(2))
    const candidate =
      roll() < 0.5
        ? pair(`${one(0, 'n')}--${one(1, 'o')} ${number(points)}`)
        : rotation(roll() < 0.3 ? ring.toReversed() : ring, number(points))
    all.set(candidate.id, candidate)
  }
  return [...all.values()]
}
