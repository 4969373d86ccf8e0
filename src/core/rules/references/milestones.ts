/** What the follow-up of an agreement refers to: milestones and exchanges. */

import type { FieldPath, Finding } from '../../diagnostic.ts'
import { isPerExchange } from '../../follow-up/timing.ts'
import type { FollowUp, Programme } from '../../model.ts'
import { nearest } from '../../nearest.ts'
import { suggesting } from '../known.ts'
import type { Rule } from '../rule.ts'

type Entry = {
  readonly file: string
  readonly at: FieldPath
  readonly agreement: string
  readonly entry: FollowUp['done'][number]
}

function* entries({ followUps }: Programme): Generator<Entry> {
  for (const { file, agreement, done } of followUps.values())
    for (const [index, entry] of done.entries()) yield { file, at: ['done', index], agreement, entry }
}

/** A warning: the office may have taken a milestone out of use, and what was done then was done. */
const unknownMilestone: Rule = {
  code: 'references/unknown-milestone',
  severity: 'warning',
  docs: {
    what: 'Milepælene i oppfølgingen av en avtale står i programme/programme.yaml.',
    why: 'En milepæl som er skrevet feil, regnes ikke som gjort, og partene blir minnet på den igjen.',
  },
  *check({ programme }) {
    const { settings } = programme
    if (!settings) return
    const ids = (settings.milestones ?? []).map(({ id }) => id)
    for (const { file, at, entry } of entries(programme)) {
      const { milestone } = entry
      if (ids.includes(milestone)) continue
      yield { file, at: [...at, 'milestone'], args: suggesting({ milestone }, nearest(milestone, ids)) }
    }
  },
}

const milestoneExchange: Rule = {
  code: 'references/milestone-exchange',
  severity: 'error',
  docs: {
    what: 'En milepæl for en utveksling viser til en utveksling i avtalen. En milepæl for hele avtalen gjør det ikke.',
    why: 'Ellers vet ingen hva som er gjort, og partene blir minnet på det igjen.',
  },
  *check({ programme }) {
    for (const one of entries(programme)) yield* misplaced(one, programme)
  },
}

/** Of an agreement or settings that are there but cannot be read nothing can be said. */
function* misplaced({ file, at, agreement, entry }: Entry, programme: Programme): Generator<Finding> {
  const { settings, agreements, paths } = programme
  const { milestone, exchange } = entry
  const found = agreements.get(agreement)
  if (!found && paths.has(`agreements/${agreement}/agreement.yaml`)) return
  const plan = settings?.milestones?.find(({ id }) => id === milestone)
  const isThere = found?.exchanges.some(({ id }) => id === exchange) ?? false
  const isRight = plan
    ? isPerExchange(plan)
      ? isThere
      : exchange === undefined
    : exchange === undefined || isThere
  if (found && isRight) return
  const field = exchange === undefined ? 'milestone' : 'exchange'
  yield { file, at: [...at, field], args: { milestone, exchange: exchange ?? '–', agreement } }
}

export const milestoneReferences: readonly Rule[] = [unknownMilestone, milestoneExchange]
