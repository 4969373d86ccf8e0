/** Signatures are put into a file that people write by hand: theirs stays as it is, to the last blank. */
import { describe, expect, it } from 'vitest'
import { withSignatures } from '../../../src/core/agreement/signature-lines.ts'
import type { Signature } from '../../../src/core/model.ts'
import { parseYaml } from '../../../src/core/yaml.ts'

const terms = `sha256:${'a'.repeat(64)}`
const kld: Signature = { party: 'kld', role: 'Ekspedisjonssjef', date: '2026-11-20', method: 'esign', terms }
const dfo: Signature = { ...kld, party: 'dfo', role: 'Avdelingsdirektør', method: 'ink' }

const lines = (one: Signature, indent: string) =>
  Object.entries(one)
    .map(([name, value], index) => `${indent}${index === 0 ? '- ' : '  '}${name}: ${value}\n`)
    .join('')
const flow = `{ party: kld, role: Ekspedisjonssjef, date: 2026-11-20, method: esign, terms: ${terms} }`
const other = `{ party: dfo, role: Avdelingsdirektør, date: 2026-11-20, method: ink, terms: ${terms} }`

describe('a list that is there', () => {
  it.each([
    ['is empty', 'signatures: []\n', `signatures:\n${lines(kld, '  ')}`],
    [
      'is empty, with a remark behind it and a field below',
      'a: 1\nsignatures: []   # ingen ennå\ntermination:\n  by: kld\n',
      `a: 1\nsignatures:   # ingen ennå\n${lines(kld, '  ')}termination:\n  by: kld\n`,
    ],
    [
      'has one, further in',
      `signatures:\n${lines(dfo, '    ')}`,
      `signatures:\n${lines(dfo, '    ')}${lines(kld, '    ')}`,
    ],
    [
      'has one, not further in',
      `signatures:\n${lines(dfo, '')}a: 1\n`,
      `signatures:\n${lines(dfo, '')}${lines(kld, '')}a: 1\n`,
    ],
    [
      'has one on a line, and a remark that belongs to what follows',
      `signatures:\n  # først\n  - ${other}\n\n# Oppsigelse\ntermination: { by: kld }\n`,
      `signatures:\n  # først\n  - ${other}\n${lines(kld, '  ')}\n# Oppsigelse\ntermination: { by: kld }\n`,
    ],
    ['has one in brackets', `signatures: [${other}]\n`, `signatures: [${other}, ${flow}]\n`],
    [
      'has one in brackets over lines',
      `signatures: [\n  ${other},\n]\n`,
      `signatures: [\n  ${other}, ${flow}\n]\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(withSignatures(before, [kld])).toBe(after)
  })
})

describe('a list that is not there', () => {
  it.each([
    ['is begun at the end', 'a: 1\n', `a: 1\nsignatures:\n${lines(kld, '  ')}`],
    [
      'is begun at the end of a file without a last line break',
      'a: 1',
      `a: 1\nsignatures:\n${lines(kld, '  ').trimEnd()}`,
    ],
    [
      'is begun before the termination',
      'a: 1\ntermination: { by: kld }\n',
      `a: 1\nsignatures:\n${lines(kld, '  ')}termination: { by: kld }\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(withSignatures(before, [kld])).toBe(after)
  })
})

describe('all else stays', () => {
  it('line breaks as Windows writes them', () => {
    const after = withSignatures('# Avtale\r\na: "1"\r\nsignatures: []\r\n', [kld]) ?? ''
    expect(after.startsWith('# Avtale\r\na: "1"\r\nsignatures:\r\n  - party: kld\r\n')).toBe(true)
    expect(after.replaceAll('\r\n', '')).not.toContain('\n')
  })

  it('both kinds of line break in one file', () => {
    const after = withSignatures('a: 1\r\nb: 2\nsignatures: []\nc: 3\n', [kld]) ?? ''
    expect(after.startsWith('a: 1\r\nb: 2\nsignatures:\n')).toBe(true)
    expect(after.endsWith('c: 3\n')).toBe(true)
  })

  it('nothing is changed when there is nothing to put in', () => {
    expect(withSignatures('a: 1\n', [])).toBe('a: 1\n')
  })
})

describe('a role reads back as it was told', () => {
  it.each([
    'Fagdirektør',
    'Direktør: drift',
    'Leder for «HR», fellestjenester',
    "Sjef 'i linja'",
    'Null',
    'no',
    '12',
    '2027-03-01',
    '# leder',
    '- leder',
    '{leder}',
    '& leder',
    'A: B #c',
  ])('%s', (role) => {
    for (const before of ['a: 1\n', 'signatures: []\n', `signatures: [${other}]\n`]) {
      const after = withSignatures(before, [{ ...kld, role }]) ?? ''
      const { data, problems } = parseYaml(after)
      expect(problems).toEqual([])
      expect((data as { signatures: Signature[] }).signatures.at(-1)?.role).toBe(role)
    }
  })
})

describe('what cannot be done safely is left to people', () => {
  it.each([
    ['a file that not everybody reads alike', 'a: &x 1\nb: *x\n'],
    [
      'an indented block behind which nobody can tell where the list ends',
      `signatures:\n  - ${other}\n  - party: kld\n    role: |\n      En\n\n      # to\n`,
    ],
    ['no group of fields', '- a\n'],
    ['a field that stands in quotation marks', `"signatures": [${other}]\n`],
  ])('%s', (_, before) => {
    const after = withSignatures(before, [kld])
    if (after === undefined) return expect(after).toBeUndefined()
    // Otherwise it must say exactly the same, and one more.
    const list = (text: string) => (parseYaml(text).data as { signatures: Signature[] }).signatures
    expect(list(after)).toEqual([...list(before), kld])
  })
})
