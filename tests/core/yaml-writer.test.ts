/** The small writer writes what the whole library would: the browser's file is the file of `new`, byte for byte. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Document, Scalar, visit } from 'yaml'
import { parseYaml } from '../../src/core/yaml.ts'
import { lineWidth, styleOf } from '../../src/core/yaml-style.ts'
import { yamlOf } from '../../src/core/yaml-writer.ts'

/** How files were written before there was a writer of our own. */
function byTheLibrary(data: object, comment: string): string {
  const document = new Document(data, { version: '1.2', aliasDuplicateObjects: false })
  let width = lineWidth
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string') return
      const { type, mayFold } = styleOf(node.value)
      if (type) node.type = Scalar[type]
      if (!mayFold) width = 0
    },
  })
  return `# ${comment}\n${document.toString({ lineWidth: width, nullStr: '' })}`
}

const odd = fc.constantFrom(
  ...[
    '',
    ' ',
    'no',
    'null',
    '012',
    '1e3',
    '2027-02-30',
    '- a',
    'a: b',
    'a #b',
    '"x"',
    "'x'",
    'x\n',
    '\n\nx',
    '%x',
  ],
  ...[
    '---',
    '...',
    '=',
    '<<',
    '~',
    '{a',
    '[a',
    '| a',
    '> a',
    '@a',
    '`a',
    'tel 22 33 44 55',
    'a\n b\n\nc',
    'æ: ø',
    '\t',
  ],
  'Et helt avsnitt om klimaregnskap som er langt nok til å bli brettet over flere linjer, og som har «sitater», tall som 12 og tegn: alt mulig.\n\nOg et avsnitt til.',
  'Ring 22 33 44 55 eller skriv til oss når som helst på dagen, også når det er lenge siden sist vi snakket sammen.',
)
const text = fc.oneof(
  odd,
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.lorem({ maxCount: 60 }),
  fc.array(fc.oneof(odd, fc.lorem({ maxCount: 12 })), { maxLength: 5 }).map((parts) => parts.join('\n')),
)
const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-zA-Z]{0,12}$/),
  fc.constantFrom('no', '974760673', 'kld', 'null', '', 'a b', 'a: b', '-', '12'),
)
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e6 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
})).value

it('writes whatever it is given as the library does', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value, { maxKeys: 6 }), (data) => {
      expect(yamlOf(data, 'kommentar')).toBe(byTheLibrary(data, 'kommentar'))
    }),
    { numRuns: 2000, seed: 6 },
  )
})

it('leaves out what is undefined, and writes nothing after what is not answered', () => {
  const data = { a: undefined, b: null, c: [null, undefined], d: {}, e: [], f: { g: undefined } }
  expect(yamlOf(data, 'x')).toBe(byTheLibrary(data, 'x'))
})

it('reads back as the same data', () => {
  fc.assert(
    fc.property(
      fc.lorem({ maxCount: 80 }),
      fc.array(fc.lorem(), { minLength: 1, maxLength: 5 }),
      (background, goals) => {
        const data = { background, goals, place: { municipality: 'Bø' }, n: 3, yes: true }
        expect(parseYaml(yamlOf(data, 'x')).data).toEqual(data)
      },
    ),
  )
})
