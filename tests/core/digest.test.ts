import { describe, expect, it } from 'vitest'
import { type AgreementToDigest, termsDigest, termsOf } from '../../src/core/agreement/digest.ts'

const numbers = new Map([
  ['kld', '972417882'],
  ['miljodirektoratet', '999601391'],
])

/** The shortest agreement: everything that may be left out is. */
const short = {
  title: 'Kompetansesamarbeid om klimaregnskap',
  round: '2027-var',
  template: 'cooperation-agreement@1',
  languages: ['nb', 'nn'],
  parties: [
    { agency: 'kld', signatory: { role: null } },
    { agency: 'miljodirektoratet', signatory: { role: 'Avdelingsdirektør' } },
  ],
  purpose: null,
  expectations: {},
  validity: { from: '2027-03-01', to: '2028-02-29' },
  exchanges: [
    {
      id: 'ut-1',
      form: 'secondment',
      from: 'kld',
      to: 'miljodirektoratet',
      employer: null,
      payer: null,
      period: { from: '2027-03-15', to: '2027-09-15' },
      workload: 100,
      place: { municipality: 'Trondheim', presence: 'on-site' },
      tasks: null,
      learningGoals: ['Kunne sette opp et klimaregnskap'],
    },
  ],
  terms: { confidentiality: 'standard', refund: 'none', noticeWeeks: 4 },
  sharing: null,
} satisfies AgreementToDigest

/** The same agreement with every default written out. */
const spelledOut = {
  ...short,
  version: 1,
  parties: short.parties,
  expectations: { kld: null, miljodirektoratet: null },
  exchanges: short.exchanges.map((exchange) => ({ ...exchange, legalBasis: null, clearance: 'none' })),
  terms: {
    travel: null,
    equipment: null,
    confidentiality: 'standard',
    refund: 'none',
    refundShare: null,
    vat: null,
    costShare: null,
    workingTime: null,
    security: null,
    appointment: null,
    noticeWeeks: 4,
  },
  deviations: [],
} satisfies AgreementToDigest

/** Everything answered. */
const full = {
  ...short,
  version: 2,
  parties: [
    { agency: 'kld', unit: 'Klimaavdelingen', signatory: { role: 'Ekspedisjonssjef' } },
    { agency: 'miljodirektoratet', signatory: { role: 'Avdelingsdirektør' } },
  ],
  purpose: 'Bedre klimaregnskap.',
  expectations: { kld: 'Lære metoden.', miljodirektoratet: 'Bli bedre kjent.' },
  exchanges: [
    {
      ...short.exchanges[0],
      id: 'ut-1',
      employer: 'sender',
      payer: 'shared',
      legalBasis: 'Statsansatteloven § 16',
      tasks: 'Klimaregnskap',
      level: 'specialist',
      clearance: 'restricted',
    } as AgreementToDigest['exchanges'][number],
  ],
  terms: {
    travel: 'Dekkes av avsender',
    equipment: 'Egen PC',
    confidentiality: 'declaration',
    refund: 'share',
    refundShare: 50,
    vat: 'exempt',
    costShare: { sender: 60, host: 40 },
    workingTime: 'host',
    security: 'Adgangskort',
    appointment: 'Fast',
    noticeWeeks: 8,
  },
  deviations: [
    {
      clause: 'reise',
      text: { nb: 'Reiser dekkes likt.', nn: 'Reiser blir dekte likt.' },
      reason: 'Lang avstand',
      approvedBy: { role: 'Direktør', date: '2027-01-10' },
    },
  ],
  sharing: 'Internt seminar',
} satisfies AgreementToDigest

/** The digests are computed apart from the code: the canonical JSON written by hand and hashed by sha256sum. */
describe('known digests', () => {
  it('of the shortest agreement', () => {
    expect(termsDigest(short, numbers)).toBe(
      'sha256:71879778ad086632f0d277232872b9ed218d36a22b6b177c240f3b82876db0d4',
    )
  })

  it('of a full agreement', () => {
    expect(termsDigest(full, numbers)).toBe(
      'sha256:cf46aaf0a3b2ffeea0426d69bd5d8b2f2aee4dd8fb1290c0ba0b89b41b06b20a',
    )
  })
})

describe('what does not matter', () => {
  it('the order of keys', () => {
    expect(termsDigest(reversed(full) as AgreementToDigest, numbers)).toBe(termsDigest(full, numbers))
  })

  it('defaults written out', () => {
    expect(termsDigest(spelledOut, numbers)).toBe(termsDigest(short, numbers))
  })

  it('how Unicode composes a letter', () => {
    const composed = { ...full, purpose: 'Å lære om miljø på Østlandet' }
    const decomposed = { ...full, purpose: composed.purpose.normalize('NFD') }
    expect(decomposed.purpose).not.toBe(composed.purpose)
    expect(termsDigest(decomposed, numbers)).toBe(termsDigest(composed, numbers))
  })

  it.each([
    [
      'signatures',
      { signatures: [{ party: 'kld', role: 'Ekspedisjonssjef', date: '2027-02-01', method: 'esign' }] },
    ],
    ['accepted', { accepted: [{ party: 'kld', date: '2027-01-15' }] }],
    ['basis', { basis: { selfFound: true } }],
    ['termination', { termination: { date: '2027-06-01', by: 'kld', reason: 'Omorganisering' } }],
    [
      'contact',
      { parties: full.parties.map((party) => ({ ...party, contact: { role: 'HR', email: 'hr@x.no' } })) },
    ],
    [
      'ended',
      {
        exchanges: full.exchanges.map((one) => ({
          ...one,
          ended: { date: '2027-05-01', reason: 'Ny jobb' },
        })),
      },
    ],
    ['the file it was read from', { id: 'kld-miljodirektoratet', file: 'agreements/x/agreement.yaml' }],
  ])('%s', (_, more) => {
    expect(termsDigest({ ...full, ...more }, numbers)).toBe(termsDigest(full, numbers))
  })

  it('the names of folders', () => {
    const renamed = JSON.parse(JSON.stringify(full).replaceAll('"kld"', '"klima"')) as AgreementToDigest
    const after = new Map([...numbers, ['klima', '972417882']])
    expect(termsDigest(renamed, after)).toBe(termsDigest(full, numbers))
  })

  it('agencies outside the agreement', () => {
    expect(termsDigest(full, new Map([...numbers, ['nav', '889640782']]))).toBe(termsDigest(full, numbers))
  })
})

describe('what matters', () => {
  /** The full agreement once for each value in it, with that value changed. */
  const changes = leaves(full).map((path): [string, AgreementToDigest] => [
    path.join('.'),
    changed(full, path),
  ])

  it('is tried for every value of an agreement', () => {
    expect(changes.length).toBeGreaterThan(45)
  })

  it.each(changes)('%s', (_, agreement) => {
    expect(termsDigest(agreement, numbers)).not.toBe(termsDigest(full, numbers))
  })

  it('gives each of these changes its own digest', () => {
    const digests = changes.map(([, agreement]) => termsDigest(agreement, numbers))
    expect(new Set(digests).size).toBe(digests.length)
  })

  it('the order of lists', () => {
    expect(termsDigest({ ...full, languages: ['nn', 'nb'] }, numbers)).not.toBe(termsDigest(full, numbers))
    expect(termsDigest({ ...full, parties: full.parties.toReversed() }, numbers)).not.toBe(
      termsDigest(full, numbers),
    )
  })

  it('who the agencies are', () => {
    const others = new Map([...numbers, ['kld', '974760673']])
    expect(termsDigest(full, others)).not.toBe(termsDigest(full, numbers))
  })

  it('which way round, even when two folders trade places', () => {
    const traded = new Map([
      ['kld', '999601391'],
      ['miljodirektoratet', '972417882'],
    ])
    const turned = {
      ...short,
      parties: short.parties.map((party, index) => ({ ...party, agency: other(index) })),
    }
    expect(termsDigest(turned, traded)).not.toBe(termsDigest(short, numbers))
  })

  it('whether an agency is known', () => {
    expect(termsDigest(full, new Map())).not.toBe(termsDigest(full, numbers))
    expect(JSON.stringify(termsOf(full, new Map()))).toContain('unknown:kld')
  })
})

it('a text that UTF-8 cannot carry still has a digest', () => {
  expect(termsDigest({ ...full, purpose: 'a\ud800' }, numbers)).toBe(
    termsDigest({ ...full, purpose: 'a\uFFFD' }, numbers),
  )
})

it('has the shape that a signature carries', () => {
  expect(termsDigest(short, numbers)).toMatch(/^sha256:[0-9a-f]{64}$/)
})

function other(index: number): string {
  return index === 0 ? 'miljodirektoratet' : 'kld'
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  )
}

function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]))
}

function changed<Value>(value: Value, path: readonly string[]): Value {
  const copy = structuredClone(value)
  let at = copy as Record<string, unknown>
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>
  const last = path.at(-1) ?? ''
  at[last] = typeof at[last] === 'number' ? at[last] + 1 : `${at[last]}x`
  return copy
}
