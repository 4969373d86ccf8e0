/** Conditions in schemas, as far as ours have them. */
import type { JsonSchema } from '../json-schema.ts'

/**
 * The keys that must be there because of what is said elsewhere (`if` and `then`). Of conditions, those the schemas
 * use are understood: that a list holds a value.
 */
export function demandedBy(
  { if: condition, then }: JsonSchema,
  data: Readonly<Record<string, unknown>>,
): readonly string[] {
  if (!condition || !then) return []
  const holds = Object.entries(condition.properties ?? {}).every(([key, { contains }]) => {
    const wanted = (contains as { readonly const?: unknown } | undefined)?.const
    const list = data[key]
    return Array.isArray(list) && list.includes(wanted)
  })
  return holds ? (then.required ?? []) : []
}
