import type { FieldPath } from '../../diagnostic.ts'

/**
 * The first place at which two values of JSON's kinds differ, in the order of the second; undefined when they say the
 * same. The order of keys says nothing, and a key with the value undefined is no key.
 */
export function firstDifference(before: unknown, after: unknown): FieldPath | undefined {
  if (!isGroup(before) || !isGroup(after) || Array.isArray(before) !== Array.isArray(after)) {
    return before === after ? undefined : []
  }
  for (const key of new Set([...Object.keys(after), ...Object.keys(before)])) {
    const inside = firstDifference(before[key], after[key])
    if (inside) return [Array.isArray(after) ? Number(key) : key, ...inside]
  }
  return undefined
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
