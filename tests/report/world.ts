/** Programmes of made-up agencies, needs, agreements and evaluations, as files: the same for the same seed. */
import { join } from 'node:path'
import type { Programme } from '../../src/core/model.ts'
import { isOrganisationNumber } from '../../src/core/organisation-number.ts'
import { digestIn } from '../../src/core/rules/terms.ts'
import { randomFrom } from '../random.ts'
import { layers, loadTree, root } from '../worlds.ts'

export type Files = Readonly<Record<string, string>>

export type Shape = {
  readonly seed: number
  readonly agencies: number
  readonly needs: number
  readonly agreements: number
  readonly smallest?: number
}

const small = layers(join(root, 'tests/rules/_world'))

function textOf(path: string): string {
  return Buffer.from(small.get(path) ?? '').toString('utf8')
}

export const rounds = ['2026-var', '2026-host', '2027-var'] as const
export const areas = ['klima', 'klimaregnskap', 'anskaffelser', 'arkiv', 'ki'] as const
export const groups = ['kommuner', 'barn'] as const
export const reasons = [
  'no-capacity',
  'timing',
  'not-relevant',
  'partner-found',
  'conditions',
  'other',
] as const

const names = (text: string) => `{ nb: ${text}, nn: ${text}, en: ${text} }`

export function settingsFor(smallest: number | undefined): string {
  return `name: ${names('Prøveprogrammet')}
office:
  mailbox: programkontoret@example.no
  approvers: [{ login: kontoret-example, id: 9000000001 }]
languages: [nb, nn, en]
rounds:
  - { id: 2026-var, name: ${names('Våren 2026')}, opens: 2025-09-15, deadline: 2025-12-15, from: 2026-01-15, to: 2026-12-31 }
  - { id: 2026-host, name: ${names('Høsten 2026')}, opens: 2026-03-01, deadline: 2026-05-15, from: 2026-08-15, to: 2027-06-30 }
  - { id: 2027-var, name: ${names('Våren 2027')}, opens: 2026-09-15, deadline: 2026-12-15, from: 2027-01-15, to: 2027-12-31 }
confirmation: { validMonths: 12 }
matching:
  weights: { competence: 30, text: 20, targetGroup: 10, wish: 15, period: 10, place: 5, level: 5, language: 5 }
  minimumScore: 35
  rotationLength: 2
  nearMisses: 3
limits: { openProposals: 20, openProposalsPerAgency: 3 }
evaluation:
  required: [{ stage: end, by: sender }, { stage: end, by: host }]
  deadlineWeeks: 3
milestones:
  - { id: oppstart, label: ${names('Oppstartssamtale')}, anchor: exchange-start, offsetDays: 5 }
  - { id: slutt, label: ${names('Sluttsamtale')}, anchor: exchange-end, offsetDays: 0 }
${smallest === undefined ? '' : `report: { smallestGroup: ${smallest} }\n`}`
}

const competences = `competences:
  - { id: klima, label: ${names('Klima og miljø')} }
  - { id: klimaregnskap, label: ${names('Klimaregnskap')}, broader: klima }
  - { id: anskaffelser, label: ${names('Anskaffelser')} }
  - { id: arkiv, label: ${names('Arkiv')} }
  - { id: ki, label: ${names('Kunstig intelligens')} }
targetGroups:
  - { id: kommuner, label: ${names('Kommuner')} }
  - { id: barn, label: ${names('Barn og unge')} }
`

/** Valid, and of nobody: they begin with the digit that no number has yet. */
function numbers(count: number): readonly string[] {
  const found: string[] = []
  for (let next = 800_000_000; found.length < count; next++)
    if (isOrganisationNumber(String(next))) found.push(String(next))
  return found
}

type Dice = {
  readonly below: (limit: number) => number
  readonly one: <T>(of: readonly T[]) => T
  readonly chance: (share: number) => boolean
}

function diceFrom(seed: number): Dice {
  const random = randomFrom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  return {
    below,
    one: (of) => of[below(of.length)] as (typeof of)[number],
    chance: (share) => random() < share,
  }
}

const two = (number: number) => String(number).padStart(2, '0')

function day(year: number, dice: Dice): string {
  return `${year}-${two(1 + dice.below(12))}-${two(1 + dice.below(28))}`
}

function agencyFile(at: number, number: string): string {
  return textOf('agencies/kld/agency.yaml')
    .replace('972417882', number)
    .replace(/^name: .*$/m, `name: { nb: Virksomhet ${at}, nn: Verksemd ${at} }`)
    .replace(/^shortName: .*$/m, `shortName: V${at}`)
    .replace(/^municipality: .*$/m, `municipality: ${at % 3 === 0 ? 'Oslo' : 'Bergen'}`)
    .replace('hospitering@kld.example.no', `hospitering@v${at}.example.no`)
}

function registrationFile(kind: 'need' | 'offer', dice: Dice): string {
  const base =
    kind === 'need'
      ? textOf('agencies/kld/needs/klimaregnskap.yaml')
      : textOf('agencies/dfo/offers/klimadata.yaml')
  const chosen = [...new Set([dice.one(areas), ...(dice.chance(0.4) ? [dice.one(areas)] : [])])]
  const anchored = dice.one([
    '2025-10-01',
    '2025-12-15',
    '2025-12-16',
    '2026-04-20',
    '2026-11-05',
    '2027-01-05',
  ])
  const wanted = dice.chance(0.5) ? `targetGroups: [${dice.one(groups)}]\n` : ''
  const direction = kind === 'need' ? dice.one(['send', 'send', 'receive']) : dice.one(['host', 'lend'])
  return `${base
    .replace(/^competences: .*$/m, `competences: [${chosen.join(', ')}]`)
    .replace(/^direction: .*$/m, `direction: ${direction}`)
    .replace(/date: 20[\d-]+/, `date: ${anchored}`)
    .replace(/^confirmed: .*$/m, `confirmed: ${day(2026, dice)}`)
    .replace(/^matchingHelp: .*$/m, `matchingHelp: ${!dice.chance(0.1)}`)}${wanted}${
    dice.chance(0.1) ? `withdrawn: { date: 2026-11-01, reason: Ikke aktuelt lenger. }\n` : ''
  }`
}

type Pair = { readonly match: string; readonly from: string; readonly to: string }

function agreementFile({ match, from, to }: Pair, dice: Dice): string {
  const start = `2026-${two(1 + dice.below(9))}-${two(1 + dice.below(28))}`
  const end = day(2027, dice)
  const form = dice.one(['secondment', 'secondment', 'short-exchange', 'rotation'])
  const payer = dice.one(['sender', 'host', 'shared', 'null'])
  const text = textOf('agreements/kld-dfo/agreement.yaml')
    .replace(/^round: .*$/m, `round: ${dice.one(rounds)}`)
    .replaceAll(/\bkld\b/g, from)
    .replaceAll(/\bdfo\b/g, to)
    .replace(/^basis: .*$/m, dice.chance(0.2) ? 'basis: { selfFound: true }' : `basis: { match: ${match} }`)
    .replace('form: secondment', `form: ${form}`)
    .replace('payer: sender', `payer: ${payer}`)
    .replace('refund: none', `refund: ${dice.one(['none', 'none', 'full'])}`)
    .replace(
      /period: \{[^}]*\}/,
      `period: { from: ${start}, to: ${dice.chance(0.5) ? `2026-${two(10 + dice.below(3))}-15` : end} }`,
    )
    .replace('workload: 100', `workload: ${dice.one([50, 60, 100])}`)
    .replace(
      'municipality: Oslo, presence: on-site',
      `municipality: ${dice.one(['Oslo', 'Bergen'])}, presence: ${dice.one(['on-site', 'hybrid', 'digital'])}`,
    )
    .replace(/^validity: .*$/m, 'validity: { from: 2026-01-01, to: 2027-12-31 }')
  const deviation = dice.chance(0.3)
    ? `deviations:\n  - { clause: ${dice.one(['notice', 'costs'])}, text: { nb: Noe annet. }, reason: Fordi., approvedBy: { role: Direktør, date: 2026-01-01 } }\n`
    : ''
  return text + deviation
}

function signature(party: string, date: string, digest: string): string {
  return `  - { party: ${party}, role: Direktør, date: ${date}, method: esign, terms: "${digest}" }\n`
}

function evaluationFile(by: string, dice: Dice): string {
  const mark = () => 1 + dice.below(5)
  return `exchange: ut-1
stage: ${dice.one(['end', 'end', 'end', 'midway'])}
by: ${by}
date: 2026-11-01
language: nb
ratings: { learning: ${mark()}, usefulness: ${mark()}${dice.chance(0.5) ? `, preparation: ${mark()}` : ''} }
learned: Noe nytt.
`
}

export function programmeFiles({ seed, agencies, needs, agreements, smallest }: Shape): Files {
  const dice = diceFrom(seed)
  const files: Record<string, string> = {
    'programme/programme.yaml': settingsFor(smallest),
    'programme/competences.yaml': competences,
    'programme/policy.yaml': textOf('programme/policy.yaml'),
    'templates/cooperation-agreement/1/nb.md.hbs': textOf('templates/cooperation-agreement/1/nb.md.hbs'),
  }
  const slugs = numbers(agencies).map((number, at) => {
    files[`agencies/v${at}/agency.yaml`] = agencyFile(at, number)
    return `v${at}`
  })
  const register = (kind: 'need' | 'offer', at: number) => {
    const agency = dice.one(slugs)
    files[`agencies/${agency}/${kind}s/${kind}-${at}.yaml`] = registrationFile(kind, dice)
    return { agency, id: `${agency}.${kind}-${at}` }
  }
  const wanted = Array.from({ length: needs }, (_, at) => register('need', at))
  const offered = Array.from({ length: needs }, (_, at) => register('offer', at))
  const matches = new Set<string>()
  for (let at = 0; at < agreements; at++) {
    const [need, offer] = [wanted[at % needs], dice.one(offered)]
    if (!need || need.agency === offer.agency) continue
    const match = `${need.id}--${offer.id}`
    if (matches.has(match)) continue
    matches.add(match)
    files[`agreements/a${at}/agreement.yaml`] = agreementFile(
      { match, from: need.agency, to: offer.agency },
      dice,
    )
  }
  for (let at = 0; at < agreements / 2; at++) {
    const [need, offer] = [dice.one(wanted), dice.one(offered)]
    const match = `${need.id}--${offer.id}`
    files[`decisions/${match}.yaml`] =
      `match: ${match}\nby: ${need.agency}\nreason: ${dice.one(reasons)}\ndate: 2026-11-02\nfingerprint: sha256:${'0'.repeat(64)}\n`
  }
  return followedUp(signed(files, dice), dice)
}

/** Two in three are signed, on the terms as they stand. */
function signed(files: Files, dice: Dice): Files {
  const { agreements } = loadedFrom(files)
  const programme = loadedFrom(files)
  const more = Object.entries(files).map(([path, text]): readonly [string, string] => {
    const id = /^agreements\/([^/]+)\/agreement\.yaml$/.exec(path)?.[1]
    const agreement = agreements.get(id ?? '')
    if (!agreement || dice.chance(0.33)) return [path, text]
    const digest = digestIn(programme, programme.agreements.get(agreement.id) ?? agreement) ?? ''
    const day = dice.one(['2026-01-20', '2026-02-10', '2026-03-01'])
    const lines = agreement.parties.map(({ agency }) => signature(agency, day, digest))
    return [path, `${text}signatures:\n${lines.join('')}`]
  })
  return Object.fromEntries(more)
}

function followedUp(files: Files, dice: Dice): Files {
  const more: Record<string, string> = { ...files }
  for (const path of Object.keys(files)) {
    const id = /^agreements\/([^/]+)\/agreement\.yaml$/.exec(path)?.[1]
    if (id === undefined || !files[path]?.includes('signatures:')) continue
    if (dice.chance(0.6))
      more[`agreements/${id}/follow-up.yaml`] =
        `done:\n  - { milestone: oppstart, exchange: ut-1, date: ${dice.one(['2026-01-25', '2026-11-20'])} }\n`
    for (const by of ['sender', 'host', 'participant'])
      if (dice.chance(0.5)) {
        const text = evaluationFile(by, dice)
        const stage = /stage: (\w+)/.exec(text)?.[1]
        more[`agreements/${id}/evaluations/ut-1-${stage}-${by}.yaml`] = text
      }
  }
  return more
}

export function loadedFrom(files: Files): Programme {
  const tree = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const))
  const { programme, diagnostics } = loadTree(tree)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 3)))
  return programme
}
