/** That an id means one thing: it is not given twice in one list. */
import { overlap } from '../../days.ts'
import type { FieldPath, Finding } from '../../diagnostic.ts'
import type { PolicyRule, Programme } from '../../model.ts'
import { competencesFile, policyFile } from '../known.ts'
import type { Rule } from '../rule.ts'

type Identified = { readonly id: string }

export const repeatedId: Rule = {
  code: 'references/repeated-id',
  severity: 'error',
  docs: {
    what: 'En «id» står én gang i sin liste. En regel i programme/policy.yaml kan stå flere ganger når den ikke gjelder to ganger samtidig.',
    why: 'Andre filer viser til «id». Er det to, vet ingen hvilken som er ment.',
  },
  *check({ programme }) {
    for (const [file, at, list] of lists(programme)) yield* repeated(file, at, list)
    yield* repeated(policyFile, ['rules'], programme.policy, areInForceTogether)
  },
}

function* lists(
  programme: Programme,
): Generator<readonly [file: string, at: FieldPath, list: readonly Identified[]]> {
  const { concepts, settings, agreements } = programme
  if (concepts) {
    yield [competencesFile, ['competences'], concepts.competences]
    yield [competencesFile, ['targetGroups'], concepts.targetGroups]
  }
  if (settings) {
    yield [settings.file, ['rounds'], settings.rounds]
    yield [settings.file, ['milestones'], settings.milestones ?? []]
  }
  for (const { file, exchanges } of agreements.values()) yield [file, ['exchanges'], exchanges]
}

function* repeated<T extends Identified>(
  file: string,
  at: FieldPath,
  list: readonly T[],
  clash: (one: T, other: T) => boolean = () => true,
): Generator<Finding> {
  const earlier = new Map<string, T[]>()
  for (const [index, item] of list.entries()) {
    const namesakes = earlier.get(item.id) ?? []
    if (namesakes.some((other) => clash(other, item))) {
      yield { file, at: [...at, index, 'id'], args: { id: item.id, list: String(at[0]) } }
    }
    earlier.set(item.id, [...namesakes, item])
  }
}

const endOfTime = '9999-12-31'

function areInForceTogether(one: PolicyRule, other: PolicyRule): boolean {
  const inForce = ({ validFrom, validTo }: PolicyRule) => ({ from: validFrom, to: validTo ?? endOfTime })
  return overlap(inForce(one), inForce(other)) !== undefined
}
