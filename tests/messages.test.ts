/** The sentences: there for every code, alike in all languages, in plain words, and never short of what they tell. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileRules } from '../src/core/file-rules.ts'
import { kindNames } from '../src/core/kinds.ts'
import { type Messages, parseMessages, type Speaker, speaker } from '../src/core/messages.ts'
import type { Language } from '../src/core/model.ts'
import { read } from '../src/core/read.ts'
import { rules } from '../src/core/rules/index.ts'
import { fullRecord, pathsIn, withValue, write } from './hostile/fields.ts'
import { hostileInputs } from './hostile/inputs.ts'
import { checkTree, layers, root, schemaOf } from './worlds.ts'

const languages: readonly Language[] = ['nb', 'nn', 'en']

const messages = new Map<Language, Messages>(
  languages.map((language) => {
    const file = `templates/messages/${language}.yaml`
    return [language, parseMessages(file, readFileSync(join(root, file), 'utf8'))]
  }),
)
const nb = messages.get('nb') as Messages
const speakers: readonly Speaker[] = [...messages].map(([language, texts]) => speaker(language, texts))

const sections = ['findings', 'words', 'cli'] as const
/** A language may need one form for all numbers where another needs two. */
const formless = (key: string) => key.replace(/_(?:one|other)$/, '')
const keysOf = (language: Language, section: (typeof sections)[number]) =>
  [...new Set(Object.keys(messages.get(language)?.[section] ?? {}).map(formless))].sort()

const told = sections.flatMap((section) => keysOf('nb', section).map((key) => ({ section, key })))

function textOf(language: Language, section: (typeof sections)[number], key: string): string {
  const texts = messages.get(language)?.[section] ?? {}
  return texts[key] ?? texts[`${key}_other`] ?? ''
}

function holes(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))].sort()
}

const codes = [...fileRules, ...rules].map(({ code }) => code)

describe('in every language', () => {
  it.each(codes)('there is a sentence for %s', (code) => {
    for (const language of languages)
      expect(Object.keys(messages.get(language)?.findings ?? {})).toContain(code)
  })

  it.each(['nn', 'en'] as const)('there is everything that there is in nb, and no more: %s', (language) => {
    for (const section of sections) expect(keysOf(language, section)).toEqual(keysOf('nb', section))
  })

  it.each(told)('the same is told by $section $key', ({ section, key }) => {
    const inNb = holes(textOf('nb', section, key))
    for (const language of languages) expect(holes(textOf(language, section, key)), language).toEqual(inNb)
  })

  it('what is counted has a word for one and a word for more', () => {
    const forms = [...messages.values()].flatMap(({ words }) =>
      Object.keys(words)
        .filter((key) => formless(key) !== key)
        .filter((key) => !(`${formless(key)}_one` in words && `${formless(key)}_other` in words)),
    )
    expect(forms).toEqual([])
  })
})

it('no sentence is about a code that is gone', () => {
  const subjects = new Set(codes.map((code) => code.split('/')[0]))
  const known = Object.keys(nb.findings).filter((code) => subjects.has(code.split('/')[0]))
  expect(known.filter((code) => !codes.includes(code))).toEqual([])
})

/** Words of the trade, which nobody in an HR department should have to know. */
const jargon =
  /\b(?:pars(?:e|er|ing)|schema|null|string|array|boolean|object|integer|regex|token|syntaks\w*|undefined)\b/i

it.each(['nb', 'nn'] as const)('no words of the trade: %s', (language) => {
  const said = sections.flatMap((section) => Object.entries(messages.get(language)?.[section] ?? {}))
  const bare = said.map(([key, text]) => [key, text.replaceAll(/\{\{\w+\}\}/g, '')] as const)
  expect(bare.filter(([, text]) => jargon.test(text))).toEqual([])
})

it('every sentence about a file is a sentence', () => {
  const loose = codes.flatMap((code) => [...messages.values()].map(({ findings }) => findings[code] ?? '.'))
  expect(loose.filter((text) => !/^[\p{Lu}«“{]/u.test(text) || !/(?:[.?!]|\}\})$/u.test(text))).toEqual([])
})

/** Every language's sentence for a finding. @throws Error when a sentence lacks what it should tell */
function said(finding: Parameters<Speaker['say']>[0]): readonly string[] {
  return speakers.map(({ say }) => say(finding))
}

const stories = join(root, 'tests/rules')
const world = join(stories, '_world')

describe('nothing is missing when it is said', () => {
  it.each(codes.filter((code) => existsSync(join(stories, code, 'bad'))))('%s', (code) => {
    const here = join(stories, code)
    const tree = layers(world, join(here, 'before'), join(here, 'bad'))
    const before = existsSync(join(here, 'before')) ? layers(world, join(here, 'before')) : undefined
    const today = Buffer.from(tree.get('today.txt') ?? '2026-11-22')
      .toString('utf8')
      .trim()
    const found = checkTree(tree, today, before)
    expect(found.length).toBeGreaterThan(0)
    for (const text of found.flatMap(said)) expect(text).not.toMatch(/\{\{|\}\}|undefined|NaN|\[object/)
  })

  it('of anything that can be wrong with a field', () => {
    const wrong = [7, null, [], ['x'], {}, { a: 1 }, 'x', '1', 'true', true]
    const found = kindNames.flatMap((kind) => {
      const record = fullRecord(kind)
      const broken = [...pathsIn(record)].flatMap((path) =>
        wrong.map((value) => withValue(record, path, value)),
      )
      return broken.flatMap((data) => read(kind, Buffer.from(write(data).text), schemaOf).spots)
    })
    for (const text of new Set(found.flatMap(said)))
      expect(text).not.toMatch(/\{\{|\}\}|undefined|NaN|\[object/)
  })

  it('of what nobody should write', () => {
    const file = 'agencies/kld/needs/klimaregnskap.yaml'
    const need = readFileSync(join(world, file), 'utf8')
    const found = hostileInputs(need).flatMap(({ bytes }) => {
      const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
      return read('need', content, schemaOf).spots.slice(0, 20)
    })
    for (const text of new Set(found.flatMap(said)))
      expect(text).not.toMatch(/\{\{|\}\}|undefined|NaN|\[object/)
  })
})

it('there is a story for every subject', () => {
  const subjects = readdirSync(stories, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== '_world',
  )
  const told = new Set(codes.map((code) => code.split('/')[0] ?? ''))
  expect(subjects.map(({ name }) => name).filter((name) => !told.has(name))).toEqual([])
})
