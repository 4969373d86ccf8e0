/** The one browser of the browser tests: the system's Chromium, told not to speak to anybody. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, chromium, type Page } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** False when there is no Chromium: the tests are then skipped with one line, except in CI, where that is a failure. */
export function browserIsThere(): boolean {
  if (existsSync(executablePath)) return true
  if (process.env.CI)
    throw new Error(`${executablePath} is missing: install it with "apt-get install chromium"`)
  console.warn(`Browser tests are skipped: ${executablePath} is missing ("apt-get install chromium").`)
  return false
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}

/** A page of a given width in pixels. The pages' own policy refuses scripts, and the accessibility checker is one. */
export async function newPage(browser: Browser, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true })
  return context.newPage()
}

type Violation = {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string }[]
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe-core finds against WCAG 2.1 A and AA and its own best practice, one line each. Needs `bypassCSP`. */
export async function accessibilityViolations(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: axePath })
  const results = (await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })",
  )) as { violations: readonly Violation[] }
  return results.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}

/** How many pixels the page can be scrolled sideways (WCAG 2.1, 1.4.10 Reflow). */
export async function sidewaysScroll(page: Page): Promise<number> {
  const pixels = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return Number(pixels)
}
