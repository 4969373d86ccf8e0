// Generated from schemas/ by "npm run generate". Do not edit.
import type { ErrorObject } from 'ajv'
export type Validator = { (data: unknown): boolean; errors?: ErrorObject[] | null }
export const need: Validator
export const offer: Validator
