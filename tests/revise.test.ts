/** A file people have written is changed where it must be and nowhere else: comments, order, quotation marks and line ends stay. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { revised } from '../src/core/revise.ts'
import { parseYaml } from '../src/core/yaml.ts'
import { root } from './worlds.ts'

type Data = Record<string, unknown>
const dataIn = (text: string) => structuredClone(parseYaml(text).data) as Data

const own = readdirSync(join(root, 'agencies'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?:needs|offers)\/.*\.yaml$/.test(file.replaceAll('\\', '/')))
  .sort()
  .map((file) => readFileSync(join(root, 'agencies', file), 'utf8'))

/** What people do to files that means nothing, and must be kept. */
const habits: readonly ((text: string, dice: number) => string)[] = [
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replace(/\n$/, ''),
  (text) => text.replace(/^(language: \w+)$/m, '$1   # slik vi skriver'),
  (text) => text.replace(/^(period:)$/m, '# Avtalt med ledelsen.\n$1 # se referatet'),
  (text) => text.replace(/^title: ([^"'>|#:]+)$/m, "title: '$1' # overskrift"),
  (text) => text.replace(/^ {2}role: ([^"'>|#:]+)$/m, '  role: "$1"'),
  (text) =>
    text.replace(
      /period:(?: #[^\n]*)?\n {2}from: (\S+)\n {2}to: (\S+)/,
      'period: { from: $1, to: $2 } # våren',
    ),
  (text) =>
    text.replace(
      /^(competences:\n)((?: {2}- .*\n)+)/m,
      (_, head: string, items: string) => head + items.replaceAll('  - ', '- '),
    ),
  (text) => text.replace(/^(learningGoals:\n)/m, '\n$1  # Tre mål holder.\n'),
  (text) => text.replace(/^(background: >-)$/m, '$1 # på vanlig norsk'),
  (text, dice) => {
    const fields = text.split(/\n(?=[a-zA-Z])/)
    const [head = '', ...rest] = fields
    return `${[head, ...rest.slice(dice % rest.length), ...rest.slice(0, dice % rest.length)]
      .map((part) => part.replace(/\n$/, ''))
      .join('\n')}\n`
  },
]

/** What the toolkit writes: a new status, a new value, an entry more or less. */
const edits: readonly ((data: Data) => Data)[] = [
  (data) => ({ ...data, withdrawn: { date: '2026-11-22', reason: 'Prosjektet er utsatt til høsten' } }),
  (data) => ({ ...data, confirmed: '2026-11-22' }),
  (data) => ({ ...data, title: 'En helt ny tittel: med kolon' }),
  (data) => ({
    ...data,
    background: `${'Dette er en ny og lang bakgrunn som går over flere linjer. '.repeat(5)}Slutt.`,
  }),
  (data) => ({ ...data, period: { ...(data['period'] as Data), to: '2028-01-31' } }),
  (data) => ({
    ...data,
    learningGoals: [...(data['learningGoals'] as string[]), 'Kunne dele det videre, # og mer'],
  }),
  (data) => ({
    ...data,
    learningGoals: (data['learningGoals'] as string[]).slice(1).concat('Kunne det siste'),
  }),
  (data) => ({ ...data, competences: ['klima', ...(data['competences'] as string[])] }),
  ({ unit: _, ...data }) => data,
  (data) => ({ ...data, unit: 'Ny enhet' }),
  (data) => ({ ...data, places: 3 }),
  (data) => ({ ...data, partners: { wished: ['ssb'], excluded: ['nav'] } }),
]

describe('one change at a time', () => {
  const [file = ''] = own
  it('a withdrawal adds its lines and touches no other', () => {
    const after = revised(file, { ...dataIn(file), withdrawn: { date: '2026-11-22', reason: 'Utsatt' } })
    expect(after).toBe(`${file}withdrawn:\n  date: 2026-11-22\n  reason: Utsatt\n`)
  })

  it('a confirmation changes one line, and the comment behind it stays', () => {
    const written = file.replace(/^confirmed: .*$/m, 'confirmed: "2026-10-01"  # av ledermøtet')
    const after = revised(written, { ...dataIn(written), confirmed: '2026-11-22' })
    expect(after).toBe(written.replace('"2026-10-01"', '"2026-11-22"'))
  })

  it('what says the same already is not touched, however it is written', () => {
    for (const text of own) expect(revised(text, dataIn(text))).toBe(text)
  })
})

it('whatever the habits of its writers, only the lines that are about the change are changed', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...own),
      fc.subarray(habits.map((_, at) => at)),
      fc.subarray(
        edits.map((_, at) => at),
        { minLength: 1, maxLength: 3 },
      ),
      fc.nat(30),
      (file, chosen, changes, dice) => {
        // Line ends last, for the other habits are written for one kind.
        const order = [...chosen].sort((a, b) => b - a)
        const text = order.reduce((written, at) => habits[at]?.(written, dice) ?? written, file)
        const before = dataIn(text)
        fc.pre(parseYaml(text).data !== undefined)
        const wanted = changes.reduce((data, at) => edits[at]?.(data) ?? data, before)
        const after = revised(text, wanted)
        expect(dataIn(after)).toEqual(wanted)
        const touched = new Set(
          [...Object.keys(before), ...Object.keys(wanted)].filter(
            (key) => JSON.stringify(before[key]) !== JSON.stringify(wanted[key]),
          ),
        )
        expect(untouched(after, touched)).toEqual(untouched(text, touched))
        expect(commentsIn(after)).toEqual(expect.arrayContaining([...commentsIn(text, touched)]))
        if (!text.includes('\r\n')) expect(after).not.toContain('\r')
        else expect(after.replaceAll('\r\n', '')).not.toContain('\n')
        if (!touched.has('unit')) expect(after.endsWith('\n')).toBe(text.endsWith('\n'))
      },
    ),
    { numRuns: 400, seed: 11 },
  )
})

/** Lines of fields that did not change, in order. */
function untouched(text: string, touched: ReadonlySet<string>): readonly string[] {
  let key = ''
  return text.split(/\r?\n/).filter((line) => {
    key = /^([a-zA-Z]+):/.exec(line)?.[1] ?? key
    return line !== '' && !touched.has(key)
  })
}

function commentsIn(text: string, without: ReadonlySet<string> = new Set()): readonly string[] {
  let key = ''
  return text.split(/\r?\n/).flatMap((line) => {
    key = /^([a-zA-Z]+):/.exec(line)?.[1] ?? key
    const gone = without.has('unit') && key === 'unit'
    const found = /(?:^|\s)(# (?:slik|Avtalt|se ref|overskrift|våren|Tre mål|på vanlig)[^\r\n]*)/.exec(
      line,
    )?.[1]
    return found && !gone ? [found] : []
  })
}
