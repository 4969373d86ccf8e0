/**
 * Whole stories: a world in, files out. Each folder in `scenarios/` holds what differs from the small world of
 * `rules/_world` (`_world/`, and `_removed.txt` in it), the day (`_today.txt`) and what the tool then says and makes:
 * `check.<language>.txt`, `match.txt` and the documents. `npm run accept` writes these anew; read the difference as you
 * would read a contract.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cleanUp, mobilitet, world } from './tool.ts'
import { layers, root } from './worlds.ts'

const folder = join(import.meta.dirname, 'scenarios')
const scenarios = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

afterAll(cleanUp)

/** The story's world as real files, with the repository's own standard texts. */
function unfolded(name: string): string {
  const story = join(folder, name, '_world')
  const place = world()
  for (const part of ['agencies', 'agreements', 'decisions', 'programme', 'templates']) {
    rmSync(join(place, part), { recursive: true, force: true })
  }
  const standardTexts = [...layers(join(root, 'templates'))].filter(([path]) => path.endsWith('.md.hbs'))
  const tree = new Map([
    ...layers(join(root, 'tests/rules/_world'), story),
    ...standardTexts.map(([path, bytes]) => [`templates/${path}`, bytes] as const),
  ])
  for (const [path, bytes] of tree) {
    mkdirSync(dirname(join(place, path)), { recursive: true })
    writeFileSync(join(place, path), bytes)
  }
  return place
}

function today(name: string): readonly string[] {
  const file = join(folder, name, '_today.txt')
  return ['--today', existsSync(file) ? readFileSync(file, 'utf8').trim() : '2026-11-22']
}

/** What was said, with the exit code as a last line. */
function told({ code, out, err }: { code: number | null; out: string; err: string }): string {
  return `${out}${err}[${code}]\n`
}

describe.each(scenarios)('%s', (name) => {
  const place = unfolded(name)

  it.each(['nb', 'nn', 'en'])('is judged in %s', async (language) => {
    const answer = told(mobilitet(place, ['check', '--language', language, ...today(name)]))
    await expect(answer).toMatchFileSnapshot(join(folder, name, `check.${language}.txt`))
  })

  it('is matched', async () => {
    const answer = told(mobilitet(place, ['match', ...today(name)]))
    await expect(answer).toMatchFileSnapshot(join(folder, name, 'match.txt'))
  })

  it('gives its documents', async () => {
    const answer = told(mobilitet(place, ['render', '--format', 'md', ...today(name)]))
    const out = join(place, 'out')
    const made = existsSync(out)
      ? readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'))
      : []
    await expect(`${made.sort().join('\n')}\n${answer}`).toMatchFileSnapshot(
      join(folder, name, 'documents.txt'),
    )
    const agreements = made.filter((path) => /^([^/]+)\/\1\.v\d+\.nb\.md$/.test(path))
    for (const path of agreements) {
      await expect(readFileSync(join(out, path), 'utf8')).toMatchFileSnapshot(
        join(folder, name, `${path.split('/')[1]}.txt`),
      )
    }
  })
})

it('has no story without a world or a day of its own', () => {
  const empty = scenarios.filter(
    (name) => !existsSync(join(folder, name, '_world')) && !existsSync(join(folder, name, '_today.txt')),
  )
  expect(empty).toEqual([])
})
