/** The pages about the programme as people meet them: on a phone, in the dark, with a keyboard only, without scripts. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { repositorySite } from '../site/whole.ts'
import { accessibilityViolations, browserIsThere, launchBrowser, sidewaysScroll } from './browser.ts'

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
}

/** One page of each kind, and the front page in every language. */
const views = [
  '',
  'nn/',
  'en/',
  'virksomheter/',
  'virksomheter/dfo/',
  'avtaler/',
  'avtaler/dss-nasjonalarkivet/',
  'nn/avtaler/hvl-hk-dir/',
  'runder/',
  'veiledning/',
  'en/veiledning/',
  'veiledning/for-virksomheter/',
  'regler/',
  'tilgjengelighet/',
  'nn/tilgjengelighet/',
  '404.html',
]

describe.skipIf(!browserIsThere())('the site in the browser', () => {
  let server: Server
  let origin: string
  let browser: Browser

  beforeAll(async () => {
    // As one reads it from a disk or in a preview: nobody has said where it will be.
    const files = await repositorySite({ address: '' })
    server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname).slice(1)
      const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
      const content = files.get(file)
      response.writeHead(content === undefined ? 404 : 200, {
        'content-type': types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      })
      response.end(content ?? '')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await launchBrowser()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await new Promise((resolve) => server?.close(resolve))
  })

  type Surroundings = Parameters<Browser['newContext']>[0]

  /** A page, and what must not happen on it: errors, and requests to anybody else. */
  async function open(
    path: string,
    surroundings: Surroundings = {},
  ): Promise<{ page: Page; trouble: string[]; context: BrowserContext }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...surroundings })
    const page = await context.newPage()
    const trouble: string[] = []
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()))
    page.on('pageerror', (error) => trouble.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) trouble.push(request.url())
    })
    page.on(
      'response',
      (response) => response.status() >= 400 && trouble.push(`${response.status()} ${response.url()}`),
    )
    await page.goto(`${origin}/${path}`)
    return { page, trouble, context }
  }

  describe.each(views)('/%s', (path) => {
    test.each(['light', 'dark'] as const)(
      'nobody is shut out, in %s',
      async (colorScheme) => {
        const { page, context } = await open(path, { colorScheme, bypassCSP: true })
        expect(await accessibilityViolations(page)).toEqual([])
        await context.close()
      },
      60_000,
    )

    it('fits every screen, speaks to nobody else and runs without error', async () => {
      const { page, trouble, context } = await open(path)
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 900 })
        expect(await sidewaysScroll(page), `${width} px`).toBe(0)
      }
      expect(trouble).toEqual([])
      await context.close()
    }, 60_000)
  })

  it('with a keyboard only: past the menu, then through it on a phone', async () => {
    const { page, context } = await open('', { viewport: { width: 390, height: 844 } })
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Hopp til hovedinnholdet')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Se katalogen')
    await page.goto('about:blank')
    await page.goto(`${origin}/`)
    for (let presses = 0; presses < 10 && (await focused(page)) !== 'Meny'; presses++)
      await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Meny')
    await page.keyboard.press('Enter')
    for (let presses = 0; presses < 10 && (await focused(page)) !== 'Avtaler'; presses++)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/avtaler/**')
    expect(await page.locator('h1').innerText()).toBe('Avtaler')
    await context.close()
  }, 60_000)

  it('what has the focus is seen', async () => {
    const { page, context } = await open('avtaler/')
    for (let presses = 0; presses < 30; presses++) {
      await page.keyboard.press('Tab')
      const seen = await page.evaluate(`(() => {
        const style = getComputedStyle(document.activeElement)
        return document.activeElement === document.body || style.outlineStyle !== 'none' || style.textDecorationLine === 'underline'
      })()`)
      expect(seen, await focused(page)).toBe(true)
    }
    await context.close()
  }, 60_000)

  it('without scripts everything is there', async () => {
    const { page, trouble, context } = await open('', { javaScriptEnabled: false })
    await page.getByRole('link', { name: 'Avtaler', exact: true }).first().click()
    await page.getByRole('link', { name: 'Dokumentasjonsplan i praksis' }).click()
    expect(await page.locator('.way li').count()).toBeGreaterThan(4)
    expect(await page.locator('.voice').count()).toBe(2)
    expect(trouble).toEqual([])
    await context.close()
  }, 60_000)

  it('with forced colours the phases can still be told apart', async () => {
    const { page, context } = await open('avtaler/dss-nasjonalarkivet/', { forcedColors: 'active' })
    const fill = (selector: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('${selector}'), '::before').backgroundColor`)
    expect(await fill('.way > .done')).not.toBe(await fill('.way > .ahead'))
    await context.close()
  }, 60_000)

  it('with a wish for less motion nothing moves', async () => {
    const { page, context } = await open('', { reducedMotion: 'reduce' })
    const moving = await page.evaluate(
      `[...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).transitionDuration !== '0s' || getComputedStyle(one).animationName !== 'none').length`,
    )
    expect(moving).toBe(0)
    await context.close()
  }, 60_000)

  it('on paper the menu is gone and the text is there', async () => {
    const { page, context } = await open('avtaler/dss-nasjonalarkivet/')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.menu').isVisible()).toBe(false)
    expect(await page.locator('h1').isVisible()).toBe(true)
    await context.close()
  }, 60_000)
})

function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.textContent.trim()')
}
