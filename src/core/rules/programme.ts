/** The programme's own files. */
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

export const programmeRules: readonly Rule[] = [missingFile]
