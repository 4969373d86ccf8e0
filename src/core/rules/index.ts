/** All rules. To add one: an object in its family, and a folder with an `ok` and a `bad` world in tests/rules/. */
import { agreementRules } from './agreements.ts'
import { changeRules } from './change.ts'
import { dateRules } from './dates.ts'
import { endingRules } from './endings.ts'
import { evaluationRules } from './evaluations.ts'
import { identityRules } from './identity.ts'
import { matchingRules } from './matching.ts'
import { policyRules } from './policy.ts'
import { programmeRules } from './programme.ts'
import { referenceRules } from './references.ts'
import type { Rule } from './rule.ts'
import { templateRules } from './templates.ts'

export const rules: readonly Rule[] = [
  ...programmeRules,
  ...matchingRules,
  ...identityRules,
  ...referenceRules,
  ...dateRules,
  ...endingRules,
  ...policyRules,
  ...agreementRules,
  ...evaluationRules,
  ...templateRules,
  ...changeRules,
]
