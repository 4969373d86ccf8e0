/** What a rule is: small, stateless, and it carries its name and its reasons. Its proof lies in tests/rules/<code>/. */
import type { Diagnostic, Finding, Severity } from '../diagnostic.ts'
import type { IsoDate, Programme } from '../model.ts'

export type World = {
  readonly programme: Programme
  readonly today: IsoDate
  /** The programme as it was before the change that is judged; undefined when a state, not a step, is judged. */
  readonly before?: Programme
}

export type Rule = {
  /** `<subject>/<defect>`, never reused. */
  readonly code: string
  readonly severity: Severity
  /** What is demanded and why, in bokmål, for the rule book agencies read. */
  readonly docs: { readonly what: string; readonly why: string }
  readonly check: (world: World) => Iterable<Finding>
}

export type PlaceOf = (finding: Finding) => Diagnostic['place']

/** Runs rules over a world and gives every finding its line. */
export function judge(rules: readonly Rule[], world: World, placeOf: PlaceOf): readonly Diagnostic[] {
  return rules.flatMap(({ code, severity, check }) =>
    Array.from(check(world), (finding) => ({
      code,
      severity: finding.severity ?? severity,
      place: placeOf(finding),
      args: finding.args ?? {},
    })),
  )
}
