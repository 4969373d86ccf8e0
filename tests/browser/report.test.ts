/** The yearly report as a page in a real browser, and the figures on the site. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { voiceOf } from '../../src/commands/voices.ts'
import { noHistory } from '../../src/core/report/figures/facts.ts'
import { figuresIn } from '../../src/core/report/figures/figures.ts'
import { accountOf } from '../../src/core/report/yearly/account.ts'
import { accountHtml } from '../../src/core/report/yearly/account-html.ts'
import { loadedFrom, programmeFiles } from '../report/world.ts'
import { repositorySite } from '../site/whole.ts'
import { accessibilityViolations, browserIsThere, launchBrowser, newPage, sidewaysScroll } from './browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'mobilitet-rapport-'))
const languages = ['nb', 'nn', 'en'] as const

describe.skipIf(!browserIsThere())('the yearly report', () => {
  let browser: Browser

  beforeAll(async () => {
    const programme = loadedFrom(
      programmeFiles({ seed: 11, agencies: 30, needs: 90, agreements: 70, smallest: 3 }),
    )
    for (const language of languages) {
      const { words } = voiceOf(language)
      const figures = figuresIn(programme, '2026-11-22', { kind: 'year', year: '2026' }, noHistory)
      const account = accountOf(figures, { programme, language, words })
      writeFileSync(join(folder, `${language}.html`), accountHtml(account, words))
    }
    browser = await launchBrowser()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  describe.each(languages)('in %s', (language) => {
    test.each([
      [320, 'light'],
      [390, 'dark'],
      [1280, 'light'],
      [1280, 'dark'],
    ] as const)(
      'at %i px, %s: accessible, no sideways scroll, nothing fetched',
      { timeout: 60_000 },
      async (width, scheme) => {
        const page = await newPage(browser, width, scheme)
        const asked: string[] = []
        const complaints: string[] = []
        page.on('request', (request) => asked.push(request.url()))
        page.on('console', (message) => complaints.push(message.text()))
        await page.goto(pathToFileURL(join(folder, `${language}.html`)).href)
        expect(asked).toHaveLength(1)
        expect(await page.locator('h1').count()).toBe(1)
        expect(await page.locator('svg[role="img"]').count()).toBeGreaterThan(8)
        expect(await sidewaysScroll(page)).toBe(0)
        expect(await accessibilityViolations(page)).toEqual([])
        expect(complaints).toEqual([])
        await page.context().close()
      },
    )
  })

  test('a bar is as long as its number', { timeout: 60_000 }, async () => {
    const page = await newPage(browser, 1280, 'light')
    await page.goto(pathToFileURL(join(folder, 'nb.html')).href)
    const bars = page.locator('svg[aria-labelledby="bars-needs-by-area"]')
    const widths = await bars
      .locator('rect')
      .evaluateAll((all) => all.map((one) => Number(one.getAttribute('width'))))
    const texts = await bars.locator('text').allTextContents()
    const numbers = texts.filter((_text, at) => at % 2 === 1).map(Number)
    expect(widths.length).toBeGreaterThan(2)
    for (const [at, width] of widths.entries())
      expect(width / (widths[0] ?? 1)).toBeCloseTo((numbers[at] ?? 0) / (numbers[0] ?? 1), 1)
    await page.context().close()
  })
})

test('the site has the figures in both languages, and the menu leads there', async () => {
  const files = await repositorySite()
  expect(String(files.get('tall/index.html'))).toContain('<h1>Programmet i tall</h1>')
  expect(String(files.get('nn/tall/index.html'))).toContain('<h1>Programmet i tal</h1>')
  expect(String(files.get('avtaler/index.html'))).toMatch(/href="[^"]*tall\/"[^>]*>\s*Tall/)
}, 60_000)
