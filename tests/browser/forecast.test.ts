/** The page of a run ahead, as the office would open it. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { voiceOf } from '../../src/commands/voices.ts'
import { forecastPage } from '../../src/core/simulate/forecast-page.ts'
import { forecast } from '../../src/core/simulate/several.ts'
import { inAll, programmeWith, question } from '../simulate/world.ts'
import { accessibilityViolations, browserIsThere, launchBrowser, newPage, sidewaysScroll } from './browser.ts'

const languages = ['nb', 'nn', 'en'] as const

describe.skipIf(!browserIsThere())('a run ahead in the browser', () => {
  let browser: Browser
  const pages = new Map<string, string>()

  beforeAll(async () => {
    const pause = { from: '2026-12-21', to: '2027-01-03', reason: inAll('Jul') }
    const told = await forecast(question({ programme: programmeWith({ pause }), days: 60 }), 2, true)
    for (const language of languages) pages.set(language, forecastPage(told, voiceOf(language)))
    browser = await launchBrowser()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
  })

  test.each([
    ['nb', 320, 'light'],
    ['nn', 390, 'dark'],
    ['en', 1280, 'light'],
    ['nb', 1280, 'dark'],
  ] as const)(
    '%s at %d pixels, %s: everybody can read it, and nothing is fetched',
    async (language, width, scheme) => {
      const page = await newPage(browser, width, scheme)
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await page.setContent(pages.get(language) ?? '')
      await page.locator('summary').click()
      expect(await accessibilityViolations(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
      expect(asked).toEqual([])
      await page.close()
    },
  )

  test('every number of the picture stands in a table', async () => {
    const page = await newPage(browser, 1280, 'light')
    await page.setContent(pages.get('nb') ?? '')
    const [bars, rows] = [page.locator('svg .bar'), page.locator('details tbody tr')]
    // One bar is in the key.
    expect(await bars.count()).toBe((await rows.count()) + 1)
    await page.close()
  })
})
