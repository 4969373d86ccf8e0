/** Oppfølging: what has been opened is kept right first, and then there is room for what is new. */
import { isClosed } from '../../closing.ts'
import { followUpSettings } from '../../follow-up/settings.ts'
import type { Programme } from '../../model.ts'
import { nameOf } from '../../report/matching-sentences.ts'
import type { Action, Note, Plan } from '../action.ts'
import { labels } from '../labels.ts'
import { planAfterPause } from './after-pause.ts'
import { planExpiry } from './expiry.ts'
import type { FollowUpFacts } from './facts.ts'
import { marked } from './known.ts'
import { type Fresh, planReminders } from './reminders.ts'

/** Without settings there is nothing to go by, and nothing is touched. */
export function planFollowUp(facts: FollowUpFacts): Plan {
  if (!facts.programme.settings) return { actions: [], notes: [] }
  const isEnded = isClosed(facts.programme.settings, facts.today)
  const parts = [planReminders(facts), planExpiry(facts), ...(isEnded ? [] : [planAfterPause(facts)])]
  const open = parts.flatMap((part) => part.open)
  const { accepted, waiting } = withinLimits(
    parts.flatMap(({ fresh }) => fresh),
    open,
    facts.programme,
  )
  return {
    actions: [...parts.flatMap(({ actions }) => actions), ...accepted.map(opening)],
    notes: [...parts.flatMap(({ notes }) => notes), ...waiting],
  }
}

function opening({ telling, assignees }: Fresh): Action {
  const body = marked(telling.mark, telling.body)
  return { kind: 'open-issue', title: telling.title, body, labels: [labels.followUp], assignees }
}

/** So that nobody gets everything at once: each agency has room for so many, and so has the programme. */
function withinLimits(
  fresh: readonly Fresh[],
  open: readonly (readonly string[])[],
  programme: Programme,
): { readonly accepted: readonly Fresh[]; readonly waiting: readonly Note[] } {
  const { openIssues, openIssuesPerAgency } = followUpSettings(programme.settings ?? {})
  const counts = new Map<string, number>()
  const count = (slug: string) => counts.get(slug) ?? 0
  const take = (who: readonly string[]) => {
    for (const slug of who) counts.set(slug, count(slug) + 1)
  }
  for (const who of open) take(who)
  const accepted: Fresh[] = []
  const busy = new Map<string, number>()
  let waiting = 0
  for (const one of fresh) {
    const full = one.who.find((slug) => count(slug) >= openIssuesPerAgency)
    if (full !== undefined) busy.set(full, (busy.get(full) ?? 0) + 1)
    else if (open.length + accepted.length >= openIssues) waiting++
    else {
      accepted.push(one)
      take(one.who)
    }
  }
  const notes = [...busy].map(([slug, number]): Note => {
    const args = { agency: nameOf(slug, programme), count: number, most: openIssuesPerAgency }
    return { note: 'follow-up-note-agency-full', args }
  })
  const all: Note = { note: 'follow-up-note-full', args: { count: waiting, most: openIssues } }
  return { accepted, waiting: waiting > 0 ? [...notes, all] : notes }
}
