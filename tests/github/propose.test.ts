/** New proposals: what matching finds becomes one pull request each, once, and never more than the agencies can answer. */
import { describe, expect, it } from 'vitest'
import { checkTree, line } from '../worlds.ts'
import { bot, carriedOut, draftOn, empty, type Hub, openPulls, pushed } from './propose-hub.ts'
import {
  agencyFile,
  bodyIn,
  edited,
  kinds,
  kld,
  need,
  noteNames,
  offer,
  pair,
  propose,
  type Scene,
  settings,
  settledHub,
  state,
  textOf,
  today,
} from './propose-world.ts'

const branch = `match/${pair}`
const path = 'agreements/kld-klimaregnskap-dfo-klimadata/agreement.yaml'

/** KLD and DFØ swap: each wants what the other gives. */
const swapping = state('c1', {
  ...edited(need, ['forms: [secondment]', 'forms: [rotation]\ninReturn: [anskaffelser]']),
  ...edited(offer, ['forms: [secondment]', 'forms: [rotation]\ninReturn: [anskaffelser]']),
})

/** Needs of several agencies that all fit one offer with places enough; the first fits a little less well. */
function crowd(count: number, limits = '{ openProposals: 20, openProposalsPerAgency: 20 }') {
  const numbers = ['889640782', '974760673', '971032081', '974707160']
  const files = Array.from({ length: count }, (_, at) => {
    const slug = `etat${at + 1}`
    const wish = at === 0 ? '' : `partners: { wished: [dfo] }\n`
    return {
      ...agencyFile(slug, `Etat ${at + 1}`, numbers[at] ?? ''),
      [`agencies/${slug}/needs/klima.yaml`]: `${textOf(need)}${wish}`,
    }
  })
  return state('c1', {
    ...Object.assign({}, ...files),
    [need]: undefined,
    ...edited(offer, ['level:', 'places: 10\nlevel:']),
    ...edited(settings, [/limits: .*/, `limits: ${limits}`]),
  })
}

describe('a match becomes a pull request', async () => {
  const now = state('c1')
  const plan = await propose(now)

  it('with the draft on a branch of its own, both parties asked, and the label', () => {
    expect(kinds(plan)).toBe('commit open-pull ask-reviewers label')
    expect(plan.actions[0]).toMatchObject({ branch, parent: 'c1', tip: null, files: [{ path }] })
    expect(plan.actions[1]).toMatchObject({
      branch,
      base: 'main',
      title: 'Koblingsforslag: KLD og DFØ – Klimaregnskap i etatsstyringen',
    })
    expect(plan.actions[2]).toMatchObject({ logins: ['kld-example', 'dfo-example'] })
    expect(plan.actions[3]).toMatchObject({ on: { pullOf: branch }, add: ['kobling'], remove: [] })
    expect(plan.notes).toEqual([])
  })

  it('whose draft is a file that the check has nothing against', () => {
    const draft = draftOn(carriedOut(empty, plan.actions), pair)
    const before = new Map([...now.files].map(([file, text]) => [file, Buffer.from(text)] as const))
    const found = checkTree(new Map([...before, [path, Buffer.from(draft)]]), today, before)
    expect(found.filter(({ severity }) => severity !== 'notice').map(line)).toEqual([])
    expect(draft).toContain(`match: ${pair}`)
  })

  it('and nothing is left to do when it is there', async () => {
    const hub = carriedOut(empty, plan.actions)
    expect(await propose(now, { hub })).toEqual({ actions: [], notes: [] })
  })

  it('and another day changes nothing by itself', async () => {
    const hub = carriedOut(empty, plan.actions)
    expect((await propose(now, { hub, today: '2026-12-24' })).actions).toEqual([])
    // The exchange would begin today by now, and still nobody is disturbed.
    expect((await propose(now, { hub, today: '2027-04-12' })).actions).toEqual([])
  })

  it.each([1, 2, 3])(
    'and a run that broke off after %i of the steps is taken up where it stopped',
    async (steps) => {
      const hub = carriedOut(empty, plan.actions.slice(0, steps))
      const rest = await propose(now, { hub })
      expect(kinds(rest)).toBe(['', 'open-pull ask-reviewers label', 'ask-reviewers label', 'label'][steps])
      const whole = openPulls(carriedOut(empty, plan.actions)).map(({ number: _, url: __, ...rest }) => rest)
      expect(openPulls(carriedOut(hub, rest.actions)).map(({ number: _, url: __, ...rest }) => rest)).toEqual(
        whole,
      )
    },
  )

  it('and a branch that was left by a run of another day is written anew', async () => {
    const begun = state('c1', edited(need, ['from: 2027-03-01', 'from: 2026-11-01']))
    const hub = carriedOut(empty, (await propose(begun)).actions.slice(0, 1))
    const rest = await propose(begun, { hub, today: '2027-02-24' })
    expect(kinds(rest)).toBe('commit open-pull ask-reviewers label')
    expect(rest.actions[0]).toMatchObject({ tip: 'commit-1', parent: 'c1' })
  })
})

describe('a rotation', async () => {
  const plan = await propose(swapping)

  it('is one pull request for all', () => {
    expect(kinds(plan)).toBe('commit open-pull ask-reviewers label')
    expect(plan.actions[2]).toMatchObject({ logins: ['dfo-example', 'kld-example'] })
    expect(plan.actions[3]).toMatchObject({ add: ['kobling', 'rotasjon'] })
  })

  it('tells who sends to whom', () => {
    const body = bodyIn(plan)
    expect(body).toContain('| DFØ | KLD | rotasjon |')
    expect(body).toContain('| KLD | DFØ | rotasjon |')
  })
})

describe('nothing new', () => {
  const none = async (now: ReturnType<typeof state>, scene: Scene = {}) => {
    const plan = await propose(now, scene)
    expect(plan.actions).toEqual([])
    return noteNames(plan)
  }

  it('while the programme is paused; what is open is told of it once, and otherwise left alone', async () => {
    const reason = '{ nb: Ferie, nn: Ferie, en: Holiday }'
    const pause = `pause: { from: 2026-11-01, to: 2026-12-01, reason: ${reason} }\nconfirmation:`
    const paused = state('c2', {
      ...edited(settings, ['confirmation:', pause]),
      ...edited(need, ['max: 100', 'max: 60']),
    })
    expect(await none(paused)).toEqual(['propose-note-paused'])
    const told = await propose(paused, { hub: await settledHub(state('c1')) })
    expect(told.actions).toMatchObject([
      {
        kind: 'comment',
        body: expect.stringContaining('pause fra 1. november 2026 til og med 1. desember 2026'),
      },
    ])
    const hub = carriedOut(await settledHub(state('c1')), told.actions)
    expect(await none(paused, { hub })).toEqual(['propose-note-paused'])
    const after = await propose(paused, { hub, today: '2026-12-02' })
    const over = { kind: 'comment', body: expect.stringContaining('Pausen i programmet er over') }
    expect(after.actions).toContainEqual(expect.objectContaining(over))
    const again = await propose(paused, { hub: carriedOut(hub, after.actions), today: '2026-12-02' })
    expect(again.actions).toEqual([])
  })

  it('when the programme is closed: ours are closed, what people have said yes to is left to them', async () => {
    const reason = '{ nb: Perioden er over., nn: Perioden er over., en: The period is over. }'
    const closed = `closed: { date: 2026-11-20, reason: ${reason} }\nconfirmation:`
    const ended = state('c2', edited(settings, ['confirmation:', closed]))
    const hub = await settledHub(state('c1'))
    const plan = await propose(ended, { hub })
    expect(kinds(plan)).toBe('comment delete-branch close-pull')
    expect(plan.actions[0]).toMatchObject({ body: expect.stringContaining('Programmet er avsluttet') })
    expect(noteNames(plan)).toEqual(['propose-note-closed'])
    expect(await none(ended, { hub: carriedOut(hub, plan.actions) })).toEqual(['propose-note-closed'])
  })

  it('when no round is open', async () => {
    expect(await none(state('c1'), { today: '2025-09-01' })).toEqual(['propose-note-closed-rounds'])
  })

  it('when the time that suits is in no round', async () => {
    const later = /period: .*/
    const period = 'period: { from: 2028-03-01, to: 2028-12-15 }'
    const now = state('c1', { ...edited(need, [later, period]), ...edited(offer, [later, period]) })
    expect(await none(now)).toEqual(['propose-note-no-draft'])
  })

  it('under a name that git does not take', async () => {
    const lock = { [offer]: undefined, 'agencies/dfo/offers/lock.yaml': textOf(offer) }
    const long = {
      [offer]: undefined,
      [`agencies/dfo/offers/${'klima-'.repeat(38)}data.yaml`]: textOf(offer),
    }
    for (const files of [lock, long])
      expect(await none(state('c1', files))).toEqual(['propose-note-name-unfit'])
  })

  it('without settings that can be read', async () => {
    expect(await none(state('c1', { [settings]: 'name: [' }))).toEqual([])
  })

  it('while the list of competences cannot be read, and nothing is closed either', async () => {
    const broken = state('c2', { 'programme/competences.yaml': 'competences: [' })
    expect(await none(broken, { hub: await settledHub(state('c1')) })).toEqual(['propose-note-concepts'])
  })

  it('where the agreement has a file already', async () => {
    const other = textOf('agreements/kld-dfo/agreement.yaml').replace(
      /basis: .*/,
      'basis: { selfFound: true }',
    )
    expect(await none(state('c1', { [path]: other }))).toEqual(['propose-note-name'])
  })

  it('while an agreement cannot be read: nobody knows whose places it has taken', async () => {
    const broken = state('c1', { 'agreements/var/agreement.yaml': 'title: [' })
    expect(await none(broken)).toEqual(['propose-note-agreement'])
    expect(await none(broken, { hub: await settledHub(state('c1')) })).toEqual(['propose-note-agreement'])
  })

  it('where there is a decision that cannot be read', async () => {
    expect(await none(state('c1', { [`decisions/${pair}.yaml`]: 'by: [' }))).toEqual([
      'propose-note-decision',
    ])
  })

  it('when its pull request was merged, whether or not the agreement is to be seen yet', async () => {
    const hub = await settledHub(state('c1'))
    const pulls = hub.pulls.map((one) => ({ ...one, pull: { ...one.pull, state: 'merged' as const } }))
    expect(await none(state('c1'), { hub: { ...hub, pulls } })).toEqual([])
  })
})

describe('what people do themselves is left to them', () => {
  const byHand = (name: string, author = kld): Hub => {
    const commit = { id: 'hand', author, message: 'Vår avtale' }
    return pushed(empty, name, { commits: [commit], files: new Map() })
  }
  const withPull = (hub: Hub, name: string): Hub => {
    const open = { kind: 'open-pull', branch: name, base: 'main', title: 'Vår avtale', body: '' } as const
    const opened = carriedOut(hub, [open])
    return { ...opened, pulls: opened.pulls.map((one) => ({ ...one, pull: { ...one.pull, author: kld } })) }
  }

  it('a branch of the same name', async () => {
    const plan = await propose(state('c1'), { hub: byHand(branch) })
    expect(plan.actions).toEqual([])
    expect(noteNames(plan)).toEqual(['propose-note-branch'])
  })

  it.each([branch, `kari/${pair}`, 'avtale/kld-klimaregnskap-dfo-klimadata'])(
    'a pull request from %s',
    async (name) => {
      const plan = await propose(state('c1'), { hub: withPull(byHand(name), name) })
      expect(plan.actions).toEqual([])
      if (name !== branch) expect(noteNames(plan)).toEqual(['propose-note-pull'])
    },
  )

  it('also one opened from the branch that we had begun', async () => {
    const begun = carriedOut(empty, (await propose(state('c1'))).actions.slice(0, 1))
    expect((await propose(state('c1'), { hub: withPull(begun, branch) })).actions).toEqual([])
  })

  it('but a pull request about something else is in nobody’s way', async () => {
    const plan = await propose(state('c1'), { hub: withPull(byHand('rydding'), 'rydding') })
    expect(kinds(plan)).toBe('commit open-pull ask-reviewers label')
  })
})

describe('not more than can be answered', () => {
  const titles = async (scene: Scene, now: ReturnType<typeof state>) =>
    (await propose(now, scene)).actions.flatMap((one) =>
      one.kind === 'open-pull' ? [one.branch.split('.')[0]] : [],
    )

  it('an agency has a limit, and the best come first', async () => {
    const now = crowd(4, '{ openProposals: 20, openProposalsPerAgency: 2 }')
    const plan = await propose(now)
    expect(await titles({}, now)).toEqual(['match/etat2', 'match/etat3'])
    expect(plan.notes).toEqual([
      { note: 'propose-note-agency-full', args: { agency: 'DFØ', count: 2, most: 2 } },
    ])
  })

  it('the programme has one too', async () => {
    const plan = await propose(crowd(4, '{ openProposals: 3, openProposalsPerAgency: 20 }'))
    expect(
      kinds(plan)
        .split(' ')
        .filter((kind) => kind === 'open-pull'),
    ).toHaveLength(3)
    expect(plan.notes).toEqual([{ note: 'propose-note-full', args: { count: 1, most: 3 } }])
  })

  it('those that are open count, and those that wait come when there is room', async () => {
    const now = crowd(3, '{ openProposals: 20, openProposalsPerAgency: 2 }')
    const hub = await settledHub(now)
    expect(openPulls(hub)).toHaveLength(2)
    const [first] = hub.pulls
    const merged = hub.pulls.map((one) =>
      one === first ? { ...one, pull: { ...one.pull, state: 'merged' as const } } : one,
    )
    expect(await titles({ hub: { ...hub, pulls: merged } }, now)).toEqual(['match/etat1'])
  })
})

it('a branch that a broken run left for something nobody wants any longer is taken away', async () => {
  const begun = carriedOut(empty, (await propose(state('c1'))).actions.slice(0, 1))
  const gone = state(
    'c2',
    edited(need, ['confirmed:', 'withdrawn: { date: 2026-11-20, reason: x }\nconfirmed:']),
  )
  expect((await propose(gone, { hub: begun })).actions).toEqual([{ kind: 'delete-branch', branch }])
})

it('agencies without anybody who can answer are answered for by the office', async () => {
  const now = state('c1', edited('agencies/kld/agency.yaml', [/approvers: .*/, 'approvers: []']))
  const plan = await propose(now)
  expect(plan.actions.at(-2)).toMatchObject({ logins: ['kontoret-example', 'dfo-example'] })
  expect(bodyIn(plan)).toContain('- **KLD:** programkontoret (kontoret-example)')
})

it('the tool does not ask itself', async () => {
  const listed = `approvers: [{ login: mobilitet, id: ${bot.id} }]`
  const now = state('c1', edited('agencies/kld/agency.yaml', [/approvers: .*/, listed]))
  expect((await propose(now)).actions.at(-2)).toMatchObject({ logins: ['dfo-example'] })
})
