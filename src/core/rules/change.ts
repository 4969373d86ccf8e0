/** What a change may not do, whatever state it leaves behind. Judged only when there is something before it. */
import { recordChanges } from './change/records.ts'
import { termsChanges } from './change/terms.ts'
import type { Rule } from './rule.ts'

export const changeRules: readonly Rule[] = [...termsChanges, ...recordChanges]
