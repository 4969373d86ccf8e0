/** Proposals that are open: kept up to date for as long as they are only ours, and closed when they no longer fit. */
import { describe, expect, it } from 'vitest'
import {
  approvedBy,
  bot,
  carriedOut,
  closedBy,
  commented,
  draftOn,
  type Hub,
  onPull,
  openPulls,
  pushedBy,
} from './propose-hub.ts'
import {
  agencyFile,
  bodyIn,
  commentIn,
  dfo,
  edited,
  kinds,
  kld,
  need,
  noteNames,
  offer,
  pair,
  propose,
  settings,
  settledHub,
  state,
  stranger,
  textOf,
} from './propose-world.ts'

const before = state('c1')
const proposed = await settledHub(before)
const [{ pull }] = proposed.pulls as [Hub['pulls'][number]]
const earlier = [before]

const shorter = state('c2', edited(need, ['max: 100', 'max: 60']))
const withdrawn = state(
  'c2',
  edited(need, ['confirmed:', 'withdrawn: { date: 2026-11-20, reason: Ikke tid }\nconfirmed:']),
)

const accepted = (hub: Hub): Hub =>
  pushedBy(hub, pair, bot, (text) =>
    text.replace('purpose:', 'accepted:\n  - { party: kld, date: 2026-11-22 }\npurpose:'),
  )

describe('when the terms become others', async () => {
  const plan = await propose(shorter, { hub: accepted(proposed), earlier })

  it('the draft is written anew on top of what is there, everybody is asked again, and the text comes last', () => {
    expect(kinds(plan)).toBe('commit ask-reviewers update-pull')
    const tip = accepted(proposed).branches.get(pull.head.branch)?.commits.at(-1)?.id
    expect(plan.actions[0]).toMatchObject({ parent: tip, tip })
    expect(plan.actions[1]).toMatchObject({ pull: pull.number, logins: ['kld-example', 'dfo-example'] })
  })

  it('nobody has accepted any longer', () => {
    const hub = carriedOut(accepted(proposed), plan.actions)
    expect(draftOn(hub, pair)).toContain('workload: 60')
    expect(draftOn(hub, pair)).not.toContain('accepted')
  })

  it('the text says what has changed, and that everybody must answer anew', () => {
    expect(bodyIn(plan)).toContain('### Forslaget er endret, og alle må svare på nytt')
    expect(bodyIn(plan)).toContain(
      '| Behov: Klimaregnskap i etatsstyringen (KLD) | Høyeste stillingsprosent | 100 | 60 |',
    )
  })

  it('and then nothing is left to do', async () => {
    const hub = carriedOut(proposed, (await propose(shorter, { hub: proposed, earlier })).actions)
    expect(await propose(shorter, { hub, earlier })).toEqual({ actions: [], notes: [] })
  })

  it.each([1, 2])('also when a run broke off after %i of the steps', async (steps) => {
    const hub = carriedOut(
      proposed,
      (await propose(shorter, { hub: proposed, earlier })).actions.slice(0, steps),
    )
    const rest = await propose(shorter, { hub, earlier })
    expect(kinds(rest)).toBe('ask-reviewers update-pull')
    expect(bodyIn(rest)).toContain('alle må svare på nytt')
    expect((await propose(shorter, { hub: carriedOut(hub, rest.actions), earlier })).actions).toEqual([])
  })

  it('what it was before is not needed for it', async () => {
    const rest = await propose(shorter, { hub: proposed })
    expect(kinds(rest)).toBe('commit ask-reviewers update-pull')
    expect(bodyIn(rest)).toContain('er ikke å finne igjen')
  })
})

describe('when only what is told becomes another', () => {
  const reworded = state('c2', edited(offer, ['title: Klimaregnskap med', 'title: Klimaregnskap fra']))

  it('the text is written anew, and answers still count', async () => {
    const hub = accepted(proposed)
    const plan = await propose(reworded, { hub, earlier })
    expect(kinds(plan)).toBe('update-pull')
    expect(bodyIn(plan)).toContain('så svar som er gitt, gjelder fortsatt')
    expect((await propose(reworded, { hub: carriedOut(hub, plan.actions), earlier })).actions).toEqual([])
  })

  it('also when somebody else is to answer', async () => {
    const other = '{ login: kld-to-example, id: 9000000077 }'
    const file = edited('agencies/kld/agency.yaml', [/approvers: .*/, `approvers: [${other}]`])
    const plan = await propose(state('c2', file), { hub: proposed, earlier })
    expect(plan.actions[0]).toMatchObject({ kind: 'ask-reviewers', logins: ['kld-to-example'] })
    expect(bodyIn(plan)).toContain('- **KLD:** kld-to-example')
    expect(bodyIn(plan)).toContain('Påmeldingene er de samme')
  })
})

describe('nobody is disturbed', () => {
  const quiet = async (now: ReturnType<typeof state>) =>
    expect((await propose(now, { hub: proposed, earlier })).actions).toEqual([])

  it('when a need is confirmed again, or lines move', async () => {
    await quiet(
      state(
        'c2',
        edited(need, ['confirmed: 2026-11-05', 'confirmed: 2026-11-20'], ['title:', '# Bekreftet\ntitle:']),
      ),
    )
  })

  it('when something is reworded that the proposal says nothing of', async () => {
    await quiet(state('c2', edited(need, ['background: Vi skal', 'background: Vi vil'])))
  })

  it('when somebody else registers', async () => {
    await quiet(state('c2', agencyFile('nav', 'Nav', '889640782')))
  })

  it('when another choice would be better by now: what is proposed stays proposed', async () => {
    const wished = `${textOf(need)}partners: { wished: [dfo] }\n`
    const now = state('c2', {
      ...agencyFile('nav', 'Nav', '889640782'),
      'agencies/nav/needs/klima.yaml': wished,
    })
    // Without the open proposal the other need would have got the only place.
    expect((await propose(now)).actions[0]).toMatchObject({ branch: 'match/nav.klima--dfo.klimadata' })
    await quiet(now)
  })

  it('when its score has sunk below what is proposed anew', async () => {
    await quiet(state('c2', edited(settings, ['minimumScore: 35', 'minimumScore: 100'])))
  })

  it('while its file cannot be read', async () => {
    const plan = await propose(state('c2', { [need]: 'title: [' }), { hub: proposed, earlier })
    expect(plan).toEqual({
      actions: [],
      notes: [{ note: 'propose-note-unread', args: { pull: pull.number, file: need } }],
    })
    await quiet(state('c2', { 'agencies/kld/agency.yaml': 'shortName: [' }))
  })

  it('and what it has taken stays taken in the meantime', async () => {
    const nav = { ...agencyFile('nav', 'Nav', '889640782'), 'agencies/nav/needs/klima.yaml': textOf(need) }
    await quiet(state('c2', { ...nav, [need]: 'title: [' }))
  })
})

describe('when somebody has changed the draft by hand', () => {
  const hub = pushedBy(proposed, pair, kld, (text) => text.replace('workload: 100', 'workload: 80'))

  it('it is left alone from then on, and that is said once', async () => {
    const plan = await propose(before, { hub })
    expect(kinds(plan)).toBe('comment')
    expect(commentIn(plan)).toContain('Fra nå av lar vi innholdet være')
    expect(noteNames(plan)).toEqual(['propose-note-own'])
    expect((await propose(before, { hub: carriedOut(hub, plan.actions) })).actions).toEqual([])
  })

  it('it is told when what it rests on changes, and what', async () => {
    const told = carriedOut(hub, (await propose(before, { hub })).actions)
    const plan = await propose(shorter, { hub: told, earlier })
    expect(kinds(plan)).toBe('comment delete-comment')
    expect(commentIn(plan)).toContain('| Høyeste stillingsprosent | 100 | 60 |')
    expect((await propose(shorter, { hub: carriedOut(told, plan.actions), earlier })).actions).toEqual([])
  })

  it('it is not closed either: the office decides', async () => {
    const plan = await propose(withdrawn, { hub, earlier })
    expect(kinds(plan)).toBe('comment')
    expect(commentIn(plan)).toContain('Programkontoret avgjør')
    expect(noteNames(plan)).toEqual(['propose-note-unfit'])
  })
})

describe('when it no longer fits', () => {
  it('it is closed with the reason, and its branch goes', async () => {
    const plan = await propose(withdrawn, { hub: proposed, earlier })
    expect(kinds(plan)).toBe('comment delete-branch close-pull')
    expect(commentIn(plan)).toContain('Påmeldingen er trukket 20. november 2026. ([KLD, linje 17]')
    expect((await propose(withdrawn, { hub: carriedOut(proposed, plan.actions), earlier })).actions).toEqual(
      [],
    )
  })

  it.each([1, 2])('also when a run broke off after %i of the steps', async (steps) => {
    const hub = carriedOut(
      proposed,
      (await propose(withdrawn, { hub: proposed, earlier })).actions.slice(0, steps),
    )
    const rest = await propose(withdrawn, { hub, earlier })
    expect(openPulls(carriedOut(hub, rest.actions))).toEqual([])
    expect(rest.actions.some(({ kind }) => kind === 'comment')).toBe(false)
  })

  const reasons: readonly (readonly [string, ReturnType<typeof state>, string])[] = [
    ['a file is gone', state('c2', { [need]: undefined }), 'finnes ikke lenger'],
    [
      'nobody has confirmed it',
      state('c2', edited(need, ['confirmed: 2026-11-05', 'confirmed: 2025-11-05'])),
      'bekrefte',
    ],
    [
      'one has found a partner',
      state('c2', edited(offer, ['matchingHelp: true', 'matchingHelp: false'])),
      'funnet en partner',
    ],
    [
      'the work takes a clearance',
      state('c2', edited(offer, ['level:', 'clearance: secret\nlevel:'])),
      'klarering (HEMMELIG)',
    ],
    [
      'there is an agreement already',
      state('c2', { 'agreements/var/agreement.yaml': agreed(pair) }),
      'Det finnes alt en avtale om dette',
    ],
    [
      'another agreement has the only place',
      state('c2', {
        ...agencyFile('nav', 'Nav', '889640782'),
        'agencies/nav/needs/klima.yaml': textOf(need),
        'agreements/var/agreement.yaml': agreed('nav.klima--dfo.klimadata'),
      }),
      'brukt i avtaler',
    ],
  ]

  it.each(reasons)('because %s', async (_, now, said) => {
    const plan = await propose(now, { hub: proposed, earlier })
    expect(kinds(plan)).toBe('comment delete-branch close-pull')
    expect(commentIn(plan)).toContain(said)
  })

  it('it is not closed when a party has said yes: the office decides', async () => {
    const yes = [
      approvedBy(proposed, pull.number, dfo),
      commented(proposed, pull.number, '/godta', dfo),
      accepted(proposed),
    ]
    for (const hub of yes) {
      const plan = await propose(withdrawn, { hub, earlier })
      expect(kinds(plan)).toBe('comment')
      expect((await propose(withdrawn, { hub: carriedOut(hub, plan.actions), earlier })).actions).toEqual([])
    }
  })

  it('the yes of somebody who has no say holds nothing up', async () => {
    const yes = [
      approvedBy(proposed, pull.number, stranger),
      commented(proposed, pull.number, '/godta', stranger),
    ]
    for (const hub of yes) expect(kinds(await propose(withdrawn, { hub, earlier }))).toContain('close-pull')
  })

  it('it is taken back when it fits again in time', async () => {
    const hub = carriedOut(
      proposed,
      (await propose(withdrawn, { hub: proposed, earlier })).actions.slice(0, 1),
    )
    expect(kinds(await propose(before, { hub }))).toBe('delete-comment')
    const held = approvedBy(proposed, pull.number, dfo)
    const told = carriedOut(held, (await propose(withdrawn, { hub: held, earlier })).actions)
    expect(kinds(await propose(before, { hub: told }))).toBe('delete-comment')
  })

  it('a match that was closed because it did not fit is proposed again when it does', async () => {
    const hub = carriedOut(proposed, (await propose(withdrawn, { hub: proposed, earlier })).actions)
    const plan = await propose(before, { hub })
    expect(kinds(plan)).toBe('commit open-pull ask-reviewers label')
    expect(bodyIn(plan)).not.toContain('Hvorfor forslaget kommer på nytt')
  })
})

describe('two that cannot both be made', async () => {
  const two = state('c1', {
    ...agencyFile('nav', 'Nav', '889640782'),
    'agencies/nav/needs/klima.yaml': textOf(need),
    ...edited(offer, ['level:', 'places: 2\nlevel:']),
  })
  const both = await settledHub(two)
  const one = state('c2', {
    ...agencyFile('nav', 'Nav', '889640782'),
    'agencies/nav/needs/klima.yaml': textOf(need),
  })
  const closed = async (hub: Hub) =>
    (await propose(one, { hub, earlier: [two] })).actions.flatMap((action) =>
      action.kind === 'close-pull' ? [action.pull] : [],
    )
  const [first, second] = both.pulls.map(({ pull }) => pull.number) as [number, number]

  it('the older stays', async () => {
    expect(await closed(both)).toEqual([second])
  })

  it('unless a party has said yes to the other', async () => {
    expect(await closed(approvedBy(both, second, dfo))).toEqual([first])
  })
})

describe('what others have taken away comes back', () => {
  it('a label', async () => {
    const hub = onPull(proposed, pull.number, (it) => ({ ...it, pull: { ...it.pull, labels: ['deres'] } }))
    expect((await propose(before, { hub })).actions).toEqual([
      { kind: 'label', on: pull.number, add: ['kobling'], remove: [] },
    ])
  })

  it('the text, but not at the cost of an answer: without its marker nobody knows what it said', async () => {
    const hub = onPull(accepted(proposed), pull.number, (it) => ({
      ...it,
      pull: { ...it.pull, body: 'Hei' },
    }))
    const plan = await propose(before, { hub })
    expect(kinds(plan)).toBe('update-pull')
    expect((await propose(before, { hub: carriedOut(hub, plan.actions) })).actions).toEqual([])
  })

  it('being asked, until somebody has answered', async () => {
    const bare = onPull(proposed, pull.number, (it) => ({
      ...it,
      pull: { ...it.pull, asked: [], labels: [] },
    }))
    expect(kinds(await propose(before, { hub: bare }))).toBe('ask-reviewers label')
    expect(kinds(await propose(before, { hub: approvedBy(bare, pull.number, kld) }))).toBe('label')
  })

  it('but where nobody can be asked, it is not tried over and over', async () => {
    const none = onPull(proposed, pull.number, (it) => ({ ...it, pull: { ...it.pull, asked: [] } }))
    expect((await propose(before, { hub: none })).actions).toEqual([])
  })

  it('a proposal that is opened again is one that is open', async () => {
    const hub = closedBy(proposed, pull.number, kld)
    const again = onPull(hub, pull.number, (it) => ({ ...it, pull: { ...it.pull, state: 'open' } }))
    expect((await propose(before, { hub: again })).actions).toEqual([])
  })
})

function agreed(match: string): string {
  const parties = match.startsWith('nav') ? ['nav', 'dfo'] : ['kld', 'dfo']
  return textOf('agreements/kld-dfo/agreement.yaml')
    .replaceAll('kld', parties[0] ?? '')
    .replace(/basis: .*/, `basis: { match: ${match} }`)
}
