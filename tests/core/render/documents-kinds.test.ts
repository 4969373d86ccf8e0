/** Which document is made when, what it is called, and what it may not hold. */
import { describe, expect, it } from 'vitest'
import type { Agreement, Exchange, Programme } from '../../../src/core/model.ts'
import {
  draftsOf,
  type RenderOptions,
  renderAgreement,
  renderLetters,
  renderParallel,
} from '../../../src/core/render/documents.ts'
import { parseMarkdown } from '../../../src/core/render/markdown.ts'
import { parsePeople } from '../../../src/core/render/people.ts'
import { loadCase } from '../../render/cases.ts'
import { full, minimal, oneText, programmeWith, words } from './sample.ts'

const kinds = [
  'cooperation-agreement@2',
  'exchange-agreement@2',
  'learning-plan@2',
  'confidentiality-declaration@2',
  'cost-sheet@2',
  'security-annex@2',
  'amendment@1',
  'termination@1',
  'certificate@1',
]
const texts = new Map(kinds.map((id) => [id, oneText(id, '# {{title}}\n')]))
const world = programmeWith(texts)
const agreement: Agreement = { ...minimal, template: 'cooperation-agreement@2' }
const [exchange] = agreement.exchanges as [Exchange]

function names(changes: Partial<Agreement>, programme: Programme = world, before?: Agreement) {
  return draftsOf({ ...agreement, ...changes }, programme, before).map(({ name }) => name)
}

const always = ['kld-kartverket', 'kld-kartverket-ut-1', 'kld-kartverket-ut-1.learning-plan']

describe('a document is made', () => {
  it('of every agreement: itself, and of every exchange its own agreement and a learning plan', () => {
    expect(names({})).toEqual(always)
  })

  it('with a declaration when one is agreed', () => {
    const terms = { ...agreement.terms, confidentiality: 'declaration' } as const
    expect(names({ terms })).toContain('kld-kartverket-ut-1.confidentiality-declaration')
  })

  it('with a declaration and an annex on security when the work is classified', () => {
    const more = names({ exchanges: [{ ...exchange, clearance: 'restricted' }] })
    expect(more.slice(always.length)).toEqual([
      'kld-kartverket-ut-1.confidentiality-declaration',
      'kld-kartverket-ut-1.security-annex',
    ])
  })

  it.each([
    ['something is refunded', { terms: { ...agreement.terms, refund: 'full' } as const }],
    ['the cost is shared', { exchanges: [{ ...exchange, payer: 'shared' } as const] }],
  ])('with a cost sheet when %s', (_why, changes) => {
    expect(names(changes)).toContain('kld-kartverket-ut-1.cost-sheet')
  })

  it('when somebody has terminated the agreement', () => {
    const termination = { date: '2027-05-01', by: 'kld', reason: 'Enheten er lagt ned.' }
    expect(names({ termination })).toContain('kld-kartverket.termination')
  })

  it('when an exchange has taken place, which its evaluation at the end tells, or that it ended early', () => {
    const certificate = 'kld-kartverket-ut-1.certificate'
    const evaluation = {
      file: '',
      agreement: 'kld-kartverket',
      name: 'ut-1-end-host',
      exchange: 'ut-1',
      stage: 'end',
      by: 'host',
      date: '2027-09-20',
      language: 'nb',
      ratings: { learning: 5 },
      learned: 'Mye.',
    } as const
    const ended = (date: string) => ({ exchanges: [{ ...exchange, ended: { date, reason: 'Flyttet.' } }] })
    expect(names({}, { ...world, evaluations: [evaluation] })).toContain(certificate)
    expect(names({}, { ...world, evaluations: [{ ...evaluation, stage: 'midway' }] })).not.toContain(
      certificate,
    )
    expect(names({}, { ...world, evaluations: [{ ...evaluation, exchange: 'ut-2' }] })).not.toContain(
      certificate,
    )
    expect(names(ended('2027-04-01'))).toContain(certificate)
    expect(names(ended('2027-03-01'))).not.toContain(certificate)
  })

  it('when the version has been raised, of the agreement and of the exchanges that are concerned', () => {
    const other = { ...exchange, id: 'ut-2' }
    const before = { ...agreement, exchanges: [exchange, other] }
    const now = { version: 2, exchanges: [{ ...exchange, workload: 50 }, other] }
    expect(names(now, world, before).filter((name) => name.endsWith('.amendment'))).toEqual([
      'kld-kartverket.amendment',
      'kld-kartverket-ut-1.amendment',
    ])
    expect(names({ ...now, version: 1 }, world, before).some((name) => name.endsWith('.amendment'))).toBe(
      false,
    )
  })

  it('only when it has a standard text, and an annex only of the number of the agreement', () => {
    const old = new Map([...texts, ['cooperation-agreement@1', oneText('cooperation-agreement@1', '# x\n')]])
    const first = { template: 'cooperation-agreement@1' }
    expect(names(first, programmeWith(old))).toEqual(['kld-kartverket', 'kld-kartverket-ut-1'])
    const termination = { date: '2027-05-01', by: 'kld', reason: 'Enheten er lagt ned.' }
    expect(names({ termination }, programmeWith(new Map()))).toEqual([
      'kld-kartverket',
      'kld-kartverket-ut-1',
    ])
  })

  it('under a name no other document can have', () => {
    const sly = { ...agreement, exchanges: [exchange, { ...exchange, id: 'ut-1-learning-plan' }] }
    const all = draftsOf(sly, world).map(({ name }) => name)
    expect(new Set(all).size).toBe(all.length)
  })
})

function notAsked(): never {
  throw new Error('nobody asked for a PDF')
}

const options = (changes: Partial<RenderOptions> = {}): RenderOptions => ({
  languages: ['nb', 'nn', 'en'],
  formats: ['md'],
  words,
  makers: { pdf: notAsked },
  ...changes,
})

describe('names from a private file', () => {
  const { people, problems } = parsePeople(`agreements:
  kld-kartverket:
    parties:
      kld: { signatory: Kari Eksempel }
    exchanges:
      ut-1: { participant: Siri Eksempel }
`)
  const named = oneText(
    'cooperation-agreement@1',
    '# {{title}}\n\n{{#if hasNotice}}\n**{{notice}}**\n\n{{/if}}\n{{#each signatures}}{{name}}: {{#if hasSignatoryName}}{{signatoryName}}{{/if}}; {{/each}}\n',
  )
  const exchangeText = oneText(
    'exchange-agreement@1',
    '# {{title}}\n\n**{{notice}}**\n\n{{#if employee.hasName}}{{employee.name}}{{/if}}\n',
  )
  const programme = programmeWith(new Map([named, exchangeText].map((text) => [text.id, text])))

  it('stand in the document, which says that it holds personal data, in its text and in its name', async () => {
    expect(problems).toEqual([])
    const files = await renderAgreement(minimal, programme, options({ people, languages: ['nb'] }))
    expect(files.map(({ path }) => path)).toEqual([
      'kld-kartverket/kld-kartverket.v1.nb.private.md',
      'kld-kartverket/kld-kartverket-ut-1.v1.nb.private.md',
    ])
    const [one, other] = files.map(({ content }) => String(content))
    expect(one).toContain('Klima\\- og miljødepartementet: Kari Eksempel;')
    expect(one).toContain('Statens kartverk: ;')
    expect(other).toContain('Siri Eksempel')
    for (const text of [one, other])
      expect(text).toContain(
        '**Inneholder personopplysninger – skal ikke legges i registeret\\. Illustrasjon',
      )
  })

  it('touch no other agreement', async () => {
    const files = await renderAgreement({ ...minimal, id: 'other' }, programme, options({ people }))
    expect(files.filter(({ path, content }) => /private|Eksempel/.test(path + String(content)))).toEqual([])
  })

  it('are refused where the file is not as it must be, by line and field, without telling what stands there', () => {
    const told = (text: string) =>
      parsePeople(text).problems.map(({ problem, field, line }) => `${line} ${problem} ${field}`)
    expect(told('agreements:\n  a:\n    partys: {}\n')).toEqual(['3 unknown-field partys'])
    expect(told('agreements:\n  a:\n    parties:\n      kld: Kari\n')).toEqual(['4 not-a-group kld'])
    expect(told('agreements:\n  a:\n    parties:\n      kld: { signatory: 7, contact: "" }\n')).toEqual([
      '4 not-a-name signatory',
      '4 not-a-name contact',
    ])
    expect(
      told(
        'agreements:\n  a:\n    exchanges:\n      ut-1:\n        participant: |\n          Kari\n          Ola\n',
      ),
    ).toEqual(['5 not-a-name participant'])
    expect(told('agreements: [a')).toEqual(['1 not-yaml '])
    expect(told('agreements:\n')).toEqual([])
  })
})

describe('two languages side by side', () => {
  const { agreement: long, programme } = loadCase('deviations-under-a-ministry')
  if (!long) throw new Error('no agreement')

  it('stand in one table for each clause, row by row, with the same numbers', async () => {
    const [file] = await renderParallel(long, programme, ['nb', 'nn'], options())
    expect(file?.path).toBe('deviations-under-a-ministry/deviations-under-a-ministry.v1.nb-nn.md')
    await expect(String(file?.content)).toMatchFileSnapshot('golden/parallel.md.txt')
  })

  it('leave nothing out of either, and every format can be made of them', async () => {
    const single = await renderAgreement(long, programme, options({ languages: ['nb', 'en'] }))
    const bare = (text: string) => text.replace(/<[^>]*>|[\\*|•\s\u00A0]/g, '')
    for (const { path, content } of await renderParallel(long, programme, ['nb', 'en'], options())) {
      expect(parseMarkdown(String(content)).length).toBeGreaterThan(5)
      const both = bare(String(content))
      const items = ['nb', 'en'].flatMap((language) => {
        const one = single.find((file) => file.path === path.replace('.nb-en.', `.${language}.`))
        return [...String(one?.content).matchAll(/^<a id="item[^>]*><\/a>\S+ (.*)$/gm)].map(([, item = '']) =>
          bare(item),
        )
      })
      expect(items.length).toBeGreaterThan(6)
      expect(items.filter((item) => !both.includes(item))).toEqual([])
    }
  })

  it('are not made of an agreement that is not in both', async () => {
    expect(await renderParallel({ ...long, languages: ['nb'] }, programme, ['nb', 'en'], options())).toEqual(
      [],
    )
  })
})

describe('a letter of intent', () => {
  it('is made for each agency that a registration wishes for, and of none that is withdrawn', async () => {
    const { programme } = loadCase('wish-to-send')
    const registration = programme.registrations.get('kld.wish-to-send')
    if (!registration) throw new Error('no registration')
    const paths = (await renderLetters(registration, programme, options({ formats: ['md', 'html'] }))).map(
      ({ path }) => path,
    )
    expect(paths).toHaveLength(12)
    expect(paths[0]).toBe('kld.wish-to-send/kld.wish-to-send.letter-of-intent.kartverket.nb.md')
    const withdrawn = { ...registration, withdrawn: { date: '2026-11-10', reason: 'Dekket på annen måte' } }
    expect(await renderLetters(withdrawn, programme, options())).toEqual([])
  })

  it('says in its footer that it is about a registration, and when that was confirmed', async () => {
    const { programme } = loadCase('wish-to-send')
    const registration = programme.registrations.get('kld.wish-to-send')
    if (!registration) throw new Error('no registration')
    const [page] = await renderLetters(
      registration,
      programme,
      options({ formats: ['html'], languages: ['nb'] }),
    )
    expect(String(page?.content)).toContain(
      '<dt>Påmelding</dt><dd>kld.wish-to-send, bekreftet 5. november 2026</dd>',
    )
    expect(String(page?.content)).toMatch(
      /<dt>Kontrollsum for påmeldingen<\/dt><dd>sha256:[0-9a-f]{64}<\/dd>/,
    )
  })

  it('has another checksum when anything it says is changed', async () => {
    const { programme } = loadCase('wish-to-send')
    const registration = programme.registrations.get('kld.wish-to-send')
    if (!registration) throw new Error('no registration')
    const digests = await Promise.all(
      [registration, { ...registration, background: 'En annen grunn.' }, { ...registration, places: 2 }].map(
        async (one) => {
          const [file] = await renderLetters(one, programme, options({ languages: ['nb'] }))
          return /sha256\\:[0-9a-f]{64}/.exec(String(file?.content))?.[0]
        },
      ),
    )
    expect(new Set(digests).size).toBe(3)
  })
})

it('nothing is made with the clock: the full agreement gives the same drafts twice', () => {
  expect(draftsOf(full, world).map(({ name }) => name)).toEqual(
    draftsOf(structuredClone(full), world).map(({ name }) => name),
  )
})
