/** What a coordinator opens after `npm start`, made from the repository's own programme. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mobilitet, today } from '../tool.ts'
import { root } from '../worlds.ts'
import { accessibilityViolations, browserIsThere, launchBrowser, newPage, sidewaysScroll } from './browser.ts'

const languages = ['nb', 'nn', 'en'] as const
const folderOf = (language: string) => join(root, 'node_modules/.cache/mobilitet-overview', language)

beforeAll(() => {
  for (const language of languages) {
    rmSync(folderOf(language), { recursive: true, force: true })
    const { code, err } = mobilitet(root, [
      'start',
      '--out',
      folderOf(language),
      '--language',
      language,
      ...today,
    ])
    expect(`${code} ${err}`).toMatch(/^0 /)
  }
}, 200_000)

test.each(languages)('every link on the %s page leads to a file', (language) => {
  const page = readFileSync(join(folderOf(language), 'index.html'), 'utf8')
  const links = [...page.matchAll(/ href="([^"]+)"/g)]
    .map((match) => match[1] ?? '')
    .filter((link) => !link.startsWith('#'))
  expect(links.length).toBeGreaterThan(10)
  expect(links.filter((link) => !existsSync(join(folderOf(language), decodeURI(link))))).toEqual([])
})

test('a second run takes away what is no longer made, and nothing else', () => {
  const folder = folderOf('nb')
  const before = readFileSync(join(folder, 'manifest.json'), 'utf8')
  mobilitet(root, ['start', '--out', folder, ...today])
  expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toBe(before)
})

describe.skipIf(!browserIsThere())('the overview in the browser', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchBrowser()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
  })

  describe.each(languages)('in %s', (language) => {
    test.each([
      [320, 'light'],
      [1280, 'light'],
      [1280, 'dark'],
    ] as const)(
      'at %i px, %s: accessible, no sideways scroll',
      { timeout: 60_000 },
      async (width, scheme) => {
        const page = await newPage(browser, width, scheme)
        await page.goto(pathToFileURL(join(folderOf(language), 'index.html')).href)
        await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
        expect(await page.locator('h1').count()).toBe(1)
        expect(await sidewaysScroll(page)).toBe(0)
        expect(await accessibilityViolations(page)).toEqual([])
        await page.context().close()
      },
    )
  })
})
