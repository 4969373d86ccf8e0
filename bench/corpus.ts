/**
 * Makes a programme of a given size for measuring: real shapes, no two files alike, no faults. Deterministic, so that
 * every run and every tool reads the same bytes.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'

const root = join(import.meta.dirname, '..')
const perAgency = 20

/** Writes `size` data files below `folder`: agencies with needs, over the repository's own settings, schemas and templates. */
export function writeCorpus(folder: string, size: number): void {
  for (const name of ['programme', 'templates', 'schemas'])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  const need = readYaml('agencies/kld/needs/klimaregnskap.yaml')
  const agency = readYaml('agencies/dfo/agency.yaml')
  const numbers = organisationNumbers()
  for (let written = 3, index = 0; written < size; index++) {
    // The settings name the agency that runs the programme.
    const slug = index === 0 ? 'dfo' : `virksomhet-${index}`
    const number = numbers.next().value as string
    write(folder, `agencies/${slug}/agency.yaml`, {
      ...agency,
      organisationNumber: number,
      shortName: `V${index}`,
    })
    written++
    for (let record = 0; record < perAgency && written < size; record++, written++) {
      write(folder, `agencies/${slug}/needs/behov-${record}.yaml`, {
        ...need,
        ...ownWords(index * perAgency + record),
      })
    }
  }
}

/** What differs from need to need; somewhat more text than most people write. */
function ownWords(seed: number) {
  const draw = drawFrom(seed)
  const sentence = (count: number) => {
    const text = Array.from({ length: count }, () => draw(vocabulary)).join(' ')
    return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
  }
  const competence = draw(competences)
  return {
    title: `${sentence(4)} ${seed}`,
    competences: [competence, draw(competences.filter((other) => other !== competence))],
    background: Array.from({ length: 10 }, () => `${sentence(14)}.`).join(' '),
    learningGoals: [sentence(9), sentence(7), sentence(10)],
    partners: {},
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

/** Words of the repository's own needs: the texts are nonsense, but they look like people's, and no two are alike. */
const vocabulary = [...new Set(ownTexts().toLowerCase().match(/\p{L}{3,}/gu))].sort()

function ownTexts(): string {
  const files = readdirSync(join(root, 'agencies'), { recursive: true, encoding: 'utf8' }).sort()
  const needs = files.filter((file) => /needs.[^/\\]+\.yaml$/.test(file))
  return needs.map((file) => String(readYaml(join('agencies', file))['background'])).join(' ')
}

const competences = (readYaml('programme/competences.yaml')['competences'] as { id: string }[]).map(({ id }) => id)

/** Draws by the number (Lehmer, MINSTD), the same for the same number. */
function drawFrom(seed: number): (from: readonly string[]) => string {
  let state = ((seed + 1) * 7_919_993) % 2_147_483_647
  return (from) => {
    state = (state * 48_271) % 2_147_483_647
    return from[state % from.length] as string
  }
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
