/** What a mistake, a careless program or an attacker may put where a registration belongs, and what is said of it. */

/** Fiendtlig inndata. `says` are the findings, each `line code`; `many` tells that there are more of the last. */
export type HostileInput = {
  readonly name: string
  readonly bytes: string | Uint8Array
  readonly says: readonly string[]
  readonly many?: true
}

const size = 64 * 1024

/** A synthetic number (month + 80), so nobody's. */
export const identityNumber = '01819000049'

export function hostileInputs(need: string): readonly HostileInput[] {
  const inputs: HostileInput[] = []
  const add = (name: string, bytes: string | Uint8Array, ...says: readonly string[]) => {
    const many = says.at(-1) === '…'
    inputs.push({ name, bytes, says: many ? says.slice(0, -1) : says, ...(many ? { many } : {}) })
  }
  const change = (name: string, from: string, to: string, ...says: readonly string[]) => {
    if (!need.includes(from)) throw new Error(`«${from}» is not in the file`)
    add(name, need.replace(from, to), ...says)
  }
  const append = (name: string, text: string, ...says: readonly string[]) => add(name, need + text, ...says)
  const title = 'title: Klimaregnskap i etatsstyringen'

  // Size and depth.
  for (const [finding, signs] of fullOf) {
    for (const sign of signs) add(`64 kB of ${JSON.stringify(sign)}`, full(sign), finding)
  }
  add('a megabyte', 'a'.repeat(1024 * 1024), '1 file/too-large')
  add('a byte too much', '#'.repeat(size + 1), '1 file/too-large')
  append('brackets within brackets', `x: ${'['.repeat(20_000)}`, '18 yaml/too-deep')
  append(
    'brackets behind closing brackets in quotation marks',
    `x: ${"[']',".repeat(10_000)}`,
    '18 yaml/too-deep',
  )
  append('groups within groups', `x: ${'{a: '.repeat(10_000)}`, '18 yaml/too-deep')
  append('lists within lists', `x:\n  ${'- '.repeat(10_000)}`, '19 yaml/too-deep')
  append('lists within lists, by tabs', `x:\n  ${'-\t'.repeat(10_000)}`, '19 yaml/too-deep')
  append('names within names', `${'? '.repeat(10_000)}`, '18 yaml/too-deep')
  append(
    'indentation',
    Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
    '43 yaml/too-deep',
  )
  append('an endless line', `x: ${'ord '.repeat(10_000)}\n`, '18 schema/unknown-key')
  append('an endless name', `${'a'.repeat(50_000)}: 1\n`, '18 yaml/key')
  append('an endless name in quotation marks', `"${'a'.repeat(900)}": 1\n`, '18 schema/unknown-key')
  append('12,000 fields', fields(12_000), '18 schema/unknown-key', '…')
  append('the same field 7,000 times', 'title: x\n'.repeat(7000), '18 yaml/duplicate-key')
  append('nameless fields', ': x\n'.repeat(15_000), '18 yaml/key')
  append('an endless number', `x: ${'1_'.repeat(20_000)}x\n`, '18 schema/unknown-key')
  append('endless digits', `x: ${'1'.repeat(40_000)}\n`, '18 schema/unknown-key', '18 yaml/ambiguous-number')
  append('comments', '#\n'.repeat(30_000))
  change('comments before the first field', title, `${'#\n'.repeat(30_000)}${title}`)
  append('blank lines', '\n'.repeat(60_000))
  add('nothing', '', '1 yaml/empty')
  add('nothing but comments', '# a\n# b\n', '1 yaml/empty')
  add('nothing but a marker', '---\n', '1 yaml/empty')

  // What stands for something else.
  append(
    'an alias bomb',
    bomb(20),
    '18 schema/unknown-key',
    '18 yaml/anchor',
    '19 schema/unknown-key',
    '19 yaml/anchor',
    '19 yaml/alias',
    '…',
  )
  append('an alias to itself', 'x: &x [*x]\n', '18 schema/unknown-key', '18 yaml/anchor', '18 yaml/alias')
  append('a merge', '<<: { places: 1 }\n', '18 yaml/merge-key')
  append('a merge of an alias', '<<: *x\n', '18 yaml/alias')
  change('a tag', title, 'title: !!python/object:os.system Klima', '1 yaml/tag')
  change('a binary tag', title, 'title: !!binary a2xpbWE=', '1 yaml/tag')
  add('a tag on all of it', `!x\n${need}`, '1 yaml/tag')
  add('a directive', `%YAML 1.1\n---\n${need}`, '1 yaml/directive')
  add('a directive behind a comment', `# a\n%TAG ! tag:a,2000:\n---\n${need}`, '2 yaml/directive')
  append('a second document', '---\ntitle: x\n', '18 yaml/several-documents')
  append('a second document after an end', '...\ntitle: x\n', '19 yaml/several-documents')
  append('an end', '...\n# Slutt.\n')

  // Names.
  append('the same field, quoted', '"title": x\n', '18 yaml/duplicate-key')
  append('the same field, escaped', '"t\\u0069tle": x\n', '18 yaml/duplicate-key')
  append(
    'the same field, composed and decomposed',
    '"å": 1\n"a\u030A": 1\n',
    '18 schema/unknown-key',
    '19 schema/unknown-key',
  )
  append('__proto__', '__proto__: { places: 99 }\n', '18 schema/unknown-key')
  append('"__proto__"', '"__proto__": { places: 99 }\n', '18 schema/unknown-key')
  change(
    '__proto__ inside',
    'period: {',
    'period: { __proto__: { from: 2027-03-01 },',
    '10 schema/unknown-key',
  )
  append('constructor', 'constructor: { prototype: { places: 99 } }\n', '18 schema/unknown-key')
  append('toString', 'toString: x\n', '18 schema/unknown-key')
  append('a list as a name', '[a, b]: x\n', '18 yaml/key')
  append('a group as a name', '? { a: b }\n: x\n', '18 yaml/key')
  append('null as a name', 'null: x\n', '18 schema/unknown-key')
  append('a number as a name', '1.0: x\n', '18 schema/unknown-key')
  append('an old word as a name', 'no: x\n', '18 yaml/ambiguous-word')

  // What cannot be seen.
  append('NUL', '# \0\n', '18 file/invisible-character')
  append('a bell', '# \u0007\n', '18 file/invisible-character')
  append('a carriage return alone', '# a\rplaces: 2\n', '18 file/invisible-character')
  append('a line separator', '# a\u2028places: 2\n', '18 file/invisible-character')
  append('a next line', '# a\u0085places: 2\n', '18 file/invisible-character')
  append('a turned comment', '# Godkjent \u202Etkkej\u202C\n', '18 file/direction-character')
  append('a turned name', 'pla\u202Eces: 1\n', '18 file/direction-character')
  change(
    'an unseen sign in a name',
    title,
    'ti\u200Btle: Klimaregnskap i etatsstyringen',
    '1 file/invisible-character',
  )
  change('an unseen sign in a choice', 'language: nb', 'language: n\u00ADb', '2 file/invisible-character')
  append('letters without ink', 'unit: \u3164\u3164\u3164\n', '18 file/invisible-character')
  append(
    'a message in tag characters',
    `# a${String.fromCodePoint(0xe0041, 0xe0042)}\n`,
    '18 file/invisible-character',
  )
  append('a message in selectors', `# a${String.fromCodePoint(0xe0141)}\n`, '18 file/invisible-character')
  change('a mark inside', 'language: nb', '\uFEFFlanguage: nb', '2 file/invisible-character')
  change('a space of another kind', 'language: nb', 'language:\u00A0nb', '2 file/invisible-character')
  change('an indent of other spaces', '  - Kunne', '\u00A0\u00A0- Kunne', '6 file/invisible-character')
  change('half a character, escaped', title, 'title: "Klima\\uD800regnskap"', '1 file/invisible-character')
  change('a turn, escaped', title, 'title: "Klima\\u202Eregnskap"', '1 file/direction-character')
  change('NUL, escaped', title, 'title: "Klima\\0regnskap"', '1 file/invisible-character')
  change('a lost letter', 'gjør', 'gj\uFFFDr', '4 file/not-utf8')

  // Bytes.
  add('UTF-16', utf16(need), '1 file/not-utf8')
  add('UTF-16 without a mark', utf16(need).slice(2), '4 file/not-utf8')
  add(
    'a picture',
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
    '1 file/not-utf8',
  )
  add('a letter of Latin 1', Buffer.from(need, 'latin1'), '4 file/not-utf8')
  add(
    'an overlong letter',
    Buffer.concat([Buffer.from(need), Uint8Array.from([0x23, 0xc0, 0xaf, 0x0a])]),
    '18 file/not-utf8',
  )
  add(
    'a surrogate in UTF-8',
    Buffer.concat([Buffer.from(need), Uint8Array.from([0x23, 0xed, 0xa0, 0x80, 0x0a])]),
    '18 file/not-utf8',
  )
  add('a mark first', `\uFEFF${need}`, '1 file/byte-order-mark')
  add('the line ends of old Macs', need.replaceAll('\n', '\r'), '1 file/invisible-character')
  add('the line ends of Windows', need.replaceAll('\n', '\r\n'), '1 file/windows-line-endings')
  add('a truncated file', need.slice(0, 320), '10 yaml/missing-colon')

  // Words and numbers that are read in two ways.
  for (const word of ['yes', 'No', 'ON', 'off', 'y', 'N'])
    append(`unit: ${word}`, `unit: ${word}\n`, '18 yaml/ambiguous-word')
  for (const number of [
    '012',
    '0o17',
    '0x1F',
    '0b11',
    '1_000',
    '12:30:45',
    '1e3',
    '.inf',
    '-.INF',
    '.nan',
    '9'.repeat(16),
  ]) {
    change(`maxWeeks: ${number}`, 'maxWeeks: 26', `maxWeeks: ${number}`, '11 yaml/ambiguous-number')
  }
  change('a day that is not', 'confirmed: 2026-11-05', 'confirmed: 2026-11-31', '17 dates/no-such-day')
  change(
    'a day that is not, quoted',
    'confirmed: 2026-11-05',
    "confirmed: '2026-02-29'",
    '17 dates/no-such-day',
  )
  change('a day as a number', 'confirmed: 2026-11-05', 'confirmed: 20261105', '17 schema/format')
  change(
    'a day written as in letters',
    'confirmed: 2026-11-05',
    'confirmed: 5. november 2026',
    '17 schema/format',
  )

  // What people get wrong.
  change('a quotation mark left open', title, 'title: "Klimaregnskap', '1 yaml/missing-character')
  change('an apostrophe left open', title, "title: 'Klimaregnskap", '1 yaml/missing-character')
  change(
    'the last quotation mark left open',
    'confirmed: 2026-11-05',
    'confirmed: "2026-11-05',
    '17 yaml/missing-character',
  )
  change('a bracket left open', 'forms: [secondment]', 'forms: [secondment', '9 yaml/missing-character')
  change('a brace left open', 'presence: hybrid }', 'presence: hybrid', '13 yaml/missing-character')
  change('a quotation that ends early', title, 'title: "Klima" i staten', '1 yaml/special-character')
  change('a sign first', title, 'title: @klima', '1 yaml/special-character')
  change('a line that is not a field', title, `${title}\nog mer`, '2 yaml/missing-colon')
  change('no space after the colon', title, 'title:Klimaregnskap', '1 yaml/missing-colon')
  change('an indent too much', 'language: nb', '   language: nb', '2 yaml/indentation')
  change(
    'an indent too little',
    'place: {',
    'place:\nmunicipality: Oslo\nx: {',
    '14 schema/misplaced',
    '15 schema/unknown-key',
  )
  change(
    'a group that lost its name',
    'duration: { minWeeks: 8, maxWeeks: 26 }',
    'minWeeks: 8\nmaxWeeks: 26',
    '11 schema/misplaced',
  )
  change('a field that left its group', 'presence: hybrid }', '}\npresence: hybrid', '14 schema/misplaced')
  change('a field begun twice', 'forms:', 'forms:\nforms:', '10 yaml/duplicate-key')
  change('no space before a quotation', title, 'title:"Klima: regnskap"', '1 schema/unknown-key')
  change('a colon in a list', '  - Kunne sette', '  - Kunne: sette', '6 yaml/colon-in-text')
  change('a colon in a text', title, 'title: Klima: regnskap', '1 yaml/colon-in-text')
  change('a list without space', '  - Kunne', '  -Kunne', '6 schema/type')
  change('true in quotation marks', 'matchingHelp: true', 'matchingHelp: "true"', '15 schema/type')
  append('a Windows path', 'unit: "C:\\klima"\n', '18 yaml/escape')

  // What is about a person.
  change(
    'an identity number as a value',
    'language: nb',
    `language: ${identityNumber}`,
    '2 personal-data/identity-number',
  )
  change(
    'an identity number in quotation marks',
    'language: nb',
    `language: "${identityNumber}"`,
    '2 personal-data/identity-number',
  )
  append('an identity number as a name', `${identityNumber}: x\n`, '18 personal-data/identity-number')
  append(
    'an identity number, escaped',
    `unit: "${identityNumber.slice(0, 10)}\\x39"\n`,
    '18 personal-data/identity-number',
  )
  append(
    'an identity number for a competence',
    `inReturn: ["${identityNumber}"]\n`,
    '18 personal-data/identity-number',
  )
  append(
    'an identity number twice as a name',
    `"${identityNumber}": x\n`.repeat(2),
    '18 personal-data/identity-number',
    '19 personal-data/identity-number',
  )
  append('a telephone number', '# Ring 22 00 00 00\n', '18 personal-data/phone-number')
  change(
    'a private address',
    'language: nb',
    'language: kari.nordmann@gmail.com',
    '2 personal-data/private-email',
  )
  return inputs
}

/** What is said of a whole file of one sign, or of a few in turn: never more than one thing about one mistake. */
const fullOf: readonly (readonly [finding: string, signs: readonly string[]])[] = [
  ['1 yaml/empty', ['#', ' ', '\t', '\n', '#\n']],
  ['1 yaml/not-a-form', [..."$'()+-./;<=?\\^_~aå\u{1F4A5}", "''", '\\x', '|\n', '>\n', '-\n', '- \n']],
  ['1 yaml/special-character', [...'",>@`|]}', '"" ', ',\n']],
  ['1 yaml/syntax', ['[]', '{}']],
  ['1 yaml/key', [':', ': \n', '? \n']],
  ['1 yaml/alias', ['*', '*a ']],
  ['1 yaml/anchor', ['&', '&a ']],
  ['1 yaml/tag', ['!', '!a ']],
  ['1 yaml/directive', ['%']],
  ['1 yaml/ambiguous-number', ['0', '9']],
  ['1 yaml/too-deep', ['[', '{', '- ', '-\t', '? ', ': ', '{a: ', "[']',", '<<: ', 'a: b: ']],
  ['26 yaml/too-deep', ['[\n']],
  ['2 yaml/several-documents', ['---\n', '...\n']],
  ['1 file/invisible-character', ['\0', '\r', '\u200B']],
  ['1 file/direction-character', ['\u202E']],
]

function full(sign: string): string {
  return sign.repeat(Math.floor(size / Buffer.byteLength(sign)))
}

function fields(count: number): string {
  return Array.from({ length: count }, (_, n) => `${n.toString(36)}:\n`).join('')
}

/** «Billion laughs»: each line holds the one before it nine times. */
function bomb(lines: number): string {
  const rest = Array.from(
    { length: lines },
    (_, n) => `b${n + 1}: &b${n + 1} [${Array(9).fill(`*b${n}`).join(', ')}]\n`,
  )
  return `b0: &b0 [ha]\n${rest.join('')}`
}

function utf16(text: string): Uint8Array {
  return Buffer.from(`\uFEFF${text}`, 'utf16le')
}
