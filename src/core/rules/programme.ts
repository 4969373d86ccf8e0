/** The programme's own files. */
import { nearest } from '../nearest.ts'
import { alwaysRead } from '../scope.ts'
import type { Rule } from './rule.ts'

const missingFile: Rule = {
  code: 'programme/missing-file',
  severity: 'error',
  docs: {
    what: 'Programmet har filene programme.yaml, competences.yaml og policy.yaml i mappen programme/.',
    why: 'Uten programme.yaml finnes det ingen runder, frister og vekter. Uten de to andre kan ikke kompetanseområder og mobilitetsregler kontrolleres.',
  },
  *check({ programme }) {
    for (const file of alwaysRead) {
      if (programme.paths.has(file)) continue
      yield { file, at: [] }
    }
  },
}

const unknownTemplate: Rule = {
  code: 'programme/unknown-template',
  severity: 'error',
  docs: {
    what: 'Malen en milepæl nevner, finnes under templates/.',
    why: 'Påminnelsen lenker til malen. Finnes den ikke, kommer deltakerne til samtalen uten noe å gå etter.',
  },
  *check({ programme: { settings, templates } }) {
    if (!settings) return
    const documents = new Set(Array.from(templates.keys(), (id) => id.split('@')[0] ?? ''))
    for (const [index, { template }] of (settings.milestones ?? []).entries()) {
      if (template === undefined || documents.has(template)) continue
      const suggestion = nearest(template, [...documents])
      const args = { template, ...(suggestion ? { suggestion } : {}) }
      yield { file: settings.file, at: ['milestones', index, 'template'], args }
    }
  },
}

export const programmeRules: readonly Rule[] = [missingFile, unknownTemplate]
