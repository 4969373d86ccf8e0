/** What is different between two matchings: as data, and as it is told. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { match } from '../../../src/core/match/match.ts'
import {
  type Comparison,
  comparisonOf,
  isAlike,
  type Matched,
} from '../../../src/core/match/office/comparison.ts'
import { lessonsIn } from '../../../src/core/match/office/exchange-table.ts'
import { withdrawing } from '../../../src/core/match/office/what-if.ts'
import { parseMessages, speaker } from '../../../src/core/messages.ts'
import type { Language, Programme, Registration } from '../../../src/core/model.ts'
import { comparisonReporters } from '../../../src/core/report/comparison.ts'
import type { MatchingFormat } from '../../../src/core/report/matching.ts'
import { randomFrom } from '../../random.ts'
import { crowd, need, offer, programme, settings, swap, today } from './world.ts'

/** Words are of no account here: how they are compared is another story. */
const weights = { ...settings().matching.weights, text: 0 }
const worldOf = (registrations: readonly Registration[]) =>
  programme({ registrations, settings: settings({ weights }) })

const matched = async (world: Programme): Promise<Matched> => ({
  programme: world,
  matching: await match(world, today),
})
const of = async (before: readonly Registration[], after: readonly Registration[]): Promise<Comparison> =>
  comparisonOf(await matched(worldOf(before)), await matched(worldOf(after)))
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)

const asking = need('nve.ki')
const teaching = offer('nav.ki')

describe('a registration that comes', () => {
  it('and finds a partner: a proposal, a need that is met, and two agencies that come out better', async () => {
    const { proposals, registrations, needs, agencies } = await of([asking], [asking, teaching])
    expect(ids(proposals.come)).toEqual(['nve.ki--nav.ki'])
    expect(proposals.go).toEqual([])
    expect(registrations).toEqual({ come: ['nav.ki'], go: [] })
    expect(needs).toEqual({ met: [{ id: 'nve.ki', before: 0, after: 1 }], unmet: [] })
    expect(agencies).toEqual({
      gain: [
        { agency: 'nav', gets: { before: 0, after: 0 }, gives: { before: 0, after: 1 } },
        { agency: 'nve', gets: { before: 0, after: 1 }, gives: { before: 0, after: 0 } },
      ],
      lose: [],
    })
  })

  it('and takes somebody’s place: one need is met, another is no longer', async () => {
    const wished = need('ssb.ki', { partners: { wished: ['nav'], excluded: [] } })
    const { proposals, needs, agencies } = await of([asking, teaching], [asking, teaching, wished])
    expect(ids(proposals.come)).toEqual(['ssb.ki--nav.ki'])
    expect(ids(proposals.go)).toEqual(['nve.ki--nav.ki'])
    expect(ids(needs.met)).toEqual(['ssb.ki'])
    expect(ids(needs.unmet)).toEqual(['nve.ki'])
    expect(agencies.gain.map(({ agency }) => agency)).toEqual(['ssb'])
    expect(agencies.lose.map(({ agency }) => agency)).toEqual(['nve'])
  })

  it('and finds nobody: it has lost nothing', async () => {
    const { proposals, registrations, needs } = await of(
      [asking, teaching],
      [asking, teaching, need('ssb.arkiv')],
    )
    expect(registrations.come).toEqual(['ssb.arkiv'])
    expect(needs).toEqual({ met: [], unmet: [] })
    expect(proposals.stay).toEqual([{ id: 'nve.ki--nav.ki', before: 75, after: 75 }])
  })
})

describe('a registration that is changed', () => {
  it('keeps its proposal with another score', async () => {
    const moved = need('nve.ki', { place: { municipality: 'Bodø', presence: 'on-site' } })
    const comparison = await of([asking, teaching], [moved, teaching])
    expect(comparison.proposals.stay).toEqual([{ id: 'nve.ki--nav.ki', before: 75, after: 69 }])
    expect(isAlike(comparison)).toBe(false)
  })

  it('has more of its places met', async () => {
    const wants = (places: number) => need('nve.ki', { places })
    const others = [teaching, offer('dfo.ki')]
    const { needs } = await of([wants(1), ...others], [wants(2), ...others])
    expect(needs.met).toEqual([{ id: 'nve.ki', before: 1, after: 2 }])
  })
})

it('a need that has left is not said to have lost its partner, but the agency has', async () => {
  const { proposals, registrations, needs, agencies } = await of([asking, teaching], [teaching])
  expect(ids(proposals.go)).toEqual(['nve.ki--nav.ki'])
  expect(registrations).toEqual({ come: [], go: ['nve.ki'] })
  expect(needs).toEqual({ met: [], unmet: [] })
  expect(agencies.lose.map(({ agency }) => agency)).toEqual(['nav', 'nve'])
})

it('who learns as much and teaches more comes out better', async () => {
  const swapping = [swap('nve.ki', 'data'), swap('nav.data', 'ki')]
  const { agencies } = await of(swapping, [...swapping, need('ssb.arkiv'), offer('nav.arkiv')])
  expect(agencies.gain.map(({ agency }) => agency)).toEqual(['nav', 'ssb'])
})

it('nothing is different from itself', async () => {
  const world = programme({ registrations: crowd(60, 12, randomFrom(5)) })
  const one = await matched(world)
  expect(isAlike(comparisonOf(one, one))).toBe(true)
})

describe('whatever happens in a crowd', () => {
  const change = async (seed: number) => {
    const roll = randomFrom(seed)
    const world = programme({
      registrations: crowd(70, 12, roll),
      settings: settings({ minimumScore: 40 }),
    })
    const all = [...world.registrations.keys()]
    const gone = [0, 1, 2].map(() => all[Math.floor(roll() * all.length)] ?? '')
    const [before, after] = [await matched(world), await matched(withdrawing(gone, world, today))]
    return { before, after, comparison: comparisonOf(before, after) }
  }

  it.each([1, 2, 3, 4, 5, 6])('the books balance (%i)', async (seed) => {
    const { before, after, comparison } = await change(seed)
    const { come, go, stay } = comparison.proposals
    const sorted = (list: readonly string[]) => [...list].sort()
    expect(sorted([...ids(come), ...ids(stay)])).toEqual(sorted(ids(after.matching.proposals)))
    expect(sorted([...ids(go), ...ids(stay)])).toEqual(sorted(ids(before.matching.proposals)))
    const shifts = [...comparison.agencies.gain, ...comparison.agencies.lose]
    const learnt = shifts.reduce((sum, { gets }) => sum + gets.after - gets.before, 0)
    const taught = shifts.reduce((sum, { gives }) => sum + gives.after - gives.before, 0)
    const more =
      lessonsIn(after.matching.proposals, after.programme).length -
      lessonsIn(before.matching.proposals, before.programme).length
    expect([learnt, taught]).toEqual([more, more])
  })

  it('backwards is the opposite', async () => {
    const { before, after, comparison } = await change(7)
    const back = comparisonOf(after, before)
    expect(ids(back.proposals.come)).toEqual(ids(comparison.proposals.go))
    expect(back.registrations).toEqual({
      come: comparison.registrations.go,
      go: comparison.registrations.come,
    })
    expect(back.agencies.gain.map(({ agency }) => agency)).toEqual(
      comparison.agencies.lose.map(({ agency }) => agency),
    )
  })
})

const languages: readonly Language[] = ['nb', 'nn', 'en']

function wordsIn(language: Language) {
  const file = `templates/messages/${language}.yaml`
  const text = readFileSync(join(import.meta.dirname, '../../..', file), 'utf8')
  return speaker(language, parseMessages(file, text)).words
}

async function told(
  before: readonly Registration[],
  after: readonly Registration[],
  format: MatchingFormat = 'text',
  language: Language = 'nb',
): Promise<string> {
  const [then, now] = [await matched(worldOf(before)), await matched(worldOf(after))]
  const words = wordsIn(language)
  const all = {
    comparison: comparisonOf(then, now),
    heading: words('comparison-what-if'),
    before: then.programme,
    after: now.programme,
    matching: now.matching,
  }
  return comparisonReporters[format](all, words)
}

describe('what is told', () => {
  const wished = need('ssb.ki', { title: 'Språkmodeller', partners: { wished: ['nav'], excluded: [] } })
  const before = [asking, teaching, need('hvl.data', { places: 2 }), offer('dfo.data')]
  const after = [
    teaching,
    wished,
    asking,
    need('hvl.data', { places: 2, place: { municipality: 'Bergen', presence: 'on-site' } }),
    offer('dfo.data'),
    offer('skd.data'),
    need('udir.arkiv'),
  ]

  it('is what comes, what goes, and for whom it matters', async () => {
    expect(await told(before, after)).toMatchInlineSnapshot(`
      "HVA DET VILLE FØRE TIL
      2 koblingsforslag før, 3 etter: 2 kommer til, 1 faller bort, 1 består.

      SØKER PARTNER, MEN GJORDE DET IKKE FØR
        • Tilbud: skd.data (SKD) [skd.data]
        • Behov: Språkmodeller (SSB) [ssb.ki]
        • Behov: udir.arkiv (UDIR) [udir.arkiv]
          Ingen er i nærheten av å passe.

      FORSLAG SOM KOMMER TIL

      SSB sender en medarbeider til NAV – 86 av 100 poeng
        ssb.ki--nav.ki
        Behov: Språkmodeller (SSB)
        Tilbud: nav.ki (NAV)

      HVL sender en medarbeider til SKD – 69 av 100 poeng
        hvl.data--skd.data
        Behov: hvl.data (HVL)
        Tilbud: skd.data (SKD)

      FORSLAG SOM FALLER BORT

      NVE sender en medarbeider til NAV – 75 av 100 poeng
        nve.ki--nav.ki
        Behov: nve.ki (NVE)
        Tilbud: nav.ki (NAV)

      FORSLAG SOM BESTÅR, MEN FÅR ANDRE POENG
        • hvl.data--dfo.data: 75 poeng før, 69 etter.

      BEHOV SOM BLIR DEKKET
        • Behov: hvl.data (HVL): 1 av 2 plasser før, 2 etter.
        • Behov: Språkmodeller (SSB)

      BEHOV SOM IKKE LENGER BLIR DEKKET
        • Behov: nve.ki (NVE)

      VIRKSOMHETER SOM KOMMER BEDRE UT
        • HVL lærer noe i 2 forslag (før 1) og deler i 0 (før 0).
        • SKD lærer noe i 0 forslag (før 0) og deler i 1 (før 0).
        • SSB lærer noe i 1 forslag (før 0) og deler i 0 (før 0).

      VIRKSOMHETER SOM KOMMER DÅRLIGERE UT
        • NVE lærer noe i 0 forslag (før 1) og deler i 0 (før 0).
      "
    `)
  })

  it('is one sentence when nothing is different', async () => {
    expect(await told(before, before)).toBe(
      'HVA DET VILLE FØRE TIL\nIngenting blir annerledes. Det er fortsatt 2 koblingsforslag.\n',
    )
  })

  it.each(languages)('lacks no word in %s', async (language) => {
    for (const format of ['text', 'json', 'markdown', 'svg'] as const)
      expect(await told(before, after, format, language)).not.toMatch(/\{\{|undefined/)
  })

  it('is for programs the difference and the whole new matching', async () => {
    const { comparison, matching, ...rest } = JSON.parse(await told(before, after, 'json'))
    expect(rest).toEqual({})
    expect(Object.keys(comparison)).toEqual(['count', 'proposals', 'registrations', 'needs', 'agencies'])
    expect(matching.proposals.map(({ id }: { id: string }) => id)).toContain('ssb.ki--nav.ki')
    expect(Array.isArray(matching.exchanges)).toBe(true)
  })

  it('never becomes markup, a link, a mention or a command', async () => {
    const nasty = '::error::x ##[group]y\n# z <script>alert(1)</script> @dfo [l](javascript:1) \u202e | `'
    const coming = [...before, need('udir.arkiv', { title: nasty }), offer('ssb.arkiv', { title: nasty })]
    const html = marked.parse(await told(before, coming, 'markdown'), { async: false })
    expect(html).not.toMatch(/<script|<a |@dfo|<code/)
    const text = await told(before, coming)
    expect(text).not.toMatch(/^::|##\[|\u202e/m)
  })
})
