/** What an agreement says by itself: it is whole, it holds together, and its signatures are on what it says. */
import { answerRules } from './agreements/answers.ts'
import { choiceRules } from './agreements/choices.ts'
import { deviationRules } from './agreements/deviations.ts'
import { partyRules } from './agreements/parties.ts'
import { signatureRules } from './agreements/signatures.ts'
import type { Rule } from './rule.ts'

export const agreementRules: readonly Rule[] = [
  ...answerRules,
  ...partyRules,
  ...signatureRules,
  ...deviationRules,
  ...choiceRules,
]
