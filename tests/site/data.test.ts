/** Open data: what others fetch from the site is whole, parsed by their parsers, and harmless. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'csv-parse/sync'
import { type Literal, type NamedNode, Parser, Store } from 'n3'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { kinds } from '../../src/core/kinds.ts'
import { csv } from '../../src/site/data/csv.ts'
import { dataFiles } from '../../src/site/data/files.ts'
import type { SiteFacts, SiteFile } from '../../src/site/model.ts'
import { agency, need, offer, programme, settings } from '../core/match/world.ts'
import { root } from '../worlds.ts'
import { factsOf, textOf } from './built.ts'
import { loadExample } from './example.ts'

const example = await factsOf(loadExample())
const filesOf = (facts: SiteFacts): ReadonlyMap<string, SiteFile['content']> =>
  new Map(dataFiles(facts).map(({ path, content }) => [path, content]))
const files = filesOf(example)

const dcat = 'http://www.w3.org/ns/dcat#'
const dct = 'http://purl.org/dc/terms/'
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'

/** Mandatory in DCAT-AP-NO 3.0 (SHACL of the specification), and dct:identifier, which 2.2 wants of catalogue and dataset. */
const mandatory: Readonly<Record<string, readonly string[]>> = {
  [`${dcat}Catalog`]: [
    `${dct}title`,
    `${dct}description`,
    `${dct}publisher`,
    `${dct}identifier`,
    `${dcat}contactPoint`,
    `${dcat}dataset`,
  ],
  [`${dcat}Dataset`]: [
    `${dct}title`,
    `${dct}description`,
    `${dct}publisher`,
    `${dct}identifier`,
    `${dcat}contactPoint`,
    `${dcat}theme`,
    `${dcat}distribution`,
  ],
  [`${dcat}Distribution`]: [`${dcat}accessURL`, `${dct}format`, `${dct}license`],
  'http://xmlns.com/foaf/0.1/Agent': ['http://xmlns.com/foaf/0.1/name'],
  'http://www.w3.org/2006/vcard/ns#Organization': [
    'http://www.w3.org/2006/vcard/ns#fn',
    'http://www.w3.org/2006/vcard/ns#hasEmail',
  ],
}

describe('the data catalogue', () => {
  const store = new Store(new Parser().parse(textOf(files, 'data/catalog.ttl')))
  const objects = (subject: string, predicate: string) => store.getObjects(subject, predicate, null)
  const allOf = (kind: string) => store.getSubjects(type, kind, null).map(({ value }) => value)

  it.each(Object.entries(mandatory))('every %s has all that DCAT-AP-NO demands', (kind, predicates) => {
    const subjects = allOf(kind)
    expect(subjects.length).toBeGreaterThan(0)
    const missing = subjects.flatMap((subject) =>
      predicates.filter((predicate) => objects(subject, predicate).length === 0).map((one) => [subject, one]),
    )
    expect(missing).toEqual([])
  })

  it('titles and descriptions are in bokmål, nynorsk and English, each once', () => {
    const described = [...allOf(`${dcat}Catalog`), ...allOf(`${dcat}Dataset`)]
    for (const subject of described) {
      for (const predicate of [`${dct}title`, `${dct}description`]) {
        const languages = objects(subject, predicate).map((one) => (one as Literal).language)
        expect(languages.sort()).toEqual(['en', 'nb', 'nn'])
      }
    }
  })

  it('the publisher is one organisation, by its number in the national register', () => {
    const publishers = new Set(store.getObjects(null, `${dct}publisher`, null).map(({ value }) => value))
    expect([...publishers]).toEqual([
      'https://organization-catalog.fellesdatakatalog.digdir.no/organizations/986252932',
    ])
  })

  it('the contact is the office’s mailbox, and no person', () => {
    const [mailbox] = store.getObjects(null, 'http://www.w3.org/2006/vcard/ns#hasEmail', null)
    expect(mailbox?.value).toBe('mailto:mobilitetsprogrammet@example.no')
  })

  it('everything that is named is there: datasets, distributions, and the files behind them', () => {
    for (const predicate of [
      `${dcat}dataset`,
      `${dcat}distribution`,
      `${dct}publisher`,
      `${dcat}contactPoint`,
    ]) {
      const named = store.getObjects(null, predicate, null) as NamedNode[]
      expect(named.filter((one) => store.countQuads(one, type, null, null) === 0)).toEqual([])
    }
    const urls = store.getObjects(null, `${dcat}downloadURL`, null).map(({ value }) => value)
    expect(urls.length).toBe(5 + Object.keys(kinds).length + 1)
    expect(urls.filter((url) => !files.has(url.replace('https://mobilitet.example.no/', '')))).toEqual([])
  })

  it('licence, theme, language and format are from the lists the profile asks for', () => {
    const one = (predicate: string) =>
      new Set(store.getObjects(null, predicate, null).map(({ value }) => value))
    const authority = 'http://publications.europa.eu/resource/authority'
    expect([...one(`${dct}license`)]).toEqual([`${authority}/licence/NLOD_2_0`])
    expect(one(`${dcat}theme`)).toContain(`${authority}/data-theme/GOVE`)
    expect(one(`${dct}language`)).toContain(`${authority}/language/NOB`)
    expect(one(`${dct}format`)).toEqual(
      new Set([`${authority}/file-type/JSON`, `${authority}/file-type/CSV`]),
    )
  })

  it('is the same in Turtle and in JSON-LD', () => {
    const told = JSON.parse(textOf(files, 'data/catalog.jsonld')) as {
      readonly '@context': Readonly<Record<string, string>>
      readonly '@graph': readonly Readonly<Record<string, unknown>>[]
    }
    const whole = (name: string) => {
      const [prefix = '', local = ''] = name.split(':')
      return `${told['@context'][prefix]}${local}`
    }
    const statements = told['@graph']
      .filter((one) => one['@id'] !== '')
      .flatMap((one) =>
        Object.entries(one).flatMap(([name, values]) => {
          if (name === '@id') return []
          const list = values as readonly (string | Readonly<Record<string, string>>)[]
          return list.map((value) => {
            const predicate = name === '@type' ? type : whole(name)
            const said = typeof value === 'string' ? whole(value) : (value['@id'] ?? value['@value'])
            return `${one['@id']} ${predicate} ${said} ${typeof value === 'string' ? '' : (value['@language'] ?? '')}`
          })
        }),
      )
    const inTurtle = store
      .getQuads(null, null, null, null)
      .map(
        ({ subject, predicate, object }) =>
          `${subject.value} ${predicate.value} ${object.value} ${(object as Literal).language ?? ''}`,
      )
    expect([...new Set(statements)].sort()).toEqual([...new Set(inTurtle)].sort())
  })

  it('is still whole when nobody has said who runs the programme', async () => {
    const bare = await factsOf(programme({ registrations: [] }), { address: '' })
    const parsed = new Store(new Parser().parse(textOf(filesOf(bare), 'data/catalog.ttl')))
    expect(parsed.getSubjects(type, 'http://xmlns.com/foaf/0.1/Agent', null)).toHaveLength(1)
    expect(parsed.getObjects(null, 'http://xmlns.com/foaf/0.1/name', null).length).toBeGreaterThan(0)
  })
})

describe('the schemas', () => {
  const schemas = [...files].filter(([path]) => path.startsWith('data/schemas/'))

  it('lie where they say, one for each kind of file and one for what they share', () => {
    expect(schemas.length).toBe(Object.keys(kinds).length + 1)
    for (const [path] of schemas)
      expect(JSON.parse(textOf(files, path))['$id']).toBe(`https://mobilitet.example.no/${path}`)
  })

  it('lead to each other, so that a program that has fetched them can judge a need by them', () => {
    const ajv = new Ajv2020({
      strict: false,
      schemas: schemas.map(([path]) => JSON.parse(textOf(files, path))),
    })
    const judge = ajv.getSchema('https://mobilitet.example.no/data/schemas/need.schema.json')
    const path = join(root, 'agencies/dss/needs/gronne-renholdsavtaler.yaml')
    const written: Record<string, unknown> = parseYaml(readFileSync(path, 'utf8'))
    expect(judge?.(written)).toBe(true)
    expect(judge?.({ ...written, direction: 'sideways' })).toBe(false)
    expect(judge?.({ ...written, competences: [] })).toBe(false)
  })

  it('keep their own names while nobody has said where the site will be', async () => {
    const bare = filesOf(await factsOf(programme({ registrations: [] }), { address: '' }))
    expect(JSON.parse(textOf(bare, 'data/schemas/need.schema.json'))['$id']).toBe(
      'https://mobilitet.example.no/schemas/1/need.schema.json',
    )
  })
})

describe('the feed tells what is new', () => {
  const world = programme({
    registrations: [
      need('dfo.ki', { confirmed: '2026-11-20' }),
      need('dfo.arkiv', { confirmed: '2026-05-02' }),
      need('dfo.saksbehandling', { confirmed: '2026-11-01' }),
    ],
  })
  const file = (name: string) => `agencies/dfo/needs/${name}.yaml`
  const told = (feed: string) =>
    Array.from(feed.matchAll(/<id>[^<]*\/dfo\/([a-z]+)\/<\/id>.*?<published>(.{10})/g), ([, name, day]) => [
      name,
      day,
    ])

  it('by the day it came, and what is confirmed again is not new again; what is not saved yet came today', async () => {
    const firstDays = new Map([
      [file('ki'), '2026-03-01'],
      [file('arkiv'), '2026-05-02'],
    ])
    const feed = textOf(
      filesOf(await factsOf(world, { history: { kind: 'whole', first: firstDays } })),
      'data/nytt.xml',
    )
    expect(told(feed)).toEqual([
      ['saksbehandling', '2026-11-22'],
      ['arkiv', '2026-05-02'],
      ['ki', '2026-03-01'],
    ])
  })

  it('by the day it was confirmed where there is no history', async () => {
    expect(told(textOf(filesOf(await factsOf(world)), 'data/nytt.xml'))).toEqual([
      ['ki', '2026-11-20'],
      ['saksbehandling', '2026-11-01'],
      ['arkiv', '2026-05-02'],
    ])
  })
})

describe('every file says that it is an illustration', () => {
  it.each(['data/registrations.json', 'data/agreements.json', 'data/competences.json'])('%s', (path) => {
    const { notice, licence } = JSON.parse(textOf(files, path))
    expect(notice.nb).toMatch(/^Illustrasjon/)
    expect(licence).toBe('https://data.norge.no/nlod/no/2.0')
  })

  it.each(['data/registrations.csv', 'data/catalog.ttl', 'data/catalog.jsonld', 'data/nytt.xml'])(
    '%s',
    (path) => {
      expect(textOf(files, path)).toContain('Illustrasjon: Behov, tilbud og avtaler er oppdiktet')
    },
  )

  it('also to readers of nynorsk', () => {
    expect(textOf(files, 'nn/data/nytt.xml')).toContain('Illustrasjon: Behov, tilbod og avtalar er oppdikta')
  })
})

describe('only what is public', () => {
  it('all registrations are there, with address and standing, and no path of a file', () => {
    const { registrations } = JSON.parse(textOf(files, 'data/registrations.json'))
    expect(registrations).toHaveLength(example.programme.registrations.size)
    for (const one of registrations) {
      expect(one.url).toMatch(/^https:\/\/mobilitet\.example\.no\/katalog\/[a-z0-9-]+\/[a-z0-9-]+\/$/)
      expect(one).not.toHaveProperty('file')
    }
  })

  it('of agreements who, what and when, but no terms and nobody who signs', () => {
    const text = textOf(files, 'data/agreements.json')
    expect(JSON.parse(text).agreements).toHaveLength(example.programme.agreements.size)
    expect(text).not.toMatch(/"signatory"|"signatures"|"terms"|"contact"/)
  })
})

describe('a table that a spreadsheet opens', () => {
  it('begins with a byte order mark and has one row for each registration, all equally long', () => {
    const text = textOf(files, 'data/registrations.csv')
    expect(text.startsWith('\uFEFFid;kind;agency;')).toBe(true)
    const rows = parsed(text)
    expect(rows).toHaveLength(example.programme.registrations.size + 1)
    expect(new Set(rows.map((row) => row.length)).size).toBe(1)
  })

  it.each(['=HYPERLINK("http://evil.example")', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '＝1', '\u00A0=1'])(
    'never reads %j as a formula',
    (text) => {
      const [cell] = parsed(csv(['a'], [[text]]))[1] ?? []
      expect(cell).toBe(`'${text}`)
    },
  )

  it('gives back quotes, semicolons and line breaks as they were', () => {
    const text = 'Hun sa «ja»; "nei"\nog gikk'
    expect(parsed(csv(['a', 'b'], [[text, 7]]))[1]).toEqual([text, '7'])
  })
})

function parsed(text: string): readonly (readonly string[])[] {
  return parse(text, { delimiter: ';', bom: true })
}

describe('hostile texts stay texts', () => {
  const hostile = '"]]></title><script>alert(1)</script>&\u0007\u202E\\u003e <x> "@nb .'
  const world = programme({
    registrations: [
      need('dfo.ki', { title: hostile, background: hostile, learningGoals: [hostile] }),
      offer('nve.ki', { title: '=cmd|calc', unit: hostile }),
    ],
    agencies: [agency('dfo', { shortName: hostile, name: { nb: hostile, nn: hostile } })],
    settings: settings({}, { office: { agency: 'dfo', mailbox: 'a@example.no', approvers: [] } }),
  })

  it('in Turtle, JSON and Atom', async () => {
    const own = filesOf(await factsOf(world, { address: 'https://example.no/a"><b/' }))
    const store = new Store(new Parser().parse(textOf(own, 'data/catalog.ttl')))
    const names = store.getObjects(null, 'http://xmlns.com/foaf/0.1/name', null)
    expect(names.map(({ value }) => value)).toContain(hostile)
    expect(JSON.parse(textOf(own, 'data/registrations.json')).registrations[0].title).toBe(hostile)
    expect(textOf(own, 'data/nytt.xml')).not.toMatch(/<script|<x>|\p{Cf}|(?!\n)\p{Cc}/u)
  })
})
