// Generated from schemas/ by "npm run generate". Do not edit.
import type { ErrorObject } from 'ajv'
export type Validator = { (data: unknown): boolean; errors?: ErrorObject[] | null }
export const agency: Validator
export const agreement: Validator
export const assumptions: Validator
export const competences: Validator
export const decision: Validator
export const evaluation: Validator
export const followup: Validator
export const need: Validator
export const offer: Validator
export const policy: Validator
export const programme: Validator
