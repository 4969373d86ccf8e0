/**
 * What the public pages are made with: templates, styles, fonts, scripts and guides. From a checkout they are put
 * together as they are asked for; an installed toolkit has them ready in `site/` beside its code (`scripts/bundle.ts`).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Plugin } from 'esbuild'
import { compare } from '../core/diagnostic.ts'
import { toolkitRoot } from './toolkit.ts'

export type Assets = {
  readonly styles: ReadonlyMap<string, string>
  readonly fonts: ReadonlyMap<string, Uint8Array>
  readonly scripts: ReadonlyMap<string, string>
}

export type SiteParts = Assets & { readonly templates: ReadonlyMap<string, string> }

/** Everything but what the programme itself has. */
export async function readSiteParts(): Promise<SiteParts> {
  return { templates: readTemplates(), ...(isCheckout() ? await makeAssets() : readyAssets()) }
}

function isCheckout(): boolean {
  return basename(import.meta.dirname) === 'io'
}

function readTemplates(): ReadonlyMap<string, string> {
  return textsIn(join(toolkitRoot, 'templates/site'), '.hbs')
}

function readyAssets(): Assets {
  const folder = join(import.meta.dirname, 'site')
  return {
    styles: textsIn(folder, '.css'),
    scripts: textsIn(folder, '.js'),
    fonts: new Map(namesIn(folder, '.woff2').map((name) => [name, readFileSync(join(folder, name))])),
  }
}

/** Puts styles together and bundles scripts. Needs the development dependencies. */
export async function makeAssets(): Promise<Assets> {
  const [styles, scripts] = await Promise.all([makeStyles(), makeScripts()])
  return { styles, scripts, fonts: readFonts() }
}

/** Guides are part of the toolkit's own documentation. */
export function guideFolder(): string {
  return isCheckout() ? join(toolkitRoot, 'docs') : join(import.meta.dirname, 'site', 'docs')
}

const siteFolder = join(toolkitRoot, 'src/site')
const packages = createRequire(import.meta.url)

/** The parts of each stylesheet are listed in `src/site/style/sheets.json`, in the order they apply. */
async function makeStyles(): Promise<ReadonlyMap<string, string>> {
  const { transform } = await import('esbuild')
  const sheets = JSON.parse(readFileSync(join(siteFolder, 'style/sheets.json'), 'utf8')) as Record<
    string,
    readonly string[]
  >
  const minified = Object.entries(sheets).map(async ([name, parts]): Promise<[string, string]> => {
    const { code } = await transform(parts.map(readStyle).join('\n'), { loader: 'css', minify: true })
    return [name, code]
  })
  const made = await Promise.all(minified)
  return new Map(
    made.map(([name, css]) => [name, withoutUnused(css, [...made.map(([, text]) => text), ...markup()])]),
  )
}

/** The components have layers of their own, so that whatever we say goes before what they say. */
function readStyle(part: string): string {
  const [where = '', name = ''] = part.split('/')
  const own = join(siteFolder, where, `${name}.css`)
  if (where !== 'designsystemet') return existsSync(own) ? readFileSync(own, 'utf8') : ''
  const layer = name === 'base' ? 'ds.base' : 'ds.components'
  const css = readFileSync(packages.resolve(`@digdir/designsystemet-css/${name}.css`), 'utf8')
  return `@layer ${layer}{${css}}`
}

/** Whatever may use a colour besides a stylesheet: drawings are made in the code. */
function markup(): readonly string[] {
  const code = readdirSync(siteFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(siteFolder, file), 'utf8'))
  return [...code, ...readTemplates().values()]
}

/** A theme has hundreds of values and a site uses a few: those that nothing refers to are left out, and what only they used. */
function withoutUnused(css: string, everything: readonly string[]): string {
  const declaration = /(?<=[{;])(--[\w-]+):[^;{}]*(?:;|(?=\}))/g
  const elsewhere = new Set(everything.filter((text) => text !== css).flatMap(namesUsed))
  for (let text = css; ; ) {
    const used = new Set([...elsewhere, ...namesUsed(text)])
    const smaller = text.replace(declaration, (whole, name: string) => (used.has(name) ? whole : ''))
    if (smaller === text) return text
    text = smaller
  }
}

function namesUsed(text: string): readonly string[] {
  return Array.from(text.matchAll(/var\(\s*(--[\w-]+)/g), ([, name = '']) => name)
}

/** What a rule is for is read in the rule book; the form only asks it. */
const withoutRuleDocs: Plugin = {
  name: 'without-rule-docs',
  setup(build) {
    build.onLoad({ filter: /[\\/]core[\\/]rules[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(ruleDocs, "docs: { what: '', why: '' },"),
      loader: 'ts',
    }))
  },
}

const ruleDocs = /^ {2}docs: \{\n(?: {4}.*\n)+? {2}\},$/gm

async function makeScripts(): Promise<ReadonlyMap<string, string>> {
  const { build } = await import('esbuild')
  const names = namesIn(join(siteFolder, 'browser'), '.ts').filter((name) => !name.endsWith('.d.ts'))
  if (names.length === 0) return new Map()
  const { outputFiles } = await build({
    entryPoints: names.map((name) => join(siteFolder, 'browser', name)),
    outdir: 'site',
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    absWorkingDir: toolkitRoot,
    legalComments: 'none',
    plugins: [withoutRuleDocs],
  })
  return new Map(outputFiles.map(({ path, text }) => [basename(path, '.js'), text] as const).sort(byName))
}

const cuts = ['latin', 'latin-ext'] as const
const weights = [400, 600] as const

/** The face of the documents, so that the page and the agreement look like one house. */
function readFonts(): ReadonlyMap<string, Uint8Array> {
  const home = dirname(
    dirname(packages.resolve('@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2')),
  )
  const names = cuts.flatMap((cut) => weights.map((weight) => `source-sans-3-${cut}-${weight}-normal.woff2`))
  return new Map(names.map((name) => [name, readFileSync(join(home, 'files', name))]))
}

function textsIn(folder: string, ending: string): ReadonlyMap<string, string> {
  return new Map(
    namesIn(folder, ending).map((name) => [basename(name, ending), readFileSync(join(folder, name), 'utf8')]),
  )
}

function namesIn(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort(compare)
}

function byName([one]: readonly [string, string], [other]: readonly [string, string]): number {
  return compare(one, other)
}
