/** What was learned is found again by those who want to learn the same, and gives nobody an advantage. */
import { describe, expect, it } from 'vitest'
import { citation } from '../../src/core/learning/citation.ts'
import { citationsFor, mostCited } from '../../src/core/learning/citations.ts'
import { learnedIn, sharingIn } from '../../src/core/learning/learned.ts'
import { quoteFrom } from '../../src/core/learning/quote.ts'
import { match } from '../../src/core/match/match.ts'
import type { Agreement, Evaluation, Programme } from '../../src/core/model.ts'
import { learnedBefore } from '../../src/core/plan/propose/proposal-learned.ts'
import { matchingReporters } from '../../src/core/report/matching.ts'
import { speakers, today } from '../site/built.ts'
import { loadExample } from '../site/example.ts'

const programme = loadExample()
const { words } = speakers.nb

function registered(id: string) {
  const found = programme.registrations.get(id)
  if (!found) throw new Error(`no registration ${id}`)
  return found
}

describe('what was learned', () => {
  it('is one entry for each evaluation, the newest first, with whose view it is and whom it was learned from', () => {
    const all = learnedIn(programme)
    expect(all.map(({ id }) => id)).toHaveLength(programme.evaluations.length)
    expect(all.map(({ date }) => date)).toEqual(
      all
        .map(({ date }) => date)
        .sort()
        .reverse(),
    )
    const own = (id: string) => all.find((one) => one.id === id)
    expect(own('dss-nasjonalarkivet/ut-1-end-participant')).toMatchObject({
      agency: 'dss',
      other: 'nasjonalarkivet',
    })
    expect(own('dss-nasjonalarkivet/ut-1-end-host')).toMatchObject({
      agency: 'nasjonalarkivet',
      other: 'dss',
    })
  })

  it('has the areas of the need behind the agreement', () => {
    const [need, offer] = ['hvl.arkivplan', 'nasjonalarkivet.ny-arkivlov'].map(registered)
    const agreement = programme.agreements.get('hvl-hk-dir')
    if (!agreement || !need || !offer) throw new Error('the example has changed')
    const made: Agreement = { ...agreement, basis: { match: `${need.id}--${offer.id}` } }
    const matched = { ...programme, agreements: new Map([...programme.agreements, [made.id, made]]) }
    const [one] = learnedIn(matched).filter(({ agreement }) => agreement === made.id)
    expect(one?.areas).toEqual(need.competences)
  })

  it('has the area others have chosen for nearly the same where the partners found each other, and none when unsure', () => {
    const areas = (id: string) => learnedIn(programme).find(({ agreement }) => agreement === id)?.areas
    expect(areas('dss-nasjonalarkivet')).toEqual(['arkiv'])
    expect(areas('hvl-hk-dir')).toEqual([])
  })

  it('is nothing where the exchange was called off before it began', () => {
    const agreement = programme.agreements.get('hvl-hk-dir')
    if (!agreement) throw new Error('the example has changed')
    const ended = { date: '2026-01-20', reason: 'Avlyst.' }
    const called = { ...agreement, exchanges: agreement.exchanges.map((one) => ({ ...one, ended })) }
    const without = { ...programme, agreements: new Map([...programme.agreements, [called.id, called]]) }
    expect(learnedIn(without).filter(({ agreement }) => agreement === called.id)).toEqual([])
  })

  it('how it was to be shared is told when the exchange is over, and not before', () => {
    const shared = (day: string) => sharingIn(programme, day).map(({ agreement }) => agreement)
    expect(shared('2026-05-29')).not.toContain('hvl-hk-dir')
    expect(shared('2026-05-30')).toContain('hvl-hk-dir')
  })
})

describe('a citation', () => {
  it('is of what is near, and of nothing else', () => {
    const cited = (id: string) => citationsFor([registered(id)], programme).map(({ agreement }) => agreement)
    expect(cited('hvl.arkivplan')).toEqual(['dss-nasjonalarkivet'])
    expect(cited('miljodirektoratet.arealforvaltning')).toEqual([])
  })

  it('is at most two, one of each agreement, however much has been learned', () => {
    const many = programme.evaluations.flatMap((one): Evaluation[] =>
      ['a', 'b', 'c'].map((copy) => ({ ...one, agreement: `${one.agreement}-${copy}` })),
    )
    const agreements = [...programme.agreements.values()].flatMap((one) =>
      ['a', 'b', 'c'].map((copy) => [`${one.id}-${copy}`, { ...one, id: `${one.id}-${copy}` }] as const),
    )
    const more: Programme = { ...programme, evaluations: many, agreements: new Map(agreements) }
    const cited = citationsFor([registered('hvl.arkivplan')], more)
    expect(cited).toHaveLength(mostCited)
    expect(new Set(cited.map(({ agreement }) => agreement)).size).toBe(mostCited)
  })

  it('says who learned what from whom, when, and in their own words', () => {
    const one = learnedIn(programme).find(({ id }) => id === 'dss-nasjonalarkivet/ut-1-end-participant')
    if (!one) throw new Error('the example has changed')
    const told = citation(one, programme, words)
    expect(told.who).toBe('DSS lærte om «Dokumentasjonsplan i praksis» av Nasjonalarkivet i 2026:')
    expect(one.learned).toContain(told.quote)
  })

  it.each([
    ['whole sentences, as many as there is room for', `Kort. ${'Ord '.repeat(60)}.`, 'Kort.'],
    ['a long sentence cut', 'o'.repeat(400), `${'o'.repeat(159)}…`],
    ['one line', 'En\n\nto', 'En to'],
  ])('quotes %s', (_, text, quote) => {
    expect(quoteFrom(text)).toBe(quote)
  })
})

describe('nothing is counted', () => {
  it('matching chooses and scores alike with every evaluation and with none', async () => {
    const without = { ...programme, evaluations: [] }
    expect(await match(without, today)).toEqual(await match(programme, today))
  })

  it('and yet it is told beside the proposal', async () => {
    const told = matchingReporters.text(await match(programme, today), programme, words)
    expect(told).toContain('lærte om «Dokumentasjonsplan i praksis»')
  })
})

describe('hostile text in an evaluation', () => {
  const hostile = '@kld-example <img src=x> [lenke](https://ond.example) `kode` \u202Esnudd closes #1'
  const evaluations = programme.evaluations.map((one) => ({ ...one, learned: hostile }))
  const agreements = new Map(
    [...programme.agreements].map(([id, one]) => [id, { ...one, title: `${one.title} ${hostile}` }]),
  )

  it('calls upon nobody, links nowhere and hides nothing in a proposal', () => {
    const world = { ...programme, evaluations, agreements }
    const source = { repository: { url: 'https://github.com/e/m' }, commit: 'abc' }
    const told = learnedBefore([registered('hvl.arkivplan')], world, source, words)
    expect(told).toContain('https://github.com/e/m/blob/abc/agreements/')
    expect(told).not.toMatch(/(?<![\\\w])@kld|<img|\]\(https:\/\/ond|\u202E|closes #1/)
  })
})
