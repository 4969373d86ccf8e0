/** Stillstand: every text says that the programme pauses or has been closed, since when, until when and why. */
import { describe, expect, it } from 'vitest'
import { voiceOf } from '../../src/commands/voices.ts'
import { standstill } from '../../src/core/plan/standstill.ts'
import { programmeOf, settingsFile, settingsWith } from '../follow-up/world.ts'
import { base, comment, planOf as planOfCommand } from '../github/command-stories.ts'
import { form, IntakeWorld, need, needPath, newNeed, newPath, programme } from '../github/intake-world.ts'
import { planOf } from '../github/review-world.ts'

const reason = (text: string) => `{ nb: ${text}, nn: ${text} (nynorsk), en: ${text} (English) }`
const pause = `pause: { from: 2026-11-01, to: 2026-12-01, reason: ${reason('Kontoret er stengt.')} }\n`
const closed = `closed: { date: 2026-11-20, reason: ${reason('Perioden er over.')} }\n`
const within = (more: string) => `${programme.get(settingsFile) ?? ''}${more}`

describe('what is said', () => {
  const said = (more: string, today: string, language: 'nb' | 'nn' | 'en' = 'nb') =>
    standstill(
      programmeOf({ [settingsFile]: settingsWith(more) }).settings,
      today,
      language,
      voiceOf(language).words,
    )

  it.each([
    ['nb', '> Programmet har pause fra 1. november 2026 til og med 1. desember 2026.', 'Kontoret er stengt.'],
    ['nn', '> Programmet har pause frå 1. november 2026 til og med 1. desember 2026.', '(nynorsk)'],
    ['en', '> The programme is paused from 1 November 2026 until 1 December 2026.', '(English)'],
  ] as const)('in %s', (language, start, why) => {
    const text = said(pause, '2026-11-22', language).replaceAll('\\', '')
    expect(text.startsWith(start), text).toBe(true)
    expect(text).toContain(why)
  })

  it('nothing before it begins, from the day after it, and while there is none', () => {
    for (const today of ['2026-10-31', '2026-12-02']) expect(said(pause, today)).toBe('')
    expect(said('', '2026-11-22')).toBe('')
  })

  it('a closed programme says so from that day on, pause or not', () => {
    expect(said(closed, '2026-11-19')).toBe('')
    expect(said(`${pause}${closed}`, '2026-11-20')).toContain('Programmet er avsluttet 20')
  })

  it('a hostile reason is text, and calls upon nobody', () => {
    const { settings } = programmeOf({ [settingsFile]: settingsWith(pause) })
    const text = '[klikk](http://ond.example) <b> @alle\n# Overskrift'
    const hostile = settings && {
      ...settings,
      pause: { from: '2026-11-01', reason: { nb: text, nn: text, en: text } },
    }
    const told = standstill(hostile, '2026-11-22', 'nb', voiceOf('nb').words)
    expect(told).not.toMatch(/[^\\]\]\(|[^\\]<b>|\n/)
  })
})

it('the answer to a command', () => {
  const settings = { ...base.settings, ...programmeOf({ [settingsFile]: settingsWith(pause) }).settings }
  const { actions } = planOfCommand(comment('/hjelp'), {
    base: { ...base, settings: settings as typeof base.settings },
  })
  expect(JSON.stringify(actions)).toContain('Programmet har pause fra 1')
})

it('the live comment on a pull request', () => {
  const actions = planOf({ before: { [settingsFile]: within(pause) } })
  const told = actions.flatMap((action) => (action.kind === 'comment' ? [String(action.body)] : []))
  expect(told).toHaveLength(1)
  expect(told[0]?.split('\n').filter((line) => line.startsWith('> Programmet har pause fra 1'))).toHaveLength(
    1,
  )
})

it('the answer to a form, which is taken in all the same', async () => {
  const world = new IntakeWorld(new Map([...programme, [settingsFile, within(pause)]]))
  const issue = world.open(form(newPath, newNeed))
  await world.run(issue)
  expect(world.answers(issue).join()).toContain('Programmet har pause fra 1')
  expect(world.pullOf(issue).state).toBe('open')
})

describe('a form when the programme is closed', () => {
  const world = () => new IntakeWorld(new Map([...programme, [settingsFile, within(closed)]]))

  it('is thanked for and not taken in', async () => {
    const ended = world()
    const issue = ended.open(form(newPath, newNeed))
    await ended.run(issue)
    expect(ended.pulls.size).toBe(0)
    expect(ended.answers(issue)).toEqual([
      expect.stringContaining('Programmet er avsluttet 20. november 2026'),
    ])
    expect((await ended.plan(issue)).actions).toEqual([])
  })

  it('may still withdraw what is there', async () => {
    const ended = world()
    const gone = `${need}withdrawn: { date: 2026-11-20, reason: Prosjektet er utsatt }\n`
    const issue = ended.open(form(needPath, gone))
    await ended.run(issue)
    expect(ended.pullOf(issue).title).toContain('Trukket behov')
  })
})
