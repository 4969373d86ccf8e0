/** Documents as the office makes them: from files in a folder to files in a folder. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, test } from 'vitest'
import { cleanUp, mobilitet, today, world } from './tool.ts'
import { root } from './worlds.ts'

afterAll(cleanUp)

const agreement = 'agreements/kld-dfo/agreement.yaml'
const template = 'templates/cooperation-agreement/1/nb.md.hbs'
const original = readFileSync(join(root, 'tests/rules/_world', agreement), 'utf8')

function documents(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:md|html)$/.test(name),
  )
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, 'out', name), 'utf8')]))
}

/** The repository's own programme, in a folder of its own. */
function example(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mobilitet-example-'))
  for (const part of ['agencies', 'agreements', 'decisions', 'programme', 'templates'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  return folder
}

function realTexts(): Record<string, string> {
  return Object.fromEntries(
    ['cooperation-agreement', 'exchange-agreement'].map((document) => {
      const path = `templates/${document}/1/nb.md.hbs`
      return [path, readFileSync(join(root, path), 'utf8')]
    }),
  )
}

test('one agreement gives the cooperation agreement and one exchange agreement each, in its languages', () => {
  const folder = world()
  expect(mobilitet(folder, ['render', 'kld-dfo', ...today])).toEqual({
    code: 0,
    out: '4 dokumenter er lagt i out.\n',
    err: '',
  })
  expect([...documents(folder).keys()]).toEqual([
    'kld-dfo/kld-dfo-ut-1.v1.nb.html',
    'kld-dfo/kld-dfo-ut-1.v1.nb.md',
    'kld-dfo/kld-dfo.v1.nb.html',
    'kld-dfo/kld-dfo.v1.nb.md',
  ])
})

test('twice gives the same bytes', () => {
  const folder = world(realTexts())
  mobilitet(folder, ['render', ...today])
  const first = documents(folder)
  mobilitet(folder, ['render', '--today', '2027-06-01'])
  expect(documents(folder)).toEqual(first)
})

test('every document names the parties with their numbers, its language, its standard text and the digest of its terms', () => {
  const folder = world(realTexts())
  mobilitet(folder, ['render', ...today])
  for (const [path, text] of documents(folder)) {
    if (!path.endsWith('.html')) continue
    expect(text).toContain('<html lang="nb">')
    for (const fact of ['986 252 932', '972 417 882', 'Klima- og miljødepartementet', 'agreement@1']) {
      expect(text.replaceAll('\u00a0', ' ')).toContain(fact)
    }
    expect(text).toMatch(/sha256:[0-9a-f]{64}/)
  }
})

test('a missing variable is an error with the line of the standard text, and nothing is written', () => {
  const folder = world({ [template]: '# {{title}}\n\nHei, {{nobody}}.\n' })
  const { code, out } = mobilitet(folder, ['render', '--format', 'html', ...today])
  expect(code).toBe(2)
  expect(out).toContain(`${template}:3:8`)
  expect(out).toContain('nobody')
  expect(out).toContain('Hei, {{nobody}}.')
  expect(() => documents(folder)).toThrow('ENOENT')
})

test('an agreement with errors gives no document, and says why', () => {
  const folder = world({ [agreement]: original.replace('to: dfo', 'to: dfoo') })
  const { code, out } = mobilitet(folder, ['render', ...today])
  expect(code).toBe(2)
  expect(out).toContain('references/unknown-agency')
  expect(out).toContain('0 dokumenter er lagt i out.')
})

test('what people write is never markup', () => {
  const hostile = [
    '[trykk her](javascript:alert(1))',
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '# Overskrift',
    '| a | b |',
    '{{constructor}} {{title}} {{{purpose}}}',
    '@kld-example og ![bilde](http://example.no/x.png)',
    '**fet** _kursiv_ `kode` ~~strøk~~ &lt;b&gt;',
    '1. punkt',
    '---',
  ]
  const folder = world({
    ...realTexts(),
    [agreement]: original
      .replace(/^title: .*$/m, `title: ${JSON.stringify(hostile[1])}`)
      .replace(/^purpose: .*$/m, `purpose: ${JSON.stringify(hostile.join('\n\n'))}`)
      .replace(/^sharing: .*$/m, `sharing: ${JSON.stringify(hostile.join(' '))}`),
  })
  expect(mobilitet(folder, ['render', ...today])).toMatchObject({ code: 0, err: '' })
  for (const [path, text] of documents(folder)) {
    if (!path.endsWith('.html')) continue
    expect(text).not.toMatch(/<(?:script|img|h[3-6]|em|code|del|hr)\b/)
    expect(text).not.toMatch(/href="(?!#)/)
    if (path === 'kld-dfo/kld-dfo.v1.nb.html')
      for (const part of ['trykk her', '{{constructor}}', '**fet** _kursiv_']) expect(text).toContain(part)
  }
})

test('names from a file outside the register are filled in, marked in text and file name, and nothing else is', () => {
  const folder = world(realTexts())
  const names = join(mkdtempSync(join(tmpdir(), 'mobilitet-names-')), 'people.yaml')
  writeFileSync(
    names,
    'agreements:\n  kld-dfo:\n    exchanges:\n      ut-1: { participant: Siri Eksempel }\n',
  )
  expect(mobilitet(folder, ['render', 'kld-dfo', '--private', names, ...today])).toMatchObject({ code: 0 })
  const made = documents(folder)
  expect([...made.keys()].every((name) => name.includes('.nb.private.'))).toBe(true)
  expect(made.get('kld-dfo/kld-dfo-ut-1.v1.nb.private.md')).toContain('Siri Eksempel')
  for (const text of made.values()) expect(text).toContain('Inneholder personopplysninger')
})

test('names in the register are refused, and nothing is made', () => {
  const folder = world({ 'people.yaml': 'agreements: {}\n' })
  const { code, err } = mobilitet(folder, ['render', '--private', join(folder, 'people.yaml'), ...today])
  expect(code).toBe(64)
  expect(err).toContain('under versjonskontroll')
  expect(() => documents(folder)).toThrow('ENOENT')
})

test('two languages side by side are one document', () => {
  const folder = example()
  const id = 'hvl-hk-dir'
  expect(mobilitet(folder, ['render', id, '--parallel', 'nb,nn', ...today])).toMatchObject({ code: 0 })
  const [name = '', text] = [...documents(folder)].find(([path]) => path.endsWith('.md')) ?? []
  expect(name).toContain('.nb-nn.md')
  expect(text).toMatch(/<span lang="nb">bokmål<\/span> \| <span lang="nn">nynorsk<\/span>/)
  expect(mobilitet(folder, ['render', id, '--parallel', 'nb,nb', ...today])).toMatchObject({ code: 64 })
})

test('a registration gives a letter to each agency it wishes for, and only when it is asked for by name', () => {
  const folder = example()
  const id = 'hvl.prosjektkontor'
  expect(mobilitet(folder, ['render', id, '--lang', 'nn', ...today])).toMatchObject({ code: 0 })
  const made = documents(folder)
  expect([...made.keys()].every((path) => path.startsWith(`${id}/${id}.letter-of-intent.`))).toBe(true)
  expect(made.size).toBeGreaterThan(0)
  for (const text of made.values()) expect(text).toContain('Høgskulen på Vestlandet')
})

describe('working sheets', () => {
  const ask = (folder: string, ...words: readonly string[]) =>
    mobilitet(folder, ['render', ...words, ...today])

  it('are made in place of the documents when they are asked for, in a folder of their own', () => {
    const folder = example()
    const asked = ['--material', 'start-talk,learning-log', '--lang', 'nn', '--format', 'md']
    expect(ask(folder, 'hvl-hk-dir', ...asked)).toMatchObject({ code: 0, err: '' })
    expect([...documents(folder).keys()]).toEqual([
      'hvl-hk-dir/material/hvl-hk-dir-ut-1.learning-log.v1.nn.md',
      'hvl-hk-dir/material/hvl-hk-dir-ut-1.start-talk.v1.nn.md',
    ])
  })

  it('of a round are its agenda, and a round is no name for anything else', () => {
    const folder = example()
    expect(ask(folder, '2027-var', '--material', 'all', '--lang', 'nb')).toMatchObject({ code: 0 })
    expect([...documents(folder).keys()]).toEqual([
      '2027-var/material/2027-var.kick-off.nb.html',
      '2027-var/material/2027-var.kick-off.nb.md',
    ])
    expect(ask(folder, '2027-var')).toMatchObject({ code: 64 })
  })

  it('are refused by a name that is none, with all that there are, and side by side', () => {
    const folder = example()
    const { code, err } = ask(folder, 'hvl-hk-dir', '--material', 'start-samtale')
    expect(code).toBe(64)
    expect(err).toContain('start-talk')
    expect(ask(folder, 'hvl-hk-dir', '--material', 'all', '--parallel', 'nb,nn')).toMatchObject({ code: 64 })
  })

  it('are told by verify to be what they are, and not a document that somebody has altered', () => {
    const folder = example()
    ask(folder, 'hvl-hk-dir', '--material', 'end-talk', '--lang', 'nb', '--format', 'html')
    const file = join(folder, 'out/hvl-hk-dir/material/hvl-hk-dir-ut-1.end-talk.v1.nb.html')
    const { code, out } = mobilitet(folder, ['verify', file, ...today])
    expect(code).toBe(2)
    expect(out).toContain('arbeidsark')
  })
})
