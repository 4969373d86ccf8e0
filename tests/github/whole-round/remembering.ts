/** What the reminders have come to: each milestone asked about once, and every issue closed for the right reason. */
import { expect } from 'vitest'
import { markerIn } from '../../../src/core/plan/marker.ts'
import { commentsOn, issuesOn } from '../follow-up-scenes.ts'
import { speaks } from './hands.ts'
import { type Life, remindersOn } from './life.ts'
import { milestonesAt } from './looking.ts'

/** Done: thank you. Nobody ever said: not planned. Nothing else is left, and nothing was asked for twice. */
export async function wasAskedOnce(life: Life): Promise<void> {
  const issues = (await issuesOn(life.teller)).flatMap(({ body, ...issue }) => {
    const marker = markerIn(body)
    return marker?.slot === 'follow-up' ? [{ ...issue, about: marker.value['about'] ?? '' }] : []
  })
  const milestones = await milestonesAt(life)
  expect(issues.map(({ about }) => about).sort()).toEqual(milestones.map(({ id }) => id).sort())
  const states = new Map(milestones.map(({ id, state }) => [id, state]))
  const whose = new Map(milestones.map(({ id, who }) => [id, who.map((slug) => speaks[slug])]))
  for (const { about, state, reason, title, number, assignees } of issues) {
    const isDone = states.get(about) === 'done'
    expect([about, state, reason]).toEqual([about, 'closed', isDone ? 'completed' : 'not_planned'])
    expect(assignees.toSorted(), title).toEqual(whose.get(about)?.toSorted())
    const comments = await commentsOn(life.teller, number)
    expect(comments.length, `${title}: ${comments.join('\n')}`).toBeLessThanOrEqual(1)
  }
  expect((await remindersOn(life)).filter(({ state }) => state === 'open')).toEqual([])
  const lapsed = [...states].filter(([, state]) => state !== 'done')
  expect(lapsed.map(([id, state]) => [id.split('/').at(-1), state])).toEqual([['forste-uke', 'lapsed']])
}

/** One line for each, as in the list of issues. */
export async function isListed(life: Life): Promise<void> {
  const why = { completed: 'gjort', not_planned: 'ikke gjort' }
  const lines = (await remindersOn(life)).map(({ number, title, state, reason }) => {
    const closed = reason === 'not_planned' ? why.not_planned : why.completed
    return `- #${number} ${title} – ${state === 'open' ? 'åpen' : `lukket, ${closed}`}`
  })
  life.teller.note(lines.join('\n'))
}

/** A registration is asked about once; when nobody answers, the issue says that it has expired. */
export async function wereAskedFor(life: Life, silent: string): Promise<void> {
  const about = (await remindersOn(life)).filter(({ body }) => body.includes(`(${silent})`))
  expect(about.map(({ state, reason }) => [state, reason])).toEqual([['closed', 'not_planned']])
}
