/** Det som gis videre når runden er over: what was learnt, the documents and the calendars, where anybody can find them. */
import { basename } from 'node:path'
import { expect } from 'vitest'
import { linksIn, pagesIn } from '../../site/whole.ts'
import { long, short } from './agreeing.ts'
import type { Life } from './life.ts'
import { calendarFilesAt, calendarsAt, certificatesAt, siteAt } from './looking.ts'
import { areGenuine, assetsOf, tagOf } from './signing.ts'

/**
 * Everything a round leaves behind. `report` and `archive` have their places here, each as one more function beside these:
 * typed with `life.desk.types(life.today, …)` as people type it, and its files looked at.
 */
export async function isHandedOn(life: Life): Promise<void> {
  await documentsAreGenuine(life)
  await siteTellsOfIt(life)
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
