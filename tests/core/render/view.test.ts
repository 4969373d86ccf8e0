/** What documents are told of an agreement beyond what is written in it. */
import { describe, expect, it } from 'vitest'
import type { Agency, Agreement, Exchange, Programme } from '../../../src/core/model.ts'
import { fill, parseTemplate } from '../../../src/core/render/language.ts'
import { agreementView, exchangeView } from '../../../src/core/render/view.ts'
import {
  isAbove,
  isLongAppointment,
  isPaidByOther,
  lastDay,
  midwayIn,
  returnTalkIn,
  sharesOf,
  stayOf,
} from '../../../src/core/render/view-facts.ts'
import { full, minimal, oneText, programmeWith, words } from './sample.ts'

const [first] = minimal.exchanges as [Exchange]
const programme = programmeWith(new Map())

describe('where the work is done', () => {
  const stay = (changes: Partial<Exchange>) => stayOf({ ...first, from: 'kld', ...changes }, programme)
  const oslo = { municipality: 'Oslo', presence: 'on-site' } as const
  const hamar = { municipality: 'Hamar', presence: 'hybrid' } as const

  it.each([
    ['at home', { place: oslo }, 'same-municipality'],
    [
      'elsewhere for 28 days',
      { place: hamar, period: { from: '2027-03-01', to: '2027-03-28' } },
      'short-stay',
    ],
    [
      'elsewhere for 29 days',
      { place: hamar, period: { from: '2027-03-01', to: '2027-03-29' } },
      'long-stay',
    ],
    ['on a screen', { place: { municipality: 'Hamar', presence: 'digital' } as const }, 'digital'],
  ])('%s', (_where, changes, expected) => {
    expect(stay(changes)).toBe(expected)
  })
})

describe('who is over whom', () => {
  const among = (...parents: readonly (readonly [slug: string, parent: string | null])[]): Programme => {
    const [kld] = [...programme.agencies.values()] as [Agency]
    const agencies = parents.map(([slug, parent], index): [string, Agency] => [
      slug,
      { ...kld, slug, parent, organisationNumber: String(900000000 + index) },
    ])
    return { ...programme, agencies: new Map(agencies) }
  }

  it('a parent is, by folder or by number, and so is a parent of a parent', () => {
    const world = among(['top', null], ['middle', 'top'], ['bottom', '900000001'])
    expect(isAbove('top', 'middle', world)).toBe(true)
    expect(isAbove('top', 'bottom', world)).toBe(true)
    expect(isAbove('bottom', 'top', world)).toBe(false)
    expect(isAbove('middle', 'middle', world)).toBe(false)
  })

  it('nobody is when parents go in a circle, and none is when a parent is not registered', () => {
    const world = among(['one', 'other'], ['other', 'one'], ['third', '999999999'])
    expect(isAbove('third', 'one', world)).toBe(false)
    expect(isAbove('one', 'third', world)).toBe(false)
  })
})

describe('the days of an exchange', () => {
  it('midway is in the middle, and the talk about coming home a month before the end, but never before midway', () => {
    expect(midwayIn({ from: '2027-03-01', to: '2027-03-31' })).toBe('2027-03-16')
    expect(returnTalkIn({ from: '2027-03-01', to: '2027-08-31' })).toBe('2027-07-31')
    expect(returnTalkIn({ from: '2027-03-01', to: '2027-03-31' })).toBe('2027-03-16')
  })

  it('the last day is the one that was worked', () => {
    const ended = (date: string) => lastDay({ ...first, ended: { date, reason: 'Flyttet' } })
    expect(ended('2027-05-01')).toBe('2027-05-01')
    expect(ended('2028-01-01')).toBe('2027-09-15')
  })

  it('the host employs for long from the day after six months', () => {
    const employed = (to: string, employer: Exchange['employer']) =>
      isLongAppointment({ ...first, employer, period: { from: '2027-03-01', to } })
    expect(employed('2027-08-31', 'host')).toBe(false)
    expect(employed('2027-09-01', 'host')).toBe(true)
    expect(employed('2027-09-01', 'sender')).toBe(false)
  })
})

describe('the money', () => {
  it('is borne by one, or shared as agreed, or by nobody knows whom', () => {
    const shares = (payer: Exchange['payer'], costShare: Agreement['terms']['costShare'] = null) =>
      sharesOf({ ...minimal, terms: { ...minimal.terms, costShare } }, { ...first, payer })
    expect(shares('sender')).toEqual({ sender: 100, host: 0 })
    expect(shares('host')).toEqual({ sender: 0, host: 100 })
    expect(shares('shared', { sender: 60, host: 40 })).toEqual({ sender: 60, host: 40 })
    expect(shares('shared')).toBeUndefined()
    expect(shares(null)).toBeUndefined()
  })

  it('comes from another than the employer when they are not the same', () => {
    expect(isPaidByOther({ ...first, employer: 'sender', payer: 'host' })).toBe(true)
    expect(isPaidByOther({ ...first, employer: 'sender', payer: 'sender' })).toBe(false)
    expect(isPaidByOther({ ...first, employer: null, payer: 'host' })).toBe(false)
  })
})

describe('the workload', () => {
  const days = (workload: number, language: 'nb' | 'nn' | 'en') => {
    const text = oneText('exchange-agreement@1', '# {{title}}\n')
    const exchange = { ...first, workload }
    const agreement = { ...minimal, exchanges: [exchange] }
    const world = programmeWith(new Map([[text.id, text]]))
    return exchangeView(agreement, exchange, world, language, words(language)).exchange.weekDays
  }

  it('is told in days of a week of five, in the words and the figures of the language', () => {
    expect(days(20, 'nb')).toBe('1 dag')
    expect(days(50, 'nb')).toBe('2,5 dager')
    expect(days(80, 'nn')).toBe('4 dagar')
    expect(days(50, 'en')).toBe('2.5 days')
  })
})

describe('what is agreed instead of the standard text', () => {
  const cooperation = oneText(
    'cooperation-agreement@1',
    `# {{title}}

{{#deviation}}
{{item}} **Avvik:** {{text}} ({{reason}})

{{/deviation}}
## {{clause "parties"}} Partene

{{item}} Avtalen gjelder {{partyNames}}.

## {{clause "termination"}} Oppsigelse

{{item}} Fire uker.
`,
  )
  const exchange = oneText(
    'exchange-agreement@1',
    '# {{title}}\n\n## {{clause "holiday"}} Ferie\n\n{{item}} Fem uker.\n',
  )
  const world = programmeWith(new Map([cooperation, exchange].map((text) => [text.id, text])))
  const holiday = { ...(full.deviations[0] as Agreement['deviations'][number]), clause: 'holiday' }
  const agreement = { ...full, deviations: [...full.deviations, holiday] }
  const view = agreementView(agreement, world, 'nb', words('nb'))

  it('stands first in the clause, and the standard text stands below it with numbers that go on', () => {
    const text = cooperation.languages.get('nb')
    const markdown = fill(parseTemplate('t', text?.text ?? ''), view).replace(/<a id="[^"]*"><\/a>/g, '')
    expect(markdown).toContain(
      '## 2 Oppsigelse\n\n2.1 **Avvik:** Oppsigelse skjer til slutten av en måned\\. (Lønnskjøringen krever det\\.)\n\n2.2 Fire uker.\n',
    )
    expect(markdown).not.toContain('Partene\n\n1.1 **')
  })

  it('is known by the clause of the exchange agreement too', () => {
    expect(view.deviations.map(({ clause, here }) => [clause, here])).toEqual([
      ['Oppsigelse', true],
      ['Ferie', false],
    ])
    const [one] = agreement.exchanges as [Exchange]
    const own = exchangeView(agreement, one, world, 'nb', words('nb'))
    expect(own.deviations.map(({ clause, here }) => [clause, here])).toEqual([
      ['Oppsigelse', false],
      ['Ferie', true],
    ])
  })

  it('is the one block that says how deviations look, at the top and without conditions', () => {
    const problem = (text: string) => {
      try {
        fill(parseTemplate('t', text), { a: true, deviations: [] })
      } catch (error) {
        return String(error)
      }
      return ''
    }
    expect(problem('{{#if a}}{{#deviation}}x{{/deviation}}{{/if}}')).toContain('template/unknown-block')
    expect(problem('{{#deviation a}}x{{/deviation}}')).toContain('template/unknown-block')
    expect(problem('{{#deviation}}x{{else}}y{{/deviation}}')).toContain('template/unknown-block')
    expect(problem('{{#deviation}}x{{/deviation}}\n\n## {{clause "a"}} A\n')).toBe('')
    expect(() =>
      fill(parseTemplate('t', '{{#deviation}}x{{/deviation}}\n\n## {{clause "a"}} A\n'), {}),
    ).toThrow('template/missing-variable')
  })
})
