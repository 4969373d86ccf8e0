/** The programme as it would be: where a draft belongs, and what leaving means. */
import { describe, expect, it } from 'vitest'
import { match } from '../../../src/core/match/match.ts'
import { placeIn, withdrawing } from '../../../src/core/match/office/what-if.ts'
import { agreement, need, offer, programme, today } from './world.ts'

describe('where a draft belongs is told by the end of its path', () => {
  it.each([
    ['agencies/kld/needs/klima.yaml', 'agencies/kld/needs/klima.yaml'],
    ['utkast/agencies/kld/offers/klima.yaml', 'agencies/kld/offers/klima.yaml'],
    ['/andre/agencies/dfo/needs/a.yaml/agencies/kld/needs/klima.yaml', 'agencies/kld/needs/klima.yaml'],
    ['C:\\utkast\\agencies\\kld\\needs\\klima.yaml', 'agencies/kld/needs/klima.yaml'],
    // What is wrong with the name itself is for the check to say, which knows a better one.
    ['agencies/kld/needs/Klima Regnskap.yaml', 'agencies/kld/needs/Klima Regnskap.yaml'],
  ])('%s', (path, place) => {
    expect(placeIn(path)).toBe(place)
  })

  it.each([
    'klima.yaml',
    'kld/needs/klima.yaml',
    'agencies/kld/agency.yaml',
    'agencies/kld/needs/klima.yml',
    'agencies/kld/needs/flere/klima.yaml',
    'mineagencies/kld/needs/klima.yaml',
    'agencies/kld/needs/klima.yaml.bak',
  ])('%s has no place', (path) => {
    expect(placeIn(path)).toBeUndefined()
  })
})

describe('when a registration leaves', () => {
  const world = programme({ registrations: [need('nve.ki'), need('ssb.ki'), offer('nav.ki')] })
  const made = async (without: readonly string[]) =>
    (await match(withdrawing(without, world, today), today)).proposals.map(({ id }) => id)

  it('another gets its place', async () => {
    expect(await made([])).toEqual(['nve.ki--nav.ki'])
    expect(await made(['nve.ki'])).toEqual(['ssb.ki--nav.ki'])
  })

  it('it is not told of as one that found nobody', async () => {
    const { unmatched } = await match(withdrawing(['nav.ki', 'ssb.ki'], world, today), today)
    expect(unmatched.map(({ id }) => id)).toEqual(['nve.ki'])
  })

  it('the programme that was asked about is as it was', async () => {
    await made(['nve.ki', 'nav.ki'])
    expect(world.registrations.get('nve.ki')?.withdrawn).toBeUndefined()
    expect(withdrawing([], world, today)).toBe(world)
  })

  it('an agreement that was made from it still holds its place', async () => {
    const agreed = programme({
      registrations: [need('nve.ki'), need('ssb.ki'), offer('nav.ki')],
      agreements: [agreement('nve.ki--nav.ki')],
    })
    expect((await match(withdrawing(['nve.ki'], agreed, today), today)).proposals).toEqual([])
  })
})
