/** What made-up registrations say: sentences of the repository's own ones, of the same areas where there are any. */
import type { Programme, Registration } from '../../src/core/model.ts'
import type { Dice } from './dice.ts'

type Told = Pick<Registration, 'title' | 'background' | 'learningGoals'>

export type Words = { about(competences: readonly string[], at: number, dice: Dice): Told }

/** Of the sentences about an area, this share is about that area; the rest are about anything. */
const toThePoint = 0.7

export function wordsOf({ registrations, competences }: Programme): Words {
  const all = [...registrations.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const any = all.flatMap(sentences)
  const about = new Map<string, string[]>()
  for (const one of all) {
    for (const id of one.competences) about.set(id, [...(about.get(id) ?? []), ...sentences(one)])
  }
  return {
    about(ids, at, dice) {
      const sentence = (): string => {
        const own = about.get(dice.pick(ids)) ?? any
        return dice.pick(dice.likely(toThePoint) ? own : any)
      }
      const name = ids.map((id) => competences.get(id)?.label.nb ?? id).join(' og ')
      return {
        title: `${name} ${at}`,
        background: dice.several(4, sentence).join(' '),
        learningGoals: [sentence(), sentence()],
      }
    },
  }
}

function sentences({ background, learningGoals }: Registration): readonly string[] {
  return [...background.trim().split(/(?<=[.!?])\s+/), ...learningGoals]
}
