/** `simulate` as people run it. */
import { afterAll, describe, expect, it } from 'vitest'
import { cleanUp, mobilitet, world } from '../tool.ts'

afterAll(cleanUp)

const brief = ['simulate', '--today', '2026-11-22', '--days', '60']

describe('told at a terminal', () => {
  it('it says first that this is assumed and not measured, and then what would happen', () => {
    const { code, out, err } = mobilitet(world(), brief)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('fra 22. november 2026 til 20. januar 2027.')
    expect(out).toContain('Dette er antakelse, ikke måling.')
    expect(out).toContain('MÅNED FOR MÅNED')
    expect(out).toContain('• 15. desember 2026: Siste dag for påmelding: Våren 2027')
    expect(out).toMatch(/Sier ja til et forslag \(prosent\) +70 +standard/)
  })

  it.each([
    ['nn', 'Dette er føresetnad, ikkje måling.'],
    ['en', 'This is assumption, not measurement.'],
  ])('in %s', (language, sentence) => {
    expect(mobilitet(world(), [...brief, '--language', language]).out).toContain(sentence)
  })

  it('twice on the same day it says the same, byte for byte, in every form', () => {
    const folder = world()
    for (const format of ['text', 'json', 'html']) {
      const words = [...brief, '--runs', '2', '--sensitivity', '--format', format]
      expect(mobilitet(folder, words)).toEqual(mobilitet(folder, words))
    }
  })
})

describe('as JSON', () => {
  it('it has the shape that is documented', () => {
    const { out } = mobilitet(world(), [...brief, '--format', 'json', '--runs', '2', '--seed', '5'])
    const told = JSON.parse(out) as Record<string, unknown>
    expect(Object.keys(told)).toEqual([
      ...['today', 'until', 'days', 'seed', 'runs', 'measured', 'assumptions', 'chosen', 'whole', 'months'],
      ...['weeks', 'registrations', 'spread', 'variants', 'events'],
    ])
    expect(told).toMatchObject({ today: '2026-11-22', until: '2027-01-20', days: 60, seed: 5, runs: 2 })
    expect(told['measured']).toBe(false)
    expect(told['events']).toContainEqual({ day: '2026-12-15', kind: 'round-deadline', about: '2027-var' })
  })
})

describe('assumptions', () => {
  it('of the programme are used, and told of as chosen', () => {
    const folder = world({ 'programme/assumptions.yaml': 'acceptance: { accepted: 55 }\n' })
    const { out } = mobilitet(folder, brief)
    expect(out).toMatch(/Sier ja til et forslag \(prosent\) +55 +valgt/)
  })

  it('of a file come instead of them', () => {
    const folder = world({
      'programme/assumptions.yaml': 'acceptance: { accepted: 55 }\n',
      'utkast/forsiktig.yaml': 'acceptance: { accepted: 40 }\n',
    })
    const { out } = mobilitet(folder, [...brief, '--assume', 'utkast/forsiktig.yaml'])
    expect(out).toMatch(/Sier ja til et forslag \(prosent\) +40 +valgt/)
  })

  it('with a slip are told of with the line, as `check` does', () => {
    const folder = world({ 'feil.yaml': 'signing:\n  days: { min: 3 }\nacceptance:\n  acepted: 40\n' })
    const { code, err, out } = mobilitet(folder, [...brief, '--assume', 'feil.yaml'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('feil.yaml:4:3')
    expect(mobilitet(world({ 'programme/assumptions.yaml': 'jes: 1\n' }), ['check']).code).toBe(2)
  })

  it('that do not add up are refused', () => {
    const folder = world({ 'feil.yaml': 'acceptance: { accepted: 90, declined: 20 }\n' })
    const { code, err } = mobilitet(folder, [...brief, '--assume', 'feil.yaml'])
    expect(code).toBe(64)
    expect(err).toContain('Antakelsene går ikke opp: acceptance.')
  })

  it('in a file that is not there are missed', () => {
    expect(mobilitet(world(), [...brief, '--assume', 'ingen.yaml']).code).toBe(1)
  })
})

describe('what cannot be run', () => {
  it.each([
    ['--days', '0'],
    ['--days', 'et år'],
    ['--runs', '1000'],
    ['--seed', '-1'],
  ])('%s %s is wrong usage', (name, value) => {
    const { code, err } = mobilitet(world(), ['simulate', `${name}=${value}`])
    expect(code).toBe(64)
    expect(err).toContain(`«${value}» kan ikke brukes i «${name}».`)
  })

  it('a programme without settings', () => {
    const { code, err } = mobilitet(world({ 'programme/programme.yaml': undefined }), brief)
    expect(code).toBe(2)
    expect(err).toContain('programme/programme.yaml')
  })
})
