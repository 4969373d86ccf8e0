import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examples, modeline } from './files.ts'
import { type Completion, LanguageClient, type Position } from './language-client.ts'
import { resolve, schemas } from './schemas.ts'

const root = mkdtempSync(join(tmpdir(), 'mobilitet-editor-'))
const client = new LanguageClient(root)

beforeAll(async () => {
  cpSync(join(import.meta.dirname, '../../schemas'), join(root, 'schemas'), { recursive: true })
  await client.start()
}, 30_000)

afterAll(async () => {
  await client.stop()
  rmSync(root, { recursive: true })
})

/** The place of a key in a text, and the line it stands on. */
function find(text: string, key: string): { position: Position; line: string } {
  const lines = text.split('\n')
  const line = lines.findIndex((written) => new RegExp(`^[ -]*${key}:`).test(written))
  expect(line, `the example has no line with «${key}»`).toBeGreaterThan(-1)
  const written = lines[line] ?? ''
  return { position: { line, character: written.indexOf(key) }, line: written }
}

/** The text with the value of a key replaced. */
function put(text: string, key: string, value: string): string {
  const { line } = find(text, key)
  return text.replace(line, () => `${line.slice(0, line.indexOf(`${key}:`))}${key}: ${value}`)
}

/** A key after a folded text begins where that text ends: one step in, the place is the key's alone. */
const inside = ({ line, character }: Position): Position => ({ line, character: character + 1 })

const explained = ({ documentation }: Completion) =>
  typeof documentation === 'string' ? documentation : documentation?.value

describe.each(Object.entries(examples))('a file of kind %s', (kind, { path, text, help, mistake }) => {
  const whole = modeline(kind, path) + text
  const beside = (name: string) => path.replace(/[^/]+$/, `${kind}-${name}`)

  test('has nothing to complain about when it is right', async () => {
    expect(await client.open(path, whole).findings()).toEqual([])
  })

  test('explains a key in Norwegian', async () => {
    const { position } = find(whole, help.key)
    const shown = await client.open(beside('help.yaml'), whole).hover(inside(position))
    expect(shown.split('\n')[0]).toBe(`#### ${help.title}`)
    expect(shown).toContain(help.description)
  })

  test('explains every key with the text meant for this kind', async () => {
    const file = client.open(beside('keys.yaml'), whole)
    for (const [key, schema] of Object.entries(schemas[kind]?.properties ?? {})) {
      if (!new RegExp(`^${key}:`, 'm').test(whole)) continue
      const shown = await file.hover(inside(find(whole, key).position))
      expect(shown.split('\n')[0], key).toBe(`#### ${resolve(schema, kind).title}`)
    }
  })

  test('completes every key with its colon and an explanation', async () => {
    const top = modeline(kind, path)
    const items = await client.open(beside('new.yaml'), top).complete({ line: 1, character: 0 })
    for (const [key, schema] of Object.entries(schemas[kind]?.properties ?? {})) {
      const item = items.find(({ label }) => label === key)
      expect(item?.insertText, key).toMatch(new RegExp(`^${key}:[ \\n]`))
      expect(item && explained(item), key).toContain(resolve(schema, kind).description)
    }
  })

  test('points at the line of a mistake, once', async () => {
    const wrong = put(whole, mistake.key, mistake.value)
    const findings = await client.open(beside('mistake.yaml'), wrong).findings()
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining(mistake.message)])
    expect(findings[0]?.range.start.line).toBe(find(wrong, mistake.key).position.line)
  })
})

const choosing = Object.entries(examples).flatMap(([kind, { path, text, choice }]) =>
  choice ? [{ kind, path, text, ...choice }] : [],
)

test.each(choosing)(
  'a file of kind $kind offers the values of «$key» with their explanation',
  async (asked) => {
    const { kind, path, key, values, explanation } = asked
    const text = put(modeline(kind, path) + asked.text, key, '')
    const { position, line } = find(text, key)
    const file = client.open(path.replace(/[^/]+$/, `${kind}-choice.yaml`), text)
    const items = await file.complete({ ...position, character: line.length })
    expect(items.map(({ label }) => label).sort()).toEqual([...values].sort())
    const first = items.find(({ label }) => label === values[0])
    expect(first && explained(first)).toContain(explanation)
  },
)

describe('a rotation without anything in return', () => {
  test('is explained in Norwegian', async () => {
    const path = 'agencies/kld/needs/rotation.yaml'
    const text = modeline('need', path) + put(examples.need?.text ?? '', 'inReturn', '[]')
    expect(await client.open(path, text).findings()).toHaveLength(1)
    const without = text.replace('inReturn: []\n', '')
    const findings = await client.open('agencies/kld/needs/rotation-2.yaml', without).findings()
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('Rotasjon er et bytte')])
  })
})

describe('an empty file', () => {
  const snippets: [kind: string, label: string][] = [
    ['need', 'Nytt behov'],
    ['offer', 'Nytt tilbud'],
    ['agency', 'Ny virksomhet'],
    ['agreement', 'Ny avtale'],
    ['evaluation', 'Ny evaluering'],
    ['decision', 'Nytt avslag'],
    ['followup', 'Ny oppfølging'],
  ]

  test.each(snippets)('of kind %s offers «%s», which fills a whole valid file', async (kind, label) => {
    const path = (examples[kind]?.path ?? '').replace(/[^/]+$/, 'empty.yaml')
    const top = modeline(kind, path)
    const items = await client.open(path, top).complete({ line: 1, character: 0 })
    const snippet = items.find((item) => item.label === label)
    expect(snippet?.insertText, `«${label}» is not offered`).toBeDefined()
    const filled = top + expand(snippet?.insertText ?? '')
    const findings = await client.open(path.replace('empty', 'filled'), filled).findings()
    expect(
      findings.map(({ message, range }) => `${filled.split('\n')[range.start.line]}: ${message}`),
    ).toEqual([])
  })
})

/** What stands in the file when a person accepts every suggestion: the default text, or the first of the choices. */
function expand(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]+)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+|\$\{\d+\}/g, '')
}
