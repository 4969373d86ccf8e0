/** What `npm pack` gives works by itself, on a machine with Node and nothing else. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cleanUp, today, world } from './tool.ts'
import { root } from './worlds.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mobilitet-package-'))
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [archive = ''] = readdirSync(folder)
  for (const place of ['whole', 'alone']) {
    mkdirSync(join(folder, place))
    execFileSync('tar', ['-xzf', join(folder, archive)], { cwd: join(folder, place) })
  }
  linkTypesetter(join(folder, 'whole/package/node_modules'))
}, 60_000)

/** What npm puts beside the package: of all it depends upon, only what cannot be bundled. */
function linkTypesetter(modules: string): void {
  mkdirSync(modules)
  for (const scope of ['@myriaddreamin', '@expo-google-fonts'])
    symlinkSync(join(root, 'node_modules', scope), join(modules, scope))
}

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  cleanUp()
})

function run(place: 'whole' | 'alone', cwd: string, words: readonly string[]) {
  const { PATH } = process.env
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(folder, place, 'package/dist/cli.js'), ...words],
    { cwd, encoding: 'utf8', env: { PATH } },
  )
  return { code: status, out: stdout, err: stderr }
}

function installed(...words: readonly string[]) {
  return run('whole', world(), words)
}

test('help', () => {
  expect(installed('--help')).toMatchObject({ code: 0, err: '' })
})

test('check, match, render and start', () => {
  for (const command of ['check', 'match', 'render', 'start'])
    expect(installed(command, ...today)).toMatchObject({ code: 0 })
})

test('every format', () => {
  const cwd = world()
  expect(run('whole', cwd, ['render', '--format', 'pdf,docx,html,md', ...today])).toMatchObject({ code: 0 })
  expect([...new Set(formatsIn(cwd))].sort()).toEqual(['docx', 'html', 'md', 'pdf'])
})

describe('where the typesetter cannot be loaded', () => {
  test.each([['render', '--format', 'pdf,html'], ['start']])(
    '%s makes the other formats, and says what is missing',
    (...words) => {
      const cwd = world()
      const { code, err } = run('alone', cwd, [...words, ...today])
      expect(code).toBe(1)
      expect(err).toContain('PDF kan ikke lages på denne maskinen')
      expect(err).toContain('«mobilitet render --format html,md»')
      expect(err.trim().split('\n').at(-1)).not.toMatch(/^\s+at /)
      expect(formatsIn(cwd)).toContain('html')
      expect(formatsIn(cwd)).not.toContain('pdf')
    },
  )

  test('nothing else is troubled', () => {
    expect(run('alone', world(), ['render', ...today])).toMatchObject({ code: 0, err: '' })
  })
})

function formatsIn(cwd: string): readonly string[] {
  const out = join(cwd, 'out')
  if (!existsSync(out)) return []
  return readdirSync(out, { recursive: true, encoding: 'utf8' }).flatMap(
    (path) => /\.(\w+)$/.exec(path)?.[1] ?? [],
  )
}

test('brings the licences of what is bundled', () => {
  const licences = readFileSync(join(folder, 'whole/package/dist/LICENSES.txt'), 'utf8')
  for (const name of ['yaml', 'commander', 'handlebars', 'marked', 'canonicalize', '@noble/hashes'])
    expect(licences).toContain(`${name} `)
  expect(licences).not.toContain('undefined')
})

test('holds nobody’s data', () => {
  expect(readdirSync(join(folder, 'alone/package')).sort()).toEqual([
    'LICENSE',
    'README.md',
    'dist',
    'package.json',
    'schemas',
    'templates',
  ])
})
