/** The catalogue as people use it: on a phone, with the keyboard, with a link from a colleague, without scripts. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SiteFile } from '../../src/site/model.ts'
import { agency, need, offer, programme } from '../core/match/world.ts'
import { factsOf, siteOf } from '../site/built.ts'
import { loadExample } from '../site/example.ts'
import { accessibilityViolations, browserIsThere, launchBrowser, sidewaysScroll } from './browser.ts'

type Files = ReadonlyMap<string, SiteFile['content']>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.xml': 'application/atom+xml',
}

function serve(files: Files): Promise<Server> {
  const server = createServer(({ url = '/' }, answer) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname.slice(1))
    const name = path === '' || path.endsWith('/') ? `${path}index.html` : path
    const content = files.get(name)
    answer.writeHead(content === undefined ? 404 : 200, {
      'content-type': types[extname(name)] ?? 'text/plain',
    })
    answer.end(content)
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/** What no page may do: say anything in the console, or ask anybody else for anything. */
type Watched = { readonly page: Page; readonly trouble: string[] }

describe.skipIf(!browserIsThere())('the catalogue in the browser', { timeout: 60_000 }, () => {
  let browser: Browser
  let server: Server
  let home: string

  beforeAll(async () => {
    browser = await launchBrowser()
    server = await serve(await siteOf(await factsOf(loadExample())))
    home = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  }, 100_000)

  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  async function open(path: string, options: BrowserContextOptions = {}, at = home): Promise<Watched> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    const page = await context.newPage()
    const trouble: string[] = []
    page.on('console', (message) => trouble.push(message.text()))
    page.on('pageerror', (error) => trouble.push(error.message))
    page.on('request', (request) => {
      if (!request.url().startsWith(at)) trouble.push(request.url())
    })
    await page.goto(at + path)
    return { page, trouble }
  }

  const titles = (page: Page) => page.locator('[data-cards] h3').allTextContents()
  const counted = (page: Page, sentence: RegExp) =>
    page.locator('[data-count]', { hasText: sentence }).waitFor({ timeout: 10_000 })
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

  it('somebody finds an offer with a misspelt word on a phone, and reads it', async () => {
    const { page, trouble } = await open('katalog/', phone)
    await page.getByLabel('Søk', { exact: true }).fill('maskinlering')
    await page.getByRole('radio', { name: 'Tilbud' }).tap()
    await counted(page, /^\d+ treff$/)
    const found = await titles(page)
    expect(found).toContain('Maskinlæring i kontroll: treffsikkert og til å forklare')
    expect(await page.locator('[data-cards] [data-color="need"]').count()).toBe(0)
    expect(await sidewaysScroll(page)).toBe(0)
    await page.getByRole('link', { name: 'Maskinlæring i kontroll' }).tap()
    await page.waitForURL(/katalog\/skatteetaten\//)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^Maskinlæring i kontroll/)
    expect(trouble).toEqual([])
    await page.context().close()
  })

  it('somebody without a mouse searches, narrows down, reads how many, and starts over', async () => {
    const { page, trouble } = await open('katalog/')
    const search = page.getByLabel('Søk', { exact: true })
    while (!(await search.evaluate((field) => field.matches(':focus')))) await page.keyboard.press('Tab')
    await page.keyboard.type('klima')
    await counted(page, /^\d+ treff$/)
    const all = (await titles(page)).length
    // Past the button that searches, to the first choice.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.locator('[data-cards] [data-color="offer"]').first().waitFor({ state: 'detached' })
    expect((await titles(page)).length).toBeLessThan(all)
    const clear = page.getByRole('button', { name: 'Nullstill' })
    while (!(await clear.evaluate((button) => button.matches(':focus')))) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await counted(page, /^100 behov og tilbud i alt$/)
    expect(await search.inputValue()).toBe('')
    expect(await search.evaluate((field) => field.matches(':focus'))).toBe(true)
    expect(new URL(page.url()).search).toBe('')
    expect((await titles(page)).length).toBe(60)
    expect(trouble).toEqual([])
    await page.context().close()
  })

  it('a colleague who gets the address sees the same', async () => {
    const { page } = await open('katalog/')
    await page.getByLabel('Kompetanseområde').selectOption('klima')
    await page.getByLabel('Kommune').selectOption('Trondheim')
    await counted(page, /treff$/)
    const seen = await titles(page)
    expect(seen.length).toBeGreaterThan(0)
    const other = await open(page.url().slice(home.length), phone)
    await counted(other.page, /treff$/)
    expect(await titles(other.page)).toEqual(seen)
    expect(await other.page.getByLabel('Kommune').inputValue()).toBe('Trondheim')
    expect(other.trouble).toEqual([])
    await page.context().close()
    await other.page.context().close()
  })

  it('who comes back from an entry finds what she had found', async () => {
    const { page } = await open('katalog/?q=tilsyn')
    await counted(page, /treff$/)
    const seen = await titles(page)
    await page.locator('[data-cards] h3 a').first().click()
    await page.getByRole('heading', { name: 'Bakgrunn' }).waitFor()
    await page.goBack()
    await counted(page, /treff$/)
    expect(await titles(page)).toEqual(seen)
    await page.context().close()
  })

  it('an address that asks for what is not there says so and offers a way out', async () => {
    const { page, trouble } = await open('katalog/?area=finnes-ikke&q=zzzzzzzz')
    await counted(page, /^Ingen treff\./)
    await page.getByRole('button', { name: 'Nullstill' }).click()
    await counted(page, /^100 behov/)
    expect(trouble).toEqual([])
    await page.context().close()
  })

  it('all results can be reached, sixty at a time, and focus follows', async () => {
    const { page } = await open('katalog/?status=open')
    await counted(page, /treff$/)
    expect((await titles(page)).length).toBe(60)
    const more = page.getByRole('button', { name: /^Vis \d+ til$/ })
    await more.click()
    expect((await titles(page)).length).toBeGreaterThan(60)
    expect(await more.isHidden()).toBe(true)
    const focused = await page.evaluate(
      '[...document.querySelectorAll("[data-cards] a")].indexOf(document.activeElement)',
    )
    expect(focused).toBe(60)
    await page.context().close()
  })

  it('without scripts everything is there, on two pages, and no form that does nothing', async () => {
    const { page } = await open('katalog/', { javaScriptEnabled: false })
    expect(await page.locator('[data-cards] h3').count()).toBe(60)
    expect(await page.getByLabel('Søk', { exact: true }).isVisible()).toBe(false)
    await page.getByRole('link', { name: 'Neste' }).click()
    expect(await page.locator('[data-cards] h3').count()).toBe(40)
    await page.context().close()
  })

  it('when the search cannot be fetched, it says so and all cards stay', async () => {
    const { page } = await open('katalog/')
    await page.route('**/sok.nb.json', (route) => route.abort())
    await page.getByLabel('Søk', { exact: true }).fill('klima')
    await counted(page, /^Søket kunne ikke hentes\./)
    expect((await titles(page)).length).toBe(60)
    await page.context().close()
  })

  it('nothing but what a first visit needs is fetched', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`${home}katalog/`, { waitUntil: 'networkidle' })
    expect(asked.filter((path) => /search\.js|sok\.|latin-ext/.test(path))).toEqual([])
    await page.getByLabel('Søk', { exact: true }).focus()
    await page.waitForRequest(/sok\.nb\.json/)
    await context.close()
  })

  const views = [
    'katalog/',
    'katalog/?q=data&kind=need',
    'laere/',
    'katalog/nve/energi-ki/',
    'data/',
    'nn/katalog/',
  ]

  describe.each(views)('%s', (path) => {
    it.each([
      [320, 'light'],
      [390, 'dark'],
      [1280, 'light'],
    ] as const)(
      'at %i px, %s: accessible, no sideways scroll, nothing off the origin',
      async (width, colorScheme) => {
        const { page, trouble } = await open(path, {
          viewport: { width, height: 900 },
          colorScheme,
          bypassCSP: true,
        })
        if (path.includes('?')) await counted(page, /treff$/)
        await page.evaluate(
          "for (const details of document.querySelectorAll('main details')) details.open = true",
        )
        expect(await sidewaysScroll(page)).toBe(0)
        expect(await accessibilityViolations(page)).toEqual([])
        expect(trouble).toEqual([])
        await page.context().close()
      },
    )
  })

  it('the feed is whole XML with an address and a day for each entry', async () => {
    const { page } = await open('data/')
    const feed = (await page.evaluate(`fetch('nytt.xml').then((answer) => answer.text()).then((text) => {
      const parsed = new DOMParser().parseFromString(text, 'application/xml')
      return {
        faults: parsed.querySelectorAll('parsererror').length,
        ids: [...parsed.querySelectorAll('entry > id')].map((one) => one.textContent),
        days: [...parsed.querySelectorAll('entry > updated')].map((one) => one.textContent),
      }
    })`)) as { faults: number; ids: string[]; days: string[] }
    expect(feed.faults).toBe(0)
    expect(feed.ids.length).toBe(50)
    expect(new Set(feed.ids).size).toBe(50)
    expect(feed.days.filter((day) => !/^\d{4}-\d\d-\d\dT12:00:00Z$/.test(day))).toEqual([])
    await page.context().close()
  })

  describe('with more agencies than a page has room for', () => {
    let other: Server
    let there: string
    const slugs = Array.from({ length: 201 }, (_, at) => `etat-${at + 1}`)

    beforeAll(async () => {
      const world = programme({
        registrations: slugs.map((slug) => need(`${slug}.ki`, { title: `Kunstig intelligens i ${slug}` })),
        agencies: slugs.map((slug) => agency(slug, { shortName: slug.toUpperCase() })),
      })
      other = await serve(await siteOf(await factsOf(world)))
      there = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`
    }, 60_000)

    afterAll(() => other?.close())

    it('they come when somebody begins, in the order people count, and one of them can be chosen and shared', async () => {
      const { page, trouble } = await open('katalog/', {}, there)
      const list = page.getByLabel('Virksomhet')
      expect(await list.locator('option').allTextContents()).toEqual(['Alle virksomheter'])
      await page.getByLabel('Søk', { exact: true }).focus()
      await list.locator('option').nth(201).waitFor({ state: 'attached' })
      const offered = await list.locator('option').allTextContents()
      expect(offered.slice(0, 3)).toEqual(['Alle virksomheter', 'ETAT-1', 'ETAT-2'])
      await list.selectOption('etat-77')
      await counted(page, /^Ett treff$/)
      const shared = await open(page.url().slice(there.length), phone, there)
      await counted(shared.page, /^Ett treff$/)
      expect(await titles(shared.page)).toEqual(['Kunstig intelligens i etat-77'])
      expect(await shared.page.getByLabel('Virksomhet').inputValue()).toBe('etat-77')
      expect([...trouble, ...shared.trouble]).toEqual([])
      await page.context().close()
      await shared.page.context().close()
    })
  })

  describe('hostile texts stay texts', () => {
    const hostile = '</script><img src=x onerror="window.hurt=1"><!--"\'&amp;<script>window.hurt=1</script>'
    let other: Server
    let there: string

    beforeAll(async () => {
      const world = programme({
        registrations: [
          need('dfo.ki', { title: hostile, background: hostile, learningGoals: [hostile], unit: hostile }),
          offer('nve.ki', { title: hostile, place: { municipality: hostile, presence: 'hybrid' } }),
        ],
        agencies: [
          agency('dfo', {
            shortName: hostile,
            name: { nb: hostile, nn: hostile },
            contact: { role: hostile, email: 'a@example.no' },
          }),
        ],
      })
      other = await serve(await siteOf(await factsOf(world)))
      there = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`
    }, 60_000)

    afterAll(() => other?.close())

    it.each(['katalog/', 'katalog/?q=onerror', 'katalog/dfo/ki/', 'katalog/nve/ki/', 'laere/'])(
      '%s',
      async (path) => {
        // Without the page's own policy, which would hide a fault here.
        const { page, trouble } = await open(path, { bypassCSP: true }, there)
        if (path.includes('?')) await counted(page, /^2 treff$/)
        await page.waitForTimeout(200)
        expect(await page.evaluate('window.hurt')).toBeUndefined()
        expect(await page.locator('main img').count()).toBe(0)
        if (path !== 'laere/') expect(await page.locator('main').textContent()).toContain(hostile)
        expect(trouble).toEqual([])
        await page.context().close()
      },
    )

    it('the feed', async () => {
      const { page } = await open('data/', {}, there)
      const feed = (await page.evaluate(`fetch('nytt.xml').then((answer) => answer.text()).then((text) => {
        const parsed = new DOMParser().parseFromString(text, 'application/xml')
        return { faults: parsed.querySelectorAll('parsererror, script, img').length,
          titles: [...parsed.querySelectorAll('entry > title')].map((one) => one.textContent) }
      })`)) as { faults: number; titles: string[] }
      expect(feed.faults).toBe(0)
      expect(feed.titles).toContain(`Behov: ${hostile}`)
      await page.context().close()
    })
  })
})
