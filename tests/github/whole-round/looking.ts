/** What anybody can look at on a day: the milestones, the calendars and the site, made from the clone of the office. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { expect } from 'vitest'
import type { IsoDate } from '../../../src/core/model.ts'
import { filesBelow } from './desk.ts'
import type { Life } from './life.ts'

export type Milestone = {
  readonly id: string
  readonly date: IsoDate | null
  readonly state: string
  readonly who: readonly string[]
}

export async function milestonesAt({ desk, today }: Life): Promise<readonly Milestone[]> {
  const { code, out } = await desk.types(today, 'follow-up', '--format', 'json')
  expect(code, out).toBe(0)
  return JSON.parse(out).milestones
}

async function made({ desk, today }: Life, place: string, ...words: readonly string[]) {
  const folder = join(desk.outside, place)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const { code, out } = await desk.types(today, ...words, '--out', folder)
  expect(code, out).toBe(0)
  return filesBelow(folder)
}

export const calendarFilesAt = (life: Life) => made(life, 'kalender', 'follow-up')

export type Entry = { readonly start: string; readonly sequence: number; readonly summary: string }

const kept = new WeakMap<Life, Map<string, Entry>>()

/**
 * Every calendar, read by a program that had no part in writing them. An entry that has moved is newer than it was, and
 * none has become older: a subscriber would otherwise not see it.
 */
export async function calendarsAt(life: Life): Promise<ReadonlyMap<string, Entry>> {
  const known = kept.get(life) ?? new Map<string, Entry>()
  const seen = new Map<string, Entry>()
  for (const [path, bytes] of await calendarFilesAt(life)) {
    for (const event of eventsIn(bytes.toString('utf8'))) {
      const entry = { start: `${event.startDate}`, sequence: Number(event.sequence), summary: event.summary }
      expect(event.startDate.isDate, path).toBe(true)
      const before = known.get(`${path} ${event.uid}`)
      if (before) {
        expect(entry.sequence, `${path} ${event.uid}`).toBeGreaterThanOrEqual(before.sequence)
        if (before.start !== entry.start) expect(entry.sequence).toBeGreaterThan(before.sequence)
      }
      seen.set(`${path} ${event.uid}`, entry)
    }
  }
  kept.set(life, new Map([...known, ...seen]))
  return seen
}

function eventsIn(text: string): readonly ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
}

/** The public pages. */
export async function siteAt(life: Life): Promise<ReadonlyMap<string, Buffer>> {
  return made(life, 'nettsted', 'site')
}

/** Certificates of an agreement, in every format and language; none while the exchange has not been evaluated. */
export async function certificatesAt(life: Life, id: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = await made(life, 'bekreftelser', 'render', id, '--format', 'pdf,html,docx,md')
  return new Map([...files].filter(([path]) => path.includes('.certificate.')))
}
