/** The difference as a page: for the eye, for the ear, and on a phone. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  accessibilityViolations,
  browserIsThere,
  launchBrowser,
  newPage,
  sidewaysScroll,
} from './browser/browser.ts'
import { change, cleanUp, commit, mobilitet, today } from './tool.ts'
import { agreementFile, folderWith, rewritten } from './verify-world.ts'

afterAll(cleanUp)

function page(...changes: readonly (readonly [string, string])[]): string {
  const folder = folderWith()
  commit(folder)
  change(folder, { [agreementFile]: rewritten(...changes) })
  return mobilitet(folder, ['diff', 'kld-dfo', '--format', 'html', ...today]).out
}

const html = page(['noticeWeeks: 4', 'noticeWeeks: 8'], ['form: secondment', 'form: rotation'])

test('what goes and what comes is said in words too', () => {
  expect(html).toMatch(
    /<del><span style="[^"]*"> Slettet <\/span>4<span style="[^"]*"> slutt på endringen <\/span><\/del>/,
  )
  expect(html).toMatch(/<ins><span style="[^"]*"> Satt inn <\/span>8</)
  expect(html).toContain('Gjensidig bytte – nytt punkt</h3>')
})

test('people’s text is text', () => {
  const purpose = 'purpose: Partene skal lære av hverandre om klimaregnskap.'
  const said = page([purpose, 'purpose: Partene <script>alert(1)</script> skal lære.'])
  expect(said).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(said).not.toContain('<script>')
})

describe.skipIf(!browserIsThere())('in the browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
  })

  test.each([
    [320, 'light'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('at %i px, %s: accessible, and no sideways scroll', async (width, scheme) => {
    const shown = await newPage(browser, width, scheme)
    await shown.setContent(html)
    expect(await accessibilityViolations(shown)).toEqual([])
    expect(await sidewaysScroll(shown)).toBe(0)
    await shown.context().close()
  })
})
