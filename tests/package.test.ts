/** What `npm pack` gives works by itself, on a machine with Node and nothing else. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
  execFileSync('tar', ['-xzf', archive], { cwd: folder })
}, 60_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  cleanUp()
})

function installed(...words: readonly string[]) {
  const { PATH } = process.env
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(folder, 'package/dist/cli.js'), ...words],
    {
      cwd: world(),
      encoding: 'utf8',
      env: { PATH },
    },
  )
  return { code: status, out: stdout, err: stderr }
}

test('help', () => {
  expect(installed('--help')).toMatchObject({ code: 0, err: '' })
})

test('check, match, render and start', () => {
  for (const command of ['check', 'match', 'render', 'start'])
    expect(installed(command, ...today)).toMatchObject({ code: 0 })
})

test('brings the licences of what is bundled', () => {
  const licences = readFileSync(join(folder, 'package/dist/LICENSES.txt'), 'utf8')
  for (const name of ['yaml', 'commander', 'handlebars', 'marked', 'canonicalize', '@noble/hashes'])
    expect(licences).toContain(`${name} `)
  expect(licences).not.toContain('undefined')
})

test('holds nobody’s data', () => {
  expect(readdirSync(join(folder, 'package')).sort()).toEqual([
    'LICENSE',
    'README.md',
    'dist',
    'package.json',
    'schemas',
    'templates',
  ])
})
