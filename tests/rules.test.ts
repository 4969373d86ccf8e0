/**
 * For every code the toolkit knows there is a folder `tests/rules/<code>/` with a world in which all is well (`ok`) and
 * one with exactly one mistake (`bad`), both laid over `_world`. `bad/expected.txt` says where the finding must stand:
 * that one and no other. Rules about a step also have `before`, the world before the change.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileRules } from '../src/core/file-rules.ts'
import { rules } from '../src/core/rules/index.ts'
import { checkTree, layers, line, type Tree } from './worlds.ts'

const folder = join(import.meta.dirname, 'rules')
const world = join(folder, '_world')
const defaultToday = '2026-11-22'

function story(code: string, name: 'ok' | 'bad') {
  const here = join(folder, code)
  const files = new Map(layers(world, join(here, 'before'), join(here, name)))
  const expected = text(files, 'expected.txt')
  const today = text(files, 'today.txt')?.trim() ?? defaultToday
  const before = existsSync(join(here, 'before')) ? layers(world, join(here, 'before')) : undefined
  return { expected: expected?.trim().split('\n') ?? [], lines: checkTree(files, today, before).map(line) }
}

function text(files: Tree, name: string): string | undefined {
  const bytes = files.get(name)
  return bytes && Buffer.from(bytes).toString('utf8')
}

it('finds nothing in the world the stories start from', () => {
  expect(checkTree(layers(world), defaultToday).map(line)).toEqual([])
})

describe.each([...fileRules, ...rules].map(({ code }) => code))('%s', (code) => {
  it('is silent where all is well', () => {
    expect(existsSync(join(folder, code, 'ok'))).toBe(true)
    expect(story(code, 'ok').lines).toEqual([])
  })

  it('says exactly this, exactly here', () => {
    const { expected, lines } = story(code, 'bad')
    expect(expected.length).toBeGreaterThan(0)
    expect(expected.some((entry) => entry.endsWith(` ${code}`))).toBe(true)
    expect(lines).toEqual(expected)
  })
})

it('has no folder for a code that is gone', () => {
  const known = new Set([...fileRules, ...rules].map(({ code }) => code))
  const folders = readdirSync(folder, { withFileTypes: true })
    .filter((subject) => subject.isDirectory() && subject.name !== '_world')
    .flatMap((subject) =>
      readdirSync(join(folder, subject.name)).map((defect) => `${subject.name}/${defect}`),
    )
  expect(folders.filter((code) => !known.has(code))).toEqual([])
})

it('gives every code once', () => {
  const codes = [...fileRules, ...rules].map(({ code }) => code)
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
  expect(readFileSync(join(world, 'programme/programme.yaml'), 'utf8')).not.toBe('')
})
