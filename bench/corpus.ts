/**
 * Makes a programme of a given size for measuring: real shapes, no two files alike, no faults. Deterministic, so that
 * every run and every tool reads the same bytes.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'

const root = join(import.meta.dirname, '..')
const perAgency = 20

/** Writes `size` data files below `folder`: agencies with needs, over the repository's own settings, schemas and templates. */
export function writeCorpus(folder: string, size: number): void {
  for (const name of ['programme', 'templates', 'schemas']) cpSync(join(root, name), join(folder, name), { recursive: true })
  const need = readYaml('agencies/kld/needs/klimaregnskap.yaml')
  const agency = readYaml('agencies/dfo/agency.yaml')
  const numbers = organisationNumbers()
  for (let written = 3, index = 0; written < size; index++) {
    const slug = `virksomhet-${index}`
    const number = numbers.next().value as string
    write(folder, `agencies/${slug}/agency.yaml`, { ...agency, organisationNumber: number, shortName: `V${index}` })
    written++
    for (let record = 0; record < perAgency && written < size; record++, written++) {
      const seed = index * perAgency + record
      const title = `${words(seed, 4)} ${index}-${record}`
      const background = `${String(need['background'])} ${words(seed + 7, 60)}.`
      write(folder, `agencies/${slug}/needs/behov-${record}.yaml`, { ...need, title, background, partners: {} })
    }
  }
}

function readYaml(path: string): Record<string, unknown> {
  return parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>
}

function write(folder: string, path: string, data: unknown): void {
  const file = join(folder, path)
  mkdirSync(join(file, '..'), { recursive: true })
  // As people write them, but with dates in quotes, because a peer reads bare dates as timestamps.
  const text = stringify(data, { blockQuote: 'folded' }).replaceAll(/: (\d{4}-\d{2}-\d{2})$/gm, ': "$1"')
  writeFileSync(file, `# Illustrasjon: oppdiktet eksempel.\n# yaml-language-server: $schema=../../../schemas/need.schema.json\n${text}`)
}

const vocabulary = 'tilsyn arkiv regnskap styring avtale kommune fagsystem rapport veileder metode samarbeid plan'.split(' ')

/** Words chosen by the number, so that no two texts say the same thing. */
function words(seed: number, count: number): string {
  let state = seed + 1
  return Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647
    return vocabulary[state % vocabulary.length]
  }).join(' ')
}

/** Numbers with a right check digit (mod 11), counted up from 8xxxxxxxx. */
function* organisationNumbers(): Generator<string> {
  const weights = [3, 2, 7, 6, 5, 4, 3, 2]
  for (let stem = 80000000; ; stem++) {
    const digits = [...String(stem)].map(Number)
    const rest = digits.reduce((sum, digit, index) => sum + digit * (weights[index] as number), 0) % 11
    const check = rest === 0 ? 0 : 11 - rest
    if (check < 10) yield `${stem}${check}`
  }
}
