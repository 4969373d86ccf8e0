/**
 * A programme of a given size for measuring matching: made up and seeded, over the settings, competence areas, target
 * groups and words of the repository itself. Values, not files. Shares are those of the example programme, rounded,
 * but for two: four in ten are `digital` or `on-site` only, and two in five are of another level than `specialist`. The
 * example is made to show much in little; a large programme is less of one mind.
 */
import { addDays, addMonths } from '../../src/core/days.ts'
import type { Agency, Form, Period, Programme, Registration } from '../../src/core/model.ts'
import { isOrganisationNumber } from '../../src/core/organisation-number.ts'
import { type Dice, diceFrom, type Weighted } from './dice.ts'
import { type Words, wordsOf } from './words.ts'

/** The day that everything is measured on. */
export const today = '2026-11-22'

export type Shape = {
  /** Registrations: needs and offers together. */
  readonly size: number
  readonly seed: number
  /** The most agencies in a rotation. */
  readonly rotationLength: number
  /** The share that will rotate, 0–1: {@link willing} where nothing else is asked for. */
  readonly willing: number
  /**
   * Half-years over which the stays are spread. When they are as many whatever the size, feasible pairs grow with the
   * square of the size; when they grow in step with it, pairs grow with the size.
   */
  readonly halfYears: number
}

/** Half-years in a programme that plans a year and a half ahead. */
export const usualHalfYears = 3

/** As in the example programme. Rotations of 3 grow with the third power of it. */
export const willing = 0.22

/** What is drawn upon, prepared once per programme. */
type Source = {
  readonly dice: Dice
  readonly agencies: readonly Agency[]
  readonly byAgency: Weighted<Agency>
  readonly areas: Weighted<string>
  readonly groups: readonly string[]
  readonly words: Words
  readonly shape: Shape
}

/** The repository's own programme with other agencies and registrations, and nothing agreed or declined yet. */
export function programmeOf(shape: Shape, example: Programme): Programme {
  const { settings } = example
  if (!settings) throw new Error('The settings of the repository cannot be read.')
  const source = sourceOf(shape, example)
  const registrations = Array.from({ length: shape.size }, (_, at) => registration(at, source))
  const matching = { ...settings.matching, rotationLength: shape.rotationLength }
  return {
    ...example,
    settings: { ...settings, matching },
    agencies: new Map(source.agencies.map((one) => [one.slug, one])),
    registrations: new Map(registrations.map((one) => [one.id, one])),
    agreements: new Map(),
    decisions: new Map(),
    evaluations: [],
  }
}

function sourceOf(shape: Shape, example: Programme): Source {
  const agencies = agenciesFor(shape.size)
  const { competences, targetGroups } = example
  const broader = new Set([...competences.values()].map((one) => one.broader))
  const finest = [...competences.keys()].filter((id) => !broader.has(id))
  return {
    dice: diceFrom(shape.seed),
    agencies,
    // A few agencies register much, most a little.
    byAgency: agencies.map((one, at) => [one, 1 / (at + 10)]),
    areas: finest.map((id, at) => [id, 1 / (at + 20)]),
    groups: [...targetGroups.keys()],
    words: wordsOf(example),
    shape,
  }
}

/** Size to the power of three quarters: 24 agencies for 70 registrations, 178 for 1,000, 1,000 for 10,000. */
function agenciesFor(size: number): readonly Agency[] {
  const numbers = organisationNumbers()
  return Array.from({ length: Math.round(size ** 0.75) }, (_, at) => {
    const slug = `virksomhet-${at}`
    return {
      slug,
      file: `agencies/${slug}/agency.yaml`,
      organisationNumber: numbers.next().value ?? '',
      name: { nb: `Virksomhet ${at}`, nn: `Verksemd ${at}` },
      shortName: `V${at}`,
      language: at % 5 === 0 ? 'nn' : 'nb',
      municipality: 'Oslo',
      contact: { role: 'HR', email: `hospitering@${slug}.example.no` },
      approvers: [],
    }
  })
}

/** Numbers with a right check digit, counted up from 8xxxxxxxx. */
function* organisationNumbers(): Generator<string, undefined> {
  for (let number = 800_000_000; ; number++) if (isOrganisationNumber(String(number))) yield String(number)
}

const municipalities: Weighted<string> = [
  ['Oslo', 60],
  ['Bergen', 10],
  ['Trondheim', 8],
  ['Tønsberg', 5],
  ['Tromsø', 5],
  ['Stavanger', 5],
  ['Hamar', 4],
  ['Sogndal', 3],
]

const levels: Weighted<Registration['level']> = [
  ['specialist', 60],
  ['employee', 20],
  ['manager', 16],
  ['senior-manager', 4],
]

const presences: Weighted<Registration['place']['presence']> = [
  ['hybrid', 60],
  ['on-site', 32],
  ['digital', 8],
]

const clearances: Weighted<Registration['clearance']> = [
  ['none', 95],
  ['restricted', 3],
  ['confidential', 1],
  ['secret', 1],
]

const languages: Weighted<Registration['language']> = [
  ['nb', 80],
  ['nn', 17],
  ['en', 3],
]

const places: Weighted<number> = [
  [1, 86],
  [2, 12],
  [3, 2],
]

const workloads: Weighted<Registration['workload']> = [
  [{ min: 50, max: 100 }, 30],
  [{ min: 40, max: 80 }, 20],
  [{ min: 80, max: 100 }, 18],
  [{ min: 60, max: 100 }, 12],
  [{ min: 20, max: 60 }, 12],
  [{ min: 100, max: 100 }, 5],
  [{ min: 20, max: 20 }, 3],
]

const durations: Weighted<Registration['duration']> = [
  [{ minWeeks: 4, maxWeeks: 16 }, 30],
  [{ minWeeks: 6, maxWeeks: 20 }, 22],
  [{ minWeeks: 12, maxWeeks: 24 }, 24],
  [{ minWeeks: 13, maxWeeks: 26 }, 16],
  [{ minWeeks: 2, maxWeeks: 4 }, 8],
]

const forms: Weighted<readonly Form[]> = [
  [['secondment'], 40],
  [['secondment', 'short-exchange'], 40],
  [['short-exchange'], 20],
]

function registration(at: number, source: Source): Registration {
  const { dice, words } = source
  const { slug: agency, language } = dice.weighted(source.byAgency)
  const isNeed = dice.likely(0.6)
  const slug = `${isNeed ? 'behov' : 'tilbud'}-${at}`
  const file = `agencies/${agency}/${isNeed ? 'needs' : 'offers'}/${slug}.yaml`
  const competences = areas(dice.weighted(areaCounts), source)
  const common = {
    ...terms(source, competences),
    ...words.about(competences, at, dice),
    ...{ id: `${agency}.${slug}`, agency, slug, file, competences },
    language: dice.likely(0.8) ? language : dice.weighted(languages),
  }
  const learnerTravels = dice.likely(0.87)
  if (!isNeed) return { ...common, kind: 'offer', direction: learnerTravels ? 'host' : 'lend' }
  return { ...common, kind: 'need', ground: 'methods', direction: learnerTravels ? 'send' : 'receive' }
}

const areaCounts: Weighted<number> = [
  [1, 45],
  [2, 50],
  [3, 5],
]

function areas(count: number, { dice, areas }: Source): string[] {
  return dice.several(count, () => dice.weighted(areas))
}

/** All that does not depend on what it is about. */
function terms(source: Source, competences: readonly string[]) {
  const { dice, groups, shape } = source
  const rotates = dice.likely(shape.willing)
  const back = rotates ? areas(1 + dice.below(2), source).filter((id) => !competences.includes(id)) : []
  return {
    forms: [...dice.weighted(forms), ...(back.length > 0 ? (['rotation'] as const) : [])],
    inReturn: back,
    period: period(dice, shape.halfYears),
    duration: dice.weighted(durations),
    workload: dice.weighted(workloads),
    place: { municipality: dice.weighted(municipalities), presence: dice.weighted(presences) },
    places: dice.weighted(places),
    level: dice.weighted(levels),
    clearance: dice.weighted(clearances),
    targetGroups: dice.likely(0.6) ? dice.several(1 + dice.below(2), () => dice.pick(groups)) : [],
    partners: partners(source),
    matchingHelp: true,
    anchoring: { role: 'Avdelingsdirektør', date: '2026-11-01' },
    confirmed: '2026-11-01',
  }
}

function partners({ dice, agencies }: Source): Registration['partners'] {
  const somebody = () => dice.pick(agencies).slug
  return {
    wished: dice.likely(0.5) ? dice.several(1 + dice.below(2), somebody) : [],
    excluded: dice.likely(0.03) ? [somebody()] : [],
  }
}

/** From the first of a month in one of the half-years on, three to nine months. */
function period(dice: Dice, halfYears: number): Period {
  const from = addMonths('2027-01-01', 6 * dice.below(halfYears) + dice.below(4))
  return { from, to: addDays(addMonths(from, 3 + dice.below(7)), -1) }
}
