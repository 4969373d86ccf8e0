/** What every plan goes through: markers, limits, the one live comment, files of a change, and the executor. */
import { describe, expect, it } from 'vitest'
import { carryOut } from '../../src/commands/acting.ts'
import { voiceOf } from '../../src/commands/voices.ts'
import type { Action, Plan } from '../../src/core/plan/action.ts'
import { capped, caps, isRefused, portioned } from '../../src/core/plan/caps.ts'
import { settledFaults } from '../../src/core/plan/fault.ts'
import type { Comment, TreeFile } from '../../src/core/plan/forge.ts'
import { liveComment, type Wanted } from '../../src/core/plan/live-comment.ts'
import { markerIn, withMarker } from '../../src/core/plan/marker.ts'
import { fenced, fitted, longestBody } from '../../src/core/plan/prose.ts'
import { titleText } from '../../src/core/plan/title.ts'
import { changesBetween, merged } from '../../src/core/plan/trees.ts'
import { link } from '../../src/core/report/markdown.ts'
import { describe as inWords, planReporters } from '../../src/core/report/plan.ts'
import type { ForgeWrite } from '../../src/io/ports.ts'

const us = { login: 'mobilitet[bot]', id: 41 }
const stranger = { login: 'stranger', id: 666 }

describe('a marker', () => {
  it('is found again, whatever its value holds', () => {
    const value = { match: 'a.b--c.d', title: 'Å lære «æøå» --> <!-- 💡' }
    expect(markerIn(withMarker('proposal', value, 'Hei'))).toEqual({ slot: 'proposal', value })
  })

  it('is hidden, and cannot be ended from inside', () => {
    const [line = ''] = withMarker('x', { text: '--> synlig' }, 'Hei').split('\n')
    expect(line).toMatch(/^<!-- mobilitet:x [A-Za-z0-9_-]+ -->$/)
  })

  it('survives the line ends of GitHub’s text fields', () => {
    expect(markerIn(withMarker('x', { a: 'b' }, 'Hei').replaceAll('\n', '\r\n'))?.value).toEqual({ a: 'b' })
  })

  it.each([
    ['none', 'Hei'],
    ['one further down', `Hei\n${withMarker('x', {}, 'Hei')}`],
    ['one that is no JSON', '<!-- mobilitet:x AAAA -->\nHei'],
    ['one whose value is a list', `<!-- mobilitet:x ${btoa('["a"]')} -->\nHei`.replaceAll('=', '')],
    ['one with something else than text', `<!-- mobilitet:x ${btoa('{"a":1}')} -->\nHei`.replaceAll('=', '')],
  ])('is not seen where there is %s', (_what, text) => {
    expect(markerIn(text)).toBeUndefined()
  })
})

describe('what one run may do', () => {
  const plan = (actions: readonly Action[]): Plan => ({ actions, notes: [] })
  const times = (count: number, action: Action) => Array.from({ length: count }, () => action)
  const comment: Action = { kind: 'comment', on: 1, body: 'Hei' }

  it('is everything, as long as it is little', () => {
    const small = plan([...times(caps.closing.most, { kind: 'close-pull', pull: 1 }), comment])
    expect(capped(small)).toEqual(small)
  })

  it('opens so many and leaves the rest, whatever belongs to them, for later', () => {
    const open = (n: number): readonly Action[] => [
      { kind: 'open-pull', branch: `match/${n}`, base: 'main', title: 'x', body: 'x' },
      { kind: 'label', on: { pullOf: `match/${n}` }, add: ['kobling'], remove: [] },
    ]
    const { actions, notes } = capped(plan(Array.from({ length: 12 }, (_, n) => open(n)).flat()))
    expect(actions).toHaveLength(2 * caps.opening.most)
    expect(notes).toEqual([{ note: 'plan-cap-opening', args: { count: 12, most: caps.opening.most } }])
  })

  const closing = (n: number): readonly Action[] => [
    { kind: 'comment', on: n, body: 'Forslaget passer ikke lenger.' },
    { kind: 'delete-branch', branch: `match/${n}` },
    { kind: 'close-pull', pull: n },
  ]
  const closings = (count: number) => Array.from({ length: count }, (_, n) => closing(100 + n)).flat()

  it('counts a pull request and its branch as one', () => {
    const ten = plan(closings(caps.closing.most))
    expect(capped(ten)).toEqual(ten)
    expect(isRefused(capped(ten))).toBe(false)
  })

  it('closes none, and says nothing in them, when it was to close a great many; the rest goes on', () => {
    const left = capped(plan([...closings(caps.closing.most + 1), comment]))
    expect(left.actions).toEqual([comment])
    const args = { count: caps.closing.most + 1, most: caps.closing.most }
    expect(left.notes).toEqual([{ note: 'plan-cap-closing', args }])
    expect(isRefused(left)).toBe(true)
  })

  it('closes so many issues, and the others in the next run', () => {
    const issues = Array.from(
      { length: 12 },
      (_, n): Action => ({
        kind: 'close-issue',
        issue: n,
        reason: 'completed',
      }),
    )
    const left = capped(plan([comment, ...issues]))
    expect(left.actions).toEqual([comment, ...issues.slice(0, caps['closing-issues'].most)])
    expect(left.notes.map(({ note }) => note)).toEqual(['plan-cap-closing-issues'])
    expect(isRefused(left)).toBe(false)
  })

  it('does what belongs together as a whole, and leaves out what there is no room for', () => {
    const parts = Array.from({ length: 12 }, (_, n) => plan(closing(n)))
    const small = plan([comment])
    expect(portioned([...parts, small])).toEqual([...parts.slice(0, caps.closing.most), small])
  })
})

describe('the live comment', () => {
  const body = (verdict: string, text = 'Hei') => withMarker('review', { verdict }, text)
  const wanted = (verdict: string, text?: string): Wanted => ({
    on: 7,
    slot: 'review',
    verdict,
    body: body(verdict, text),
  })
  const there = (id: number, text: string, author = us): Comment => ({
    id,
    author,
    authorKind: 'bot',
    body: text,
    created: '2026-11-22T08:00:00Z',
    updated: '2026-11-22T08:00:00Z',
    on: 7,
  })

  it('is written once', () => {
    expect(liveComment(wanted('ready'), [], us)).toEqual([{ kind: 'comment', on: 7, body: body('ready') }])
    expect(liveComment(wanted('ready'), [there(1, body('ready'))], us)).toEqual([])
  })

  it('is edited in place while the verdict stands', () => {
    expect(liveComment(wanted('ready', 'Nytt'), [there(1, body('ready'))], us)).toEqual([
      { kind: 'edit-comment', comment: 1, body: body('ready', 'Nytt') },
    ])
  })

  it('is a new one when the verdict flips, and the old one goes after that', () => {
    expect(liveComment(wanted('ready'), [there(1, body('findings'))], us)).toEqual([
      { kind: 'comment', on: 7, body: body('ready') },
      { kind: 'delete-comment', comment: 1 },
    ])
  })

  it('is one again after two runs at once', () => {
    const twice = [there(1, body('ready')), there(2, body('ready'))]
    expect(liveComment(wanted('ready'), twice, us)).toEqual([{ kind: 'delete-comment', comment: 1 }])
  })

  it('is never somebody else’s, whatever it says it is', () => {
    expect(liveComment(wanted('ready'), [there(1, body('ready'), stranger)], us)).toHaveLength(1)
    expect(settledFaults([there(1, withMarker('fault', {}, 'x'), stranger)], us)).toEqual([])
  })

  it('takes back that something had gone wrong, once it has gone right', () => {
    expect(settledFaults([there(5, withMarker('fault', { verdict: 'fault' }, 'x'))], us)).toEqual([
      { kind: 'delete-comment', comment: 5 },
    ])
  })
})

describe('text of others', () => {
  it('cannot end the block it stands in', () => {
    expect(fenced('a\n````\nb')).toBe('`````\na\n````\nb\n`````')
  })

  it('cannot break out of a link', () => {
    expect(link('a](https://ond.example) @alle', 'https://x.example/a b)')).toBe(
      '[a\\](https:&#8203;//ond.example) @&#8203;alle](https://x.example/a%20b%29)',
    )
  })

  it('is left out, whole parts at a time, when there is no room', () => {
    const body = fitted(['Dom'], ['a'.repeat(longestBody - 100), 'b'.repeat(200)], 'Resten er utelatt.')
    expect(body.length).toBeLessThanOrEqual(longestBody)
    expect(body).toMatch(/^Dom\n\na+\n\nResten er utelatt\.$/)
  })
})

describe('a title of ours', () => {
  it.each([
    '[skip ci]',
    '[ci skip]',
    '[no ci]',
    '[skip actions]',
    '[actions skip]',
    '[SKIP CI]',
    'skip-checks: true',
  ])('does not let %s in a text of others keep the checks from running', (words) => {
    const title = titleText(`Klimaregnskap ${words} for alle`)
    expect(title).not.toContain(words)
    expect(title.replaceAll('\u200B', '')).toBe(`Klimaregnskap ${words} for alle`)
  })

  it('names nobody, and leads nowhere', () => {
    expect(titleText('@kari #12 GH-3 https://a.example.no')).toBe(
      '@\u200Bkari #\u200B12 GH-\u200B3 https:\u200B//a.example.no',
    )
  })
})

describe('the files of a change', () => {
  const file = (path: string, blob: string, mode = '100644'): TreeFile => ({ path, blob, mode })

  it('are what differs, and a renaming counts in both places', () => {
    const before = [file('a', '1'), file('b', '2'), file('c', '3')]
    const after = [file('a', '1'), file('c', '4'), file('d', '2')]
    expect(changesBetween(before, after)).toEqual([
      { path: 'b', kind: 'removed' },
      { path: 'c', kind: 'changed' },
      { path: 'd', kind: 'added' },
    ])
  })

  it('count also when only what kind of file it is has changed', () => {
    expect(changesBetween([file('a', '1')], [file('a', '1', '120000')])).toEqual([
      { path: 'a', kind: 'changed' },
    ])
  })

  it('are laid over the base as it is now', () => {
    const before = [file('a', '1'), file('gone', '2')]
    const after = [file('a', '5')]
    const base = [file('a', '1'), file('gone', '2'), file('newer', '9')]
    expect(merged(base, { before, after })).toEqual([file('a', '5'), file('newer', '9')])
  })
})

/** Writes down what is done, in order. */
function recorder(done: unknown[]): ForgeWrite {
  return new Proxy({} as ForgeWrite, {
    get:
      (_target, name) =>
      async (...args: unknown[]) => {
        done.push([name, ...args])
        return name === 'openPullRequest' ? 12 : undefined
      },
  })
}

describe('the executor', () => {
  it('puts the number of a pull request where the plan left room for it', async () => {
    const done: unknown[] = []
    await carryOut(
      [
        { kind: 'open-pull', branch: 'registration/issue-7', base: 'main', title: 't', body: 'b' },
        { kind: 'ask-reviewers', pull: { pullOf: 'registration/issue-7' }, logins: ['kari'] },
        { kind: 'comment', on: 7, body: ['Se ', { pullOf: 'registration/issue-7' }, '.'] },
      ],
      recorder(done),
    )
    expect(done.slice(1)).toEqual([
      ['askReviewers', 12, ['kari']],
      ['comment', 7, 'Se #12.'],
    ])
  })

  it('stops where something goes wrong', async () => {
    const done: unknown[] = []
    const forge = recorder(done)
    const broken: ForgeWrite = new Proxy(forge, {
      get: (target, name, self) =>
        name === 'closePullRequest'
          ? () => Promise.reject(new Error('brutt'))
          : Reflect.get(target, name, self),
    })
    const actions: readonly Action[] = [
      { kind: 'delete-comment', comment: 1 },
      { kind: 'close-pull', pull: 2 },
      { kind: 'delete-comment', comment: 3 },
    ]
    await expect(carryOut(actions, broken)).rejects.toThrow('brutt')
    expect(done).toEqual([['deleteComment', 1]])
  })
})

describe('a printed plan', () => {
  const told = (action: Action) => inWords(action, voiceOf('nb').words)

  it.each([
    [['kobling'], [], 'sette merkelapp på #1: kobling'],
    [[], ['rotasjon'], 'ta merkelapp av #1: rotasjon'],
    [['kobling'], ['rotasjon'], 'bytte merkelapp på #1: kobling i stedet for rotasjon'],
  ])('tells of labels only what there is: %o and %o', (add, remove, sentence) => {
    expect(told({ kind: 'label', on: 1, add, remove })).toBe(sentence)
  })

  it('gives the runner no commands, whatever was quoted in it', () => {
    const label = '##[error]x\n::add-mask::alt\n##vso[task]'
    const hostile: Plan = {
      actions: [{ kind: 'delete-asset', asset: 1, name: label }],
      notes: [{ note: 'review-note-stale', args: { commit: label } }],
    }
    // A sentence may begin with what was quoted.
    const words = (key: string, args: object = {}) =>
      key === 'review-note-stale' ? '::stop-commands::x' : `${key} ${Object.values(args)}`
    const text = planReporters.text(hostile, words, { applied: true })
    expect(text).not.toContain('##[')
    expect(text).not.toMatch(/^\s*::/m)
    expect(text).toContain('##⁅error]x')
  })

  it('names a pull request that has no number yet by its branch', () => {
    const pull = { pullOf: 'match/a.b--c.d' }
    expect(told({ kind: 'ask-reviewers', pull, logins: ['kari', 'ola'] })).toBe(
      'be kari, ola om å godkjenne endringsforslaget fra match/a.b--c.d',
    )
  })
})
