/** `/avvis`: a proposal is declined by those who may, for a reason, and the reason is written down once. */
import { describe, expect, it } from 'vitest'
import { fingerprint as fingerprintOf } from '../../src/core/match/fit/fingerprint.ts'
import type { Language, Registration } from '../../src/core/model.ts'
import type { Action } from '../../src/core/plan/action.ts'
import { declineReasons, reasonIn } from '../../src/core/plan/command/decline.ts'
import type { CommandPlan } from '../../src/core/plan/command/facts.ts'
import { withMarker } from '../../src/core/plan/marker.ts'
import { parseYaml } from '../../src/core/yaml.ts'
import { checkTree, layers, line, root } from '../worlds.ts'
import {
  answerOf,
  base,
  changed,
  comment,
  dfo,
  fingerprint,
  inState,
  kld,
  match,
  office,
  ourComment,
  ownBranch,
  planOf,
  programme,
  proposed,
  stranger,
  textOf,
  told,
  us,
  waiting,
  words,
} from './command-stories.ts'

const path = `decisions/${match}.yaml`
/** Whoever declined has said yes to the decision too, so that is looked at next. */
const ending = ['comment', '+1', '→ decision']
const recorded = [`commit decision/${match}`, `open-pull decision/${match}`, 'ask-reviewers']

function fileIn({ actions }: CommandPlan): string {
  const commit = actions.find(
    (action): action is Extract<Action, { kind: 'commit' }> => action.kind === 'commit',
  )
  expect(commit?.files.map((file) => file.path)).toEqual([path])
  return commit?.files[0]?.text ?? ''
}

const written = (plan: CommandPlan) => parseYaml(fileIn(plan)).data

describe('a proposal', () => {
  it('is declined: written down, closed, answered, and the receipt comes last', () => {
    const plan = planOf(comment('/avvis kapasitet Vi har ledig igjen til høsten', kld), {
      subject: proposed(),
    })
    expect(told(plan)).toEqual([...recorded, 'close-pull', ...ending])
    expect(written(plan)).toEqual({
      match,
      by: 'kld',
      reason: 'no-capacity',
      date: '2026-11-22',
      fingerprint,
      note: 'Vi har ledig igjen til høsten',
    })
  })

  it('is declined by the other agency in its own name', () => {
    expect(written(planOf(comment('/avvis tid', dfo), { subject: proposed() }))).toMatchObject({ by: 'dfo' })
  })

  it('is declined by the office in the name of its own agency', () => {
    expect(written(planOf(comment('/avvis annet', office), { subject: proposed() }))).toMatchObject({
      by: 'dfo',
    })
  })

  it('is not declined by anybody else', () => {
    const plan = planOf(comment('/avvis kapasitet', stranger), { subject: proposed() })
    expect(told(plan)).toEqual(['comment', 'confused'])
    expect(answerOf(plan)).toMatch(
      /- KLD: kld-example\n- DFØ: dfo-example\n- programkontoret: kontoret-example$/,
    )
  })

  it('of an agency without approvers is declined by the office', () => {
    const alone = programme({
      'agencies/kld/agency.yaml': textOf('agencies/kld/agency.yaml').replace(
        /approvers: .*/,
        'approvers: []',
      ),
    })
    const story = { base: alone, subject: proposed() }
    expect(told(planOf(comment('/avvis tid', kld), story))).toEqual(['comment', 'confused'])
    expect(told(planOf(comment('/avvis tid', office), story))).toContain('+1')
  })

  it('is not declined without a reason: the answer lists them, and nothing else happens', () => {
    const plan = planOf(comment('/avvis', kld), { subject: proposed() })
    expect(told(plan)).toEqual(['comment'])
    expect(answerOf(plan)).toContain('- `/avvis kapasitet`: vi har ikke kapasitet nå')
  })

  it('is not declined by a slip', () => {
    const plan = planOf(comment('/avvis kapsitet i vår', kld), { subject: proposed() })
    expect(told(plan)).toEqual(['comment'])
    expect(answerOf(plan)).toMatch(/Mente du `\/avvis kapasitet`\?/)
  })

  it('that was closed by hand gets its reason afterwards', () => {
    const plan = planOf(comment('/avvis vilkår', kld), { subject: inState('closed', proposed()) })
    expect(told(plan)).toEqual([...recorded, ...ending])
  })

  it('that was taken in is not declined any more', () => {
    const plan = planOf(comment('/avvis vilkår', kld), { subject: inState('merged', proposed()) })
    expect(told(plan)).toEqual(['comment', 'confused'])
    expect(answerOf(plan)).toMatch(/er alt tatt inn/)
  })
})

describe('what is written down', () => {
  it.each(['', 'Grunnen: @alle #1 <b> `x` «sitat» --- - [ ] ja: nei'])(
    'is a file that is in order: %s',
    (note) => {
      const plan = planOf(comment(`/avvis kapasitet ${note}`, kld), { subject: proposed() })
      const world = layers(`${root}/tests/rules/_world`)
      const tree = new Map([...world, [path, Buffer.from(fileIn(plan))]])
      expect(checkTree(tree, '2026-11-22', world).map(line)).toEqual([])
    },
  )

  it('rests on what the proposal was made of, as the proposal itself says', () => {
    expect(written(planOf(comment('/avvis tid'), { subject: proposed() }))).toMatchObject({ fingerprint })
  })

  it('rests on the registrations as they are when the proposal does not say', () => {
    const subject = proposed()
    const silent = { ...subject, pull: { ...subject.pull, body: 'Endret for hånd' } }
    const registrations = [...base.registrations.values()] as readonly Registration[]
    expect(written(planOf(comment('/avvis tid'), { subject: silent }))).toMatchObject({
      fingerprint: fingerprintOf(registrations),
    })
  })

  it('is nothing when the need is gone: then the proposal is only closed', () => {
    const gone = programme({ 'agencies/kld/needs/klimaregnskap.yaml': null })
    const plan = planOf(comment('/avvis tid', dfo), { base: gone, subject: proposed() })
    expect(told(plan)).toEqual(['close-pull', ...ending])
    expect(answerOf(plan)).toMatch(/finnes ikke lenger/)
  })

  it.each([
    ['a telephone number', 'ring 912 34 567', /ser ut til å gjelde en person/],
    ['an identity number', 'gjelder 15809050170', /ser ut til å gjelde en person/],
    ['a private mailbox', 'svar til kari.nordmann@gmail.com', /ser ut til å gjelde en person/],
    ['what cannot be seen', 'ja\u202eien', /tegn som ikke vises/],
    ['a day that does not exist', '2027-02-30', /en dato som ikke finnes/],
  ])('has no note that holds %s, and the answer says why', (_, note, why) => {
    const plan = planOf(comment(`/avvis kapasitet ${note}`, kld), { subject: proposed() })
    expect(written(plan)).toEqual({
      match,
      by: 'kld',
      reason: 'no-capacity',
      date: '2026-11-22',
      fingerprint,
    })
    expect(answerOf(plan)).toMatch(why)
    expect(JSON.stringify(plan)).not.toContain(note)
  })
})

describe('the branch of the decision', () => {
  const commitOf = (plan: CommandPlan) => plan.actions.find(({ kind }) => kind === 'commit')

  it('is made from the default branch', () => {
    expect(commitOf(planOf(comment('/avvis tid'), { subject: proposed() }))).toMatchObject({
      parent: 'e'.repeat(40),
      tip: null,
    })
  })

  it('is made anew when a run broke off, or an earlier decision was turned down', () => {
    const left = proposed({ branch: ownBranch() })
    expect(commitOf(planOf(comment('/avvis tid'), { subject: left }))).toMatchObject({
      parent: 'e'.repeat(40),
      tip: 'f'.repeat(40),
    })
  })

  it('is left alone when it is somebody else’s', () => {
    const others = proposed({ branch: { ...ownBranch(), ours: false } })
    expect(told(planOf(comment('/avvis tid'), { subject: others }))).toEqual(['comment', 'confused'])
  })

  it.each([
    ['a pull request of somebody else', { ...waiting, decision: { number: 2, ours: false } }],
    ['commits of somebody else in our pull request', { ...waiting, branch: { ...ownBranch(), ours: false } }],
    ['a decision on other grounds', { ...waiting, branch: ownBranch(`sha256:${'b'.repeat(64)}`) }],
  ])('with %s in it is not taken for ours, and the proposal stays open', (_, there) => {
    const plan = planOf(comment('/avvis tid', dfo), { subject: proposed(there) })
    expect(told(plan)).toEqual(['comment', 'confused'])
    expect(answerOf(plan)).toContain(words()('slash-decline-taken'))
  })

  it('that somebody else took over after a decline does not stand for it', () => {
    const declined = ourComment(9, withMarker('answer', { comment: '400', verdict: 'declined' }, 'x'))
    const others = { ...waiting, decision: { number: 2, ours: false } }
    const plan = planOf(comment('/avvis tid', dfo), { subject: proposed(others), there: [declined] })
    expect(told(plan)).toEqual(['comment', 'confused'])
  })
})

describe('what was declined already', () => {
  const declined = ourComment(9, withMarker('answer', { comment: '400', verdict: 'declined' }, 'x'))

  it('is not declined twice while the decision waits', () => {
    const plan = planOf(comment('/avvis tid', dfo), {
      subject: inState('closed', proposed(waiting)),
      there: [declined],
    })
    expect(told(plan)).toEqual([...ending])
    expect(answerOf(plan)).toMatch(/alt takket nei.*\n\n.*#12/)
  })

  it('is closed if it is still open', () => {
    const plan = planOf(comment('/avvis tid', dfo), {
      subject: proposed(waiting),
      there: [declined],
    })
    expect(told(plan)).toEqual(['close-pull', ...ending])
  })

  it('is not declined twice once the decision is taken in', () => {
    const file = `match: ${match}\nby: kld\nreason: timing\ndate: 2026-11-20\nfingerprint: ${fingerprint}\n`
    const plan = planOf(comment('/avvis tid', dfo), {
      subject: proposed(),
      base: programme({ [path]: file }),
    })
    expect(told(plan)).toEqual(['close-pull', ...ending])
  })

  it('on other grounds is declined again', () => {
    const other = `sha256:${'b'.repeat(64)}`
    const file = `match: ${match}\nby: kld\nreason: timing\ndate: 2026-11-20\nfingerprint: ${other}\n`
    const plan = planOf(comment('/avvis tid', dfo), {
      subject: proposed(),
      base: programme({ [path]: file }),
    })
    expect(told(plan)).toEqual([...recorded, 'close-pull', ...ending])
  })

  it('and turned down by others can be declined again', () => {
    const left = inState('closed', proposed({ branch: ownBranch() }))
    expect(told(planOf(comment('/avvis tid', dfo), { subject: left, there: [declined] }))).toEqual([
      ...recorded,
      ...ending,
    ])
  })
})

it('what is no proposal of ours is not declined', () => {
  const plan = planOf(comment('/avvis kapasitet', kld), { subject: changed() })
  expect(told(plan)).toEqual(['comment', 'confused'])
  expect(answerOf(plan)).toMatch(/bare for koblinger/)
})

describe('reasons', () => {
  it.each([
    ['kapasitet', 'no-capacity', ''],
    ['Kapasitet.', 'no-capacity', ''],
    ['no-capacity', 'no-capacity', ''],
    ['ikke kapasitet nå', 'no-capacity', 'nå'],
    ['ikkje kapasitet', 'no-capacity', ''],
    ['tid: passer bedre til høsten', 'timing', 'passer bedre til høsten'],
    ['tidspunkt – vi venter', 'timing', 'vi venter'],
    ['ikke relevant for oss', 'not-relevant', 'for oss'],
    ['not relevant', 'not-relevant', ''],
    ['«funnet partner»', 'partner-found', ''],
    ['har funne partnar, takk', 'partner-found', 'takk'],
    ['<vilkår>', 'conditions', ''],
    ['vilka\u030Ar', 'conditions', ''],
    ['annet', 'other', ''],
    ['anna grunn', 'other', ''],
  ])('%s', (argument, reason, note) => {
    expect(reasonIn(argument)).toEqual({ kind: 'reason', reason, note })
  })

  it.each(['', '   ', 'vi har ikke kapasitet', 'fordi', '!!!'])('are not guessed from «%s»', (argument) => {
    expect(reasonIn(argument)).toEqual({ kind: 'none' })
  })

  it.each([
    ['kapasitett', 'no-capacity'],
    ['ikke relevnt', 'not-relevant'],
    ['vilkar', 'conditions'],
  ])('are suggested for «%s»', (argument, near) => {
    expect(reasonIn(argument)).toEqual({ kind: 'none', near })
  })

  it.each(
    declineReasons.flatMap((reason) => (['nb', 'nn', 'en'] as const).map((language) => [reason, language])),
  )('%s is understood as it is written in %s', (reason, language) => {
    const shown = words(language as Language)(`slash-reason-${reason}`)
    expect(reasonIn(shown)).toEqual({ kind: 'reason', reason, note: '' })
  })
})

it('our own account is not among those who decline', () => {
  expect(told(planOf({ ...comment('/avvis tid', us) }, { subject: proposed() }))).toEqual([
    'comment',
    'confused',
  ])
})
