/** What happens to plainly written files: small slips, and whatever a careful reader and a fast one may take differently. */
import { randomFrom } from '../random.ts'

/** Whole numbers from 0 up to below the limit. */
export type Dice = (limit: number) => number

export function dice(seed: number): Dice {
  const random = randomFrom(seed)
  return (limit) => Math.floor(random() * limit)
}

export function oneOf<T>(roll: Dice, from: readonly T[]): T {
  return from[roll(from.length)] as T
}

export const hostileCharacters: readonly string[] = [
  ...'\n\n\n   \t\r#:-?,[]{}&*!|>\'"%@`\\/<=~^$()._+;§«øé–0123456789abenoxyzNTF',
  ...'\u0000\u007f\u0085\u00a0\u00ad\u200b\u2028\ufeff\ufffd',
  '\u{1f600}',
]

/** One to a line. */
const listed = `
null Null NULL nUll ~ true True tRUE false FALSE no No yes on OFF y n N nb nn en 0 -0 +1 -1 7 -12 012 0o7 0x1f 0b1
1_000 1.0 .5 5. 1e3 1E-3 .inf -.Inf .nan 12:30 12:30:45 123456789012345 1234567890123456 0123-45 2027-var 2027-2-3
2027-02-28 2027-02-30 2027-13-01 2027-02-28T10:00:00Z --- ... &a *a !t << - : " ' '' "" "a" 'a' > | >- |- >+ |+ |2 >-2
[] {} [a] [a,b] [a a] [[a]] {a} {a:} {a:b} = < @a \`a\` % (a) a: a:b a#b #c -a "a a' "no" "\\n" "\\u0041" 'it''s'
'2027-02-30' [2027-02-30] http://a.no/b`

export const hostileWords: readonly string[] = [
  ...listed.trim().split(/\s/),
  ...['--- a', '%YAML 1.2', '&a b', '!!str 1', '<<: *a', '? a', '? ', '- ', '- - a', '- a: b', 'a: ', 'a: b'],
  ...[
    'a : b',
    '"a": b',
    "'a': b",
    ': ',
    ' #',
    ' # c',
    '"a" b',
    '>- # c',
    '| a',
    '[a, b]',
    '[ a , b ]',
    '[a, ]',
  ],
  ...[
    '[, a]',
    '[{a: b}]',
    '{a: b}',
    '{ a: b, c: 1 }',
    '{a: b, a: c}',
    '{a: }',
    '{a: [b, "c"]}',
    '{ "a": b }',
  ],
  ...[
    '[a: b]',
    '[1, -2, no]',
    '[a b, c d]',
    '[a # b]',
    'a, b',
    'a [b]',
    'a {b}',
    '§ 1',
    '3 uker',
    '__proto__: a',
  ],
  ...['constructor: a', 'toString: b'],
]

type Change = (text: string, roll: Dice) => string

const changeCharacters: Change = (text, roll) => {
  const at = roll(text.length + 1)
  return text.slice(0, at) + (roll(3) > 0 ? oneOf(roll, hostileCharacters) : '') + text.slice(at + roll(3))
}

const repeatCharacters: Change = (text, roll) => {
  const at = roll(text.length)
  return text.slice(0, at + 1 + roll(6)) + text.slice(at)
}

const swapCharacters: Change = (text, roll) => {
  const at = roll(text.length)
  return `${text.slice(0, at)}${text[at + 1] ?? ''}${text[at] ?? ''}${text.slice(at + 2)}`
}

/** Each puts other lines in the place of one. */
const lineChanges: readonly ((
  line: string,
  indent: string,
  lines: readonly string[],
  roll: Dice,
) => readonly string[])[] = [
  () => [],
  (line, _, lines, roll) => [oneOf(roll, lines), line],
  (line, _, lines, roll) => [line, oneOf(roll, lines)],
  (line, indent) => [indent + line],
  (line, indent) => [line.slice(indent.length)],
  (line, indent) => [indent + line.trimStart()],
  (line, indent) => [indent, line],
  (line, indent) => [`${indent}# ${line}`, line],
  (line, indent, _, roll) => [indent + oneOf(roll, hostileWords), line],
  (line, indent, _, roll) => [line, indent + oneOf(roll, hostileWords)],
]

const changeLine: Change = (text, roll) => {
  const lines = text.split('\n')
  const at = roll(lines.length)
  lines.splice(at, 1, ...oneOf(roll, lineChanges)(lines[at] ?? '', ' '.repeat(roll(7)), lines, roll))
  return lines.join('\n')
}

const moveLines: Change = (text, roll) => {
  const lines = text.split('\n')
  const moved = lines.splice(roll(lines.length), 1 + roll(3))
  lines.splice(roll(lines.length + 1), 0, ...moved)
  return lines.join('\n')
}

const joinLines: Change = (text, roll) => {
  const at = text.indexOf('\n', roll(text.length))
  return `${text.slice(0, at)}${' '.repeat(roll(3))}${text.slice(at + 1)}`
}

const changeValue: Change = (text, roll) => {
  const lines = text.split('\n')
  const at = roll(lines.length)
  const [start = ''] = /^ *(?:- )?(?:[\w-]+:(?: |$)|- )?/.exec(lines[at] ?? '') ?? []
  lines[at] = `${start}${oneOf(roll, hostileWords)}${roll(4) > 0 ? '' : ` ${oneOf(roll, hostileWords)}`}`
  return lines.join('\n')
}

const changeIndentation: Change = (text, roll) => {
  const width = 1 + roll(4)
  return text.replaceAll(/^ +/gm, (spaces) => ' '.repeat((spaces.length / 2) * width))
}

const cut: Change = (text, roll) => text.slice(0, roll(text.length))

const changes: readonly Change[] = [
  ...[changeCharacters, changeCharacters, changeCharacters, repeatCharacters, swapCharacters],
  ...[
    changeLine,
    changeLine,
    changeLine,
    moveLines,
    joinLines,
    changeValue,
    changeValue,
    changeIndentation,
    cut,
  ],
]

/** Some lines of a file, moved to the margin: short texts are read a hundred times while a whole file is read once. */
function piece(roll: Dice, texts: readonly string[]): string {
  const lines = oneOf(roll, texts).split('\n')
  const start = roll(lines.length)
  const part = lines.slice(start, start + 1 + roll(12))
  const [indent = ''] = /^ */.exec(part[0] ?? '') ?? []
  return `${part.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n')}\n`
}

/** A piece of one of the files, seldom a whole one, sometimes of two, after one to three changes. */
export function mutant(roll: Dice, texts: readonly string[]): string {
  let text = roll(200) === 0 ? oneOf(roll, texts) : piece(roll, texts)
  if (roll(6) === 0) text = text.slice(0, roll(text.length)) + piece(roll, texts)
  for (let left = 1 + roll(3); left > 0; left--) text = oneOf(roll, changes)(text, roll)
  return text.endsWith('\n') || roll(8) === 0 ? text : `${text}\n`
}
