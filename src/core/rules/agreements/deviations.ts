/** Deviations from the standard text: from a clause it has, in every language of the agreement. */
import type { Template } from '../../model.ts'
import { nearest } from '../../nearest.ts'
import { suggesting } from '../known.ts'
import type { Rule } from '../rule.ts'

const unknownClause: Rule = {
  code: 'agreement/unknown-clause',
  severity: 'error',
  docs: {
    what: 'Et avvik gjelder et punkt som finnes i standardteksten.',
    why: 'Ellers vet ingen hvilket punkt som er endret.',
  },
  *check({ programme: { agreements, templates } }) {
    for (const { file, deviations, template } of agreements.values()) {
      if (!templates.has(template) || deviations.length === 0) continue
      const texts = [template, `exchange-agreement@${template.split('@')[1]}`]
      const known = texts.flatMap((id) => clausesIn(templates.get(id)))
      for (const [index, { clause }] of deviations.entries()) {
        if (known.includes(clause)) continue
        yield {
          file,
          at: ['deviations', index, 'clause'],
          args: suggesting({ clause }, nearest(clause, known)),
        }
      }
    }
  },
}

/** The names are the same in every language of a standard text. */
function clausesIn(template: Template | undefined): readonly string[] {
  const names = [...(template?.languages.values() ?? [])].flatMap(({ text }) =>
    Array.from(text.matchAll(/\{\{~?\s*clause\s+["']([^"']+)["']\s*~?\}\}/g), ([, name = '']) => name),
  )
  return [...new Set(names)]
}

const deviationLanguage: Rule = {
  code: 'agreement/deviation-language',
  severity: 'error',
  docs: {
    what: 'Et avvik er skrevet på alle språkene avtalen er på.',
    why: 'Partene skal lese den samme avtalen, uansett språk.',
  },
  *check({ programme }) {
    for (const { file, deviations, languages } of programme.agreements.values()) {
      for (const [index, { clause, text }] of deviations.entries()) {
        for (const language of languages) {
          if (text[language]?.trim()) continue
          const args = { clause, language, languageWord: `language.${language}` }
          yield { file, at: ['deviations', index, 'text', language], args }
        }
      }
    }
  },
}

export const deviationRules: readonly Rule[] = [unknownClause, deviationLanguage]
