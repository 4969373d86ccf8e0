/** When files came, by Git, for the figures that ask for it. What cannot be known is told as unknown. */
import { type History, noHistory } from '../core/report/figures/facts.ts'
import { repositoryIn } from '../io/git.ts'

export function historyOf(root: string): History {
  const git = repositoryIn(root)
  if (git === undefined) return noHistory
  if (git.isShallow()) return { kind: 'shallow', first: new Map() }
  return { kind: 'whole', first: git.firstSaved(['agencies', 'agreements']) }
}
