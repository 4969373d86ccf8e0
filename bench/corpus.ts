/**
 * Makes a programme of a given size for measuring: real shapes, no two files alike, no faults. Deterministic, so that
 * every run and every tool reads the same bytes.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { isOrganisationNumber } from '../src/core/organisation-number.ts'
import { writeYaml } from '../src/core/yaml.ts'

const root = join(import.meta.dirname, '..')
const perAgency = 20

/** Writes `size` data files below `folder`: agencies with needs, over the repository's own settings, schemas and templates. */
export function writeCorpus(folder: string, size: number): void {
  for (const name of ['programme', 'templates', 'schemas', 'agencies/dfo/agency.yaml']) {
    cpSync(join(root, name), join(folder, name), { recursive: true })
  }
  const need = readYaml('agencies/kld/needs/klimaregnskap.yaml')
  const agency = readYaml('agencies/dfo/agency.yaml')
  const numbers = organisationNumbers()
  const told = ownSentences()
  const wanted = competencesBut(need['inReturn'] as readonly string[])
  for (let written = 4, index = 0; written < size; index++) {
    const slug = `virksomhet-${index}`
    const number = numbers.next().value as string
    write(folder, `agencies/${slug}/agency.yaml`, {
      ...agency,
      organisationNumber: number,
      shortName: `V${index}`,
    })
    written++
    for (let record = 0; record < perAgency && written < size; record++, written++) {
      const seed = index * perAgency + record
      const title = `Behov ${index}-${record}`
      const [first = '', second = '', ...rest] = chosen(told, seed, 9)
      const texts = { title, background: rest.join(' '), learningGoals: [first, second] }
      const competences = [wanted[seed % wanted.length], wanted[(seed * 7 + 1) % wanted.length]]
      const own = { ...texts, competences: [...new Set(competences)], partners: {} }
      write(folder, `agencies/${slug}/needs/behov-${record}.yaml`, { ...need, ...own })
    }
  }
}

/** What the repository's own registrations say, sentence by sentence: real words in a real mixture. */
function ownSentences(): readonly string[] {
  const files = readdirSync(join(root, 'agencies'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?:needs|offers)\/.*\.yaml$/.test(file))
    .sort()
  return files.flatMap((file) =>
    String(readYaml(`agencies/${file}`)['background'])
      .trim()
      .split(/(?<=[.!?])\s+/),
  )
}

function competencesBut(given: readonly string[]): readonly string[] {
  const { competences } = readYaml('programme/competences.yaml') as { competences: readonly { id: string }[] }
  return competences.map(({ id }) => id).filter((id) => !given.includes(id))
}

function readYaml(path: string): Record<string, unknown> {
  return parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>
}

function write(folder: string, path: string, data: object): void {
  const file = join(folder, path)
  mkdirSync(join(file, '..'), { recursive: true })
  // As people write them, but with dates in quotes, because a peer reads bare dates as timestamps.
  const text = writeYaml(data, 'Illustrasjon: oppdiktet eksempel.')
  writeFileSync(file, text.replaceAll(/: (\d{4}-\d{2}-\d{2})$/gm, ': "$1"'))
}

/** Sentences chosen by the number and marked with it: agencies do not write each other's sentences. */
function chosen(sentences: readonly string[], seed: number, count: number): readonly string[] {
  let state = seed + 1
  return Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647
    return (sentences[state % sentences.length] ?? '').replace(/[.!?]$/, ` i sak ${seed}.`)
  })
}

/** Numbers with a right check digit, counted up from 8xxxxxxxx. */
function* organisationNumbers(): Generator<string> {
  for (let number = 800000000; ; number++) if (isOrganisationNumber(String(number))) yield String(number)
}
