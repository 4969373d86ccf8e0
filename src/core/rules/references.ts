/** Whatever one file says of another is there, means one thing, and can be used for what it is used for. */
import { agencyReferences } from './references/agencies.ts'
import { agreementReferences } from './references/agreements.ts'
import { conceptReferences } from './references/concepts.ts'
import { matchReferences } from './references/matches.ts'
import { milestoneReferences } from './references/milestones.ts'
import { repeatedId } from './references/repeated.ts'
import type { Rule } from './rule.ts'

export const referenceRules: readonly Rule[] = [
  ...agencyReferences,
  ...conceptReferences,
  ...matchReferences,
  ...agreementReferences,
  ...milestoneReferences,
  repeatedId,
]
