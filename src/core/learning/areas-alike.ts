/**
 * Fagområder uten påmelding: partners who found each other themselves have chosen no competence areas. What somebody else
 * has registered in nearly the same words tells which they are; guesses from single words proved to be too often wrong.
 */
import { type Described, readIdeas } from '../match/text/ideas.ts'
import { similarity } from '../match/text/similarity.ts'
import type { Programme } from '../model.ts'

/** The first area of the registration most like this, which is what it is most about; none when no registration is like it. */
export type AreasAlike = (text: Pick<Described, 'title' | 'learningGoals'>) => readonly string[]

/** Texts about different things come to 0.4 now and then: measured on the example programme, docs/evaluation.md. */
const least = 0.5

/** No registration has this id, for theirs hold a full stop. */
const asked = 'asked'

export function areasAlikeIn({ registrations, competences }: Programme): AreasAlike {
  return ({ title, learningGoals }) => {
    const ideas = readIdeas(
      [{ id: asked, title, learningGoals, background: '' }, ...registrations.values()],
      competences.values(),
    )
    const own = ideas.get(asked)
    let best: { readonly like: number; readonly areas: readonly string[] } = { like: 0, areas: [] }
    for (const { id, competences: areas } of registrations.values()) {
      const other = ideas.get(id)
      const like = own && other ? similarity(own, other) : 0
      if (like > best.like) best = { like, areas }
    }
    return best.like >= least ? best.areas.slice(0, 1) : []
  }
}
