/** What is said of a release: what it is, what to do, what is new. And its manifest. */
import { describe, expect, it } from 'vitest'
import { longestBody } from '../../src/core/plan/prose.ts'
import { termChanges } from '../../src/core/plan/release/changes.ts'
import { assetsOf, type Edition, manifestText, plannedFiles } from '../../src/core/plan/release/manifest.ts'
import { type Previous, releaseName, releaseNotes } from '../../src/core/plan/release/notes.ts'
import { schemaOf } from '../worlds.ts'
import { all, edition, type Files, languages, path, replacing, words } from './release-world.ts'

const tongues = ['nb', 'nn', 'en'] as const

function notes(now: Edition, previous?: Previous): string {
  return releaseNotes({ edition: now, planned: plannedFiles(now, words), previous, words, schemaOf })
}

function since(before: Files, version = 1): Previous {
  return { version, standpoint: edition(before) }
}

const golden = (name: string) => `golden/release/${name}.md`

const illustration = replacing(
  'office:',
  'notice: { nb: "Illustrasjon: alt er oppdiktet.", nn: "Illustrasjon: alt er oppdikta.", en: "Illustration: all is made up." }\noffice:',
)

const second = all(
  replacing('languages: [nb]', 'version: 2\nlanguages: [nb]'),
  replacing('role: Ekspedisjonssjef', 'role: Departementsråd'),
  replacing('to: 2027-12-31', 'to: 2028-02-29'),
  replacing('employer: sender', 'employer: host'),
  replacing('to: 2027-09-14', 'to: 2027-10-31'),
  replacing('workload: 100', 'workload: 60'),
  replacing('presence: on-site', 'presence: hybrid'),
  replacing('sektor\nterms', 'sektor\n      - Kunne forklare regnskapet\nterms'),
  replacing('refund: none', 'refund: share\n  refundShare: 40\n  vat: exempt'),
  replacing('workingTime: host\n', 'appointment: Vedtak i DFØ om midlertidig ansettelse\n'),
  (text) =>
    `${text}deviations:\n  - clause: disputes\n    text: { nb: Tre måneder., nn: Tre månader., en: Three months. }\n    reason: Lang ferie\n    approvedBy: { role: Direktør, date: 2026-11-20 }\n`,
)

/** Everything somebody could try. */
const hostile = [
  '@statsministeren #1 ![x](https://ond.example.no/x.png) [lenke](javascript:alert(1)) <script>alert(1)</script>',
  '<!-- mobilitet:release e30 --> ``` ~~~ | en | to | &#64;alle :tada: GH-1 www.ond.example.no',
].join(' ')

describe('the notes of a first version', () => {
  it.each(tongues)('say what it is, who it binds, what to do and how to check it (%s)', async (tongue) => {
    const now = edition({ [path]: languages(tongue), 'programme/programme.yaml': illustration })
    await expect(notes(now)).toMatchFileSnapshot(golden(`first.${tongue}`))
  })

  it('speak the first language of the agreement to all, and fold the others away', async () => {
    const text = notes(edition({ [path]: languages('nn, nb, en') }))
    await expect(text).toMatchFileSnapshot(golden('all.nn'))
    expect(text.match(/<details>/g)).toHaveLength(2)
  })

  it('hold the digest of the terms, and nothing that depends on the day', () => {
    const now = edition()
    expect(notes(now)).toContain(now.termsDigest)
    expect(notes(now)).toBe(notes(edition()))
  })

  it('ask nobody to sign what all have signed', () => {
    const { termsDigest } = edition()
    const signatures = ['kld', 'dfo'].map(
      (party) =>
        `  - { party: ${party}, role: Direktør, date: 2026-11-20, method: esign, terms: "${termsDigest}" }`,
    )
    const text = notes(edition({ [path]: (file) => `${file}signatures:\n${signatures.join('\n')}\n` }))
    expect(text).toContain('Alle partene har signert')
    expect(text).not.toContain('Assets')
  })
})

describe('the notes of a later version', () => {
  it.each(tongues)('say what is new, field by field (%s)', async (tongue) => {
    const now = edition({ [path]: all(second, languages(tongue)) })
    await expect(notes(now, since({ [path]: languages(tongue) }))).toMatchFileSnapshot(
      golden(`second.${tongue}`),
    )
  })

  it('do not mind that more has been accepted, signed or renamed', () => {
    const before = since({ [path]: replacing('  - { party: dfo, date: 2026-11-12 }\n', '') })
    const now = edition({ [path]: replacing('languages: [nb]', 'version: 2\nlanguages: [nb]') })
    expect(notes(now, before)).toContain('Ingen vilkår har fått nytt innhold')
  })

  it('say so when a standard text reads otherwise than before', () => {
    const reworded = { 'templates/exchange-agreement/1/nb.md.hbs': (text: string) => `${text}\nMer.\n` }
    expect(notes(edition(reworded), since({}))).toContain('exchange-agreement@')
  })

  it('say so when nobody can read what there was before', () => {
    expect(notes(edition(), { version: 1, standpoint: undefined })).toContain('kan ikke leses lenger')
  })

  const rows = (before: Edition, now: Edition) =>
    termChanges(before, now, { language: 'nb', words: words('nb'), schemaOf })

  it('do not mind a folder that has got another name', () => {
    const now = edition()
    const agencies = new Map(
      [...now.programme.agencies].map(([slug, agency]) => {
        const renamed = slug === 'kld' ? 'klima' : slug
        return [renamed, { ...agency, slug: renamed }]
      }),
    )
    const parties = now.agreement.parties.map((party) => ({
      ...party,
      agency: party.agency === 'kld' ? 'klima' : party.agency,
    }))
    const exchanges = now.agreement.exchanges.map((exchange) => ({ ...exchange, from: 'klima' }))
    const { kld = null, ...others } = now.agreement.expectations
    const renamed: Edition = {
      ...now,
      programme: { ...now.programme, agencies },
      agreement: { ...now.agreement, parties, exchanges, expectations: { klima: kld, ...others } },
    }
    expect(rows(now, renamed)).toEqual([])
    expect(rows(renamed, now)).toEqual([])
  })

  it('tell of an exchange that came, and of one that went', () => {
    const now = edition()
    const [first] = now.agreement.exchanges
    const exchanges = [{ ...first, id: 'ut-2' }] as unknown as Edition['agreement']['exchanges']
    const changed: Edition = { ...now, agreement: { ...now.agreement, exchanges } }
    const told = rows(now, changed).map((row) => row.join(' | '))
    expect(told).toHaveLength(2)
    expect(told.join('\n')).toContain('ut-2')
    expect(told.join('\n')).toContain('Hospitering fra KLD til DFØ')
  })

  it('fit, however much is new', () => {
    const now = edition({ [path]: languages('nb, nn, en') })
    const [first] = now.agreement.exchanges
    const with20 = (text: string): Edition => {
      const exchanges = Array.from({ length: 20 }, (_, n) => ({
        ...first,
        id: `ut-${n}`,
        tasks: `${text} ${n}`,
        learningGoals: [1, 2, 3, 4].map((goal) => `${text} ${goal}`),
      }))
      const agreement = {
        ...now.agreement,
        exchanges: exchanges as unknown as Edition['agreement']['exchanges'],
      }
      return { ...now, agreement }
    }
    const [was, is] = [with20('#1 '.repeat(70)), with20('@ordet '.repeat(30))]
    const text = notes(is, { version: 1, standpoint: was })
    expect(text.length).toBeLessThanOrEqual(longestBody)
    expect(text).toContain('Utveksling ut-0')
    expect(text).not.toContain('Utveksling ut-19')
    expect(text).toMatch(/^Og \d+ felt til\.$/m)
    expect(text).toContain('Resten står i dokumentene')
    expect(text).toContain(now.termsDigest)
  })
})

describe('what somebody has written to do harm', () => {
  const title = 'Avtale\u202e @alle [x](https://ond.example.no) <b> #1'
  const now = () =>
    edition({
      [path]: all(
        replacing('title: Kompetansesamarbeid om klimaregnskap', 'version: 2\ntitle: Samarbeid'),
        languages('nb, nn, en'),
      ),
      'programme/programme.yaml': illustration,
    })

  it.each(tongues)('is shown as the text it is (%s)', async (tongue) => {
    const { agreement, ...rest } = now()
    const harmful: Edition = {
      ...rest,
      agreement: {
        ...agreement,
        languages: [tongue],
        title,
        purpose: hostile,
        sharing: `${hostile}\n\n# Overskrift\n- punkt`,
      },
    }
    const text = notes(harmful, since({ [path]: languages(tongue) }))
    await expect(text).toMatchFileSnapshot(golden(`hostile.${tongue}`))
    expect(text).not.toMatch(/<script|<!--|<b>|@alle|@stats|\u202e|(?<!\\)\]\(|#1\b/)
  })

  it('leaves the name of the release on one line, where all can see it', () => {
    const { agreement, ...rest } = now()
    const name = releaseName({ ...rest, agreement: { ...agreement, title: `${title}\nmer` } }, words)
    expect(name).toBe('Avtale<U+202E> @alle [x](https://ond.example.no) <b> #1 mer – versjon 2')
  })
})

describe('the manifest', () => {
  const now = edition({ [path]: languages('nb, nn') })
  const planned = plannedFiles(now, words)
  const contents = new Map(planned.map(({ name }) => [name, `Dette er ${name}.\n`]))

  it('tells what each file is, and what it was made of', async () => {
    const stable = manifestText(now, planned, contents).replaceAll(
      /("n[bn]": )"[0-9a-f]{64}"/g,
      '$1"<the text as it is in templates/>"',
    )
    await expect(stable).toMatchFileSnapshot('golden/release/manifest.json')
  })

  it('has the digest of each standard text', () => {
    const { templates } = JSON.parse(manifestText(now, planned, contents)) as {
      templates: readonly { id: string; texts: Record<string, string> }[]
    }
    expect(templates.map(({ id, texts }) => [id, ...Object.keys(texts)])).toEqual([
      ['cooperation-agreement@1', 'nb', 'nn'],
      ['exchange-agreement@1', 'nb', 'nn'],
    ])
    const digests = templates.flatMap(({ texts }) => Object.values(texts))
    expect(new Set(digests)).toHaveProperty('size', 4)
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{64}$/)
  })

  it('comes last among the files, which have plain names of their own', () => {
    const assets = assetsOf(now, planned, contents)
    expect(assets.map(({ name }) => name)).toEqual([...planned.map(({ name }) => name), 'manifest.json'])
    expect(new Set(assets.map(({ name }) => name)).size).toBe(assets.length)
    for (const { name, digest, type } of assets) {
      expect(name).toMatch(/^[a-z0-9][a-z0-9.-]*$/)
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
      expect(type).toMatch(/^(?:text|application)\//)
    }
  })

  it('is the same for text and for the bytes of it', () => {
    const bytes = new Map([...contents].map(([name, text]) => [name, new TextEncoder().encode(text)]))
    expect(manifestText(now, planned, bytes)).toBe(manifestText(now, planned, contents))
  })

  it('is not made of too little or too much', () => {
    const [first = ''] = contents.keys()
    const fewer = new Map([...contents].filter(([name]) => name !== first))
    expect(() => assetsOf(now, planned, fewer)).toThrow()
    expect(() => assetsOf(now, planned, new Map([...contents, ['mer.md', '']]))).toThrow()
    expect(() => assetsOf(now, planned, new Map([...fewer, ['mer.md', '']]))).toThrow(first)
  })
})
