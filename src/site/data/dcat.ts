/**
 * Datakatalogen: the open data described as DCAT-AP-NO 3.0 (https://data.norge.no/specification/dcat-ap-no), so that
 * data.norge.no can harvest it. What 2.2 asks for besides (dct:identifier) is there too.
 */
import type { Agency, Language, LocalText } from '../../core/model.ts'
import type { SiteFacts } from '../model.ts'
import { baseOf } from './address.ts'
import { type DataSet, dataSets } from './datasets.ts'
import { type Graph, iri, type Resource, type Term } from './graph.ts'
import { type SchemaKind, schemaTitle } from './schemas.ts'

const prefixes = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

/** Lists of the EU's Publications Office, which the profile asks for. */
const authority = 'http://publications.europa.eu/resource/authority'
const licence = iri(`${authority}/licence/NLOD_2_0`)
const open = iri(`${authority}/access-right/PUBLIC`)
const norway = iri(`${authority}/country/NOR`)
/** Government and public sector; education, culture and sport. */
const themes = [iri(`${authority}/data-theme/GOVE`), iri(`${authority}/data-theme/EDUC`)]
const languageCodes: Readonly<Record<Language, string>> = { nb: 'NOB', nn: 'NNO', en: 'ENG' }
const formats = {
  json: { code: 'JSON', media: 'application/json' },
  csv: { code: 'CSV', media: 'text/csv' },
} as const

const languagesOfTexts = ['nb', 'nn', 'en'] as const

export function dataCatalogue(facts: SiteFacts): Graph {
  const sets = dataSets(facts)
  return {
    prefixes,
    remark: Object.values(facts.programme.settings?.notice ?? {}).join('\n'),
    resources: [
      catalogue(facts, sets),
      ...sets.flatMap((set) => [dataset(set, facts), ...distributions(set, facts)]),
      publisher(facts),
      contact(facts),
    ],
  }
}

function here(facts: SiteFacts, name: string): string {
  return `${baseOf(facts)}data/#${name}`
}

function catalogue(facts: SiteFacts, sets: readonly DataSet[]): Resource {
  const self = here(facts, 'katalog')
  return {
    iri: self,
    types: ['dcat:Catalog'],
    says: [
      ['dct:identifier', { text: self }],
      ['dct:title', ...inAll(facts, 'site-data-catalogue-title')],
      ['dct:description', ...inAll(facts, 'site-data-catalogue-description')],
      ['dct:publisher', iri(publisherOf(facts))],
      ['dcat:contactPoint', iri(here(facts, 'kontakt'))],
      ['dcat:dataset', ...sets.map(({ name }) => iri(here(facts, name)))],
      ['dct:language', ...languages(facts)],
      ['dct:license', licence],
      ['dct:modified', { text: facts.today, datatype: 'xsd:date' }],
      ['dct:spatial', norway],
      ['dcat:themeTaxonomy', iri(`${authority}/data-theme`)],
      ['foaf:homepage', iri(`${baseOf(facts)}data/`)],
    ],
  }
}

function dataset({ name, formats, keywords }: DataSet, facts: SiteFacts): Resource {
  const self = here(facts, name)
  return {
    iri: self,
    types: ['dcat:Dataset'],
    says: [
      ['dct:identifier', { text: self }],
      ['dct:title', ...inAll(facts, `site-data-${name}-title`)],
      ['dct:description', ...inAll(facts, `site-data-${name}-description`)],
      ['dct:publisher', iri(publisherOf(facts))],
      ['dcat:contactPoint', iri(here(facts, 'kontakt'))],
      ['dcat:theme', ...themes],
      ['dcat:keyword', ...keywords.flatMap(local)],
      ['dct:accessRights', open],
      ['dct:language', ...languages(facts)],
      ['dct:accrualPeriodicity', iri(`${authority}/frequency/IRREG`)],
      ['dct:modified', { text: facts.today, datatype: 'xsd:date' }],
      ['dct:spatial', norway],
      ['dcat:landingPage', iri(`${baseOf(facts)}data/`)],
      ['dcat:distribution', ...formats.map((form) => iri(here(facts, formName(name, form))))],
    ],
  }
}

/** `registrations-csv`, `schemas-need-json`. */
function formName(set: DataSet['name'], { format, schema }: DataSet['formats'][number]): string {
  return [set, ...(schema === undefined ? [] : [schema]), format].join('-')
}

function distributions({ name, formats: files }: DataSet, facts: SiteFacts): readonly Resource[] {
  return files.map((form) => distribution(name, form, facts))
}

function distribution(name: DataSet['name'], form: DataSet['formats'][number], facts: SiteFacts): Resource {
  const { format, path, schema } = form
  return {
    iri: here(facts, formName(name, form)),
    types: ['dcat:Distribution'],
    says: [
      [
        'dct:title',
        ...(schema === undefined ? inAll(facts, `site-data-${name}-title`) : schemaTitles(facts, schema)),
      ],
      ['dcat:accessURL', iri(`${baseOf(facts)}data/`)],
      ['dcat:downloadURL', iri(`${baseOf(facts)}${path}`)],
      ['dct:format', iri(`${authority}/file-type/${formats[format].code}`)],
      ['dcat:mediaType', iri(`https://www.iana.org/assignments/media-types/${formats[format].media}`)],
      ['dct:license', licence],
      ['dct:language', ...languages(facts)],
      ['dct:modified', { text: facts.today, datatype: 'xsd:date' }],
      ['adms:status', iri(`${authority}/distribution-status/COMPLETED`)],
    ],
  }
}

function schemaTitles({ schemaOf }: SiteFacts, kind: SchemaKind): readonly Term[] {
  return languagesOfTexts.map((language) => ({ text: schemaTitle(schemaOf, kind, language), language }))
}

/** The agency whose office runs the programme, where the settings name it. */
function officeAgency({ programme }: SiteFacts): Agency | undefined {
  return programme.agencies.get(programme.settings?.office.agency ?? '')
}

/** The national address of an organisation is its number. */
function publisherOf(facts: SiteFacts): string {
  const agency = officeAgency(facts)
  return agency
    ? `https://organization-catalog.fellesdatakatalog.digdir.no/organizations/${agency.organisationNumber}`
    : here(facts, 'utgiver')
}

function publisher(facts: SiteFacts): Resource {
  const agency = officeAgency(facts)
  const name = agency?.name ?? facts.programme.settings?.name
  return {
    iri: publisherOf(facts),
    types: ['foaf:Agent'],
    says: [
      ['foaf:name', ...(name ? local(name) : [{ text: '–', language: 'nb' }])],
      ...(agency ? [['dct:identifier', { text: agency.organisationNumber }] as const] : []),
    ],
  }
}

/** The office's mailbox: a role, never a person. */
function contact(facts: SiteFacts): Resource {
  const mailbox = facts.programme.settings?.office.mailbox
  return {
    iri: here(facts, 'kontakt'),
    types: ['vcard:Organization'],
    says: [
      ['vcard:fn', ...inAll(facts, 'site-data-office')],
      ['vcard:hasEmail', ...(mailbox === undefined ? [] : [iri(`mailto:${mailbox}`)])],
    ],
  }
}

function inAll({ speakers }: SiteFacts, key: string): readonly Term[] {
  return languagesOfTexts.map((language) => ({ text: speakers[language].words(key), language }))
}

function local(text: Partial<LocalText>): readonly Term[] {
  return languagesOfTexts.flatMap((language) => {
    const own = text[language]
    return own === undefined ? [] : [{ text: own, language }]
  })
}

function languages({ programme }: SiteFacts): readonly Term[] {
  const own = programme.settings?.languages ?? ['nb']
  return own.map((language) => iri(`${authority}/language/${languageCodes[language]}`))
}
