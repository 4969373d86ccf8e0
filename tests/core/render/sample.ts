/** A small programme and agreements in full and in little, written out so that a test can be read by itself. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { termsDigest } from '../../../src/core/agreement/digest.ts'
import { parseMessages, speaker, type Words } from '../../../src/core/messages.ts'
import type { Agency, Agreement, Language, Programme, Settings, Template } from '../../../src/core/model.ts'
import type { Identity } from '../../../src/core/render/html.ts'

export const languages: readonly Language[] = ['nb', 'nn', 'en']

const root = join(import.meta.dirname, '../../..')

export function words(language: Language): Words {
  const file = `templates/messages/${language}.yaml`
  return speaker(language, parseMessages(file, readFileSync(join(root, file), 'utf8'))).words
}

/** What a document says of itself where only its text is to be tried. */
export const identity: Identity = {
  language: 'nb',
  id: 'a-b',
  version: '1',
  programme: 'Programmet',
  notice: '',
  parties: [],
  templateVersion: 't@1',
  termsDigest: `sha256:${'0'.repeat(64)}`,
  date: '2026-11-18',
  words: words('nb'),
}

/** The standard texts as they are in the repository. */
export function realTemplates(): ReadonlyMap<string, Template> {
  return new Map(
    ['cooperation-agreement', 'exchange-agreement'].map((document) => [
      `${document}@1`,
      templateOf(`${document}@1`, (language) => {
        const file = `templates/${document}/1/${language}.md.hbs`
        return { file, text: readFileSync(join(root, file), 'utf8') }
      }),
    ]),
  )
}

/** A template that says the same in every language. */
export function oneText(id: string, text: string): Template {
  return templateOf(id, (language) => ({
    file: `templates/${id.replace('@', '/')}/${language}.md.hbs`,
    text,
  }))
}

function templateOf(id: string, text: (language: Language) => { file: string; text: string }): Template {
  return { id, languages: new Map(languages.map((language) => [language, text(language)])) }
}

function agency(slug: string, organisationNumber: string, nb: string, nn: string): Agency {
  return {
    slug,
    file: `agencies/${slug}/agency.yaml`,
    organisationNumber,
    name: { nb, nn },
    shortName: slug.toUpperCase(),
    language: 'nb',
    municipality: 'Oslo',
    contact: { role: 'Programkontakt', email: `hospitering@${slug}.example.no` },
    approvers: [],
  }
}

const settings: Settings = {
  file: 'programme/programme.yaml',
  name: { nb: 'Mobilitetsprogrammet', nn: 'Mobilitetsprogrammet', en: 'The Mobility Programme' },
  notice: {
    nb: 'Illustrasjon: Behov, tilbud og avtaler er oppdiktet og viser bare hvordan programmet virker.',
    nn: 'Illustrasjon: Behov, tilbod og avtalar er oppdikta og viser berre korleis programmet verkar.',
    en: 'Illustration: Needs, offers and agreements are made up and only show how the programme works.',
  },
  office: { mailbox: 'mobilitetsprogrammet@example.no', approvers: [] },
  languages: ['nb', 'nn', 'en'],
  rounds: [
    {
      id: '2027-var',
      name: { nb: 'Våren 2027', nn: 'Våren 2027', en: 'Spring 2027' },
      opens: '2026-09-15',
      deadline: '2026-12-15',
      from: '2027-01-15',
      to: '2027-12-31',
    },
  ],
  confirmation: { validMonths: 12 },
  matching: {
    weights: {
      competence: 30,
      text: 20,
      targetGroup: 10,
      wish: 15,
      period: 10,
      place: 5,
      level: 5,
      language: 5,
    },
    minimumScore: 35,
    rotationLength: 2,
    nearMisses: 3,
  },
  limits: { openProposals: 20, openProposalsPerAgency: 3 },
  evaluation: { required: [], deadlineWeeks: 3 },
}

const agencies = [
  agency('kld', '972417882', 'Klima- og miljødepartementet', 'Klima- og miljødepartementet'),
  agency('kartverket', '971040238', 'Statens kartverk', 'Statens kartverk'),
  agency('udir', '970018131', 'Utdanningsdirektoratet', 'Utdanningsdirektoratet'),
]

export function programmeWith(
  templates: ReadonlyMap<string, Template>,
  changes: Partial<Settings> = {},
): Programme {
  return {
    settings: { ...settings, ...changes },
    competences: new Map(),
    targetGroups: new Map(),
    concepts: undefined,
    policy: [],
    agencies: new Map(agencies.map((agency) => [agency.slug, agency])),
    registrations: new Map(),
    agreements: new Map(),
    evaluations: [],
    followUps: new Map(),
    decisions: new Map(),
    templates,
    paths: new Set(),
  }
}

/** A programme without a notice: what a view can lack, it lacks. */
export function bareProgramme(templates: ReadonlyMap<string, Template>): Programme {
  const { notice: _notice, ...bare } = settings
  return { ...programmeWith(templates), settings: bare }
}

/** Nothing is decided yet but what a file cannot be without. */
export const minimal: Agreement = {
  id: 'kld-kartverket',
  file: 'agreements/kld-kartverket/agreement.yaml',
  title: 'Kompetansesamarbeid om klimaregnskap',
  round: '2027-var',
  template: 'cooperation-agreement@1',
  version: 1,
  languages: ['nb', 'nn', 'en'],
  parties: [
    { agency: 'kld', signatory: { role: null } },
    { agency: 'kartverket', signatory: { role: null } },
  ],
  basis: { selfFound: true },
  accepted: [],
  purpose: null,
  expectations: { kld: null, kartverket: null },
  validity: { from: '2027-03-01', to: '2028-02-29' },
  exchanges: [
    {
      id: 'ut-1',
      form: 'secondment',
      from: 'kld',
      to: 'kartverket',
      employer: null,
      payer: null,
      period: { from: '2027-03-15', to: '2027-09-15' },
      workload: 100,
      place: { municipality: 'Ringerike', presence: 'on-site' },
      tasks: null,
      learningGoals: [],
    },
  ],
  terms: { confidentiality: 'standard', refund: 'none', noticeWeeks: 4 },
  deviations: [],
  sharing: null,
  signatures: [],
  termination: null,
}

/** Everything a file can say: every form, employer, payer, presence and clearance that opens a clause. */
const unsigned: Agreement = {
  ...minimal,
  version: 2,
  parties: [
    { agency: 'kld', unit: 'Avdeling for virksomhetsstyring', signatory: { role: 'Ekspedisjonssjef' } },
    {
      agency: 'kartverket',
      signatory: { role: 'Avdelingsdirektør' },
      contact: { role: 'HR-rådgiver', email: 'utveksling@kartverket.example.no' },
    },
    { agency: 'udir', signatory: { role: 'Divisjonsdirektør' } },
  ],
  purpose: 'Vi vil sette opp klimaregnskap på samme måte.\nDa kan tallene sammenliknes på tvers av sektorer.',
  expectations: {
    kld: 'En metode vi kan bruke i etatsstyringen.',
    kartverket: 'Innsikt i hvordan departementet bruker tallene.',
    udir: 'Erfaring med kartdata.',
  },
  exchanges: [
    {
      id: 'ut-1',
      form: 'secondment',
      from: 'kld',
      to: 'kartverket',
      employer: 'sender',
      payer: 'shared',
      legalBasis: 'Personalreglementet punkt 4',
      period: { from: '2027-03-15', to: '2027-09-15' },
      workload: 100,
      place: { municipality: 'Ringerike', presence: 'on-site' },
      tasks: 'Bygge en felles modell for klimagassutslipp fra arealbruk, og prøve den på to fylker.',
      learningGoals: ['Kunne sette opp et klimaregnskap for egen sektor', 'Kunne bruke kartdata i styringen'],
      clearance: 'confidential',
    },
    {
      id: 'inn-1',
      form: 'rotation',
      from: 'kartverket',
      to: 'kld',
      employer: 'host',
      payer: 'host',
      period: { from: '2027-04-01', to: '2027-08-31' },
      workload: 60,
      place: { municipality: 'Oslo', presence: 'hybrid' },
      tasks: 'Følge arbeidet med tildelingsbrev gjennom et halvt år.',
      learningGoals: ['Kunne skrive mål som lar seg måle'],
      clearance: 'restricted',
    },
    {
      id: 'inn-2',
      form: 'short-exchange',
      from: 'udir',
      to: 'kartverket',
      employer: 'sender',
      payer: 'sender',
      period: { from: '2027-05-03', to: '2027-05-14' },
      workload: 100,
      place: { municipality: 'Ringerike', presence: 'digital' },
      tasks: 'Se hvordan åpne kartdata deles.',
      learningGoals: ['Kunne dele skoledata åpent'],
    },
  ],
  terms: {
    travel: 'Mottakeren dekker reise og opphold etter statens satser.',
    equipment: 'Mottakeren stiller med pc. Tilgangene stenges siste dag.',
    confidentiality: 'declaration',
    refund: 'share',
    refundShare: 50,
    vat: 'exempt',
    costShare: { sender: 50, host: 50 },
    workingTime: 'sender',
    security: 'Kartverket autoriserer medarbeideren før oppstart.',
    appointment: 'Vedtak i sak 27/00123',
    noticeWeeks: 4,
  },
  deviations: [
    {
      clause: 'termination',
      text: {
        nb: 'Oppsigelse skjer til slutten av en måned.',
        nn: 'Oppseiing skjer til slutten av ein månad.',
        en: 'Termination takes effect at the end of a month.',
      },
      reason: 'Lønnskjøringen krever det.',
      approvedBy: { role: 'Ekspedisjonssjef', date: '2026-11-10' },
    },
  ],
  sharing: 'To fagdager og en veileder på begge målformer.',
}

const numbers = new Map(agencies.map(({ slug, organisationNumber }) => [slug, organisationNumber]))

/** Signed by one party on these terms, by another on older ones, by the third not at all. */
export const full: Agreement = {
  ...unsigned,
  signatures: [
    {
      party: 'kld',
      role: 'Ekspedisjonssjef',
      date: '2026-11-18',
      method: 'esign',
      terms: termsDigest(unsigned, numbers),
    },
    { party: 'udir', role: 'Direktør', date: '2026-10-01', method: 'ink', terms: `sha256:${'0'.repeat(64)}` },
  ],
}
