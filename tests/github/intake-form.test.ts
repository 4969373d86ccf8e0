/** What is read out of an issue, and what is not: the body of an issue is whatever anybody has typed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Language } from '../../src/core/model.ts'
import { headings, readForm } from '../../src/core/plan/intake/form.ts'
import { root } from '../worlds.ts'

const file = 'agencies/kld/needs/klima.yaml'
const read = { language: 'nb', form: { file, yaml: 'title: Klima\n' } }

/** A form in bokmål with these contents. */
const form = (one: string, two: string) => `### Filnavn\n\n${one}\n\n### Registrering\n\n${two}\n`
const yaml = '```yaml\ntitle: Klima\n```'

describe('a form is read', () => {
  it.each([
    ['as GitHub writes it', form(file, yaml)],
    ['with Windows line ends', form(file, yaml).replaceAll('\n', '\r\n')],
    ['without a block around the registration', form(file, 'title: Klima')],
    ['with a longer fence', form(file, '`````yaml\ntitle: Klima\n`````')],
    ['with waves for a fence', form(file, '~~~\ntitle: Klima\n~~~')],
    ['with a closing fence longer than the opening', form(file, '```\ntitle: Klima\n`````  ')],
    ['in the other order', `### Registrering\n${yaml}\n### Filnavn\n${file}`],
    ['with headings in other letters', form(file, yaml).replaceAll('### F', '###   f')],
    ['with something written above', `Hei. Her er vårt behov.\n\n${form(file, yaml)}`],
  ])('%s', (_, body) => {
    expect(readForm(body)).toEqual(read)
  })

  it.each([
    ['nb', 'Filnavn', 'Registrering'],
    ['nn', 'Filnamn', 'Registrering'],
    ['en', 'File name', 'Registration'],
  ])('in %s', (language, one, two) => {
    const body = `### ${two}\n\n${yaml}\n\n### ${one}\n\n${file}`
    expect(readForm(body)).toEqual({ ...read, language })
  })

  it('with a shorter fence, another fence and a heading inside the text', () => {
    const text = 'background: |\n  ```\n  ~~~\n### Filnavn\n'
    expect(readForm(form(file, `\`\`\`\`\n${text}\`\`\`\``))).toEqual({
      language: 'nb',
      form: { file, yaml: text },
    })
  })

  it('line by line as it was written, spaces and all', () => {
    expect(readForm(form(file, '```\n\n  a: 1  \n\tb\n\n```'))).toMatchObject({
      form: { yaml: '\n  a: 1  \n\tb\n\n' },
    })
  })
})

describe('a form says nothing that could be read', () => {
  it.each([
    ['no-file', 'the file name is not filled in', form('_No response_', yaml)],
    ['no-file', 'the file name is empty', form('', yaml)],
    ['no-file', 'there is no such heading', `### Registrering\n\n${yaml}`],
    ['several-files', 'there are two of them', form(`${file}\n${file}`, yaml)],
    ['several-files', 'the heading is there twice', `### File name\n\n${file}\n\n${form(file, yaml)}`],
    ['no-registration', 'the registration is not filled in', form(file, '_No response_')],
    ['no-registration', 'the block is empty', form(file, '```yaml\n\n```')],
    ['no-registration', 'there is no such heading', `### Filnavn\n\n${file}`],
    ['several-registrations', 'there are two blocks', form(file, `${yaml}\n\n${yaml}`)],
    ['several-registrations', 'the heading is there twice', `${form(file, yaml)}### Registration\n${yaml}`],
    ['several-registrations', 'there is a block above the form', `${yaml}\n${form(file, yaml)}`],
    ['around-registration', 'something stands above the block', form(file, `Se her:\n${yaml}`)],
    ['around-registration', 'something stands below the block', form(file, `${yaml}\nHilsen oss`)],
    ['around-registration', 'a fence inside ends the block', form(file, '```\na: |\n```\nb: 1')],
    [
      'fence-in-registration',
      'a fence inside ends the block that GitHub has made',
      form(file, '```yaml\na: |\n```\nb: 1\n```'),
    ],
    ['open-registration', 'the block is never closed', form(file, '```yaml\ntitle: Klima')],
    ['open-registration', 'the block is closed by another sign', form(file, '```yaml\ntitle: Klima\n~~~')],
    [
      'open-registration',
      'the file name is swallowed',
      `### Registrering\n\`\`\`\na: 1\n### Filnavn\n${file}`,
    ],
  ])('%s: %s', (fault, _, body) => {
    expect(readForm(body)).toMatchObject({ faults: [fault] })
  })

  it('and is told of both parts at once', () => {
    expect(readForm(form('', ''))).toEqual({ language: 'nb', faults: ['no-file', 'no-registration'] })
  })
})

describe('an issue is about something else', () => {
  it.each([
    ['when it is empty', ''],
    ['when it has other headings', '### What happened\n\nFilnavn'],
    ['when the words are no headings', `Filnavn\n\n${file}\n\nRegistrering\n\n${yaml}`],
    ['when the headings are of another depth', form(file, yaml).replaceAll('###', '##')],
    ['when the form is only shown', `\`\`\`\`\n${form(file, yaml)}\`\`\`\``],
    ['when the form is quoted', form(file, yaml).replaceAll(/^/gm, '> ')],
  ])('%s', (_, body) => {
    expect(readForm(body)).toBeUndefined()
  })
})

describe('the form people fill in', () => {
  type Field = {
    type: string
    id: string
    attributes: Record<string, string>
    validations: { required: boolean }
  }
  const forms: readonly (readonly [file: string, language: Language])[] = [
    ['registration.yml', 'nb'],
    ['registration.nn.yml', 'nn'],
  ]
  const textOf = (name: string) => readFileSync(join(root, '.github/ISSUE_TEMPLATE', name), 'utf8')
  const parsed = (name: string) => parse(textOf(name)) as { name: string; body: readonly Field[] }

  it.each(forms)(
    '%s has the headings that are looked for, and can be filled in by an address',
    (name, language) => {
      const { body } = parsed(name)
      const { file, registration } = headings[language]
      expect(body.map(({ id, attributes }) => [id, attributes['label']])).toEqual([
        ['file', file],
        ['registration', registration],
      ])
      // GitHub fills in no other kinds of field from an address.
      expect(body.map(({ type }) => type)).toEqual(['input', 'textarea'])
      expect(body.map(({ attributes }) => attributes['render'])).toEqual([undefined, 'yaml'])
    },
  )

  it.each(forms)('%s has every text in quotation marks', (name) => {
    const bare = textOf(name).matchAll(/^[ -]*\w+: (?!"[^"]*"$|true$)\S.*$/gm)
    expect([...bare].map(([line]) => line)).toEqual([])
  })

  it('has a name of its own in each language', () => {
    expect(new Set(forms.map(([name]) => parsed(name).name)).size).toBe(forms.length)
  })
})
