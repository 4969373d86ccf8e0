/**
 * Pictures of the ten main views of the site, on a desk and on a phone, light and dark, into `docs/pictures/site/`. Made
 * with the system's Chromium from the repository's own programme on a fixed day, so that they change when the pages do.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const root = join(import.meta.dirname, '..')
const target = join(root, 'docs/pictures/site')
const today = '2026-11-22'

/** By name of the picture: the page, and what is shown of it. */
const views: Readonly<Record<string, string>> = {
  forside: 'index.html',
  katalog: 'katalog/index.html',
  oppforing: 'katalog/dfo/klimakrav/index.html',
  laere: 'laere/index.html',
  virksomhet: 'virksomheter/dfo/index.html',
  avtaler: 'avtaler/index.html',
  avtale: 'avtaler/dss-nasjonalarkivet/index.html',
  runder: 'runder/index.html',
  veiledning: 'veiledning/for-virksomheter/index.html',
  skjema: 'registrer/index.html',
}

const sizes = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
] as const

const site = mkdtempSync(join(tmpdir(), 'mobilitet-pictures-'))
const made = spawnSync(
  process.execPath,
  ['--import', 'tsx', 'src/cli.ts', 'site', '--out', site, '--today', today],
  { cwd: root, stdio: 'inherit' },
)
if (made.status !== 0) throw new Error('the site could not be made')
rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
let bytes = 0
for (const size of sizes) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: size, colorScheme, reducedMotion: 'reduce' })
    const page = await context.newPage()
    for (const [name, path] of Object.entries(views)) {
      await page.goto(pathToFileURL(join(site, path)).href)
      await page.evaluate('document.fonts.ready')
      const session = await context.newCDPSession(page)
      // WebP is much smaller than PNG, and Playwright itself does not write it.
      const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
      const picture = Buffer.from(data, 'base64')
      writeFileSync(join(target, `${name}-${size.width}-${colorScheme}.webp`), picture)
      bytes += picture.length
    }
    await context.close()
  }
}
await browser.close()
rmSync(site, { recursive: true, force: true })
process.stdout.write(
  `${Object.keys(views).length * 4} pictures, ${Math.round(bytes / 1024)} kB, in docs/pictures/site\n`,
)
