/** One valid file of each kind, at the depth it has in a programme, with what an editor is asked about it. */
export type Example = {
  path: string
  text: string
  /** Completion after `key: `; every value, and a piece of the explanation of the first. */
  choice?: { key: string; values: string[]; explanation: string }
  /** The text shown on a key: title and a piece of the description. */
  help: { key: string; title: string; description: string }
  /** A line that is wrong, and a piece of what is said about it. */
  mistake: { key: string; value: string; message: string }
}

const three = (indent: string, text: string) =>
  ['nb', 'nn', 'en'].map((lang) => `${indent}${lang}: ${text}`).join('\n')

const need = `title: Klimaregnskap i etatsstyringen
language: nb
unit: Avdeling for virksomhetsstyring
competences: [klima, virksomhetsstyring]
targetGroups: []
background: >-
  Vi skal stille krav om klimaregnskap i tildelingsbrevene og trenger å lære hvordan det gjøres.
learningGoals:
  - Kunne sette opp et klimaregnskap for egen sektor
ground: competence-gap
direction: send
forms: [secondment, rotation]
inReturn: [anskaffelser]
period: { from: 2027-03-01, to: 2027-12-31 }
duration: { minWeeks: 8, maxWeeks: 26 }
workload: { min: 40, max: 100 }
place: { municipality: Trondheim, presence: hybrid }
places: 1
level: specialist
clearance: none
partners:
  wished: [kartverket, "974760673"]
  excluded: []
matchingHelp: true
anchoring: { role: Direktør for fellestjenester, date: 2026-11-05 }
confirmed: 2026-11-05
`

const agreement = `title: Kompetansesamarbeid om klimaregnskap
round: 2027-var
template: cooperation-agreement@1
languages: [nb, nn]
parties:
  - { agency: kld, signatory: { role: Ekspedisjonssjef } }
  - { agency: miljodirektoratet, signatory: { role: null } }
basis: { match: kld.klimaregnskap--miljodirektoratet.klimadata }
purpose: null
expectations: { kld: Lære klimaregnskap, miljodirektoratet: null }
validity: { from: 2027-03-01, to: 2028-02-29 }
exchanges:
  - id: ut-1
    form: secondment
    from: kld
    to: miljodirektoratet
    employer: sender
    payer: null
    legalBasis: null
    period: { from: 2027-03-15, to: 2027-09-15 }
    workload: 100
    place: { municipality: Trondheim, presence: on-site }
    tasks: null
    learningGoals: []
    clearance: none
terms:
  travel: null
  confidentiality: standard
  refund: none
  vat: null
  noticeWeeks: 4
deviations: []
sharing: null
signatures: []
`

const programme = `name:
${three('  ', 'Mobilitetsprogrammet')}
office:
  mailbox: programkontoret@programkontoret.example.no
  approvers: [{ login: programkontoret-example, id: 9000000001 }]
languages: [nb, nn, en]
rounds:
  - id: 2027-var
    name:
${three('      ', 'Våren 2027')}
    opens: 2026-09-15
    deadline: 2026-12-15
    from: 2027-01-15
    to: 2027-12-31
pause: null
confirmation: { validMonths: 12 }
matching:
  weights: { competence: 40, text: 20, targetGroup: 5, wish: 15, period: 10, place: 5, level: 3, language: 2 }
  minimumScore: 40
  rotationLength: 3
  nearMisses: 3
limits: { openProposals: 20, openProposalsPerAgency: 3 }
evaluation:
  required: [{ stage: end, by: participant }]
  deadlineWeeks: 3
milestones:
  - id: midtveis
    label:
${three('      ', 'Samtale midtveis')}
    anchor: exchange-midway
    offsetDays: 0
`

const policy = `rules:
  - id: lengste-hospitering
    title:
${three('      ', 'Hospitering varer inntil ett år')}
    explanation:
${three('      ', 'Avtal en kortere periode.')}
    validFrom: 2026-01-01
    when: { form: [secondment], employer: host, longerThan: { months: 6 } }
    limit: { maxMonths: 12 }
    requires: [legalBasis]
    source: { title: Statsansatteloven § 7, url: "https://lovdata.no/lov/2017-06-16-67/§7" }
    severity: error
`

export const examples: Record<string, Example> = {
  agency: {
    path: 'agencies/kld/agency.yaml',
    text: `organisationNumber: "972417882"
name: { nb: Klima- og miljødepartementet, nn: Klima- og miljødepartementet }
shortName: KLD
language: nb
municipality: Oslo
contact: { role: HR-seksjonen, email: hospitering@kld.example.no }
approvers: [{ login: kld-example, id: 9000000001 }]
`,
    choice: { key: 'language', values: ['nb', 'nn'], explanation: 'Bokmål' },
    help: { key: 'contact', title: 'Kontaktpunkt', description: 'en felles e-postadresse' },
    mistake: { key: 'organisationNumber', value: '"97241788"', message: 'nøyaktig ni sifre' },
  },
  need: {
    path: 'agencies/kld/needs/klimaregnskap.yaml',
    text: need,
    choice: {
      key: 'ground',
      values: ['interface', 'shared-tasks', 'outside-view', 'methods', 'competence-gap'],
      explanation: 'Grenseflate – virksomhetene møtes',
    },
    help: { key: 'background', title: 'Bakgrunn', description: 'Hvorfor trenger dere dette' },
    mistake: { key: 'direction', value: 'host', message: 'Skriv «send»' },
  },
  offer: {
    path: 'agencies/miljodirektoratet/offers/klimadata.yaml',
    text: need.replace('direction: send', 'direction: host').replace('ground: competence-gap\n', ''),
    choice: { key: 'direction', values: ['host', 'lend'], explanation: 'Ta imot – dere er vertskap' },
    help: { key: 'learningGoals', title: 'Hva en gjest kan lære', description: 'kommer til dere' },
    mistake: { key: 'level', value: 'expert', message: 'Velg ett av: employee' },
  },
  agreement: {
    path: 'agreements/klimaregnskap-2027/agreement.yaml',
    text: agreement,
    choice: {
      key: 'employer',
      values: ['sender', 'host', 'null'],
      explanation: 'Utlån – avgivende virksomhet',
    },
    help: { key: 'from', title: 'Avgivende virksomhet', description: 'medarbeideren kommer fra' },
    mistake: { key: 'template', value: 'Samarbeidsavtale', message: 'navnet på malen' },
  },
  evaluation: {
    path: 'agreements/klimaregnskap-2027/evaluations/ut-1-end-participant.yaml',
    text: `exchange: ut-1
stage: end
by: participant
date: 2027-09-20
language: nb
ratings: { learning: 4 }
learned: Hvordan et klimaregnskap bygges opp.
`,
    choice: { key: 'stage', values: ['start', 'midway', 'end', 'after'], explanation: 'Oppstart' },
    help: { key: 'learned', title: 'Hva ble lært?', description: 'læringsmålene i avtalen' },
    mistake: { key: 'date', value: '20.09.2027', message: 'Skriv datoen som år-måned-dag' },
  },
  followup: {
    path: 'agreements/arkivplan-2027/follow-up.yaml',
    text: `done:
  - milestone: midtveis
    exchange: ut-1
    date: 2027-06-15
`,
    help: { key: 'exchange', title: 'Utveksling', description: 'gjelder hele avtalen' },
    mistake: { key: 'date', value: 'i dag', message: 'Skriv datoen som år-måned-dag' },
  },
  decision: {
    path: 'decisions/kld.klimaregnskap--miljodirektoratet.klimadata.yaml',
    text: `match: kld.klimaregnskap--miljodirektoratet.klimadata
by: miljodirektoratet
reason: timing
date: 2026-11-20
fingerprint: sha256:${'0'.repeat(64)}
`,
    choice: {
      key: 'reason',
      values: ['no-capacity', 'timing', 'not-relevant', 'partner-found', 'conditions', 'other'],
      explanation: 'Vi har ikke kapasitet nå',
    },
    help: { key: 'match', title: 'Koblingsforslag', description: 'Navnet på koblingsforslaget' },
    mistake: { key: 'match', value: 'kld--miljodirektoratet', message: 'Kopier navnet fra forslaget' },
  },
  programme: {
    path: 'programme/programme.yaml',
    text: programme,
    choice: {
      key: 'anchor',
      values: [
        'exchange-start',
        'exchange-midway',
        'exchange-end',
        'exchanges-start',
        'exchanges-end',
        'agreement-start',
        'agreement-end',
      ],
      explanation: 'Første dag i utvekslingen',
    },
    help: { key: 'minimumScore', title: 'Laveste poengsum', description: 'blir ikke foreslått' },
    mistake: { key: 'mailbox', value: 'programkontoret', message: 'gyldig e-postadresse' },
  },
  competences: {
    path: 'programme/competences.yaml',
    text: `competences:
  - id: klima
    label:
${three('      ', 'Klima og miljø')}
    broader: null
    synonyms: { nb: [klimaregnskap], nn: [klimarekneskap] }
    validFrom: 2026-01-01
targetGroups: []
`,
    help: { key: 'broader', title: 'Hører under', description: 'Kortnavnet til det videre området' },
    mistake: { key: 'validFrom', value: 'i dag', message: 'Skriv datoen som år-måned-dag' },
  },
  assumptions: {
    path: 'programme/assumptions.yaml',
    text: `acceptance:
  accepted: 50
  declined: 30
registrations:
  perRound: 20
`,
    help: { key: 'perRound', title: 'For hver runde', description: 'kopier av påmeldinger' },
    mistake: { key: 'accepted', value: 'halvparten', message: 'integer' },
  },
  policy: {
    path: 'programme/policy.yaml',
    text: policy,
    choice: {
      key: 'severity',
      values: ['error', 'warning', 'notice'],
      explanation: 'Feil – avtalen kan ikke inngås',
    },
    help: { key: 'requires', title: 'Avtalen må svare på', description: 'må være fylt ut' },
    mistake: { key: 'severity', value: 'fatal', message: 'Skriv «error» (feil)' },
  },
}

/** The line that tells an editor where the schema of the file is. */
export function modeline(kind: string, path: string): string {
  const up = '../'.repeat(path.split('/').length - 1)
  return `# yaml-language-server: $schema=${up}schemas/${kind}.schema.json\n`
}
