/** The printers of findings: what they look like, and that nothing people write can get out of its place in them. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { type Args, byPlace, count, type Diagnostic, type Severity } from '../../src/core/diagnostic.ts'
import type { Report } from '../../src/core/report/report.ts'
import { type ReportFormat, reporters } from '../../src/core/report/table.ts'

const formats = Object.keys(reporters) as readonly ReportFormat[]

const words: Readonly<Record<string, string>> = {
  'report-language': 'nb',
  'report-error': 'feil',
  'report-warning': 'advarsel',
  'report-notice': 'merknad',
  'report-errors_one': '{{count}} feil',
  'report-errors_other': '{{count}} feil',
  'report-warnings_one': '{{count}} advarsel',
  'report-warnings_other': '{{count}} advarsler',
  'report-notices_one': '{{count}} merknad',
  'report-notices_other': '{{count}} merknader',
  'report-and': 'og',
  'report-clean': 'Alt er i orden.',
  'report-files_one': '{{count}} fil er kontrollert.',
  'report-files_other': '{{count}} filer er kontrollert.',
  'report-frame-withheld': 'Linjen vises ikke her.',
  'report-github-more_one': '{{count}} funn til vises ikke her.',
  'report-github-more_other': '{{count}} funn til vises ikke her.',
  'report-left-out_one': '{{count}} funn til er utelatt.',
  'report-left-out_other': '{{count}} funn til er utelatt.',
  'report-heading-error': 'Feil som må rettes',
  'report-heading-warning': 'Advarsler',
  'report-heading-notice': 'Merknader',
  'report-column-place': 'Sted',
  'report-column-finding': 'Hva det gjelder',
  'report-column-rule': 'Regel',
}

function word(key: string, args: Args = {}): string {
  const plural = new Intl.PluralRules('nb').select(Number(args.count))
  const text = words['count' in args ? `${key}_${plural}` : key]
  if (text === undefined) throw new Error(`no word for ${key}`)
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(args[name]))
}

type Sources = Readonly<Record<string, string>>

function report(
  diagnostics: readonly Diagnostic[],
  sources: Sources = {},
  more: Partial<Report> = {},
): Report {
  return {
    diagnostics: diagnostics.toSorted(byPlace),
    counts: count(diagnostics),
    files: 14,
    say: ({ args }) => String(args.says ?? 'Fristen er ute.'),
    words: word,
    sourceLine: (file, line) => sources[file]?.split('\n')[line - 1],
    ruleUrl: (code) => `https://example.no/regler#${code}`,
    colour: false,
    rules: [
      { code: 'period/ended', severity: 'error', title: 'Perioden må ligge fram i tid' },
      { code: 'personal-data/identity-number', severity: 'error', title: 'Ingen fødselsnumre' },
    ],
    ...more,
  }
}

type At = { file?: string; line?: number; column?: number; code?: string; severity?: Severity }

function finding(says: string, at: At = {}): Diagnostic {
  const {
    file = 'agencies/kld/needs/klima.yaml',
    line = 1,
    column = 1,
    code = 'period/ended',
    severity = 'error',
  } = at
  return { code, severity, place: { file, line, column }, args: { says } }
}

const need = 'agencies/kld/needs/klima.yaml'
const offer = 'agencies/miljødir/offers/rød liste.yaml'
const sources: Sources = {
  [need]: 'title: Klima\nperiod:\n  from: 2026-01-15\n  to: 2025-12-31\nplaces: 1\nunknown: 2\n',
  [offer]: 'title: Rød liste\ncontact: 01010199999\nlevel: boss\n',
}
const ordinary = [
  finding('Perioden er over. Sett «to» til en dag etter «from».', { line: 4, column: 7 }),
  finding('Feltet «unknown» finnes ikke. Ta det bort.', {
    line: 6,
    severity: 'warning',
    code: 'file/unknown-field',
  }),
  finding('Her står det et fødselsnummer. Ta det bort.', {
    file: offer,
    line: 2,
    column: 10,
    code: 'personal-data/identity-number',
  }),
  finding('Nivået «boss» finnes ikke. Mente du «manager»?', {
    file: offer,
    line: 3,
    column: 8,
    severity: 'notice',
  }),
]

const hostile = [
  '::set-output name=a::b',
  'x\n::add-mask::hemmelig',
  'x\r\n::stop-commands::x',
  '##[add-mask]hemmelig',
  '100 % %0A %25',
  'a | b || c \\| d',
  '<script>alert(1)</script><!-- mobilitet:marker -->',
  '@kdir @difi/gruppe post@example.no #12 kdir/x#3 GH-4',
  '[lenke](https://evil.example) ![bilde](x) https://evil.example www.evil.example [a]: b',
  '`kode` ```\nblokk\n``` *a* _b_ ~~c~~ $x$ :tada:',
  'rød \u001B[31mtekst\u001B]8;;https://evil.example\u0007',
  'a\u202Eb\u2066c\u200Bd\u0085e\u2028f',
  '{0} {{x}}',
]
const hostileFiles = [
  '::error::x.yaml',
  'a,line=9::b.yaml',
  'a\n::warning::b.yaml',
  'a|b](c)<d>`e`\u001B[0m.yaml',
]
const attacks = [
  ...hostile.map((says, at) => finding(says, { line: at + 1, severity: 'notice' })),
  ...hostileFiles.map((file, at) => finding(hostile[at] ?? '', { file })),
]
const hostileSources = Object.fromEntries([need, ...hostileFiles].map((file) => [file, hostile.join('\n')]))

describe.each(formats)('%s', (format) => {
  const print = reporters[format]
  const name = format === 'markdown' ? 'markdown.md' : `${format}.txt`

  it('prints what people see every day', async () => {
    await expect(print(report(ordinary, sources))).toMatchFileSnapshot(`report/${name}`)
  })

  it('prints what nobody should be able to write', async () => {
    await expect(print(report(attacks, hostileSources))).toMatchFileSnapshot(`report/hostile-${name}`)
  })

  it('never shows an unseen character, nor begins a command that a runner would obey', () => {
    const printed = print(report(attacks, hostileSources))
    expect(printed.match(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu)).toBeNull()
    expect(runnerCommands(printed)).toEqual(
      format === 'github' ? [...Array(4).fill('error'), ...Array(10).fill('notice')] : [],
    )
  })

  it('never shows a line in which personal data were found', () => {
    expect(print(report(ordinary, sources))).not.toContain('01010199999')
  })

  it('ends with a line break, and says the same twice', () => {
    const printed = print(report(ordinary, sources))
    expect(printed).toMatch(/[^\n]\n$/)
    expect(print(report(ordinary, sources))).toBe(printed)
  })
})

/** What a GitHub runner would take for commands: `ActionCommand.TryParseV2`, then the older `TryParse`. */
function runnerCommands(output: string): readonly string[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => {
    const command = /^\s*::([^ :]+)(?: .*?)?::/.exec(line) ?? /##\[([^ \]]+)[^\]]*\]/.exec(line)
    return command?.[1] ? [command[1]] : []
  })
}

describe('text', () => {
  const { text } = reporters

  it('says in one line that all is well', () => {
    expect(text(report([]))).toBe('Alt er i orden. 14 filer er kontrollert.\n')
  })

  it('counts in words', () => {
    const found = [finding('a'), finding('b', { severity: 'warning' }), finding('c', { severity: 'notice' })]
    expect(text(report([...found, ...found]))).toMatch(
      /\n2 feil, 2 advarsler og 2 merknader\. 14 filer er kontrollert\.\n$/,
    )
  })

  it('colours only when asked', () => {
    const coloured = text(report(ordinary, sources, { colour: true }))
    expect(coloured).toContain('\u001B[31mfeil\u001B[39m')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are what is taken away
    expect(coloured.replace(/\u001B\[\d+m/g, '')).toBe(text(report(ordinary, sources)))
  })

  it.each([
    ['a tab', 'a:\tb', 4, '> 1 | a:→   b', 6],
    ['wide characters', '漢字: 😀 x', 8, '> 1 | 漢字: 😀 x', 9],
    ['a direction control', 'a\u202Eb', 3, '> 1 | a<U+202E>b', 9],
    ['stacked marks', `a${'\u0301'.repeat(50)}b`, 52, '> 1 | a\u0301\u0301b', 1],
    ['the end of a line', 'ab', 3, '> 1 | ab', 2],
  ])('puts the caret right after %s', (_, line, column, shown, caret) => {
    const lines = text(report([finding('x', { column })], { [need]: line })).split('\n')
    expect(lines.slice(1, 3)).toEqual([shown, `    | ${' '.repeat(caret)}^`])
  })

  it('cuts long lines around the column', () => {
    const line = `${'a'.repeat(500)}HER${'b'.repeat(5000)}`
    const [, shown, caret] = text(report([finding('x', { column: 501 })], { [need]: line })).split('\n')
    expect(shown).toMatch(/^> 1 \| …a{50}HERb{47}…$/)
    expect(caret?.indexOf('^')).toBe(shown?.indexOf('HER'))
  })

  it('shows no other line of a file with personal data either', () => {
    expect(text(report(ordinary, sources))).not.toContain('level: boss')
  })
})

describe('json', () => {
  it('has the documented shape, and the message to the letter', () => {
    const says = 'a\u202E "b" ##[c]\n'
    const printed = reporters.json(report([finding(says, { line: 2, column: 3 })]))
    expect(JSON.parse(printed)).toStrictEqual({
      diagnostics: [
        { code: 'period/ended', severity: 'error', file: need, line: 2, column: 3, message: says },
      ],
      files: 14,
    })
    expect(Object.keys(JSON.parse(printed).diagnostics[0])).toEqual([
      'code',
      'severity',
      'file',
      'line',
      'column',
      'message',
    ])
  })
})

describe('github', () => {
  it('shows ten of each severity, errors first, and tells of the rest', () => {
    const many = (['notice', 'warning', 'error'] as const).flatMap((severity) =>
      Array.from({ length: 12 }, (_, at) => finding('x', { severity, line: at + 1 })),
    )
    const lines = reporters.github(report(many)).trimEnd().split('\n')
    expect(lines.map((line) => /^::(\w+) /.exec(line)?.[1] ?? line)).toEqual([
      ...Array(10).fill('error'),
      ...Array(10).fill('warning'),
      ...Array(10).fill('notice'),
      '6 funn til vises ikke her.',
    ])
  })

  it('encodes as the runner decodes', () => {
    expect(reporters.github(report([finding('1 % a:b,c\r\nd', { file: 'a%,b:c\n.yaml' })]))).toBe(
      '::error file=a%25%2Cb%3Ac%0A.yaml,line=1,col=1,title=period/ended::1 %25 a:b,c%0D%0Ad\n',
    )
  })

  it('has nothing to say when nothing is found', () => {
    expect(reporters.github(report([]))).toBe('')
  })
})

describe('sarif', () => {
  const parsed = (given: Report) => JSON.parse(reporters.sarif(given))

  it.each([
    ['nothing', []],
    ['ordinary findings', ordinary],
    ['hostile findings', attacks],
  ])('is well formed with %s', (_, diagnostics) => {
    const ajv = new Ajv2020({ strict: true, allErrors: true })
    addFormats.default(ajv)
    const validate = ajv.compile(sarifSubset)
    validate(parsed(report(diagnostics, sources)))
    expect(validate.errors).toBeNull()
  })

  it('points every result at its rule, also one nobody listed', () => {
    const [run] = parsed(report(ordinary)).runs
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId)
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'period/ended',
      'personal-data/identity-number',
      'file/unknown-field',
    ])
  })

  it('leaves out a help address that is not absolute', () => {
    const [run] = parsed(report(ordinary, {}, { ruleUrl: (code) => `docs/rules.md#${code}` })).runs
    expect(run.tool.driver.rules[0]).not.toHaveProperty('helpUri')
  })

  it('keeps its fingerprints when lines move, and tells equal findings apart', () => {
    const prints = (lines: readonly number[]): readonly string[] =>
      parsed(report(lines.map((line) => finding('x', { line })))).runs[0].results.map(
        (result: { partialFingerprints: Record<string, string> }) =>
          result.partialFingerprints['mobilitet/v1'],
      )
    expect(prints([40, 50])).toEqual(prints([4, 5]))
    expect(new Set(prints([4, 5])).size).toBe(2)
  })
})

const text = {
  type: 'object',
  required: ['text'],
  additionalProperties: false,
  properties: { text: { type: 'string' } },
}
const level = { enum: ['none', 'note', 'warning', 'error'] }
const language = { type: 'string', pattern: '^[a-zA-Z]{2}(-[a-zA-Z]{2})?$' }
const closed = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
})

/** What the official schema (OASIS, sarif-schema-2.1.0.json) demands of the parts that are used, and of no others. */
const sarifSubset = closed({
  $schema: { type: 'string', format: 'uri' },
  version: { const: '2.1.0' },
  runs: {
    type: 'array',
    items: closed({
      language,
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      tool: closed({
        driver: closed({
          name: { type: 'string' },
          language,
          rules: {
            type: 'array',
            uniqueItems: true,
            items: closed(
              {
                id: { type: 'string' },
                shortDescription: text,
                fullDescription: text,
                help: text,
                helpUri: { type: 'string', format: 'uri' },
                defaultConfiguration: closed({ level }),
              },
              ['id'],
            ),
          },
        }),
      }),
      results: {
        type: 'array',
        items: closed({
          ruleId: { type: 'string' },
          ruleIndex: { type: 'integer', minimum: 0 },
          level,
          message: text,
          partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
          locations: {
            type: 'array',
            items: closed({
              physicalLocation: closed({
                artifactLocation: closed({
                  uri: { type: 'string', format: 'uri-reference' },
                  uriBaseId: { const: '%SRCROOT%' },
                }),
                region: closed({
                  startLine: { type: 'integer', minimum: 1 },
                  startColumn: { type: 'integer', minimum: 1 },
                }),
              }),
            }),
          },
        }),
      },
    }),
  },
})

describe('markdown', () => {
  const { markdown } = reporters

  it('lets nothing people wrote become a link, a tag, a cell or a call', async () => {
    const html = await marked(markdown(report(attacks, hostileSources)))
    const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
    expect(
      hrefs.filter((href) => !/^(https:\/\/example\.no\/regler#|[\w%./-]+#L\d+$)/.test(href ?? '')),
    ).toEqual([])
    expect(html.match(/<(script|img|code|em|del|!--)/)).toBeNull()
    expect(html.match(/[@#](?=[a-z0-9])/gi)?.length).toBe(hrefs.length)
    const rows = html.split('<tr>').slice(1)
    for (const row of rows) expect(row.match(/<t[dh]>/g)).toHaveLength(3)
    expect(rows).toHaveLength(attacks.length + 2)
  })

  it('takes the address of a line from whoever knows it', () => {
    const fileUrl = (file: string, line: number) => `https://git.example.no/blob/abc/${file}#L${line}`
    expect(markdown(report([finding('x')], {}, { fileUrl }))).toContain(
      `(https://git.example.no/blob/abc/${need}#L1)`,
    )
  })

  it('stays under 60,000 characters, drops the least grave and says how many', () => {
    const grave = finding('Alvorlig.', { file: 'z.yaml' })
    const many = Array.from({ length: 3000 }, (_, at) =>
      finding('<|>'.repeat(50), { severity: 'notice', line: at + 1 }),
    )
    const printed = markdown(report([...many, grave]))
    const rows = printed.split('\n').filter((line) => line.startsWith('| [')).length
    expect(printed.length).toBeLessThanOrEqual(60_000)
    expect(printed.length).toBeGreaterThan(58_000)
    expect(printed).toContain('Alvorlig.')
    expect(printed.trimEnd().split('\n').at(-1)).toBe(`${3001 - rows} funn til er utelatt.`)
  })

  it('does not let one long quotation push out the rest', () => {
    const printed = markdown(report([finding('@'.repeat(64_000)), finding('Den andre.', { line: 2 })]))
    expect(printed).toContain('Den andre.')
  })
})
