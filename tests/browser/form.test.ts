/** The registration form as people use it: by keyboard, by mouse, on a phone, without script and without an account. */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run as runNew } from '../../src/commands/new.ts'
import { parseYaml } from '../../src/core/yaml.ts'
import { speakers, today } from '../site/built.ts'
import { repositorySite } from '../site/whole.ts'
import { root } from '../worlds.ts'
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

/** What somebody answers, by path of the field; also what `new` is told. */
const answers: readonly (readonly [string, string])[] = [
  ['title', 'Klart språk i brev'],
  ['language', 'nn'],
  ['competences', 'klarsprak'],
  [
    'background',
    'Vi skriv mange brev, og vil at folk skal forstå dei. Det tek lang tid i dag, og mange ringjer og spør.',
  ],
  ['learningGoals', 'Kunne skrive brev som folk forstår'],
  ['ground', 'competence-gap'],
  ['direction', 'send'],
  ['forms', 'secondment'],
  ['period.from', '2027-03-01'],
  ['period.to', '2027-12-31'],
  ['duration.minWeeks', '8'],
  ['duration.maxWeeks', '26'],
  ['workload.min', '40'],
  ['workload.max', '100'],
  ['place.municipality', 'Oslo'],
  ['place.presence', 'hybrid'],
  ['level', 'specialist'],
  ['matchingHelp', 'true'],
  ['anchoring.role', 'Ekspedisjonssjef'],
  ['anchoring.date', '2026-11-05'],
  ['confirmed', '2026-11-22'],
]

/** The file `new` writes for the same answers. */
async function byNew(): Promise<string> {
  const printed: string[] = []
  const context = {
    ...{ root, today, language: 'nn', speaker: speakers.nn, colour: false, interactive: false },
    ...{ print: (text: string) => printed.push(text), remark: () => {}, github: {} },
  } as unknown as Parameters<typeof runNew>[0]
  const set = answers.map(([path, value]) => `${path}=${value}`)
  expect(await runNew(context, { kind: 'need', agency: 'kld', print: true, set })).toBe(0)
  return printed.join('')
}

describe.skipIf(!browserIsThere())('the form in the browser', { timeout: 120_000 }, () => {
  let browser: Browser
  let server: Server
  let base = ''
  let script = ''
  const trouble: string[] = []

  beforeAll(async () => {
    const files = await repositorySite()
    script = String(files.get('assets/form.js'))
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
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  /** A page whose own policy is in force: what it refuses is an error in the console, and every error is told at the end. */
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      acceptDownloads: true,
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

  async function answer(page: Page, path: string, value: string): Promise<void> {
    const holder = page.locator(`#need [data-path="${path}"]`)
    const choice = holder.locator(`input[value="${value}"]`)
    if ((await choice.count()) > 0) await choice.check()
    else
      await holder
        .locator('input[name], textarea')
        .first()
        .fill(value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3.$2.$1'))
  }

  async function answerAll(page: Page, but: Readonly<Record<string, string>> = {}): Promise<void> {
    await page.selectOption('#need-agency', 'kld')
    for (const [path, value] of answers) await answer(page, path, but[path] ?? value)
  }

  /** What the agency has registered before is fetched first; then the answers are shown, or what is wrong with them. */
  async function review(page: Page): Promise<void> {
    await page.click('#need button[type=submit]')
    await answered(page)
  }

  const answered = (page: Page) =>
    page.locator('[data-review]:not([hidden]), #form-need [data-summary]:not([hidden])').first().waitFor()

  test('is small enough to be fetched on a slow line', () => {
    expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(30 * 1024)
  })

  test('three mistakes in nynorsk are told and mended by keyboard alone', async () => {
    const page = await open('nn/registrer/?type=need')
    await isWell(page)
    await answerAll(page, { title: 'Brev', 'period.to': '2027-03-20', 'anchoring.date': '2027-02-01' })
    await page.focus('#need button[type=submit]')
    await page.keyboard.press('Enter')
    const summary = page.locator('#form-need [data-summary]')
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await summary.locator('li').allTextContents()).toEqual([
      'Tittel: Teksten i «Tittel» er for kort. Skriv minst 5 teikn.',
    ])
    await isWell(page)
    // Through the link to the field, and on to what it says there.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    const title = page.locator('#need-title')
    expect(await title.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await title.getAttribute('aria-invalid')).toBe('true')
    expect(await title.getAttribute('aria-describedby')).toContain('need-title-error')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('Klart språk i brev')
    expect(await title.getAttribute('aria-invalid')).toBeNull()
    await page.keyboard.press('Enter')
    expect(await summary.locator('li').allTextContents()).toEqual([
      expect.stringContaining('«Minst kor mange veker» er 8'),
      expect.stringContaining('01.02.2027 har ikkje vore enno'),
    ])
    for (const [link, text] of [
      ['need-duration-minWeeks', '2'],
      ['need-anchoring-date', '05.11.2026'],
    ] as const) {
      await page.locator(`[data-summary] a[href="#${link}"]`).focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    }
    await page.keyboard.press('Enter')
    await page.locator('[data-review]:not([hidden])').waitFor()
    expect(
      await page.locator('[data-review-title]').evaluate((element) => element === document.activeElement),
    ).toBe(true)
    expect(await page.locator('[data-answers]').innerText()).toContain('Klima- og miljødepartementet')
    await isWell(page)
  })

  test('the file that is downloaded is the one `new` writes, and the issue holds the same', async () => {
    const page = await open('nn/registrer/?type=need')
    await answerAll(page)
    await review(page)
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-download]')])
    expect(download.suggestedFilename()).toBe('klart-sprak-i-brev.yaml')
    const text = readFileSync(await download.path(), 'utf8')
    expect(text).toBe(await byNew())
    const issue = new URL((await page.getAttribute('[data-issue-link]', 'href')) ?? '')
    expect(issue.origin + issue.pathname).toBe('https://github.com/example/mobilitet/issues/new')
    expect(issue.searchParams.get('file')).toBe('agencies/kld/needs/klart-sprak-i-brev.yaml')
    expect(issue.searchParams.get('registration')).toBe(text.replace(/^#.*\n/, ''))
    const mail = decodeURIComponent((await page.getAttribute('[data-mail]', 'href')) ?? '')
    expect(mail).toContain('mailto:mobilitetsprogrammet@example.no?subject=Påmelding: Klart språk i brev')
    await isWell(page)
  })

  test('a text that is too long for a link is copied, and stays on the page', async () => {
    const page = await open('registrer/?type=need', { permissions: ['clipboard-read', 'clipboard-write'] })
    await answerAll(page, { background: 'Ærlig og åpen læring på øya. '.repeat(100).trim() })
    await review(page)
    expect(await page.locator('[data-issue-link]').isVisible()).toBe(false)
    await page.click('[data-copy]')
    await page.getByText('Teksten er kopiert.').waitFor()
    const text = await page.locator('[data-text]').inputValue()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(text)
    expect(parseYaml(text).data).toMatchObject({ title: 'Klart språk i brev' })
    expect(await page.getAttribute('[data-issue-empty]', 'href')).toMatch(
      /issues\/new\?template=registration\.yml&title=.*&file=/,
    )
    expect(await page.locator('[data-mail-note]').innerText()).toBe('Husk å legge ved filen.')
    await isWell(page)
  })

  test('a number of a person is warned of as it is written, and is neither kept nor sent', async () => {
    const page = await open('registrer/?type=need')
    await page.fill('#need-title', 'Klart språk')
    await page.fill('#need-background', 'Ring meg på 22 33 44 55, så forteller jeg mer om dette.')
    expect(await page.locator('#need-background-error').innerText()).toContain(
      'Dette ser ut som et telefonnummer.',
    )
    expect(await page.locator('#form-need [data-draft]').innerText()).toContain('men uten svarene')
    const kept = String(await page.evaluate('JSON.stringify(localStorage)'))
    expect(kept).toContain('Klart språk')
    expect(kept).not.toContain('22 33')
    await review(page)
    expect(await page.locator('[data-review]').isVisible()).toBe(false)
    await page.fill('#need-background', 'Skriv til felles postkasse, så forteller vi mer om dette.')
    expect(await page.locator('#need-background-error').isVisible()).toBe(false)
    expect(trouble).toEqual([])
  })

  test('the draft is there after a reload, until somebody deletes it', async () => {
    const page = await open('registrer/?type=need')
    await page.fill('#need-title', 'Halvferdig')
    await page.check('#need-forms-rotation')
    await page.reload()
    expect(await page.inputValue('#need-title')).toBe('Halvferdig')
    expect(await page.isChecked('#need-forms-rotation')).toBe(true)
    await page.click('#need [data-discard]')
    expect(await page.inputValue('#need-title')).toBe('')
    await page.reload()
    expect(await page.inputValue('#need-title')).toBe('')
    expect(await page.evaluate('localStorage.length')).toBe(0)
  })

  test('works where the browser keeps nothing', async () => {
    const page = await open('registrer/')
    await page.addInitScript(
      "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })",
    )
    await page.goto(`${base}registrer/?type=need`)
    await answerAll(page)
    expect(await page.locator('#form-need [data-draft]').innerText()).toContain('lagrer ingen kladd')
    await review(page)
    expect(await page.locator('[data-review]').isVisible()).toBe(true)
    expect(trouble).toEqual([])
  })

  const shownFile = async (page: Page) => {
    await page.locator('[data-review]:not([hidden])').waitFor()
    return parseYaml((await page.locator('[data-file-text]').textContent()) ?? '').data
  }

  test('what is registered is confirmed again in two clicks', async () => {
    const page = await open('registrer/#kld.klimaregnskap')
    await page.getByRole('heading', { name: 'Klimaregnskap i etatsstyringen' }).waitFor()
    await isWell(page)
    await page.click('[data-deed=confirm]')
    const was = parseYaml(readFileSync(`${root}/agencies/kld/needs/klimaregnskap.yaml`, 'utf8'))
      .data as object
    expect(await shownFile(page)).toEqual({ ...was, confirmed: today })
    expect(await page.locator('[data-file-path]').textContent()).toContain(
      'agencies/kld/needs/klimaregnskap.yaml',
    )
    expect(trouble).toEqual([])
  })

  test('what the agency has registered before is told by its title, and does not stop anybody', async () => {
    const page = await open('registrer/?type=need')
    await answerAll(page, { title: 'Klimaregnskap i etatsstyringen' })
    await page.fill('#need-unit', 'Klimaavdelingen')
    await review(page)
    expect(await page.locator('[data-warnings-list] li').allTextContents()).toEqual([
      'Tittel: Dette sier det samme som «Klimaregnskap i etatsstyringen». Behold den ene. Gjelder det flere personer, skriver dere antallet i «Antall plasser».',
    ])
    expect(await page.locator('[data-download]').isVisible()).toBe(true)
    await isWell(page)
  })

  test('what is registered is looked over also when what was registered before cannot be fetched', async () => {
    const page = await open('registrer/?type=need')
    await page.route('**/registrations/kld.json', (route) => route.abort())
    await answerAll(page)
    await review(page)
    expect(await page.locator('[data-download]').isVisible()).toBe(true)
    // The browser itself tells of what was not fetched.
    expect(trouble.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')])
  })

  test('the day is that of Norway, wherever the browser thinks it is', async () => {
    const page = await open('registrer/#kld.klimaregnskap', { timezoneId: 'Pacific/Kiritimati' })
    await page.click('[data-deed=confirm]')
    expect(await shownFile(page)).toMatchObject({ confirmed: today })
  })

  test('where the script never comes, what it would have put away is shown after a while', async () => {
    const page = await open('')
    await page.route('**/form.js', (route) => route.abort())
    await page.goto(`${base}registrer/`)
    await page.locator('#form-offer-title').waitFor()
    expect(await page.locator('[data-unscripted]').isVisible()).toBe(true)
    expect(trouble.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')])
  })

  test('what is registered is changed, and keeps its name', async () => {
    const page = await open('registrer/#kld.klimaregnskap')
    await page.click('[data-deed=update]')
    await page.fill('#need-title', 'Klimaregnskap for alle')
    await review(page)
    expect(await shownFile(page)).toMatchObject({
      title: 'Klimaregnskap for alle',
      partners: { wished: ['miljodirektoratet', '971040238'] },
    })
    expect(await page.getAttribute('[data-download]', 'download')).toBe('klimaregnskap.yaml')
  })

  test('what is registered is withdrawn with a reason', async () => {
    const page = await open('registrer/#kld.klimaregnskap')
    await page.click('[data-deed=withdraw]')
    expect(await page.locator('#need-title').isVisible()).toBe(false)
    await review(page)
    expect(await page.locator('#form-need [data-summary] li').allTextContents()).toEqual([
      'Begrunnelse: Dette må fylles ut.',
    ])
    await page.fill('#need-withdrawn-reason', 'Prosjektet er utsatt til høsten')
    await review(page)
    expect(await shownFile(page)).toMatchObject({
      withdrawn: { date: today, reason: 'Prosjektet er utsatt til høsten' },
    })
    await isWell(page)
  })

  test('what is not there is told, and something new can be registered all the same', async () => {
    const page = await open('registrer/#kld.finnes-ikke')
    await page.getByText('Vi fant ikke det du ville endre (kld.finnes-ikke).').waitFor()
    expect(await page.locator('[data-choose]').isVisible()).toBe(true)
    await isWell(page)
  })

  test('without script the page shows what is asked, an empty file and the mailbox', async () => {
    const page = await open('nn/registrer/', { javaScriptEnabled: false })
    expect(await page.getByText('Skjemaet verkar ikkje i denne nettlesaren').isVisible()).toBe(true)
    expect(await page.locator('#need-title').isVisible()).toBe(true)
    expect(await page.locator('#offer-title').isVisible()).toBe(true)
    expect(await page.locator('#need button[type=submit]').isVisible()).toBe(false)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('a[download="behov.yaml"]'),
    ])
    const empty = readFileSync(await download.path(), 'utf8')
    expect(parseYaml(empty).problems).toEqual([])
    expect(empty).toContain('\ntitle:\n')
    expect(await page.locator('main a[href^="mailto:"]').first().innerText()).toBe(
      'mobilitetsprogrammet@example.no',
    )
  })
})
