/** What a comment asks for, and what it only shows. */
import { marked, type Token, type Tokens } from 'marked'
import { describe, expect, it } from 'vitest'
import { commandNames, commandWords, type Slash, slashCommand } from '../../src/core/plan/command/slash.ts'
import { randomFrom } from '../random.ts'

const none: Slash = { kind: 'none' }
const godta: Slash = { kind: 'command', name: 'godta', argument: '' }

describe('a command stands alone at the start of a line', () => {
  it.each([
    ['by itself', '/godta'],
    ['below other text', 'Ser fint ut.\n\n/godta'],
    ['right below other text', 'Ser fint ut.\n/godta'],
    ['above other text', '/godta\n\nTakk for arbeidet.'],
    ['indented a little', '   /godta'],
    ['with Windows line ends', 'Hei\r\n/godta\r\nHilsen'],
    ['with room after it', '/godta   '],
    ['in capitals', '/GODTA'],
    ['below a list', '- fin periode\n- gode mål\n/godta'],
    ['below a quote and an empty line', '> Kan dere se på dette?\n\n/godta'],
    ['below a quote of folded text', '> <details><summary>Mer</summary>\n> ```\n> x\n> </details>\n\n/godta'],
    ['below a block of code', '```yaml\ntitle: Nytt\n```\n\n/godta'],
    ['right below a block of code', '~~~\nkode\n~~~\n/godta'],
    ['below a hidden remark', '<!-- husk dette -->\n\n/godta'],
    ['below a picture', '<img width="20" src="https://example.no/bilde.png" />\n\n/godta'],
    ['below an address', 'Skriv til <post@example.no> eller se <https://example.no>.\n/godta'],
    ['below a line with code', 'Jeg endret `title`.\n/godta'],
    ['below a comparison', 'Mål < 3 er i orden <3\n/godta'],
  ])('%s', (_, body) => {
    expect(slashCommand(body)).toEqual(godta)
  })

  it.each([
    ['in the middle of a line', 'Skriv /godta for å si ja'],
    ['as a path', '/godta/dette'],
    ['as a number', '/2'],
    ['nothing after the slash', '/ godta'],
    ['a file', '/programme/programme.yaml'],
    ['a file without folder', '/programme.yaml'],
    ['two slashes', '//godta'],
    ['a slash with a backslash before it', '\\/godta'],
    ['a slash spelt as an entity', '&#47;godta'],
    ['a slash of another script', '／godta'],
    ['nothing at all', ''],
  ])('and is none %s', (_, body) => {
    expect(slashCommand(body)).toEqual(none)
  })
})

describe('what is only shown asks for nothing', () => {
  it.each([
    ['a quote', '> /godta'],
    ['a quote in a quote', '> > /godta'],
    ['a quote that goes on without its sign', '> Skriv dette:\n/godta'],
    ['a quote in a list that goes on', '- > Skriv dette:\n/godta'],
    ['a block of code', '```\n/godta\n```'],
    ['a block of code that is never closed', 'Slik:\n```\n/godta'],
    ['a block of code with a shorter fence inside', '````\n```\n/godta\n````'],
    ['a block of code with another fence inside', '~~~\n```\n/godta\n~~~'],
    ['a block of code with a fence that is too far in', '```\n    ```\n/godta\n```'],
    ['a block of code in a list', '- Slik:\n\n  ```\n  /godta\n  ```'],
    ['a block of code that begins with its list item', '- ```\n  /godta\n  ```'],
    ['a block of code a little in', '  ```\n/godta\n  ```'],
    ['indented code', 'Slik:\n\n    /godta'],
    ['code indented by a tab', '\t/godta'],
    ['code in a line', '`/godta`'],
    ['code over several lines', 'Skriv `\n/godta\n` for å si ja'],
    ['code behind a tag with a tick', "<a title='`'>` \n/godta `"],
    ['a hidden remark', '<!--\n/godta\n-->'],
    ['a hidden remark with an empty line', '<!-- a\n\n/godta\n\n-->'],
    ['a hidden remark after text', 'Hei <!--\n/godta\n-->'],
    ['what is folded away', '<details>\n\n/godta\n\n</details>'],
    ['what is folded away with a title', '<details><summary>Mer</summary>\n/godta\n</details>'],
    ['what is folded away, in capitals', '<DETAILS>\n\n/godta'],
    ['a quote in HTML', '<blockquote>\n\n/godta\n\n</blockquote>'],
    ['code in HTML', '<pre>\n/godta\n</pre>'],
    ['an attribute over several lines', "<img alt='\n/godta\n'>"],
    ['the address of a link', '[her](\n/godta\n)'],
    ['the address of a reference', '[her]:\n/godta'],
    ['a formula', '$$\n/godta\n$$'],
  ])('%s', (_, body) => {
    expect(slashCommand(body)).toEqual(none)
  })
})

describe('names', () => {
  it.each(commandNames)('/%s is called by its name', (name) => {
    expect(slashCommand(`/${name}`)).toEqual({ kind: 'command', name, argument: '' })
  })

  it.each([
    ['hald-fram', 'fortsett'],
    ['Help', 'hjelp'],
    ['approve', 'godta'],
    ['decline', 'avvis'],
    ['check', 'sjekk'],
    ['wait', 'vent'],
    ['continue', 'fortsett'],
  ])('/%s is another name for /%s', (word, name) => {
    expect(slashCommand(`/${word}`)).toEqual({ kind: 'command', name, argument: '' })
  })

  it('no word means two things', () => {
    expect(new Set(commandWords).size).toBe(commandWords.length)
  })

  it.each([
    ['a slip', '/gofta', 'gofta'],
    ['another word', '/tmp er full', 'tmp'],
    ['a name with a full stop', '/godta.', 'godta.'],
    ['a name with more to it', '/godtatt', 'godtatt'],
    ['letters of other languages', '/blåbær', 'blåbær'],
  ])('%s is unknown', (_, body, word) => {
    expect(slashCommand(body)).toEqual({ kind: 'unknown', word })
  })

  it.each([
    ['/godta hvis datoen rettes', 'godta'],
    ['/godkjenn ikke dette', 'godta'],
    ['/fortsett når dokumentet er der', 'fortsett'],
  ])('a yes with more on its line is none: %s', (body, crowded) => {
    expect(slashCommand(body)).toMatchObject({ kind: 'unknown', crowded })
  })

  it('a hold may say why', () => {
    expect(slashCommand('/vent til mandag')).toMatchObject({ name: 'vent', argument: 'til mandag' })
  })

  it('a word without end is cut', () => {
    const found = slashCommand(`/${'a'.repeat(60_000)}`)
    expect(found.kind === 'unknown' && found.word.length).toBe(500)
  })

  it('of several commands the first counts', () => {
    expect(slashCommand('/vent\n/godta')).toMatchObject({ name: 'vent' })
    expect(slashCommand('/gofta\n/godta')).toMatchObject({ kind: 'unknown' })
    expect(slashCommand('> /godta\n\n/vent')).toMatchObject({ name: 'vent' })
  })
})

describe('the argument', () => {
  it.each([
    ['is the rest of the line', '/avvis kapasitet i vår', 'kapasitet i vår'],
    ['ends with the line', '/avvis kapasitet\ntid', 'kapasitet'],
    ['is trimmed', '/avvis \t kapasitet  ', 'kapasitet'],
    ['is taken as it stands', '/avvis @alle <b>`#1', '@alle <b>`#1'],
  ])('%s', (_, body, argument) => {
    expect(slashCommand(body)).toEqual({ kind: 'command', name: 'avvis', argument })
  })

  it('is cut between characters', () => {
    const found = slashCommand(`/avvis ${'😀'.repeat(600)}`)
    expect(found.kind === 'command' && found.argument).toBe('😀'.repeat(500))
  })
})

describe('whatever Markdown takes for something else than plain text never commands', () => {
  const pieces = [
    ...['/godta', '/godta', '  /godta', '    /godta', 'tekst', 'tekst `', '` tekst', '`kode`', '\\`', '``'],
    ...[
      '',
      '',
      '',
      '> sitat',
      '>',
      '> ```',
      '> - a',
      '- punkt',
      '-',
      '- ```',
      '  ```',
      '10. punkt',
      '1. > a',
    ],
    ...['```', '```', '~~~', '````', '   ~~~', '    ```', '``` js', '```a`', '<!--', '-->', '<!-- a -->'],
    ...['<details>', '</details>', '<img alt="', '">', '<br>', '<pre>', '</pre>', '[a]:', '[a](', ')', '***'],
    ...['<div>', '</div>', '$$', '| a | b |', '| --- | --- |', '# overskrift', '===', '- - -', '\t', '  - a'],
  ]

  it('in 20,000 comments put together by chance', () => {
    const random = randomFrom(20_27)
    let heard = 0
    for (let round = 0; round < 20_000; round++) {
      const lines = Array.from(
        { length: 2 + random() * 9 },
        () => pieces[Math.floor(random() * pieces.length)],
      )
      const body = lines.join('\n')
      if (slashCommand(body).kind !== 'command') continue
      heard++
      expect(saidPlainly(body), body).toBe(true)
    }
    expect(heard).toBeGreaterThan(1000)
  })

  it('whatever is put into a block of code or a quote', () => {
    const random = randomFrom(7)
    for (let round = 0; round < 3000; round++) {
      const lines = Array.from(
        { length: 1 + random() * 9 },
        () => pieces[Math.floor(random() * pieces.length)],
      )
      expect(slashCommand(lines.map((line) => `> ${line}`).join('\n'))).toEqual(none)
      expect(slashCommand(`\`\`\`\`\`\n${lines.join('\n')}\n\`\`\`\`\``)).toEqual(none)
    }
  })

  /** Another reader of Markdown: whether some line of plain text, outside quotes and code, begins with the command. */
  function saidPlainly(body: string): boolean {
    const tokens = marked.lexer(body, { gfm: true })
    const fold = tokens.findIndex(({ type, raw }) => type === 'html' && raw.includes('<details>'))
    return tokens.slice(0, fold === -1 ? undefined : fold).some(holdsCommand)
  }

  function holdsCommand(token: Token): boolean {
    if (token.type === 'list')
      return (token as Tokens.List).items.some(({ tokens }) => tokens.some(holdsCommand))
    if (token.type === 'table') return true
    if (token.type !== 'paragraph' && token.type !== 'text' && token.type !== 'heading') return false
    const inline = ((token as Tokens.Paragraph).tokens ?? []).filter(({ type }) => type === 'text')
    return inline.some(({ raw }) => /(?:^|\n) *\/godta/.test(raw))
  }
})
