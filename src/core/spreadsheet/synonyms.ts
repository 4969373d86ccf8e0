/** Overskrifter: what coordinators call the columns, besides what the form calls them. In bokmål, nynorsk and English. */

/** By path of the field. The first is what the column is called where needs and offers stand together. */
export const synonyms: Readonly<Record<string, readonly string[]>> = {
  title: ['Tittel', 'Overskrift', 'Navn på behov', 'Navn på tilbud', 'Tema', 'Heading', 'Topic'],
  language: ['Språk', 'Målform', 'Language'],
  unit: ['Enhet', 'Avdeling', 'Seksjon', 'Avdeling/seksjon', 'Eining', 'Department', 'Unit'],
  competences: [
    ...['Kompetanse', 'Kompetanser', 'Kompetanseområde', 'Kompetanseområder', 'Fagområde', 'Fagfelt', 'Fag'],
    ...['Competence', 'Competences', 'Competence area', 'Kompetansebehov', 'Kompetansetilbud'],
  ],
  targetGroups: ['Målgrupper', 'Målgruppe', 'Brukergruppe', 'Brukergrupper', 'Brukargrupper', 'Target group'],
  background: [
    ...['Bakgrunn', 'Beskrivelse', 'Begrunnelse', 'Om behovet', 'Om tilbudet', 'Omtale', 'Skildring'],
    ...['Grunngiving', 'Background', 'Description', 'Behovsbeskrivelse'],
  ],
  learningGoals: ['Læringsmål', 'Mål', 'Ønsket læring', 'Læringsutbytte', 'Læringspunkter', 'Goals'],
  ground: ['Grunnlag', 'Grunnlag for samarbeid', 'Årsak', 'Ground', 'Basis'],
  direction: ['Retning', 'Sende eller motta', 'Sende/ta imot', 'Ta imot/låne ut', 'Direction'],
  forms: [
    'Form',
    'Former',
    'Utvekslingsform',
    'Type utveksling',
    'Form for utveksling',
    'Forms',
    'Exchange form',
  ],
  inReturn: [
    'Bytte',
    'I bytte',
    'Gjenytelse',
    'Gir tilbake',
    'Motytelse',
    'Motyting',
    'In return',
    'Tilbake',
  ],
  'period.from': [
    'Fra',
    'Fra dato',
    'Startdato',
    'Oppstart',
    'Start',
    'Tidligste start',
    'Frå',
    'Frå dato',
    'From',
  ],
  'period.to': ['Til', 'Til dato', 'Sluttdato', 'Slutt', 'Seneste slutt', 'Seinaste slutt', 'To', 'End date'],
  'duration.minWeeks': [
    'Minst uker',
    'Min uker',
    'Uker fra',
    'Minst veker',
    'Min weeks',
    'Korteste varighet (uker)',
  ],
  'duration.maxWeeks': [
    'Mest uker',
    'Maks uker',
    'Uker til',
    'Mest veker',
    'Max weeks',
    'Lengste varighet (uker)',
  ],
  'workload.min': [
    'Minste stillingsprosent',
    'Laveste stillingsprosent',
    'Min prosent',
    'Minst prosent',
    'Min percent',
  ],
  'workload.max': [
    'Største stillingsprosent',
    'Maks stillingsprosent',
    'Maks prosent',
    'Mest prosent',
    'Max percent',
  ],
  'place.municipality': [
    'Kommune',
    'Sted',
    'Arbeidssted',
    'By',
    'Stad',
    'Arbeidsstad',
    'Municipality',
    'Place',
  ],
  'place.presence': [
    'Oppmøte',
    'Tilstedeværelse',
    'Fysisk/digitalt',
    'Arbeidsform',
    'Presence',
    'Attendance',
  ],
  places: ['Antall plasser', 'Plasser', 'Antall', 'Antall personer', 'Talet på plassar', 'Plassar', 'Places'],
  level: ['Stillingsnivå', 'Nivå', 'Level'],
  clearance: ['Sikkerhetsnivå', 'Sikkerhetsklarering', 'Klarering', 'Tryggleiksklarering', 'Clearance'],
  'partners.wished': [
    ...['Ønskede partnere', 'Ønsket partner', 'Ønsket samarbeidspartner', 'Ønsker samarbeid med'],
    ...['Ønskt partnar', 'Ønskte partnarar', 'Wished partners', 'Wished partner'],
  ],
  'partners.excluded': [
    'Uaktuelle partnere',
    'Ikke aktuelle',
    'Ikke aktuelle partnere',
    'Uaktuelle partnarar',
  ],
  matchingHelp: [
    'Koblingshjelp',
    'Ønsker koblingshjelp',
    'Hjelp til kobling',
    'Koplingshjelp',
    'Matching help',
  ],
  'anchoring.role': [
    ...['Forankret hos', 'Godkjent av (rolle)', 'Rolle til den som har godkjent', 'Godkjenners rolle'],
    ...['Forankra hos', 'Godkjend av (rolle)', 'Approved by (role)', 'Godkjent av rolle', 'Forankring'],
  ],
  'anchoring.date': [
    'Godkjent dato',
    'Dato for forankring',
    'Forankret dato',
    'Godkjend dato',
    'Approved date',
  ],
  confirmed: ['Bekreftet', 'Bekreftet dato', 'Oppdatert', 'Stadfesta', 'Confirmed'],
  'withdrawn.date': ['Trukket', 'Trukket dato', 'Trekt dato', 'Withdrawn'],
  'withdrawn.reason': ['Hvorfor trukket', 'Grunn til at den er trukket', 'Kvifor trekt', 'Why withdrawn'],
}

/** One column for both ends of something. */
export const spans: Readonly<Record<'period' | 'duration' | 'workload', readonly string[]>> = {
  period: [
    'Periode',
    'Tidsrom',
    'Tidspunkt',
    'Når',
    'Når passer det',
    'Når gjelder tilbudet',
    'Period',
    'Når passar det',
  ],
  duration: [
    'Varighet',
    'Lengde',
    'Lengd',
    'Antall uker',
    'Uker',
    'Talet på veker',
    'Duration',
    'Length of stay',
  ],
  workload: [
    'Stillingsprosent',
    'Prosent',
    'Stillingsandel',
    'Omfang',
    'Workload',
    'Percentage of full time',
  ],
}

/** What is no field of the form. */
export const ownHeadings = {
  id: ['Id (ikke endre)', 'Id (ikkje endre)', 'Id (do not change)', 'Id', 'ID'],
  kind: [
    'Behov eller tilbud',
    'Behov/tilbud',
    'Behov eller tilbod',
    'Behov/tilbod',
    'Type',
    'Need or offer',
    'Slag',
  ],
  agency: [
    ...[
      'Virksomhet',
      'Etat',
      'Organisasjon',
      'Departement',
      'Direktorat',
      'Virksomhetens navn',
      'Navn på virksomhet',
    ],
    ...['Organisasjonsnummer', 'Orgnr', 'Org.nr', 'Verksemd', 'Agency', 'Organisation', 'Virksomheten'],
  ],
  fault: ['Feil', 'Feil (slett gjerne)', 'Error', 'Errors'],
} as const

/** Numbers and marks that coordinators keep for themselves: nothing is lost when they are not read. */
export const counting = ['Nr', 'Nr.', 'Løpenr', 'Løpenummer', '#', 'No', 'Rad', 'Number']

/** Theirs too, but somebody may think that they are read. */
export const remarks = [
  'Kommentar',
  'Kommentarer',
  'Kommentarar',
  'Merknad',
  'Merknader',
  'Status',
  'Notat',
  'Comment',
]

/**
 * Columns that are about a person, whatever stands in them. Part of a word is enough: «Saksbehandlers navn». Roles and
 * units are no persons, and neither is how many there are.
 */
export const aboutPerson =
  /kontakt(?:person|info|perso)?|saksbehandl|saksbehandlar|personnavn|personnamn|fornavn|etternavn|fornamn|etternamn|first name|last name|surname|navn på (?:leder|ansatt|kandidat|medarbeider|deltaker)|namn på (?:leiar|tilsett|kandidat|medarbeidar|deltakar)|(?:leders|kandidatens|medarbeiders|ansattes) navn|kandidat|deltak(?:er|ar)|ansvarlig|ansvarleg|innmelder|innmeldar|registrert av|utfylt av|e-?post|e-?mail|mobil|telefon|tlf|phone|fødsels|personnummer|adresse|address|contact|case ?worker|name of|fullt navn|^navn$|^namn$|^name$/i
