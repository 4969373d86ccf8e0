/** A no stays a no until something that matters has changed, and then it is said what. */
import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/core/match/fit/fingerprint.ts'
import { membersOf } from '../../src/core/match/office/open.ts'
import {
  approvedBy,
  bot,
  carriedOut,
  closedBy,
  commented,
  type Hub,
  onPull,
  openPulls,
} from './propose-hub.ts'
import {
  bodyIn,
  commentIn,
  edited,
  kinds,
  kld,
  need,
  noteNames,
  pair,
  propose,
  settledHub,
  state,
} from './propose-world.ts'

const before = state('c1')
const proposed = await settledHub(before)
const [{ pull }] = proposed.pulls as [Hub['pulls'][number]]
const shorter = state('c2', edited(need, ['max: 100', 'max: 60']))
const earlier = [before]

/** A pull request that writes the decline down, in this state. */
function recorded(hub: Hub, standing: 'open' | 'closed' | 'merged', by = bot): Hub {
  const branch = `decision/${pair}`
  const opened = carriedOut(hub, [{ kind: 'open-pull', branch, base: 'main', title: 'Avslag', body: '' }])
  return onPull(opened, opened.next - 1, (one) => ({
    ...one,
    pull: { ...one.pull, state: standing, author: by },
  }))
}

function decision(fingerprint: string) {
  return {
    [`decisions/${pair}.yaml`]: `match: ${pair}\nby: kld\nreason: timing\ndate: 2026-11-21\nfingerprint: ${fingerprint}\n`,
  }
}

const fingerprintOf = ({ programme }: typeof before) => fingerprint(membersOf(pair, programme) ?? [])

describe('a proposal that a person closed', () => {
  const hub = closedBy(proposed, pull.number, kld)

  it('is not made again, and whoever closed it is asked why, once', async () => {
    const plan = await propose(before, { hub })
    expect(kinds(plan)).toBe('comment')
    expect(commentIn(plan)).toContain('Skriv gjerne `/avvis` og grunnen')
    expect(noteNames(plan)).toEqual(['propose-note-declined', 'propose-note-why'])
    expect((await propose(before, { hub: carriedOut(hub, plan.actions) })).actions).toEqual([])
  })

  it.each(['open', 'closed', 'merged'] as const)(
    'is not asked about when the reason is written down (%s)',
    async (standing) => {
      const plan = await propose(before, { hub: recorded(hub, standing) })
      expect(plan.actions).toEqual([])
      expect(noteNames(plan)).toEqual(['propose-note-declined'])
    },
  )

  it('is asked about when only somebody else says that they have written it down', async () => {
    expect(kinds(await propose(before, { hub: recorded(hub, 'closed', kld) }))).toBe('comment')
  })

  it('stays declined however the texts are worded, and when it is confirmed again', async () => {
    const reworded = state(
      'c2',
      edited(need, ['title: Klima', 'title: Vårt klima'], ['confirmed: 2026-11-05', 'confirmed: 2026-11-20']),
    )
    expect(openPulls(carriedOut(hub, (await propose(reworded, { hub, earlier })).actions))).toEqual([])
  })

  it('stays declined when its text has lost what it was about', async () => {
    const lost = onPull(hub, pull.number, (one) => ({ ...one, pull: { ...one.pull, body: 'Nei' } }))
    expect(kinds(await propose(shorter, { hub: lost, earlier }))).toBe('comment')
  })
})

describe('a proposal that was declined with a command', () => {
  it('is not made again while the reason is being written down', async () => {
    const hub = recorded(closedBy(proposed, pull.number, bot), 'open')
    expect((await propose(before, { hub })).actions).toEqual([])
  })

  it('is not made again when the command broke off after closing it', async () => {
    expect(kinds(await propose(before, { hub: closedBy(proposed, pull.number, bot) }))).toBe('comment')
  })

  it('is closed when the command broke off before closing it, and then not made again', async () => {
    const hub = recorded(proposed, 'open')
    const plan = await propose(before, { hub })
    expect(kinds(plan)).toBe('comment delete-branch close-pull')
    expect(commentIn(plan)).toContain('En av partene har takket nei')
    expect((await propose(before, { hub: carriedOut(hub, plan.actions) })).actions).toEqual([])
  })

  it('is closed when the decision is in the programme', async () => {
    const now = state('c2', decision(fingerprintOf(before)))
    const plan = await propose(now, { hub: proposed, earlier })
    expect(kinds(plan)).toBe('comment delete-branch close-pull')
    expect(commentIn(plan)).toContain('KLD takket nei 21. november 2026 (tidspunktet passer ikke)')
  })

  it('stays open when somebody opens it again and the decision was turned down', async () => {
    expect((await propose(before, { hub: recorded(proposed, 'closed') })).actions).toEqual([])
  })

  it('is left to the office when another party has said yes', async () => {
    const hub = recorded(approvedBy(proposed, pull.number, kld), 'open')
    expect(kinds(await propose(before, { hub }))).toBe('comment')
  })
})

describe('when something that matters has changed', () => {
  const hub = commented(closedBy(proposed, pull.number, kld), pull.number, 'Vi har ikke tid', kld)

  it('it is proposed again, in a new pull request from the same branch, begun anew', async () => {
    const plan = await propose(shorter, { hub, earlier })
    expect(kinds(plan)).toBe('commit open-pull ask-reviewers label')
    const tip = hub.branches.get(`match/${pair}`)?.commits.at(-1)?.id
    expect(plan.actions[0]).toMatchObject({ branch: `match/${pair}`, parent: 'c2', tip })
    expect((await propose(shorter, { hub: carriedOut(hub, plan.actions), earlier })).actions).toEqual([])
  })

  it('it says what', async () => {
    const body = bodyIn(await propose(shorter, { hub, earlier }))
    expect(body).toContain(`Koblingen ble avslått i #${pull.number}. Siden er behovet eller tilbudet endret.`)
    expect(body).toContain(
      '| Behov: Klimaregnskap i etatsstyringen (KLD) | Høyeste stillingsprosent | 100 | 60 |',
    )
  })

  it('it says that it cannot show what, when that is not to be found', async () => {
    expect(bodyIn(await propose(shorter, { hub }))).toContain('er ikke å finne igjen')
  })

  it('it says who declined and why, when that is written down', async () => {
    const now = state('c2', {
      ...edited(need, ['max: 100', 'max: 60']),
      ...decision(fingerprintOf(before)),
    })
    const merged = recorded(closedBy(proposed, pull.number, bot), 'merged')
    const body = bodyIn(await propose(now, { hub: merged, earlier }))
    expect(body).toContain('KLD takket nei 21. november 2026 (tidspunktet passer ikke).')
    // Also when the pull request itself was made before there was a memory of it.
    expect(bodyIn(await propose(now))).toContain('Koblingen er avslått før.')
  })

  it('and a second no is as good as the first', async () => {
    const again = carriedOut(hub, (await propose(shorter, { hub, earlier })).actions)
    const [open] = openPulls(again)
    const closed = closedBy(again, open?.number ?? 0, kld)
    expect(kinds(await propose(shorter, { hub: closed, earlier }))).toBe('comment')
  })
})

it('a person’s branch is not written over when the match is proposed again', async () => {
  const hub = closedBy(proposed, pull.number, kld)
  const theirs = new Map(
    [...hub.branches].map(([name, one]) => [
      name,
      { ...one, commits: [{ id: 'x', author: kld, message: '' }] },
    ]),
  )
  const plan = await propose(shorter, { hub: { ...hub, branches: theirs }, earlier })
  expect(plan.actions).toEqual([])
  expect(noteNames(plan)).toEqual(['propose-note-branch'])
})
