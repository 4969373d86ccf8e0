/**
 * Sitat: what somebody has learned that is near to what others now want to learn. It is told beside a proposal and an
 * entry, and never counts in the score (docs/decisions/027-learning-is-cited.md): nobody is to be proposed more often
 * because somebody once wrote well.
 */
import { compare } from '../diagnostic.ts'
import { closeness, kinship } from '../match/score/taxonomy.ts'
import { type Described, type Ideas, readIdeas } from '../match/text/ideas.ts'
import { similarity } from '../match/text/similarity.ts'
import type { Programme, Registration } from '../model.ts'
import { perProgramme } from '../rules/known.ts'
import { type Learned, learnedIn } from './learned.ts'

/** So many are told: enough to follow up, few enough to be read. */
export const mostCited = 2

/** An area counts from itself to the one above or below it. */
const nearArea = 0.7

/** Of texts about the same area, and of texts alone. Measured on the example programme: docs/evaluation.md. */
const [likeInArea, likeAlone] = [0.25, 0.45] as const

type Near = { readonly one: Learned; readonly weight: number }

/**
 * What was learned that is nearest to these registrations, the nearest first. Each agreement is cited once, and never
 * the one that is proposed. By registration of the same programme.
 */
export function citationsFor(
  registrations: readonly Registration[],
  programme: Programme,
  except?: string,
): readonly Learned[] {
  const near = learnedIn(programme)
    .filter(({ agreement, stage }) => agreement !== except && stage !== 'start')
    .flatMap((one) => nearness(one, registrations, programme))
    .sort((a, b) => b.weight - a.weight || compare(b.one.date, a.one.date) || compare(a.one.id, b.one.id))
  const byAgreement = new Map<string, Learned>()
  for (const { one } of near) if (!byAgreement.has(one.agreement)) byAgreement.set(one.agreement, one)
  return [...byAgreement.values()].slice(0, mostCited)
}

/** Nothing when it is near to none of them. */
function nearness(
  one: Learned,
  registrations: readonly Registration[],
  programme: Programme,
): readonly Near[] {
  const { kin, ideas } = groundOf(programme)
  const weights = registrations.flatMap((registration) => {
    const area = Math.max(
      0,
      ...one.areas.flatMap((area) => registration.competences.map((own) => closeness(kin, area, own))),
    )
    const like = similarityOf(ideas.get(keyOf(one)), ideas.get(registration.id))
    const isNear = (area >= nearArea && like >= likeInArea) || like >= likeAlone
    return isNear ? [area + like] : []
  })
  return weights.length > 0 ? [{ one, weight: Math.max(...weights) }] : []
}

function similarityOf(one: Ideas | undefined, other: Ideas | undefined): number {
  return one && other ? similarity(one, other) : 0
}

/** Read once for each programme: everything that is compared. */
const groundOf = perProgramme((programme) => ({
  kin: kinship(programme.competences),
  ideas: readIdeas(
    [...programme.registrations.values(), ...learnedIn(programme).map(described)],
    programme.competences.values(),
  ),
}))

/** No registration has such an id. */
function keyOf({ id }: Learned): string {
  return `learned/${id}`
}

function described(one: Learned): Described {
  return { id: keyOf(one), title: one.title, learningGoals: [...one.goals], background: one.learned }
}
