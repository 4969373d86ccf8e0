/**
 * Every conditional clause has a case that shows it and one that does not. The cases are folders in `tests/render/`, with
 * the documents as anybody can read them; `npm run accept` writes them anew.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderAgreement } from '../../../src/core/render/documents.ts'
import { fill, parseTemplate, type Template } from '../../../src/core/render/language.ts'
import { parseMarkdown, plain } from '../../../src/core/render/markdown.ts'
import { standardText } from '../../../src/core/render/standard-text.ts'
import {
  type Case,
  caseNames,
  folder,
  languages,
  loadCase,
  type Made,
  standardTexts,
  words,
} from '../../render/cases.ts'
import { tryOut, untried, type Ways, waysIn, waysOf } from '../../render/ways.ts'

function notAsked(): never {
  throw new Error('nobody asked for a PDF')
}

const cases = new Map(caseNames.map((name) => [name, loadCase(name)]))

function templateOf({ programme }: Case, { view }: Made): Template {
  return standardText(programme, view.templateVersion, view.language).template
}

describe.each([...cases])('%s', (name, world) => {
  it('is an agreement that nothing is wrong with', () => {
    expect(world.errors).toEqual([])
  })

  it.each(world.made.filter(({ shown }) => shown))('reads as in $name', async (made) => {
    const markdown = fill(templateOf(world, made), made.view)
    await expect(markdown).toMatchFileSnapshot(join(folder, name, made.name))
  })

  it('gives documents that every format can be made from', () => {
    for (const made of world.made)
      expect(parseMarkdown(fill(templateOf(world, made), made.view)).length).toBeGreaterThan(3)
  })

  it('gives pages with one title, no name twice, and nothing of the machinery to be seen', async () => {
    const { agreement, programme, before, people } = world
    if (!agreement) return
    const options = { languages, formats: ['html'] as const, words, makers: { pdf: notAsked } }
    const more = { ...(before ? { before } : {}), ...(people ? { people } : {}) }
    const files = await renderAgreement(agreement, programme, { ...options, ...more })
    expect(files).toHaveLength(world.made.filter(({ isSheet }) => !isSheet).length)
    for (const { path, content } of files) {
      const page = String(content)
      expect(page.match(/<h1/g), path).toHaveLength(1)
      expect(page, path).not.toMatch(/&lt;a id|\{\{|undefined/)
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      expect(new Set(ids).size, path).toBe(ids.length)
    }
  })

  it('has whatever is to be signed in the clause that stays on one page, with room to write', () => {
    for (const made of world.made) {
      let clause = ''
      for (const block of parseMarkdown(fill(templateOf(world, made), made.view))) {
        if (block.kind === 'heading') clause = block.id
        if (block.kind !== 'table') continue
        const isSigned = /^(?:Underskrift|Signature)$/.test(plain(block.header.at(-1) ?? []))
        if (isSigned) expect(clause, made.name).toBe('clause-signatures')
      }
    }
  })

  it('holds no document that is no longer made', () => {
    const lying = readdirSync(join(folder, name)).filter((file) => file.endsWith('.md'))
    const made = world.made.filter(({ shown }) => shown).map((one) => one.name)
    expect(lying.filter((file) => !made.includes(file))).toEqual([])
  })
})

/** What no agreement is made with any more: the standard texts of the first landing, whose annexes did not exist. */
const old = /\/(?:cooperation|exchange)-agreement\/1\//

describe('the standard texts that new agreements are made with', () => {
  const ways = new Map<string, Ways>()
  for (const [file, text] of standardTexts()) if (!old.test(`/${file}`)) ways.set(file, waysOf(file, text))
  for (const world of cases.values())
    for (const made of world.made.filter(({ shown }) => shown)) {
      const template = templateOf(world, made)
      const own = ways.get(template.file)
      if (own) tryOut(template, made.view, own)
    }

  it.each([...ways])('%s leaves no condition untried', (_file, own) => {
    expect(untried(own)).toEqual([])
  })

  it('are all in use in some case, in every language', () => {
    const used = new Set(
      [...cases.values()].flatMap((world) =>
        world.made.filter(({ shown }) => shown).map((made) => templateOf(world, made).file),
      ),
    )
    expect([...ways.keys()].filter((file) => !used.has(file))).toEqual([])
  })
})

describe('a condition that is new', () => {
  const text =
    '{{#if a}}A{{/if}}\n{{#unless a}}{{#if b}}B{{/if}}{{/unless}}\n{{#each list}}{{this}}{{/each}}\n'
  const template = parseTemplate('t', text)
  const tried = (...views: readonly object[]) => {
    const ways = waysIn(template)
    for (const view of views) tryOut(template, view, ways)
    return untried(ways)
  }

  it('is named until a case shows it and another does not', () => {
    expect(tried({ a: true, b: true, list: ['x'] })).toEqual([
      't:1:7 if a is only ever true',
      't:2:11 unless a is only ever false',
      't:2:20 if b is only ever passed by',
    ])
    expect(tried({ a: true, b: true, list: ['x'] }, { a: false, b: true, list: ['x'] })).toEqual([
      't:2:20 if b is only ever true',
    ])
    const both = [true, false].flatMap((a) => [true, false].map((b) => ({ a, b, list: ['x'] })))
    expect(tried(...both)).toEqual([])
  })

  it('is named when its list never has anything', () => {
    const both = [true, false].flatMap((a) => [true, false].map((b) => ({ a, b, list: [] })))
    expect(tried(...both)).toEqual(['t:3:9 each list is only ever false'])
  })
})
