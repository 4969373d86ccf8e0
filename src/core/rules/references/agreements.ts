/** What agreements and evaluations refer to: rounds, standard texts, exchanges. */
import type { Evaluation, Programme } from '../../model.ts'
import { nearest } from '../../nearest.ts'
import { perProgramme, suggester, suggesting } from '../known.ts'
import type { Rule } from '../rule.ts'

const unknownRound: Rule = {
  code: 'references/unknown-round',
  severity: 'error',
  docs: {
    what: 'Runden en avtale hører til, står i programme/programme.yaml.',
    why: 'Frister, oppfølging og tall for runden følger av den.',
  },
  *check({ programme: { settings, agreements } }) {
    if (!settings) return
    const ids = settings.rounds.map(({ id }) => id)
    const names = settings.rounds.flatMap(({ id, name }) =>
      Object.values(name).map((called) => [called, id] as const),
    )
    const suggest = suggester([...ids.map((id) => [id, id] as const), ...names])
    for (const { file, round } of agreements.values()) {
      if (!ids.includes(round)) yield { file, at: ['round'], args: suggesting({ id: round }, suggest(round)) }
    }
  },
}

const unknownTemplate: Rule = {
  code: 'references/unknown-template',
  severity: 'error',
  docs: {
    what: 'Standardteksten en avtale bygger på, finnes i den utgaven som er oppgitt.',
    why: 'Uten teksten er det ingen avtale å lese eller signere.',
  },
  *check({ programme }) {
    for (const { file, template } of programme.agreements.values()) {
      if (programme.templates.has(template)) continue
      yield { file, at: ['template'], args: suggesting({ template }, likelyTemplate(template, programme)) }
    }
  },
}

/** The highest version of the document that was named, or of the one that was probably meant. */
function likelyTemplate(template: string, programme: Programme): string | undefined {
  const versions = highestVersions(programme)
  const document = nearest(template.split('@')[0] ?? '', [...versions.keys()]) ?? ''
  const version = versions.get(document)
  return version === undefined ? undefined : `${document}@${version}`
}

const highestVersions = perProgramme(({ templates }): ReadonlyMap<string, number> => {
  const highest = new Map<string, number>()
  for (const id of templates.keys()) {
    const [document = '', version] = id.split('@')
    highest.set(document, Math.max(Number(version), highest.get(document) ?? 0))
  }
  return highest
})

const templateLanguage: Rule = {
  code: 'references/template-language',
  severity: 'error',
  docs: {
    what: 'Standardteksten finnes på alle språkene avtalen skal være på.',
    why: 'En avtale kan ikke skrives ut på et språk teksten mangler.',
  },
  *check({ programme: { agreements, templates } }) {
    for (const { file, languages, template } of agreements.values()) {
      const available = templates.get(template)?.languages
      if (!available) continue
      for (const [index, language] of languages.entries()) {
        if (available.has(language)) continue
        const args = { language, template, available: [...available.keys()].join(', ') }
        yield { file, at: ['languages', index], args }
      }
    }
  },
}

const unknownExchange: Rule = {
  code: 'references/unknown-exchange',
  severity: 'error',
  docs: {
    what: 'En evaluering gjelder en utveksling i avtalen den ligger under.',
    why: 'Ellers vet ingen hva som er evaluert, og oppfølgingen purrer på noe som er gjort.',
  },
  *check({ programme }) {
    const told = new Set<string>()
    for (const evaluation of programme.evaluations) {
      const { file, agreement, exchange } = evaluation
      if (hasItsExchange(evaluation, programme)) continue
      // A folder without an agreement is one mistake, however many evaluations it holds.
      const exchanges = programme.agreements.get(agreement)?.exchanges
      if (!exchanges && told.has(agreement)) continue
      told.add(agreement)
      const suggestion = nearest(exchange, exchanges?.map(({ id }) => id) ?? [])
      yield { file, at: ['exchange'], args: suggesting({ exchange, agreement }, suggestion) }
    }
  },
}

/** Of an agreement that is there but cannot be read nothing can be said. */
function hasItsExchange({ agreement, exchange }: Evaluation, { agreements, paths }: Programme): boolean {
  const found = agreements.get(agreement)
  if (!found) return paths.has(`agreements/${agreement}/agreement.yaml`)
  return found.exchanges.some(({ id }) => id === exchange)
}

const evaluationName: Rule = {
  code: 'references/evaluation-name',
  severity: 'error',
  docs: {
    what: 'Filen med en evaluering heter <utveksling>-<tidspunkt>-<hvem>, slik det står inne i den.',
    why: 'Da er det én evaluering av hvert slag, og alle ser på navnet hvilken det er.',
  },
  *check({ programme }) {
    for (const evaluation of programme.evaluations) {
      const { file, name, exchange, stage, by } = evaluation
      const right = `${exchange}-${stage}-${by}`
      if (name !== right && hasItsExchange(evaluation, programme)) {
        yield { file, at: [], args: { name, right } }
      }
    }
  },
}

export const agreementReferences: readonly Rule[] = [
  unknownRound,
  unknownTemplate,
  templateLanguage,
  unknownExchange,
  evaluationName,
]
