/** How often an agreement's milestones can have moved, by Git: the SEQUENCE of its calendar entries. */
import type { Revision } from '../core/follow-up/calendar.ts'
import type { Programme } from '../core/model.ts'
import { repositoryIn } from '../io/git.ts'
import { type Git, Unreadable } from '../io/ports.ts'
import type { Context } from './context.ts'

/** @throws Unreadable when older history is left out: a number that is lower than before would hide a change */
export function revisionsIn(
  { root, today, remark, speaker }: Pick<Context, 'root' | 'today' | 'remark' | 'speaker'>,
  { settings }: Programme,
): (agreement: string) => Revision {
  const git = repositoryIn(root)
  const shared = settings ? [settings.file] : []
  const known = new Map<string, Revision>()
  if (git === undefined) {
    remark(`${speaker.cli('follow-up/no-history')}\n`)
    return () => ({ sequence: 0, changed: today })
  }
  if (git.isShallow()) throw new Unreadable('tool/shallow-history', {})
  return (agreement) => {
    const found = known.get(agreement) ?? revision(git.history([`agreements/${agreement}`, ...shared]), today)
    known.set(agreement, found)
    return found
  }
}

function revision(saved: ReturnType<Git['history']>, today: string): Revision {
  const changed = saved
    .map(({ date }) => date)
    .sort()
    .at(-1)
  return { sequence: saved.length, changed: changed ?? today }
}
