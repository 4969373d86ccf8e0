/** Random damage to real files, the same in every run. */

/** What slips in when people type and paste, and what is dangerous when somebody wants it to. */
const snippets: readonly string[] = [
  ...' \n\t:-?#&*!|>%@`\'"[]{},\\<~=+0',
  ...[
    ': ',
    '- ',
    '? ',
    ' #',
    '\n\n',
    '\r\n',
    '\r',
    '---\n',
    '...\n',
    '  ',
    '    ',
    '<<: ',
    '&a ',
    '*a',
    '!!str ',
    '%YAML 1.1\n',
  ],
  ...[
    'no',
    'yes',
    'null',
    '012',
    '1_000',
    '12:30',
    '1e3',
    '.inf',
    '2027-02-30',
    '99999999999999999999',
    '[]',
    '{}',
    '""',
    "''",
  ],
  ...[
    '\u00A0',
    '\u200B',
    '\u202E',
    '\uFEFF',
    '\uFFFD',
    '\0',
    '\u2028',
    'é',
    'e\u0301',
    '💥',
    '\\uD800',
    '\\x41',
    '01819000049',
  ],
  ...[
    '22 00 00 00',
    'kari.nordmann@gmail.com',
    '1234.56.78903',
    'title: x\n',
    '__proto__: {}\n',
    '|\n',
    '>-\n',
    '['.repeat(30),
  ],
]

type Random = () => number
type Mutation = (text: string, random: Random) => string

const below = (random: Random, most: number): number => Math.floor(random() * most)
const pick = <T>(random: Random, from: readonly T[]): T => from[below(random, from.length)] as T

const mutations: readonly Mutation[] = [
  (text, random) => insert(text, below(random, text.length + 1), pick(random, snippets)),
  (text, random) => {
    const at = below(random, text.length)
    return text.slice(0, at) + text.slice(at + 1 + below(random, 12))
  },
  (text, random) => {
    const at = below(random, text.length)
    return text.slice(0, at) + pick(random, snippets) + text.slice(at + 1)
  },
  (text, random) => text.slice(0, below(random, text.length)),
  inLines((lines, at) => lines.toSpliced(at, 1)),
  inLines((lines, at) => lines.toSpliced(at, 0, lines[at] ?? '')),
  inLines((lines, at) => lines.with(at, ` ${lines[at]}`)),
  inLines((lines, at) => lines.with(at, (lines[at] ?? '').trimStart())),
  inLines((lines, at, random) =>
    lines.toSpliced(at, 1).toSpliced(below(random, lines.length), 0, lines[at] ?? ''),
  ),
  inLines((lines, at) => lines.with(at, (lines[at] ?? '').replace(': ', ':'))),
  inLines((lines, at, random) =>
    lines.with(at, (lines[at] ?? '').replace(/(:|-) .*/, `$1 ${pick(random, snippets).replaceAll('$', '')}`)),
  ),
]

function insert(text: string, at: number, snippet: string): string {
  return text.slice(0, at) + snippet + text.slice(at)
}

function inLines(
  change: (lines: readonly string[], at: number, random: Random) => readonly string[],
): Mutation {
  return (text, random) => {
    const lines = text.split('\n')
    return change(lines, below(random, lines.length), random).join('\n')
  }
}

/** One to three injuries. */
export function damaged(text: string, random: Random): string {
  let result = text
  for (let times = 1 + below(random, 3); times > 0 && result !== ''; times--)
    result = pick(random, mutations)(result, random)
  return result
}
