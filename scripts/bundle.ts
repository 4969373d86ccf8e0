/**
 * Builds `dist/`: the toolkit as plain JavaScript, split by command, so that an installed `mobilitet` starts at once
 * (docs/performance.md). Run by `npm pack`; never committed.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { build } from 'esbuild'
import { makeAssets } from '../src/io/site-parts.ts'
import { readSiteTexts } from '../src/io/site-texts.ts'

const root = join(import.meta.dirname, '..')
/** Tests bundle into a folder of their own, so that they never take away what somebody is using. */
const target = resolve(root, process.argv[2] ?? 'dist')

/** Whose files go out with the pages without being imported by the toolkit. */
const inTheSite = [
  'node_modules/@digdir/designsystemet-css/',
  'node_modules/@fontsource/source-sans-3/',
  'node_modules/minisearch/',
]

rmSync(target, { recursive: true, force: true })
const { metafile } = await build({
  entryPoints: [join(root, 'src/cli.ts')],
  outdir: target,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  absWorkingDir: root,
  // Only a checkout bundles the site's scripts; the installed toolkit has them ready.
  external: ['esbuild'],
  // Libraries that still speak CommonJS ask for Node's own modules through require().
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
})
chmodSync(join(target, 'cli.js'), 0o755)
// Started as a file of its own, and plain JavaScript already; its library is native and stays a package.
copyFileSync(join(root, 'src/io/typst-worker.mjs'), join(target, 'typst-worker.mjs'))
// The solver looks for its WebAssembly beside itself.
copyFileSync(join(root, 'node_modules/highs/build/highs.wasm'), join(target, 'highs.wasm'))
await writeSiteParts()
writeFileSync(join(target, 'LICENSES.txt'), licences([...Object.keys(metafile.inputs), ...inTheSite]))

/** What the public pages are made with, where `src/io/site-parts.ts` looks for it. */
async function writeSiteParts(): Promise<void> {
  const { styles, scripts, fonts } = await makeAssets()
  const { texts, pictures } = readSiteTexts(root)
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    ...Array.from(styles, ([name, css]) => [`${name}.css`, css] as const),
    ...Array.from(scripts, ([name, code]) => [`${name}.js`, code] as const),
    ...fonts,
    ...Array.from(texts, ([name, text]) => [`docs/${name}.md`, text] as const),
    ...Array.from(pictures, ([path, bytes]) => [`docs/${path}`, bytes] as const),
  ]
  for (const [path, content] of files) {
    const file = join(target, 'site', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
}

/** The licences of what was bundled, as they demand. */
function licences(inputs: readonly string[]): string {
  const packages = new Set(
    inputs.flatMap((file) => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []),
  )
  return [...packages].sort().map(licence).join('\n\n')
}

function licence(folder: string): string {
  const home = join(root, folder)
  const { name, version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Record<
    string,
    string
  >
  const file = existsSync(home) ? readdirSync(home).find((entry) => /^licen[cs]e/i.test(entry)) : undefined
  return `${name} ${version} (${license})\n${file ? readFileSync(join(home, file), 'utf8') : ''}`
}
