/** Det som gis videre når runden er over: what was learnt, the documents and the calendars, where anybody can find them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect } from 'vitest'
import { linksIn, pagesIn } from '../../site/whole.ts'
import { long, short } from './agreeing.ts'
import type { Life } from './life.ts'
import { calendarFilesAt, calendarsAt, certificatesAt, milestonesAt, siteAt } from './looking.ts'
import { areGenuine, assetsOf, tagOf } from './signing.ts'

/** Everything a round leaves behind: documents, the site, the figures, and all of it in one file for the archive. */
export async function isHandedOn(life: Life): Promise<void> {
  await documentsAreGenuine(life)
  await siteTellsOfIt(life)
  await isReckonedUp(life)
  await isArchived(life)
}

type Figure = {
  readonly id: string
  readonly rows: readonly { readonly id: string; readonly count: number }[]
}

/** The report of the year, against what has been lived. */
async function isReckonedUp(life: Life): Promise<void> {
  const { desk, today, teller } = life
  const words = ['report', '--year', '2027', '--format'] as const
  const asData = await desk.types(today, ...words, 'json')
  const { history, exchanges, agencies, figures } = JSON.parse(asData.out)
  expect([asData.code, history, exchanges, agencies]).toEqual([0, 'whole', 2, 3])
  const counts = (id: string) => {
    const { rows = [] } = (figures as readonly Figure[]).find((figure) => figure.id === id) ?? {}
    return Object.fromEntries(rows.map((row) => [row.id, row.count]))
  }
  const states = (await milestonesAt(life)).map(({ state }) => state)
  const kept = counts('follow-up')
  const isOf = (state: string) => states.filter((one) => one === state).length
  expect((kept['in-time'] ?? 0) + (kept['late'] ?? 0)).toBe(isOf('done'))
  expect([kept['lapsed'], kept['overdue']]).toEqual([isOf('lapsed'), isOf('overdue')])
  const again = await desk.types(today, ...words, 'text')
  expect(again.code).toBe(0)
  teller.note(again.out)
}

/** One file, the same whenever it is made, which is told from one that somebody has changed. */
async function isArchived({ desk, today, teller }: Life): Promise<void> {
  const [file, twin] = ['arkiv.zip', 'arkiv-igjen.zip'].map((name) => join(desk.outside, name))
  if (file === undefined || twin === undefined) return
  for (const one of [file, twin]) {
    const made = await desk.types(today, 'archive', '--out', one)
    expect(made.code, made.out).toBe(0)
  }
  const bytes = readFileSync(file)
  expect(bytes.equals(readFileSync(twin))).toBe(true)
  const whole = await desk.types(today, 'archive', '--verify', file)
  expect(whole.code, whole.out).toBe(0)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  writeFileSync(twin, bytes)
  expect((await desk.types(today, 'archive', '--verify', twin)).code).toBe(2)
  teller.note('Alt er lagt i ett arkiv. Det er helt, og det ses om én byte er endret.')
}

/** Certificates as they are made now; and what was released a year ago is still what the repository says it is. */
async function documentsAreGenuine(life: Life): Promise<void> {
  for (const which of [long, short]) {
    const certificates = await certificatesAt(life, which.id)
    expect(certificates.size).toBeGreaterThan(0)
    await areGenuine(life, pdfsAmong(certificates), `bekreftelse-${which.id}`)
    await areGenuine(life, pdfsAmong(await assetsOf(life, tagOf(which))), which.id)
    life.teller.note([...certificates.keys()].map((path) => `- ${basename(path)}`).join('\n'))
  }
}

/** What was learnt stands there, every link leads somewhere, and every document is genuine. */
async function siteTellsOfIt(life: Life): Promise<void> {
  const files = await siteAt(life)
  const pages = pagesIn(new Map([...files].map(([path, bytes]) => [path, bytes.toString('utf8')])))
  for (const { learned } of [long, short]) {
    const telling = pages.filter(([, text]) => text.includes(learned)).map(([path]) => path)
    expect(telling, learned).not.toEqual([])
    life.teller.note(`«${learned}» står på\n\n${telling.map((path) => `- ${path}`).join('\n')}`)
  }
  for (const [page, text] of pages) {
    const lost = linksIn(page, text).filter(({ file }) => !files.has(file))
    expect(lost, `links on ${page} that lead nowhere`).toEqual([])
  }
  const documents = pdfsAmong(files)
  expect(documents.size).toBeGreaterThan(0)
  await areGenuine(life, documents, 'fra-nettstedet')
  await calendarsAreTheSame(life, files)
}

/** What people subscribe to on the site is, to the byte, what the office makes at home. */
async function calendarsAreTheSame(life: Life, site: ReadonlyMap<string, Buffer>): Promise<void> {
  await calendarsAt(life)
  const home = await calendarFilesAt(life)
  const there = [...site].filter(([path]) => path.endsWith('.ics'))
  expect(there.map(([path, bytes]) => [path.replace('kalender/', ''), bytes.toString('utf8')])).toEqual(
    [...home].map(([path, bytes]) => [path, bytes.toString('utf8')]),
  )
}

/** Each is compared with what the repository gives, which takes long; every format was tried when it was released. */
function pdfsAmong(files: ReadonlyMap<string, Buffer>): ReadonlyMap<string, Buffer> {
  return new Map([...files].filter(([path]) => path.endsWith('.pdf')))
}
