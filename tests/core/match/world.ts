/** Small literal worlds: a programme in which only what a story is about needs to be said. */
import { kinds } from '../../../src/core/kinds.ts'
import type { Context } from '../../../src/core/match/context.ts'
import { prepare } from '../../../src/core/match/context.ts'
import type {
  Agency,
  Agreement,
  Decision,
  Need,
  Offer,
  Programme,
  Registration,
  Settings,
} from '../../../src/core/model.ts'

export const today = '2026-11-22'

/** `data` stands alone; the others: digitalisation over two areas, and one area for itself. */
const competences = [
  'digitalisering',
  'ki<digitalisering',
  'automatisering<digitalisering',
  'sprakmodeller<ki',
  'data',
  'arkiv',
]

/** Sixty fields with two areas each, for crowds. */
const manyCompetences = Array.from({ length: 60 }, (_, at) => [
  `felt${at}`,
  `a${at}<felt${at}`,
  `b${at}<felt${at}`,
]).flat()

/** What a story says; lists may be written as constants. */
type Deep<T> = { readonly [K in keyof T]?: T[K] extends readonly (infer E)[] ? readonly E[] : T[K] }

const common = {
  language: 'nb',
  targetGroups: [],
  inReturn: [],
  background: '',
  learningGoals: [],
  forms: ['secondment'],
  period: { from: '2027-01-01', to: '2027-12-31' },
  duration: { minWeeks: 8, maxWeeks: 26 },
  workload: { min: 50, max: 100 },
  place: { municipality: 'Oslo', presence: 'on-site' },
  places: 1,
  level: 'specialist',
  clearance: 'none',
  partners: { wished: [], excluded: [] },
  matchingHelp: true,
  anchoring: { role: 'Avdelingsdirektør', date: '2026-11-01' },
  confirmed: '2026-11-01',
} as const

/** A need of the agency and name in `id` (`nve.ki`), which wants the competence of that name. */
export function need(id: string, changes: Deep<Need> = {}): Need {
  const [agency = '', slug = ''] = id.split('.')
  const file = `agencies/${agency}/needs/${slug}.yaml`
  const own = {
    kind: 'need',
    ground: 'methods',
    direction: 'send',
    id,
    agency,
    slug,
    file,
    title: id,
  } as const
  return { ...common, ...own, competences: [slug.split('-')[0] ?? ''], ...changes } as Need
}

/** An offer of the agency and name in `id`, which gives the competence of that name. */
export function offer(id: string, changes: Deep<Offer> = {}): Offer {
  const [agency = '', slug = ''] = id.split('.')
  const file = `agencies/${agency}/offers/${slug}.yaml`
  const own = { kind: 'offer', direction: 'host', id, agency, slug, file, title: id } as const
  return { ...common, ...own, competences: [slug.split('-')[0] ?? ''], ...changes } as Offer
}

/** A need that wants one area and gives another, and will only rotate. */
export function swap(id: string, gives: string, changes: Deep<Need> = {}): Need {
  return need(id, { forms: ['rotation'], inReturn: [gives], ...changes })
}

export function agency(slug: string, changes: Deep<Agency> = {}): Agency {
  return {
    slug,
    file: `agencies/${slug}/agency.yaml`,
    organisationNumber: '999999999',
    name: { nb: slug, nn: slug },
    shortName: slug.toUpperCase(),
    language: 'nb',
    municipality: 'Oslo',
    contact: { role: 'HR', email: `hospitering@${slug}.example.no` },
    approvers: [],
    ...changes,
  } as Agency
}

/** Settings in which every part of the score counts and nothing is too weak to be proposed. */
export function settings(matching: Deep<Settings['matching']> = {}, changes: Deep<Settings> = {}): Settings {
  const weights = {
    competence: 30,
    text: 20,
    targetGroup: 10,
    wish: 15,
    period: 10,
    place: 5,
    level: 5,
    language: 5,
  }
  return {
    file: kinds.programme.example,
    name: { nb: 'Mobilitet', nn: 'Mobilitet', en: 'Mobility' },
    office: { mailbox: 'kontor@example.no', approvers: [] },
    languages: ['nb', 'nn', 'en'],
    rounds: [],
    pause: null,
    confirmation: { validMonths: 12 },
    limits: { openProposals: 20, openProposalsPerAgency: 3 },
    evaluation: { required: [], deadlineWeeks: 3 },
    ...changes,
    matching: { weights, minimumScore: 0, rotationLength: 2, nearMisses: 3, ...matching },
  } as Settings
}

export type World = {
  readonly registrations: readonly Registration[]
  readonly agencies?: readonly Agency[]
  readonly settings?: Settings
  readonly decisions?: readonly Decision[]
  readonly agreements?: readonly Agreement[]
}

/** Agencies that registrations mention are there without being said. */
export function programme(world: World): Programme {
  const { registrations, decisions = [], agreements = [] } = world
  const mentioned = registrations.map((one) => agency(one.agency))
  const concept = (written: string) => {
    const [id = '', broader = null] = written.split('<')
    return [id, { id, broader, label: { nb: id, nn: id, en: id } }] as const
  }
  return {
    settings: world.settings ?? settings(),
    competences: new Map([...competences, ...manyCompetences].map(concept)),
    targetGroups: new Map(['barn', 'eldre', 'kommuner'].map(concept)),
    concepts: undefined,
    policy: [],
    agencies: new Map([...mentioned, ...(world.agencies ?? [])].map((one) => [one.slug, one])),
    registrations: new Map(registrations.map((one) => [one.id, one])),
    agreements: new Map(agreements.map((one) => [one.id, one])),
    evaluations: [],
    followUps: new Map(),
    decisions: new Map(decisions.map((one) => [one.id, one])),
    templates: new Map(),
    paths: new Set(),
  }
}

export function context(world: World, on: string = today): Context {
  return prepare(programme(world), world.settings ?? settings(), on)
}

export function decision(match: string, fingerprint: string): Decision {
  return {
    id: match,
    file: `decisions/${match}.yaml`,
    match,
    by: match.split('.')[0] ?? '',
    reason: 'timing',
    date: '2026-11-10',
    fingerprint,
  } as Decision
}

export function agreement(match: string, changes: Deep<Agreement> = {}): Agreement {
  return { id: 'avtale', basis: { match }, termination: null, ...changes } as Agreement
}

export function shuffled<T>(list: readonly T[], roll: () => number): readonly T[] {
  return list
    .map((one) => ({ one, at: roll() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

/** Registrations in plausible variety: half needs, half offers, a third of them willing to rotate. */
export function crowd(size: number, agencies: number, roll: () => number): readonly Registration[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T
  const areas = manyCompetences.map((written) => written.split('<')[0] ?? '')
  const vocabulary = Array.from({ length: 400 }, (_, at) => `ord${at}`)
  return Array.from({ length: size }, (_, at) => {
    const month = 1 + Math.floor(roll() * 6)
    const changes: Deep<Registration> = {
      competences: [...new Set([pick(areas), pick(areas)])],
      inReturn: [pick(areas)],
      forms: roll() < 0.33 ? ['secondment', 'rotation'] : ['secondment'],
      period: { from: `2027-0${month}-01`, to: `2027-${String(month + 6).padStart(2, '0')}-28` },
      places: 1 + Math.floor(roll() * 2),
      background: Array.from({ length: 50 }, () => pick(vocabulary)).join(' '),
      partners: { wished: [`etat${Math.floor(roll() * agencies)}`], excluded: [] },
    }
    const learnerTravels = roll() < 0.8
    const id = `etat${Math.floor(roll() * agencies)}.p${at}`
    return at % 2 === 0
      ? need(id, { ...(changes as Deep<Need>), direction: learnerTravels ? 'send' : 'receive' })
      : offer(id, { ...(changes as Deep<Offer>), direction: learnerTravels ? 'host' : 'lend' })
  })
}
