/**
 * Builds `dist/`: the toolkit as plain JavaScript, split by command, so that an installed `mobilitet` starts at once
 * (docs/performance.md). Run by `npm pack`; never committed.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')
/** Tests bundle into a folder of their own, so that they never take away what somebody is using. */
const target = resolve(root, process.argv[2] ?? 'dist')

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
writeFileSync(join(target, 'LICENSES.txt'), licences(Object.keys(metafile.inputs)))

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
