/** Commands in comments: who is heard, what it comes to, and that it comes to it once. */
import { describe, expect, it } from 'vitest'
import { planCommand } from '../../src/core/plan/command/command.ts'
import { commandNames } from '../../src/core/plan/command/slash.ts'
import { withMarker } from '../../src/core/plan/marker.ts'
import {
  addedTo,
  answerOf,
  by,
  carriedOut,
  changed,
  comment,
  dfo,
  factsOf,
  inState,
  kld,
  office,
  ourComment,
  planOf,
  programme,
  proposed,
  type Story,
  stranger,
  textOf,
  told,
  us,
  waiting,
  words,
} from './command-stories.ts'

const issue: Story = { subject: { kind: 'issue' } }
const refusal = ['comment', 'confused']

describe('yes', () => {
  it('of somebody whose yes is asked for gets its receipt, and the pull request is looked at again', () => {
    expect(told(planOf(comment('/godta')))).toEqual(['+1', '→ review'])
  })

  it.each([
    ['of another agency', dfo],
    ['of the office, when it is not asked', office],
    ['of anybody else', stranger],
  ])('%s does not count, and the answer says whose does', (_, author) => {
    const plan = planOf(comment('/godta', author), { subject: by(us, changed()) })
    expect(told(plan)).toEqual(refusal)
    expect(answerOf(plan)).toContain('- KLD: kld-example')
  })

  it('of somebody who has taken over a login does not count, and the answer does not say that it would', () => {
    const plan = planOf(comment('/godta', { ...stranger, login: 'KLD-example' }), {
      subject: by(us, changed()),
    })
    expect(told(plan)).toEqual(refusal)
    expect(answerOf(plan)).toContain('det gjelder en annen konto enn din')
    expect(answerOf(plan)).not.toContain('Disse kan')
  })

  it('of the author is not needed and does not count', () => {
    const plan = planOf(comment('/godta', kld), { subject: by(kld, changed()) })
    expect(told(plan)).toEqual(refusal)
    expect(answerOf(plan)).toMatch(/Du har laget dette endringsforslaget selv/)
  })

  it('of the author is needed where others have added to it', () => {
    const plan = planOf(comment('/godta', kld), { subject: addedTo(kld, changed()) })
    expect(told(plan)).toEqual(['+1', '→ review'])
  })

  it('of the author at the office is not heard all the same', () => {
    const subject = addedTo(office, changed({ demands: [{ who: 'office', because: ['x'], from: [] }] }))
    expect(told(planOf(comment('/godta', office), { subject }))).toEqual(refusal)
  })

  it('to what has changed since asks to look again, and the change is looked at first', () => {
    const plan = planOf(comment('/godta'), { subject: changed({ current: false }) })
    expect(told(plan)).toEqual([...refusal, '→ review'])
    expect(answerOf(plan)).toMatch(/Forslaget er endret siden du så det/)
  })

  it('with more on its line might be a yes with reservations, so it must be said again', () => {
    const plan = planOf(comment('/godta hvis datoen rettes'))
    expect(told(plan)).toEqual(refusal)
    expect(answerOf(plan)).toMatch(/`\/godta` må stå alene på linjen/)
  })

  it('counts for nobody when the settings on the default branch cannot be read', () => {
    const broken = programme({ 'programme/programme.yaml': 'name: [' })
    expect(told(planOf(comment('/godta'), { base: broken }))).toEqual(refusal)
  })
})

describe('waiting and going on', () => {
  it.each([
    ['somebody who is asked', kld],
    ['the office, asked or not', office],
    ['the author, when she may approve for what is asked', by(kld, changed()).pull.author],
  ])('is for %s', (_, author) => {
    for (const body of ['/vent', '/fortsett'])
      expect(told(planOf(comment(body, author), { subject: by(author, changed()) }))).toEqual([
        '+1',
        '→ review',
      ])
  })

  it('is not for others', () => {
    const plan = planOf(comment('/vent', dfo))
    expect(told(plan)).toEqual(refusal)
    expect(answerOf(plan)).toMatch(/- KLD: kld-example\n- programkontoret: kontoret-example$/)
  })

  it('has nothing to do with whether it was seen', () => {
    expect(told(planOf(comment('/vent'), { subject: changed({ current: false }) }))).toEqual([
      '+1',
      '→ review',
    ])
  })
})

describe('whoever asks for it', () => {
  it('gets another look', () => {
    expect(told(planOf(comment('/sjekk', stranger)))).toEqual(['eyes', '→ review'])
  })

  const asked = (count: number, other: object = {}) =>
    Array.from({ length: count }, (_, n) => ({
      ...comment('/sjekk', stranger),
      id: 100 + n,
      created: '2026-11-22T08:45:00Z',
      updated: '2026-11-22T08:45:00Z',
      ...other,
    }))

  it.each<[string, ReturnType<typeof asked>]>([
    ['after five by people who approve nothing', asked(5)],
    [
      'after as many that were changed into something else',
      asked(5, { body: 'Hei', updated: '2026-11-22T08:46:00Z' }),
    ],
  ])('is too often within an hour %s, and only gets its sign', (_, there) => {
    expect(told(planOf(comment('/sjekk', stranger), { there }))).toEqual(['confused'])
    expect(told(planOf(comment('/sjekk', kld), { there }))).toEqual(['eyes', '→ review'])
  })

  it.each<[string, ReturnType<typeof asked>]>([
    ['after four', asked(4)],
    ['an hour later', asked(5, { created: '2026-11-22T08:30:00Z', updated: '2026-11-22T08:30:00Z' })],
    ['after those of people who approve', asked(5, { author: kld })],
    ['after others that have come since', asked(5, { id: 900 })],
    ['after what people have said besides', asked(5, { body: 'Hei' })],
  ])('is not too often %s', (_, there) => {
    expect(told(planOf(comment('/sjekk', stranger), { there }))).toEqual(['eyes', '→ review'])
  })

  it('gets help, and no command stands in it as a command', () => {
    const plan = planOf(comment('/hjelp', stranger))
    expect(told(plan)).toEqual(['comment'])
    for (const name of commandNames) expect(answerOf(plan)).toContain(`- \`/${name}\``)
    expect(told(planOf({ ...comment(answerOf(plan)), author: stranger }))).toEqual([])
  })
})

describe('on an issue', () => {
  it('the form in it is read again', () => {
    expect(told(planOf(comment('/sjekk', stranger), issue))).toEqual(['eyes', '→ intake'])
  })

  it('help tells of what can be used there', () => {
    const answer = answerOf(planOf(comment('/hjelp', stranger), issue))
    expect(answer).toMatch(/- `\/sjekk`.*\n- `\/hjelp`/)
    expect(answer).not.toContain('/godta')
  })

  it.each(['godta', 'avvis', 'vent', 'fortsett'])('/%s is answered', (name) => {
    const plan = planOf(comment(`/${name}`), issue)
    expect(told(plan)).toEqual(refusal)
    expect(answerOf(plan)).toContain(`\`/${name}\` virker bare i et endringsforslag`)
  })
})

describe('a word that is no command', () => {
  it('is answered with the one that was probably meant', () => {
    const plan = planOf(comment('/gofta'))
    expect(told(plan)).toEqual(refusal)
    expect(answerOf(plan)).toMatch(/Mente du `\/godta`\?/)
  })

  it('is answered with where to find them when it is like none', () => {
    expect(answerOf(planOf(comment('/kaffe')))).toMatch(/«\/kaffe» er ingen kommando\. Skriv `\/hjelp`/)
  })

  it('is not answered with one that cannot be used there', () => {
    expect(answerOf(planOf(comment('/gofta'), issue))).not.toMatch(/Mente du/)
  })

  it('is only shown in part when it never ends', () => {
    expect(answerOf(planOf(comment(`/${'å'.repeat(400)}`))).length).toBeLessThan(400)
  })
})

describe('nobody is heard', () => {
  it.each([
    ['who is a machine', { ...comment('/godta'), authorKind: 'bot' as const }],
    ['whose comment was edited', { ...comment('/godta'), updated: '2026-11-22T09:31:00Z' }],
    ['who quotes', comment('> /godta')],
    ['who shows code', comment('```\n/godta\n```')],
    ['who says nothing of the kind', comment('Ser fint ut.')],
    ['who is ourselves', { ...comment(withMarker('answer', {}, '/godta')), author: us }],
  ])('%s', (_, written) => {
    expect(planOf(written)).toEqual({ actions: [], notes: [] })
  })
})

describe('what is closed', () => {
  it.each(['/godta', '/vent', '/fortsett', '/sjekk'])(
    'stays as it is, and the answer says so: %s',
    (body) => {
      const closed = planOf(comment(body), { subject: inState('closed', changed()) })
      expect(told(closed)).toEqual(refusal)
      expect(answerOf(closed)).toMatch(/er lukket/)
      expect(answerOf(planOf(comment(body), { subject: inState('merged', changed()) }))).toMatch(
        /er alt tatt inn/,
      )
    },
  )

  it('does not turn what was done once into a refusal', () => {
    const again = planOf(comment('/godta'), {
      subject: inState('merged', changed()),
      reactions: [{ author: us, reaction: '+1' }],
    })
    expect(told(again)).toEqual([])
  })
})

describe('running again', () => {
  const stories: readonly (readonly [string, string, Story])[] = [
    ['a yes', '/godta', {}],
    ['a yes that does not count', '/godta', { subject: changed({ current: false }) }],
    ['a hold', '/vent', {}],
    ['a word that is no command', '/gofta', {}],
    ['a cry for help', '/hjelp', {}],
    ['a form to be read again', '/sjekk', issue],
    ['a no with its reason', '/avvis kapasitet', { subject: proposed() }],
    ['a no without a reason', '/avvis', { subject: proposed() }],
    ['a no to what was declined already', '/avvis tid', { subject: inState('closed', proposed(waiting)) }],
  ]

  it.each(stories)('after %s changes nothing', (_, body, story) => {
    const facts = factsOf(comment(body), story)
    const plan = planCommand(facts, words())
    const rerun = planCommand(carriedOut(plan.actions.length, plan, facts), words())
    expect(rerun.actions).toEqual([])
  })

  it.each(stories)('after %s broke off anywhere does what is missing, and ends alike', (_, body, story) => {
    const facts = factsOf(comment(body), story)
    const plan = planCommand(facts, words())
    const whole = carriedOut(plan.actions.length, plan, facts)
    for (let count = 0; count < plan.actions.length; count++) {
      const broken = carriedOut(count, plan, facts)
      const rerun = planCommand(broken, words())
      const mended = carriedOut(rerun.actions.length, rerun, broken)
      expect({ ...mended, there: mended.there.map(settled) }).toEqual({
        ...whole,
        there: whole.there.map(settled),
      })
    }
  })

  /** The number of a pull request is not known yet in a plan that opens it. */
  function settled({ body }: { readonly body: string }): string {
    return body.replace('#12', '#…')
  }

  it('a yes is looked at again, as often as it is asked for', () => {
    const again = planOf(comment('/godta'), { reactions: [{ author: us, reaction: '+1' }] })
    expect(told(again)).toEqual(['→ review'])
  })

  it('somebody else’s thumb is no receipt of ours', () => {
    const plan = planOf(comment('/godta'), { reactions: [{ author: dfo, reaction: '+1' }] })
    expect(told(plan)).toEqual(['+1', '→ review'])
  })

  it('somebody else’s answer is none of ours, whatever is hidden in it', () => {
    const copied = { ...ourComment(9, withMarker('answer', { comment: '501' }, 'x')), author: stranger }
    expect(told(planOf(comment('/godta'), { there: [copied] }))).toEqual(['+1', '→ review'])
  })

  it('the answer to another comment answers this one not', () => {
    const other = ourComment(9, withMarker('answer', { comment: '500', verdict: 'refused' }, 'x'))
    expect(told(planOf(comment('/gofta'), { there: [other] }))).toEqual(refusal)
  })

  it('what had gone wrong with us is taken back', () => {
    const fault = ourComment(9, withMarker('fault', { verdict: 'fault' }, 'x'))
    expect(told(planOf(comment('/godta'), { there: [fault] }))).toEqual(['+1', 'delete-comment', '→ review'])
  })
})

it('the stories’ agency is the one that may approve', () => {
  expect(textOf('agencies/kld/agency.yaml')).toContain(`id: ${kld.id}`)
})
