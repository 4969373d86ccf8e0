/** The evaluation as people use it: from the link in a reminder, by keyboard alone, on a phone and without script. */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseYaml } from '../../src/core/yaml.ts'
import { today } from '../site/built.ts'
import { repositorySite } from '../site/whole.ts'
import { browserIsThere, launchBrowser, sidewaysScroll } from './browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

const reminded = 'evaluer/?agreement=dss-nasjonalarkivet&exchange=ut-1&stage=end&by=sender'

describe.skipIf(!browserIsThere())('the evaluation in the browser', { timeout: 240_000 }, () => {
  let browser: Browser
  let server: Server
  let base = ''
  let scripts: Readonly<Record<'evaluate' | 'learned', string>> = { evaluate: '', learned: '' }
  const trouble: string[] = []

  beforeAll(async () => {
    const files = await repositorySite()
    scripts = {
      evaluate: String(files.get('assets/evaluate.js')),
      learned: String(files.get('assets/learned.js')),
    }
    server = createServer(({ url = '/' }, response) => {
      const path = decodeURIComponent(new URL(url, 'http://127.0.0.1').pathname).slice(1)
      const name = path === '' || path.endsWith('/') ? `${path}index.html` : path
      const content = files.get(name)
      response.writeHead(content === undefined ? 404 : 200, {
        'content-type': types[extname(name)] ?? 'text/plain',
      })
      response.end(content)
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    browser = await launchBrowser()
  }, 240_000)

  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      timezoneId: 'Europe/Oslo',
      ...options,
    })
    const page = await context.newPage()
    await page.clock.setFixedTime(new Date(`${today}T10:00:00Z`))
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()))
    page.on('pageerror', (error) => trouble.push(error.message))
    page.on('request', (request) => {
      const isOurs = request.url().startsWith(base) || /^(?:data|blob):/.test(request.url())
      if (!isOurs) trouble.push(`asked for ${request.url()}`)
    })
    await page.goto(base + path)
    return page
  }

  /** Accessible, no sideways scroll at any width, and nothing has gone wrong behind the scenes. */
  async function isWell(page: Page): Promise<void> {
    const size = page.viewportSize()
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await sidewaysScroll(page)).toBe(0)
    }
    if (size) await page.setViewportSize(size)
    await page.evaluate(axe)
    const found = (await page.evaluate(
      "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })",
    )) as { violations: readonly { id: string; nodes: readonly { html: string }[] }[] }
    expect(
      found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ).toEqual([])
    expect(trouble).toEqual([])
  }

  const review = (page: Page) => page.click('#evaluate button[type=submit]')
  const file = async (page: Page) => String(await page.locator('[data-file-text]').textContent())

  test('both scripts are small enough to be fetched on a slow line', () => {
    for (const script of Object.values(scripts))
      expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(30 * 1024)
  })

  test('the link in a reminder knows which exchange, when, and who; the goals are those of the agreement', async () => {
    const page = await open(reminded)
    expect(await page.inputValue('#evaluation-exchange')).toBe('dss-nasjonalarkivet/ut-1')
    expect(await page.isChecked('input[name="stage"][value="end"]')).toBe(true)
    expect(await page.isChecked('input[name="by"][value="sender"]')).toBe(true)
    // Six months have not gone by.
    expect(await page.isVisible('label[for="evaluation-stage-after"]')).toBe(false)
    expect(await page.locator('[data-goal-list] legend').allTextContents()).toEqual([
      'Kunne lage en dokumentasjonsplan etter arkivlova',
      'Kunne vurdere hva som må tas vare på i et fagsystem',
      'Kunne forklare planen for dem som eier systemene',
    ])
    await isWell(page)
  })

  test('two mistakes in nynorsk are told and mended by keyboard alone, and what comes out is the file', async () => {
    const page = await open(`nn/${reminded}`)
    await page.focus('#evaluate button[type=submit]')
    await page.keyboard.press('Enter')
    const summary = page.locator('[data-summary]')
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await summary.locator('li').allTextContents()).toEqual([
      'Læring: Dette må fyllast ut.',
      'Kva vart lært? Dette må fyllast ut.',
    ])
    await isWell(page)
    // Through the link to the scale, and up it; then to the text.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Space')
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown')
    await summary.locator('a').last().focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Vi har lært å spørje dei som eig systema, først.')
    await page.focus('input[name="goals.0.reached"]')
    await page.keyboard.press('Space')
    await page.focus('#evaluate button[type=submit]')
    await page.keyboard.press('Enter')
    const title = page.locator('[data-review-title]')
    expect(await title.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(parseYaml(await file(page)).data).toEqual({
      exchange: 'ut-1',
      stage: 'end',
      by: 'sender',
      date: today,
      language: 'nn',
      ratings: { learning: 4 },
      goals: [{ goal: 'Kunne lage en dokumentasjonsplan etter arkivlova', reached: 'fully' }],
      learned: 'Vi har lært å spørje dei som eig systema, først.',
    })
    await isWell(page)
  })

  test('both doors carry the whole of it: the issue on GitHub, and an e-mail to the office', async () => {
    const page = await open(reminded, { viewport: { width: 390, height: 800 } })
    await page.check('input[name="ratings.learning"][value="4"]')
    await page.fill('textarea[name="learned"]', 'Vi har lært mye.')
    await review(page)
    const address = new URL((await page.getAttribute('[data-issue-link]', 'href')) ?? '')
    expect(address.searchParams.get('template')).toBe('evaluation.yml')
    expect(address.searchParams.get('file')).toBe(
      'agreements/dss-nasjonalarkivet/evaluations/ut-1-end-sender.yaml',
    )
    expect(address.searchParams.get('evaluation')).toContain('learned: Vi har lært mye.')
    const mail = decodeURIComponent((await page.getAttribute('[data-mail]', 'href')) ?? '')
    expect(mail).toContain('learned: Vi har lært mye.')
    expect(await page.getAttribute('[data-download]', 'download')).toBe('ut-1-end-sender.yaml')
    await isWell(page)
  })

  test('one that has been given is told at once, and not made again', async () => {
    const page = await open(reminded.replace('by=sender', 'by=host'))
    expect(await page.textContent('[data-standing]')).toContain('Denne evalueringen er gitt før')
    await page.check('input[name="ratings.learning"][value="4"]')
    await page.fill('textarea[name="learned"]', 'Vi har lært mye.')
    await review(page)
    expect(await page.isVisible('[data-review]')).toBe(false)
    expect(await page.locator('[data-summary] li').count()).toBe(1)
  })

  test('what is about a person is told while it is written, and not kept', async () => {
    const page = await open(reminded)
    await page.fill('textarea[name="learned"]', 'Ring 22 33 44 55.')
    expect(await page.textContent('[data-path="learned"] [data-said]')).toContain('telefonnummer')
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }))
    expect(kept).not.toContain('22 33 44 55')
  })

  test('the draft comes back, goals and all, and can be thrown away', async () => {
    const page = await open(reminded)
    await page.check('input[name="goals.2.reached"][value="not"]')
    await page.fill('textarea[name="shared"]', 'På et møte.')
    await page.reload()
    expect(await page.isChecked('input[name="goals.2.reached"][value="not"]')).toBe(true)
    expect(await page.inputValue('textarea[name="shared"]')).toBe('På et møte.')
    await page.click('#evaluate [data-discard]')
    expect(await page.inputValue('textarea[name="shared"]')).toBe('')
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
  })

  test('without script one is told so, and can take the questions along', async () => {
    const page = await open('evaluer/', { javaScriptEnabled: false })
    expect(await page.isVisible('[data-unscripted]')).toBe(true)
    const href = (await page.getAttribute('[data-unscripted] a[download]', 'href')) ?? ''
    expect(decodeURIComponent(href)).toContain('learned:')
  })

  test('what was learned is found by a word in it, by a synonym of its area, and by an address', async () => {
    const page = await open('laert/')
    await isWell(page)
    const shown = () => page.locator('[data-learned]:visible').count()
    const all = await shown()
    await page.fill('#learned-q', 'studieleiarane')
    await expect.poll(shown).toBeLessThan(all)
    expect(await page.textContent('#learned-count')).toBe(`${await shown()} treff`)
    expect(page.url()).toContain('?q=studieleiarane')
    await page.fill('#learned-q', 'sak-arkiv')
    await expect.poll(() => page.locator('#uten-omrade').isVisible()).toBe(false)
    expect(await shown()).toBeGreaterThan(0)
    await page.fill('#learned-q', 'xyzzyx')
    await expect.poll(shown).toBe(0)
    await isWell(page)
    const again = await open('laert/?q=studieleiarane')
    expect(await again.locator('[data-learned]:visible').count()).toBeLessThan(all)
  })
})
