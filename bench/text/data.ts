/** The labelled set as registrations. What `pairs.yaml` leaves out is the same for all: nothing speaks for or against. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Concept, Need, Offer, Registration } from '../../src/core/model.ts'

const root = join(import.meta.dirname, '../..')

export type Half = 'tuning' | 'held-out'

/** One need, and offers that somebody has judged against it. */
export type Query = {
  readonly id: string
  readonly half: Half
  readonly need: Need
  readonly offers: readonly Labelled[]
}

/** `grade`: what the texts are about. `fit`: how the two fit, all in all. 0 no, 1 near, 2 yes. */
export type Labelled = { readonly offer: Offer; readonly grade: number; readonly fit: number }

type Written = Partial<Omit<Offer & Need, 'kind'>> & { readonly wish?: 'need' | 'offer' | 'both' }
type WrittenOffer = Written & { readonly grade: number; readonly fit?: number }
type WrittenQuery = {
  readonly id: string
  readonly half: Half
  readonly need: Written
  readonly offers: readonly WrittenOffer[]
}

const common = {
  language: 'nb',
  targetGroups: [],
  inReturn: [],
  learningGoals: [],
  background: '',
  forms: ['secondment'],
  period: { from: '2027-01-01', to: '2027-12-31' },
  duration: { minWeeks: 8, maxWeeks: 26 },
  workload: { min: 50, max: 100 },
  place: { municipality: 'Oslo', presence: 'hybrid' },
  places: 1,
  level: 'specialist',
  clearance: 'none',
  matchingHelp: true,
  anchoring: { role: 'Avdelingsdirektør', date: '2026-11-01' },
  confirmed: '2026-11-01',
} as const

export function labelled(): readonly Query[] {
  const { needs } = parse(readFileSync(join(import.meta.dirname, 'pairs.yaml'), 'utf8')) as {
    readonly needs: readonly WrittenQuery[]
  }
  return needs.map(query)
}

function query({ id, half, need, offers }: WrittenQuery): Query {
  const wanted = offers.flatMap(({ wish }, at) => (wish === 'need' || wish === 'both' ? [`${id}-${at}`] : []))
  const own = { kind: 'need', direction: 'send', ...named(id, 'behov', 'needs') } as const
  return {
    id,
    half,
    need: { ground: 'methods', ...common, ...own, ...need, ...wishing(wanted) } as unknown as Need,
    offers: offers.map(({ grade, fit = grade, wish, ...written }, at): Labelled => {
      const kind = { kind: 'offer', direction: 'host', ...named(`${id}-${at}`, 'tilbud', 'offers') } as const
      const wishes = wishing(wish === 'offer' || wish === 'both' ? [id] : [])
      return { grade, fit, offer: { ...common, ...kind, ...written, ...wishes } as unknown as Offer }
    }),
  }
}

function named(agency: string, slug: string, folder: string) {
  return { agency, slug, id: `${agency}.${slug}`, file: `agencies/${agency}/${folder}/${slug}.yaml` }
}

const wishing = (wished: readonly string[]) => ({ partners: { wished, excluded: [] } })

/** The programme's own list, as it is. */
export function concepts(): {
  readonly competences: readonly Concept[]
  readonly targetGroups: readonly Concept[]
} {
  return parse(readFileSync(join(root, 'programme/competences.yaml'), 'utf8'))
}

/** The repository's own example registrations: what rare words are rare among. */
export function examples(): readonly Registration[] {
  const files = readdirSync(join(root, 'agencies'), { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /(?:needs|offers)\/.*\.yaml$/.test(file))
    .sort()
    .map((file) => {
      const written = parse(readFileSync(join(root, 'agencies', file), 'utf8'))
      return {
        ...common,
        ...wishing([]),
        ...written,
        id: file,
        kind: 'offer',
        file,
        agency: file,
      } as Registration
    })
}

/** Needs and offers of the labelled set. */
export function registrationsOf(queries: readonly Query[]): readonly Registration[] {
  return queries.flatMap(({ need, offers }) => [need, ...offers.map(({ offer }) => offer)])
}
