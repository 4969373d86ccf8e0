/**
 * Standard texts: the same in every language but for the words. Read mark by mark and not by the template language itself,
 * for `check` is run on every change and must not load it.
 */
import type { Finding } from '../diagnostic.ts'
import type { Language, Template } from '../model.ts'
import { perProgramme } from './known.ts'
import type { Rule } from './rule.ts'

const agreementText = 'cooperation-agreement'

const missingLanguage: Rule = {
  code: 'templates/missing-language',
  severity: 'error',
  docs: {
    what: 'Alle standardtekster som hører sammen med en samarbeidsavtale, finnes på de samme språkene som den.',
    why: 'Ellers får den som leser avtalen på ett språk, ikke vedleggene og utvekslingsavtalen på det samme.',
  },
  *check({ programme: { templates } }) {
    for (const { id, languages } of templates.values()) {
      const [document = '', version = ''] = id.split('@')
      const model = templates.get(`${agreementText}@${version}`) ?? newestAgreement(templates)
      const [file] = Array.from(languages.values(), (text) => text.file)
      for (const language of model?.languages.keys() ?? []) {
        if (languages.has(language) || file === undefined) continue
        const missing = `templates/${document}/${version}/${language}.md.hbs`
        yield { file, at: [], args: { missing, languageWord: `language.${language}` } }
      }
    }
  },
}

function newestAgreement(templates: ReadonlyMap<string, Template>): Template | undefined {
  const numbers = [...templates.keys()]
    .filter((id) => id.startsWith(`${agreementText}@`))
    .map((id) => Number(id.split('@')[1]))
  return templates.get(`${agreementText}@${Math.max(...numbers)}`)
}

const otherClauses: Rule = {
  code: 'templates/other-clauses',
  severity: 'error',
  docs: {
    what: 'En standardtekst har de samme punktene, i samme rekkefølge, på alle språk.',
    why: 'Partene skal lese den samme avtalen, og et punkt skal ha samme nummer uansett språk.',
  },
  *check({ programme }) {
    for (const { model, other } of comparisons(programme)) {
      const clause = firstOther([...model.clauses.keys()], [...other.clauses.keys()])
      if (clause !== undefined) yield findingOn(other, { clause, languageWord: `language.${model.language}` })
    }
  },
}

const otherConditions: Rule = {
  code: 'templates/other-conditions',
  severity: 'error',
  docs: {
    what: 'Et punkt i en standardtekst har de samme vilkårene, avsnittene og feltene på alle språk.',
    why: 'Ellers kan det som er avtalt, stå på ett språk og mangle på et annet.',
  },
  *check({ programme }) {
    for (const { model, other } of comparisons(programme)) {
      for (const [clause, marks] of model.clauses) {
        const mark = firstOther(marks, other.clauses.get(clause) ?? marks)
        if (mark === undefined) continue
        yield findingOn(other, { clause, mark, languageWord: `language.${model.language}` })
        break
      }
    }
  },
}

/** A standard text in one language: what it consists of, clause by clause, without its words. */
type Outline = {
  readonly file: string
  readonly language: Language
  readonly clauses: ReadonlyMap<string, readonly string[]>
}

function findingOn({ file }: Outline, args: Finding['args'] & object): Finding {
  return { file, at: [], args }
}

/** Bokmål is what the others are held against, and where it is missing, the first there is. */
const comparisons = perProgramme(({ templates }) =>
  Array.from(templates.values()).flatMap((template) => {
    const [model, ...others] = outlines(template)
    return model ? others.map((other) => ({ model, other })) : []
  }),
)

function outlines({ languages }: Template): readonly Outline[] {
  return (['nb', 'nn', 'en'] as const).flatMap((language) => {
    const text = languages.get(language)
    return text ? [{ file: text.file, language, clauses: clausesIn(text.text) }] : []
  })
}

const markPattern = /\{\{~?(!--[\s\S]*?--|[^{}]*?)~?\}\}/g
const clausePattern = /^clause\s+["']([^"']+)["']$/
const structure = /^(?:[#/^]|else\b|item$)/

/** What stands before the first clause is told as if it were one, called «start». */
function clausesIn(text: string): ReadonlyMap<string, readonly string[]> {
  const clauses = new Map<string, string[]>()
  let marks: string[] = []
  let values: string[] = []
  clauses.set('start', marks)
  const settle = () => {
    marks.push(...values.sort())
    values = []
  }
  for (const [, written = ''] of text.matchAll(markPattern)) {
    const mark = written.trim().replace(/\s+/g, ' ')
    if (mark.startsWith('!')) continue
    const clause = clausePattern.exec(mark)?.[1]
    if (clause === undefined && !structure.test(mark)) {
      values.push(mark)
      continue
    }
    settle()
    if (clause === undefined) marks.push(mark)
    else {
      marks = []
      clauses.set(clause, marks)
    }
  }
  settle()
  return clauses
}

/** Where two lists part, what the second has, or lacks. */
function firstOther(model: readonly string[], other: readonly string[]): string | undefined {
  const length = Math.max(model.length, other.length)
  for (let index = 0; index < length; index++)
    if (model[index] !== other[index]) return other[index] ?? model[index]
  return undefined
}

export const templateRules: readonly Rule[] = [missingLanguage, otherClauses, otherConditions]
