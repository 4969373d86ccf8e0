/** The rule book agencies read: generated from the rules themselves, so that it cannot say anything else than they do. */
import type { Severity } from '../diagnostic.ts'

export type RuleEntry = {
  readonly code: string
  readonly severity: Severity
  readonly docs: { readonly what: string; readonly why: string }
}

const subjects: Readonly<Record<string, string>> = {
  file: 'Filer',
  yaml: 'Skrivemåten i filene',
  schema: 'Feltene i filene',
  'personal-data': 'Personopplysninger',
  programme: 'Programmet',
  matching: 'Kobling',
  identity: 'Hvem og hva',
  references: 'Henvisninger',
  dates: 'Datoer',
  numbers: 'Tall',
  agreement: 'Avtaler',
  evaluation: 'Evalueringer',
  policy: 'Mobilitetsreglene',
  templates: 'Standardtekster',
  change: 'Endringer',
}

const severities: Readonly<Record<Severity, string>> = {
  error: 'Feil. Må rettes før endringen kan tas inn.',
  warning: 'Advarsel. Bør rettes, men stopper ikke.',
  notice: 'Merknad. Til opplysning.',
}

/** Markdown, one heading for each code, so that messages can link to it. */
export function ruleBook(rules: readonly RuleEntry[]): string {
  const order = [...new Set(rules.map(({ code }) => subjectOf(code)))]
  const chapters = order.map((subject) => {
    const entries = rules.filter(({ code }) => subjectOf(code) === subject)
    return `## ${subjects[subject] ?? subject}\n\n${entries.map(entry).join('\n\n')}`
  })
  return `<!-- Laget av «mobilitet rules» fra reglene i src/core. Endre reglene, ikke denne siden. -->

# Reglene

Dette er alt som blir kontrollert når en fil blir lagt inn eller endret. Hver melding har en kode,
og koden finner du igjen som overskrift her.

${chapters.join('\n\n')}
`
}

function subjectOf(code: string): string {
  return code.split('/')[0] ?? ''
}

function entry({ code, severity, docs }: RuleEntry): string {
  return `### ${code}\n\n${docs.what}\n\n${docs.why}\n\n*${severities[severity]}*`
}
