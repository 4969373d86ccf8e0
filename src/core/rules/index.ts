/** All rules. To add one: an object in its family, and a folder with an `ok` and a `bad` world in tests/rules/. */
import { identityRules } from './identity.ts'
import type { Rule } from './rule.ts'

export const rules: readonly Rule[] = [...identityRules]
