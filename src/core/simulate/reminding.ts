/** Påminnelsene på en dag: the very plan `follow-up --apply` would make, carried out on issues in memory. */
import { milestonesIn } from '../follow-up/milestones.ts'
import { capped } from '../plan/caps.ts'
import type { FollowUpIssue } from '../plan/follow-up/facts.ts'
import { planFollowUp } from '../plan/follow-up/follow-up.ts'
import { type Mark, markOf, milestoneSlot } from '../plan/follow-up/known.ts'
import type { Happening } from './happening.ts'
import { carriedOut, repository, self } from './issues.ts'
import type { Setting, Step, World } from './world.ts'

export function remind(world: World, { wordsOf }: Setting): Step {
  const { programme, today, issues } = world
  const plan = capped(planFollowUp({ self, repository, programme, today, site: '', wordsOf, issues }))
  if (plan.actions.length === 0) return { world, happenings: [] }
  const next = carriedOut(plan.actions, issues)
  return { world: { ...world, issues: next }, happenings: whatIsNew(issues, next, world) }
}

function whatIsNew(
  before: readonly FollowUpIssue[],
  after: readonly FollowUpIssue[],
  world: World,
): readonly Happening[] {
  return after.flatMap((one, at) => {
    const was = before[at]
    if (was === one) return []
    const mark = markOf(one.issue)
    return mark ? changesOf(mark, one, was, world) : []
  })
}

function changesOf(
  mark: Mark,
  { issue }: FollowUpIssue,
  was: FollowUpIssue | undefined,
  world: World,
): readonly Happening[] {
  const day = world.today
  const old = was && markOf(was.issue)
  const isOfMilestone = mark.slot === milestoneSlot
  const asked = isOfMilestone ? [] : mark.of.filter((id) => !old?.of.includes(id))
  const isClosed = issue.state === 'closed' && was?.issue.state !== 'closed'
  return [
    ...(was || !isOfMilestone ? [] : [{ day, kind: 'reminded', about: mark.about } as const]),
    ...asked.map((about) => ({ day, kind: 'asked', about }) as const),
    ...(mark.late && !old?.late ? lettersOf(mark.about, world) : []),
    ...(isClosed ? [{ day, kind: 'settled', about: mark.about } as const] : []),
  ]
}

/** A letter to each agency that is responsible, as the issue holds them. */
function lettersOf(about: string, { programme, today }: World): readonly Happening[] {
  const found = milestonesIn(programme, today).find(({ id }) => id === about)
  const agencies = found?.who.filter((slug) => programme.agencies.has(slug)) ?? []
  return agencies.map((agency) => ({ day: today, kind: 'letter', about, agency }))
}
