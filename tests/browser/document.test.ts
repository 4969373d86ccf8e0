/** What only a browser can judge: contrast, order, labels, width, and whether the page prints. Of every kind of document. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makers } from '../../src/commands/makers.ts'
import type { Agreement, Language } from '../../src/core/model.ts'
import { renderAgreement, renderLetters, renderParallel } from '../../src/core/render/documents.ts'
import { renderMaterial, renderRoundMaterial } from '../../src/core/render/material/material.ts'
import { bareProgramme, full, minimal, programmeWith, realTemplates } from '../core/render/sample.ts'
import { caseNames, loadCase, words } from '../render/cases.ts'
import { schemaOf } from '../worlds.ts'
import { accessibilityViolations, browserIsThere, launchBrowser, newPage, sidewaysScroll } from './browser.ts'

type Shown = { readonly what: string; readonly content: string }

const options = { formats: ['html'] as const, words, makers }

/** Of each standard text and language, the longest page that any case gives. */
async function longestOfEach(): Promise<readonly Shown[]> {
  const longest = new Map<string, string>()
  for (const name of caseNames) for (const page of await pagesOf(name)) keepLonger(page, longest)
  return [...longest].sort().map(([what, content]) => ({ what, content }))
}

async function pagesOf(name: string): Promise<readonly string[]> {
  const { agreement, before, people, programme } = loadCase(name)
  const registration = programme.registrations.get(`kld.${name}`)
  const languages: readonly Language[] = ['nb', 'nn', 'en']
  const more = { ...options, languages, ...(before ? { before } : {}), ...(people ? { people } : {}) }
  const files = agreement
    ? [
        ...(await renderAgreement(agreement, programme, more)),
        ...(await renderMaterial(agreement, programme, { ...more, schemaOf })),
        ...(await renderRoundMaterial(agreement.round, programme, more)),
      ]
    : registration
      ? await renderLetters(registration, programme, more)
      : []
  return files.map(({ content }) => String(content))
}

function keepLonger(page: string, longest: Map<string, string>): void {
  const template = /<meta name="template" content="([^"]*)"/.exec(page)?.[1] ?? 'no template'
  const language = /<html lang="([^"]*)"/.exec(page)?.[1] ?? 'no language'
  const what = `${template} ${language}`
  if (page.length > (longest.get(what)?.length ?? 0)) longest.set(what, page)
}

async function sideBySide(other: Language): Promise<Shown> {
  const { agreement, programme } = loadCase('loan-within-oslo')
  if (!agreement) throw new Error('the case is an agreement')
  const both: Agreement = { ...agreement, languages: ['nb', other] }
  const [file] = await renderParallel(both, programme, ['nb', other], options)
  return { what: `side by side nb ${other}`, content: String(file?.content) }
}

/** The texts of the first landing, and an agreement that says almost nothing, and one that says too much. */
async function others(): Promise<readonly Shown[]> {
  const long = 'å'.repeat(10_000)
  const texts = realTemplates()
  const worlds = [
    ['full', full, programmeWith(texts)],
    ['bare', minimal, bareProgramme(texts)],
    ['endless', { ...full, title: long, purpose: long, sharing: long }, programmeWith(texts)],
  ] as const
  const made = worlds.map(async ([what, agreement, programme]) => {
    const files = await renderAgreement(agreement, programme, { ...options, languages: ['nn'] })
    return files
      .slice(0, 2)
      .map(({ content }, index) => ({ what: `${what} ${index}`, content: String(content) }))
  })
  return (await Promise.all(made)).flat()
}

const kinds = await longestOfEach()
const pages = [...kinds, await sideBySide('nn'), await sideBySide('en'), ...(await others())]

test('every kind of document is looked at, in every language', () => {
  const templates = [...loadCase(caseNames[0] ?? '').programme.templates.keys()]
  const newest = new Map(templates.map((id) => [id.split('@')[0], id]))
  const wanted = [...newest.values()].flatMap((id) => ['nb', 'nn', 'en-GB'].map((tag) => `${id} ${tag}`))
  expect(wanted.filter((what) => !kinds.some((kind) => kind.what === what))).toEqual([])
  expect(wanted.length).toBeGreaterThan(25)
})

describe.skipIf(!browserIsThere())('a document in the browser', () => {
  let browser: Browser
  const requests: string[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
  })

  async function open(content: string, width: number): Promise<Page> {
    const page = await newPage(browser, width, 'light')
    page.on('request', (request) => requests.push(request.url()))
    await page.setContent(content)
    return page
  }

  describe.each(pages)('$what', ({ what, content }) => {
    test('accessible, wide and narrow, light and dark', { timeout: 60_000 }, async () => {
      const page = await open(content, 1280)
      expect(await sidewaysScroll(page)).toBe(0)
      expect(await accessibilityViolations(page)).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await accessibilityViolations(page)).toEqual([])
      await page.setViewportSize({ width: 320, height: 900 })
      await page.emulateMedia({ colorScheme: 'light' })
      expect(await sidewaysScroll(page)).toBe(0)
      expect(await accessibilityViolations(page)).toEqual([])
      await page.context().close()
    })

    // The look is the same in every language; only words and their length differ.
    if (!/ (?:nn|en-GB)$/.test(what))
      test('with the colours of the system, every text is still there to be seen', {
        timeout: 60_000,
      }, async () => {
        const page = await open(content, 800)
        await page.emulateMedia({ forcedColors: 'active' })
        expect(await accessibilityViolations(page)).toEqual([])
        // A box is told from the text around it by its border alone: colours of ours are not shown.
        const boxes = await page.evaluate(
          "[...document.querySelectorAll('.callout')].map((box) => getComputedStyle(box).borderTopStyle)",
        )
        for (const border of boxes as readonly string[]) expect(border).toBe('solid')
        await page.context().close()
      })

    test('prints, and nothing lies beyond the edge of the paper', { timeout: 60_000 }, async () => {
      const page = await open(content, paper)
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      expect(await page.evaluate(beyondTheEdge)).toEqual([])
      expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(41, 44, 48)')
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
      expect(pdf.toString('latin1').match(/\/Type ?\/Page\b(?!s)/g)?.length ?? 0).toBeGreaterThan(0)
      await page.context().close()
    })
  })

  test('nothing is fetched by any of them', () => {
    expect(requests).toEqual([])
  })
})

/** Pixels of A4 between the margins. */
const paper = Math.floor((165 / 25.4) * 96)

const beyondTheEdge = `[...document.querySelectorAll('main *')]
  .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .filter((element) => getComputedStyle(element).position !== 'absolute')
  .map((element) => element.outerHTML.slice(0, 80))`
