/** Calendars, read by a parser that had no part in writing them. */
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { voiceOf } from '../../src/commands/voices.ts'
import { calendarText, type Revision } from '../../src/core/follow-up/calendar.ts'
import { calendarsOf } from '../../src/core/follow-up/calendars.ts'
import type { Language } from '../../src/core/model.ts'
import { type Change, followUpFile, milestones, programmeOf, storyFiles } from './world.ts'

const once: Revision = { sequence: 1, changed: '2026-11-22' }

function calendarOf(
  files = storyFiles(),
  language: Language = 'nb',
  revision = once,
  today = '2027-01-21',
): string {
  return calendarText(milestones(files, today), {
    name: 'Oppfølging: KLD – DFØ',
    programme: programmeOf(files),
    language,
    words: voiceOf(language).words,
    revisionOf: () => revision,
  })
}

function eventsIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
}

const days = (text: string) => eventsIn(text).map(({ uid, startDate }) => `${startDate.toString()} ${uid}`)

describe('a calendar', () => {
  const text = calendarOf()

  it('has each milestone as one whole day', () => {
    expect(days(text)).toEqual([
      '2027-03-01 kld-dfo/ut-1/forberedelse@mobilitet',
      '2027-03-22 kld-dfo/ut-1/oppstart@mobilitet',
      '2027-06-14 kld-dfo/ut-1/midtveis@mobilitet',
      '2027-07-16 kld-dfo/ut-1/seksti@mobilitet',
      '2027-08-16 kld-dfo/ut-1/tretti@mobilitet',
      '2027-09-14 kld-dfo/ut-1/slutt@mobilitet',
      '2027-10-05 kld-dfo/ut-1/evaluation.end@mobilitet',
      '2027-10-12 kld-dfo/ut-1/deling@mobilitet',
      '2027-11-01 kld-dfo/gjennomgang@mobilitet',
    ])
    for (const { startDate, duration } of eventsIn(text))
      expect([startDate.isDate, duration.toString()]).toEqual([true, 'P1D'])
  })

  it('leaves people free in that time, and rings a week before', () => {
    for (const { component } of eventsIn(text)) {
      expect(component.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
      const [alarm, ...more] = component.getAllSubcomponents('valarm')
      expect([String(alarm?.getFirstPropertyValue('trigger')), more]).toEqual(['-P7D', []])
    }
  })

  it('says who and what, and is looked up again each day', () => {
    const [first] = eventsIn(text)
    expect(first?.summary).toBe('Forberedelse: KLD → DFØ (ut-1)')
    expect(first?.description).toBe(
      'Kompetansesamarbeid om klimaregnskap\nAnsvar: KLD og DFØ.\n– Tilgang er bestilt\n– Utstyr er klart',
    )
    const calendar = new ICAL.Component(ICAL.parse(text))
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('P1D')
    expect(calendar.getFirstPropertyValue('name')).toBe('Oppfølging: KLD – DFØ')
  })

  it('is written in nynorsk for those who read it', () => {
    expect(eventsIn(calendarOf(storyFiles(), 'nn'))[0]?.summary).toBe(
      'Forberedelse på nynorsk: KLD → DFØ (ut-1)',
    )
  })

  it('has no line over 75 octets, and ends every line as the standard says', () => {
    const lines = text.split('\r\n')
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
    expect(lines.at(-1)).toBe('')
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('has the same bytes whatever day it is made on', () => {
    for (const today of ['2026-01-01', '2027-03-15', '2030-01-01'])
      expect(calendarOf(storyFiles(), 'nb', once, today)).toBe(text)
  })

  it('does not ring for what is done', () => {
    const files = storyFiles([], {
      [followUpFile]: 'done:\n  - { milestone: forberedelse, exchange: ut-1, date: 2027-02-26 }\n',
    })
    const [first, second] = eventsIn(calendarOf(files))
    expect(first?.component.getAllSubcomponents('valarm')).toEqual([])
    expect(first?.description).toContain('Dette er gjort.')
    expect(second?.component.getAllSubcomponents('valarm')).toHaveLength(1)
  })
})

describe('when a date changes', () => {
  const later: Change = ['period: { from: 2027-03-15', 'period: { from: 2027-03-22']
  const before = eventsIn(calendarOf())
  const after = eventsIn(calendarOf(storyFiles([later]), 'nb', { sequence: 2, changed: '2027-01-25' }))

  it('it is still the same entry, in a newer version', () => {
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid))
    expect(after[0]?.startDate.toString()).toBe('2027-03-08')
    expect([before[0]?.sequence, after[0]?.sequence]).toEqual([1, 2])
    expect(String(after[0]?.component.getFirstPropertyValue('dtstamp'))).toBe('2027-01-25T00:00:00Z')
  })
})

describe('days that clocks and calendars make difficult', () => {
  /** An exchange that begins on this day, with the first talk five days later. */
  const beginning = (from: string, to: string): readonly Change[] => [
    [/validity: .*/, `validity: { from: ${from}, to: 2028-12-31 }`],
    [/period: \{ from: 2027-03-15.*/, `period: { from: ${from}, to: ${to} }`],
  ]

  it.each([
    ['the night summer time begins', '2027-03-23', '2027-03-30'],
    ['the night summer time ends', '2027-10-26', '2027-11-01'],
    ['a leap day', '2028-02-24', '2028-02-29'],
  ])('%s', (_what, from, talk) => {
    const text = calendarOf(storyFiles(beginning(from, '2028-06-30')))
    expect(
      eventsIn(text)
        .find(({ uid }) => uid.endsWith('/oppstart@mobilitet'))
        ?.startDate.toString(),
    ).toBe(talk)
  })

  it('the middle of an exchange that holds a leap day', () => {
    const text = calendarOf(storyFiles(beginning('2028-02-01', '2028-03-28')))
    expect(
      eventsIn(text)
        .find(({ uid }) => uid.endsWith('/midtveis@mobilitet'))
        ?.startDate.toString(),
    ).toBe('2028-02-29')
  })
})

it('there is one for the agreement, one for each agency in its language, one for the round in each', () => {
  const files = storyFiles()
  const all = calendarsOf(
    milestones(files, '2027-01-21'),
    programmeOf(files),
    (language) => voiceOf(language).words,
    () => once,
  )
  expect(all.map(({ path }) => path)).toEqual([
    'agencies/dfo.nb.ics',
    'agencies/kld.nb.ics',
    'agreements/kld-dfo.nb.ics',
    ...['en', 'nb', 'nn'].map((language) => `rounds/2027-var.${language}.ics`),
  ])
  for (const { text } of all) expect(eventsIn(text)).toHaveLength(9)
})

it('what people write cannot become a line of its own', () => {
  const files = storyFiles([
    ['title: Kompetansesamarbeid om klimaregnskap', 'title: "A\\nEND:VEVENT\\nX; B, C\\\\"'],
  ])
  const [first] = eventsIn(calendarOf(files))
  expect(first?.description).toContain('A END:VEVENT X; B, C\\')
  expect(eventsIn(calendarOf(files))).toHaveLength(9)
})
