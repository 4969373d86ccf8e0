import { expect, test } from 'vitest'
import { openQuestions, questions } from '../../../src/core/agreement/open-questions.ts'
import type { Agreement, Exchange } from '../../../src/core/model.ts'
import { full, languages, minimal, words } from '../render/sample.ts'

const answered: Agreement = {
  ...minimal,
  parties: minimal.parties.map((party) => ({ ...party, signatory: { role: 'Direktør' } })),
  purpose: 'x',
  expectations: { kld: 'x', kartverket: 'x' },
  exchanges: [exchange({ employer: 'sender', payer: 'sender', tasks: 'x', learningGoals: ['xxxxx'] })],
  terms: { ...minimal.terms, travel: 'x', equipment: 'x', workingTime: 'host' },
  sharing: 'x',
}

function exchange(changes: Partial<Exchange>): Exchange {
  return { ...(minimal.exchanges[0] as Exchange), ...changes }
}

function asked(agreement: Agreement): readonly string[] {
  return openQuestions(agreement).map(({ at, question }) => `${question} ${at.join('.')}`)
}

function withExchange(changes: Partial<Exchange>, terms: Partial<Agreement['terms']> = {}): Agreement {
  return {
    ...answered,
    exchanges: answered.exchanges.map((exchange) => ({ ...exchange, ...changes })),
    terms: { ...answered.terms, ...terms },
  }
}

test('an agreement with every answer has no open questions', () => {
  expect(asked(answered)).toEqual([])
  expect(asked(full)).toEqual([])
})

test('an agreement without answers is asked what is always asked', () => {
  expect(asked(minimal)).toEqual([
    'signatory parties.0.signatory.role',
    'signatory parties.1.signatory.role',
    'purpose purpose',
    'expectation expectations.kld',
    'expectation expectations.kartverket',
    'employer exchanges.0.employer',
    'payer exchanges.0.payer',
    'tasks exchanges.0.tasks',
    'learning-goals exchanges.0.learningGoals',
    'travel terms.travel',
    'equipment terms.equipment',
    'sharing sharing',
  ])
})

test.each<[string, Agreement, string[]]>([
  ['lent out: whose hours', withExchange({}, { workingTime: null }), ['working-time terms.workingTime']],
  [
    'employed by the host: by which decision',
    withExchange({ employer: 'host' }),
    ['appointment terms.appointment'],
  ],
  [
    'employed by the host: hours follow',
    withExchange({ employer: 'host' }, { appointment: 'x', workingTime: null }),
    [],
  ],
  [
    'part of the salary back: how much, and VAT',
    withExchange({}, { refund: 'share' }),
    ['refund-share terms.refundShare', 'vat terms.vat'],
  ],
  ['all of the salary back: VAT', withExchange({}, { refund: 'full' }), ['vat terms.vat']],
  ['shared cost: in which parts', withExchange({ payer: 'shared' }), ['cost-share terms.costShare']],
  ['restricted: who authorises', withExchange({ clearance: 'restricted' }), ['security terms.security']],
  ['no clearance: nothing', withExchange({ clearance: 'none' }), []],
  [
    'a blank answer is none',
    { ...answered, sharing: ' ', purpose: '\n' },
    ['purpose purpose', 'sharing sharing'],
  ],
])('%s', (_why, agreement, expected) => {
  expect(asked(agreement)).toEqual(expected)
})

test('every question has its words in every language', () => {
  for (const language of languages) {
    const texts = questions.map((question) => words(language)(`question-${question}`, { name: 'X' }))
    expect(new Set(texts).size).toBe(questions.length)
    for (const text of texts) expect(text).toMatch(/\?$/)
  }
})
