/** What has not changed is not set again; what has, always is; and what is private is never kept. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdfMemoryIn } from '../src/io/pdf-memory.ts'
import { change, cleanUp, git, mobilitet, today, world } from './tool.ts'

afterAll(cleanUp)

const agreement = 'agreements/kld-dfo/agreement.yaml'

function repository(): string {
  const folder = world()
  git(folder, 'init', '--quiet')
  return folder
}

const kept = (folder: string) => join(folder, '.git/mobilitet/pdf')
const names = (folder: string) => (existsSync(kept(folder)) ? readdirSync(kept(folder)).sort() : [])

function render(folder: string, ...words: readonly string[]): string {
  expect(mobilitet(folder, ['render', '--format', 'pdf', ...words, ...today])).toMatchObject({
    code: 0,
    err: '',
  })
  return readFileSync(join(folder, 'out/kld-dfo/kld-dfo.v1.nb.pdf'), 'latin1')
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('hex')
}

describe('the memory of PDFs', () => {
  let folder: string
  let first: string

  beforeAll(() => {
    folder = repository()
    first = render(folder)
  })

  /** Every document that is kept says this instead. */
  function plant(content: string): void {
    for (const name of names(folder)) writeFileSync(join(kept(folder), name), content, 'latin1')
  }

  test('gives back what was made before', () => {
    expect(names(folder).length).toBeGreaterThan(1)
    plant(`${sha256('kept')}kept`)
    expect(render(folder)).toBe('kept')
  })

  test('is no memory when it is damaged', () => {
    plant(`${sha256('kept')}kopt`)
    expect(render(folder)).toBe(first)
    plant('')
    expect(render(folder)).toBe(first)
  })

  test('does not know an agreement that has changed', () => {
    const text = readFileSync(join(folder, agreement), 'utf8')
    plant(`${sha256('kept')}kept`)
    change(folder, { [agreement]: text.replace('title: ', 'title: Nytt ') })
    expect(render(folder)).not.toBe('kept')
    change(folder, { [agreement]: text })
    expect(render(folder)).toBe('kept')
  })

  test('does not know another standard text', () => {
    const template = 'templates/cooperation-agreement/1/nb.md.hbs'
    const text = readFileSync(join(folder, template), 'utf8')
    plant(`${sha256('kept')}kept`)
    change(folder, { [template]: `${text}\nOg noe til.\n` })
    expect(render(folder)).not.toBe('kept')
  })

  test('knows nothing from another edition of the toolkit', () => {
    const [one, other] = ['a', 'b'].map((digest) => pdfMemoryIn(folder, digest))
    one?.keep('key', Buffer.from('pdf'))
    expect(one?.recall('key')).toEqual(Buffer.from('pdf'))
    expect(other?.recall('key')).toBeUndefined()
  })
})

test('documents with names of people are never kept', () => {
  const folder = repository()
  const elsewhere = mkdtempSync(join(tmpdir(), 'mobilitet-people-'))
  const people = join(elsewhere, 'people.yaml')
  writeFileSync(
    people,
    'agreements:\n  kld-dfo:\n    exchanges:\n      ut-1: { participant: Siri Eksempel }\n',
  )
  const run = mobilitet(folder, ['render', '--format', 'pdf', '--private', people, ...today])
  rmSync(elsewhere, { recursive: true })
  expect(run).toMatchObject({ code: 0 })
  expect(existsSync(join(folder, 'out/kld-dfo/kld-dfo-ut-1.v1.nb.private.pdf'))).toBe(true)
  expect(names(folder)).toEqual([])
})

test('outside of a repository nothing is kept', () => {
  const folder = world()
  const before = readdirSync(folder)
  render(folder)
  expect(readdirSync(folder).filter((name) => !before.includes(name))).toEqual(['out'])
  expect(pdfMemoryIn(folder, 'a')).toBeUndefined()
})

test('where it cannot be kept, it is made all the same', () => {
  const folder = repository()
  mkdirSync(join(folder, '.git/mobilitet'), { recursive: true })
  writeFileSync(kept(folder), 'no folder')
  expect(render(folder)).toMatch(/^%PDF/)
})

test('there is never more than has room, and the newest stays', () => {
  const folder = repository()
  const memory = pdfMemoryIn(folder, 'a')
  for (let number = 0; number < 1010; number++) memory?.keep(String(number), Buffer.from(String(number)))
  expect(names(folder).length).toBeLessThan(600)
  expect(memory?.recall('1009')).toEqual(Buffer.from('1009'))
})
