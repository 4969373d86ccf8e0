/** Et rotete regneark: what coordinators send, in all the ways they write things. */
import type { CellValue } from 'hucre/xlsx'
import type { Rows } from './office.ts'

export const headings = [
  'Nr.',
  'Etat',
  'Behov/tilbud',
  'Tittel',
  'Navn på kontaktperson',
  'Kompetanseområde',
  'Beskrivelse',
  'Læringsmål',
  'Grunnlag',
  'Retning',
  'Utvekslingsform',
  'I bytte',
  'Periode',
  'Varighet',
  'Stillingsprosent',
  'Kommune',
  'Oppmøte',
  'Nivå',
  'Ønskede partnere',
  'Koblingshjelp',
  'Godkjent av (rolle)',
  'Godkjent dato',
  'Internt notat',
] as const

const agencies = [
  'KLD',
  'dfø',
  'Skatteetaten',
  ' NAV ',
  '972 417 882',
  'Miljødirektoratet',
  'digdir',
  'SSB',
  'Mattilsynet',
  'Hdir',
]
const competences = [
  'Klima',
  'anskaffelser',
  'DATAANALYSE',
  'Statistikk; dataanalyse',
  'klarspråk',
  'Virksomhetsstyring, etatsstyring',
  'IT-arkitektur\nKlima',
]
const periods: readonly CellValue[] = [
  '01.03.2027–31.12.2027',
  'vår 2027',
  '1.2.2027 - 30.11.2027',
  'mars 2027–oktober 2027',
  '2027-02-01 til 2027-12-15',
  'Høst 2027',
]
const shares: readonly CellValue[] = [0.6, '60 %', 60, '40–100 %', '50%', '40-80', 1]
const durations: readonly CellValue[] = ['8–26 uker', '12 uker', 10, '3 måneder', '2-4 mnd']
const presences = ['Delt', 'på stedet', 'DIGITALT', 'hybrid', 'Delt ']
const levels = ['Fagspesialist', 'medarbeider', 'Leder', 'specialist']

const pick = <T>(values: readonly T[], at: number): T => values[at % values.length] as T

/** A row that can be read, however oddly it is written. */
export function goodRow(at: number): CellValue[] {
  const isNeed = at % 3 !== 2
  return [
    at + 1,
    pick(agencies, at),
    pick(isNeed ? ['Behov', 'behov', 'BEHOV '] : ['Tilbud', 'tilbod'], at),
    `Emne nummer ${at + 1}: læring på tvers`,
    'Kari Nordmann',
    pick(competences, at),
    `Vi står foran oppgave ${at + 1} og trenger å lære av andre som har gjort det før oss.\u00A0 Ordning ${(at + 1) * 7} er ny.`,
    at % 2 === 0
      ? 'Kunne planlegge arbeidet\nKunne måle virkningen'
      : '- Kunne planlegge arbeidet\n- Kunne måle virkningen',
    pick(['Kompetansehull', 'felles oppgaver', 'Metoder'], at),
    isNeed ? pick(['Sende', 'sende'], at) : pick(['Ta imot', 'Låne ut'], at),
    pick(['Hospitering', 'hospitering; kortere utveksling', 'Kortere utveksling'], at),
    null,
    pick(periods, at),
    pick(durations, at),
    pick(shares, at),
    pick(['Oslo', 'Trondheim ', 'Bergen'], at),
    pick(presences, at),
    pick(levels, at),
    pick([null, 'DSA', 'hvl, dsa', '974760673'], at),
    pick(['Ja', 'ja', 'X', true], at),
    'Avdelingsdirektør',
    pick([new Date(Date.UTC(2026, 9, 5)), '05.10.2026', '5.10.26', 46300, '2026-10-05'] as const, at),
    'husk å ringe',
  ]
}

const at = (heading: (typeof headings)[number]) => headings.indexOf(heading)

/** What is wrong, row by row, and the column it is wrong in. */
export const faults: readonly (readonly [heading: (typeof headings)[number], value: CellValue])[] = [
  ['Etat', 'Etaten for ingenting'],
  ['Periode', 'når som helst'],
  ['Stillingsprosent', 'litt'],
  ['Kompetanseområde', 'Klimma'],
  ['Godkjent dato', '31.02.2027'],
  ['Retning', 'Begge deler'],
  ['Beskrivelse', 'For kort'],
  ['Nivå', null],
]

/** Seventy registrations, eight of them with something wrong; titles above, a sum below, a blank row between. */
export function messyRows(): {
  readonly rows: Rows
  readonly wrong: readonly { readonly row: number; readonly column: number }[]
} {
  const rows: CellValue[][] = [
    ['Påmelding til mobilitetsprogrammet, våren 2027'],
    ['Sendes til programkontoret innen 15. desember'],
    [],
    [...headings],
  ]
  const wrong: { row: number; column: number }[] = []
  for (let index = 0; index < 70; index++) {
    if (index === 35) rows.push([])
    const row = goodRow(index)
    const fault = index % 9 === 4 ? faults[Math.floor(index / 9)] : undefined
    if (fault) {
      row[at(fault[0])] = fault[1]
      wrong.push({ row: rows.length, column: at(fault[0]) })
    }
    rows.push(row)
  }
  rows.push(['Sum', null, null, null, null, null, null, null, null, null, null, null, null, 70])
  return { rows, wrong }
}
