/** `check --report`: one run, told in several ways at once. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { cleanUp, mobilitet, story, today, world } from './tool.ts'

afterAll(cleanUp)

const need = 'agencies/kld/needs/klimaregnskap.yaml'
const wrong = readFileSync(join(story, '_world', need), 'utf8').replace('[klimaregnskap]', '[klimaregnskp]')

it('each report is what --format would have printed, and standard output is as before', () => {
  const folder = world({ [need]: wrong })
  const only = (format: string) => mobilitet(folder, ['check', '--format', format, ...today]).out
  const words = [
    '--report',
    'markdown=sammendrag.md',
    'sarif=ny/mappe/funn.sarif',
    '--report',
    'text=funn.txt',
  ]
  const run = mobilitet(folder, ['check', '--format', 'github', ...words, ...today])
  expect(run).toEqual({ code: 2, out: only('github'), err: '' })
  expect(readFileSync(join(folder, 'sammendrag.md'), 'utf8')).toBe(only('markdown'))
  expect(readFileSync(join(folder, 'ny/mappe/funn.sarif'), 'utf8')).toBe(only('sarif'))
  expect(readFileSync(join(folder, 'funn.txt'), 'utf8')).toBe(only('text'))
})

it('a file that is there already is written over', () => {
  const folder = world({ 'funn.json': `${'gammelt '.repeat(1000)}\n` })
  const { code } = mobilitet(folder, ['check', '--report', 'json=funn.json', ...today])
  expect(code).toBe(0)
  expect(JSON.parse(readFileSync(join(folder, 'funn.json'), 'utf8'))).toEqual({ diagnostics: [], files: 8 })
})

it('is about the same as what is printed: only the named paths, and only what is new', () => {
  const folder = world({ [need]: wrong })
  const words = ['agencies/dfo', '--report', 'json=funn.json', ...today]
  expect(mobilitet(folder, ['check', ...words]).code).toBe(0)
  expect(JSON.parse(readFileSync(join(folder, 'funn.json'), 'utf8'))).toMatchObject({ diagnostics: [] })
})

it('holds no colours, whatever the terminal likes', () => {
  const folder = world({ [need]: wrong })
  const { out } = mobilitet(folder, ['check', '--report', 'text=funn.txt', ...today], { FORCE_COLOR: '1' })
  expect(out).toContain('\u001b[')
  expect(readFileSync(join(folder, 'funn.txt'), 'utf8')).not.toContain('\u001b[')
})
