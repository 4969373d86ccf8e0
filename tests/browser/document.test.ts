/** What only a browser can judge: contrast, order, labels, width, and whether the page prints. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Agreement, Language, Programme } from '../../src/core/model.ts'
import { renderAgreement } from '../../src/core/render/documents.ts'
import { bareProgramme, full, minimal, programmeWith, realTemplates, words } from '../core/render/sample.ts'
import { accessibilityViolations, browserIsThere, launchBrowser, newPage, sidewaysScroll } from './browser.ts'

function pagesOf(agreement: Agreement, programme: Programme, language: Language, names: readonly string[]) {
  const files = renderAgreement(agreement, programme, { languages: [language], formats: ['html'], words })
  return files.filter(({ path }) => names.some((name) => path.includes(`/${name}.`)))
}

const pages = [
  ...pagesOf(full, programmeWith(realTemplates()), 'nb', ['kld-kartverket', 'kld-kartverket-ut-1']),
  ...pagesOf(full, programmeWith(realTemplates()), 'en', ['kld-kartverket-inn-1']),
  ...pagesOf(minimal, bareProgramme(realTemplates()), 'nn', ['kld-kartverket']),
]

test('there is something to look at', () => expect(pages).toHaveLength(4))

describe.skipIf(!browserIsThere())('a document in the browser', () => {
  let browser: Browser
  const requests: string[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
  })

  async function open(content: string, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
    const page = await newPage(browser, width, colorScheme)
    page.on('request', (request) => requests.push(request.url()))
    await page.setContent(content)
    return page
  }

  describe.each(pages)('$path', ({ content }) => {
    test.each([
      [320, 'light'],
      [1280, 'light'],
      [1280, 'dark'],
    ] as const)(
      'at %i px, %s: accessible, no sideways scroll',
      { timeout: 60_000 },
      async (width, scheme) => {
        const page = await open(content, width, scheme)
        expect(await sidewaysScroll(page)).toBe(0)
        expect(await accessibilityViolations(page)).toEqual([])
        await page.context().close()
      },
    )

    test('prints', { timeout: 60_000 }, async () => {
      const page = await open(content, 1280, 'light')
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
      const printed = pdf.toString('latin1').match(/\/Type ?\/Page\b(?!s)/g) ?? []
      expect(printed.length).toBeGreaterThan(1)
      await page.context().close()
    })

    test('fetches nothing', () => {
      expect(requests).toEqual([])
    })
  })
})
