/** What people write is text, wherever it is shown: no markup, no template, no script comes of it. */
import { beforeAll, expect, it } from 'vitest'
import type { SiteFile } from '../../src/site/model.ts'
import type { Tree } from '../worlds.ts'
import { factsOf, pagesIn, programmeIn, repositoryTree, siteOf } from './whole.ts'

const hostile = `<img src=x onerror=alert(1)></script><script>alert(2)</script>{{words "x"}}{{{this}}} "quote' &amp; \u202Etxet\u2066`
const long = 'æ'.repeat(10_000)

/** Every text of every registration, agency, agreement and evaluation that is shown, replaced. */
function poisoned(tree: Tree): ReturnType<typeof programmeIn> {
  const programme = programmeIn(tree)
  const text = (value: string) => `${hostile} ${value}`
  return {
    ...programme,
    agencies: new Map(
      [...programme.agencies].map(([slug, agency]) => [
        slug,
        {
          ...agency,
          name: { nb: text(agency.name.nb), nn: text(agency.name.nn) },
          shortName: `${hostile}${slug}`,
          municipality: long,
          contact: { role: hostile, email: agency.contact.email },
        },
      ]),
    ),
    registrations: new Map(
      [...programme.registrations].map(([id, one]) => [
        id,
        {
          ...one,
          title: text(one.title),
          background: `${hostile}${long}`,
          learningGoals: [hostile, long],
          unit: hostile,
          place: { ...one.place, municipality: hostile },
        },
      ]),
    ),
    agreements: new Map(
      [...programme.agreements].map(([id, one]) => [
        id,
        {
          ...one,
          title: text(one.title),
          purpose: hostile,
          sharing: long,
          expectations: Object.fromEntries(Object.keys(one.expectations).map((agency) => [agency, hostile])),
          parties: one.parties.map((party) => ({ ...party, unit: hostile })),
          exchanges: one.exchanges.map((exchange) => ({
            ...exchange,
            learningGoals: [hostile],
            place: { ...exchange.place, municipality: hostile },
          })),
        },
      ]),
    ),
    evaluations: programme.evaluations.map((one) => ({
      ...one,
      learned: hostile,
      shared: hostile,
      improve: long,
    })),
    ...(programme.settings
      ? {
          settings: {
            ...programme.settings,
            notice: { nb: hostile, nn: hostile, en: hostile },
            name: { nb: hostile, nn: hostile, en: hostile },
            rounds: programme.settings.rounds.map((round) => ({
              ...round,
              name: { nb: hostile, nn: hostile, en: hostile },
            })),
            pause: { from: '2026-01-01', reason: { nb: hostile, nn: hostile, en: hostile } },
          },
        }
      : {}),
  }
}

let files: ReadonlyMap<string, SiteFile['content']>
let pages: readonly (readonly [string, string])[]

beforeAll(async () => {
  files = await siteOf(await factsOf(poisoned(repositoryTree())))
  pages = pagesIn(files)
}, 120_000)

it('no page has an element, a handler or a script that somebody wrote into a text', () => {
  expect(pages.length).toBeGreaterThan(200)
  expect(
    pages.filter(([, text]) => /<img src=x|<script>alert|<[^>]*\sonerror=/.test(text)).map(([path]) => path),
  ).toEqual([])
})

it('every script element is either ours, by address, or data that cannot end its element', () => {
  for (const [path, text] of pages) {
    const scripts = [...text.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)]
    for (const [, attributes = '', body = ''] of scripts) {
      if (attributes.includes(' src=')) expect(body, path).toBe('')
      else {
        expect(attributes, path).toContain('type="application/json"')
        expect(body, path).not.toMatch(/[<>]/)
        expect(() => JSON.parse(body), path).not.toThrow()
      }
    }
    expect(text.match(/<script/g)?.length ?? 0, path).toBe(scripts.length)
  }
})

it('a template written in a text is shown as it is written', () => {
  const page = String(files.get('avtaler/dss-nasjonalarkivet/index.html'))
  expect(page).toContain('{{words &quot;x&quot;}}')
})
