/** When files came, by Git, for the figures that ask for it. What cannot be known is told as unknown. */
import { type History, noHistory } from '../core/report/figures/facts.ts'
import { gitIn } from '../io/git.ts'
import { Unreadable } from '../io/ports.ts'

export function historyOf(root: string): History {
  const git = gitIn(root)
  try {
    git.resolve('HEAD')
  } catch (error) {
    if (error instanceof Unreadable) return noHistory
    throw error
  }
  if (git.isShallow()) return { kind: 'shallow', first: new Map() }
  return { kind: 'whole', first: git.firstSaved(['agencies', 'agreements']) }
}
