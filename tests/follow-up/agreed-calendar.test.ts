/** The calendar of a release: the days as they were agreed, the same bytes whenever it is made. */
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { voiceOf } from '../../src/commands/voices.ts'
import { agreedCalendar } from '../../src/core/follow-up/agreed-calendar.ts'
import { calendarText } from '../../src/core/follow-up/calendar.ts'
import { milestonesIn } from '../../src/core/follow-up/milestones.ts'
import type { Programme } from '../../src/core/model.ts'
import { agreementFile, programmeOf, settingsFile, settingsWith, signed, textOf } from './world.ts'

const { words } = voiceOf('nb')
const unsigned = programmeOf({ [settingsFile]: settingsWith() })

function calendarIn(programme: Programme): string | undefined {
  const agreement = programme.agreements.get('kld-dfo')
  return agreement && agreedCalendar(agreement, programme, 'nb', words)
}

/** As another program reads them: name, day and number of each entry. */
function entriesIn(calendar: string | undefined) {
  const whole = new ICAL.Component(ICAL.parse(calendar ?? ''))
  return whole.getAllSubcomponents('vevent').map((entry) => {
    const { uid, startDate, sequence } = new ICAL.Event(entry)
    return { uid, day: startDate.toString(), sequence }
  })
}

describe('the calendar of a release', () => {
  it('has the days of an agreement that nobody has signed yet, though nobody is reminded of anything', () => {
    expect(milestonesIn(unsigned, '2027-01-01')).toEqual([])
    const entries = entriesIn(calendarIn(unsigned))
    expect(entries.length).toBeGreaterThan(3)
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map(() => 1))
  })

  it('has the names and the days that the site will have once everybody has signed in time', () => {
    const files = { [settingsFile]: settingsWith(), [agreementFile]: signed(textOf(agreementFile)) }
    const programme = programmeOf(files)
    const revisionOf = () => ({ sequence: 1, changed: '2027-01-20' })
    const scene = { name: 'x', programme, language: 'nb', words, revisionOf } as const
    const later = entriesIn(calendarText(milestonesIn(programme, '2027-01-21'), scene))
    const plain = (entries: typeof later) => new Map(entries.map(({ uid, day }) => [uid, day]))
    expect(plain(entriesIn(calendarIn(unsigned)))).toEqual(plain(later))
  })

  it('is numbered by the version of the agreement, so that the days of an amendment replace those before', () => {
    const amended = `${textOf(agreementFile)}version: 2\n`
    const programme = programmeOf({ [settingsFile]: settingsWith(), [agreementFile]: amended })
    expect(new Set(entriesIn(calendarIn(programme)).map(({ sequence }) => sequence))).toEqual(new Set([2]))
  })

  it('is left out where there are no days: no milestones, or a pause without an end', () => {
    const bare = textOf(settingsFile).replace(/^evaluation:\n(?: .*\n)+/m, '')
    expect(bare).not.toContain('evaluation:')
    expect(calendarIn(programmeOf({ [settingsFile]: bare }))).toBeUndefined()
    const reason = 'reason: { nb: Pandemi, nn: Pandemi, en: Pandemic }'
    const paused = settingsWith(`pause: { from: 2026-12-01, to: null, ${reason} }\n`)
    expect(calendarIn(programmeOf({ [settingsFile]: paused }))).toBeUndefined()
  })
})
