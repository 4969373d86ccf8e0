/** The first version's similarity, kept as it was so that others can be measured against it: docs/decisions/009. */
import { compare } from '../../src/core/diagnostic.ts'
import type { Concept, Registration } from '../../src/core/model.ts'

/** Ideas of a registration's text. The lists go together; ideas are numbers, ascending, so that two lists merge fast. */
type Ideas = {
  readonly numbers: readonly number[]
  readonly weights: readonly number[]
  /** The word each was read from, and the first field it stands in. */
  readonly words: readonly string[]
  readonly at: readonly string[]
  readonly total: number
}

/** Fagord: the competence list's names and synonyms, by their normalised words. */
type Phrases = { readonly ideas: ReadonlyMap<string, string>; readonly longest: number }

/** A phrase of the list says more than a word that happens to recur. */
const phraseWeight = 3

/** Two good descriptions of the same thing share about this part of the shorter one; more does not count. */
const fullMarks = 0.4

function phrases(concepts: Iterable<Concept>): Phrases {
  const ideas = new Map<string, string>()
  for (const { id, label, synonyms } of [...concepts].sort((a, b) => compare(a.id, b.id))) {
    const names = [label, synonyms ?? {}].flatMap((texts) => Object.values(texts).flat())
    for (const name of names) {
      const key = words(name).map(firstStem).join(' ')
      if (key !== '' && !ideas.has(key)) ideas.set(key, `#${id}`)
    }
  }
  return { ideas, longest: Math.max(1, ...[...ideas.keys()].map((key) => key.split(' ').length)) }
}

/** Reads the title, the background and the learning goals of each registration, by id. */
export function readFirst(
  registrations: Iterable<Registration>,
  concepts: Iterable<Concept>,
): ReadonlyMap<string, Ideas> {
  const known = phrases(concepts)
  const numbers = new Map<string, number>()
  const numberOf = (idea: string): number => {
    const number = numbers.get(idea) ?? numbers.size
    numbers.set(idea, number)
    return number
  }
  return new Map([...registrations].map((one) => [one.id, ideasIn(one, known, numberOf)]))
}

function ideasIn(
  { title, learningGoals, background }: Registration,
  known: Phrases,
  numberOf: (idea: string) => number,
): Ideas {
  const first = new Map<number, { word: string; at: string; weight: number }>()
  const add = (text: string, at: string): void => {
    for (const { idea, word, weight } of read(text, known)) {
      const number = numberOf(idea)
      if (!first.has(number)) first.set(number, { word, at, weight })
    }
  }
  add(title, 'title')
  for (const [index, goal] of learningGoals.entries()) add(goal, `learningGoals.${index}`)
  add(background, 'background')
  const sorted = [...first].sort(([a], [b]) => a - b)
  const weights = sorted.map(([, { weight }]) => weight)
  return {
    numbers: sorted.map(([number]) => number),
    weights,
    words: sorted.map(([, { word }]) => word),
    at: sorted.map(([, { at }]) => at),
    total: weights.reduce((sum, weight) => sum + weight, 0),
  }
}

type Reading = { readonly idea: string; readonly word: string; readonly weight: number }

/** Reads from the left, the longest phrase first. */
function* read(text: string, { ideas, longest }: Phrases): Generator<Reading> {
  const written = words(text)
  const stems = written.map(firstStem)
  for (let at = 0; at < stems.length; ) {
    const length = phraseLength(stems, at, ideas, longest)
    const word = written.slice(at, at + Math.max(1, length)).join(' ')
    if (length > 0)
      yield { idea: ideas.get(stems.slice(at, at + length).join(' ')) ?? '', word, weight: phraseWeight }
    else if (!ordinary.has(word) && word.length > 2) yield { idea: stems[at] ?? '', word, weight: 1 }
    at += Math.max(1, length)
  }
}

function phraseLength(
  stems: readonly string[],
  at: number,
  ideas: ReadonlyMap<string, string>,
  longest: number,
): number {
  for (let length = Math.min(longest, stems.length - at); length > 0; length--) {
    if (ideas.has(stems.slice(at, at + length).join(' '))) return length
  }
  return 0
}

/** How much two texts have in common of all that the shorter one says, 0–1. */
export function firstSimilarity(one: Ideas, other: Ideas): number {
  const least = Math.min(one.total, other.total)
  if (least === 0) return 0
  let shared = 0
  merge(one, other, (mine) => {
    shared += one.weights[mine] ?? 0
  })
  return Math.min(1, shared / least / fullMarks)
}

/** Calls with the positions of each idea that is in both. */
function merge(one: Ideas, other: Ideas, found: (mine: number, theirs: number) => void): void {
  let [mine, theirs] = [0, 0]
  while (mine < one.numbers.length && theirs < other.numbers.length) {
    const ahead = (one.numbers[mine] ?? 0) - (other.numbers[theirs] ?? 0)
    if (ahead === 0) found(mine, theirs)
    if (ahead <= 0) mine++
    if (ahead >= 0) theirs++
  }
}

function words(text: string): readonly string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/** Endings of number, definiteness and tense in both written forms, the longest first. */
const endings =
  /(?:elsene|elsane|ingene|ingane|elsen|elser|elsar|ingen|inger|ingar|else|ene|ane|ing|ens|ers|ar|er|en|et|te|e|a|s|t)$/

/** Also measured by itself. */
export function firstStem(word: string): string {
  const plain = word
    .replace(/^verksemd/, 'virksomhet')
    .replace(/leiing/, 'ledelse')
    .replace(/tryggleik/, 'sikkerhet')
  const trimmed = plain.replace(endings, '')
  return trimmed.length >= 3 ? trimmed : plain
}

/** Words that any registration may use: grammar, and the vocabulary of exchanging staff itself. */
const ordinary = new Set(
  `og i på til for av med som en et ei ein eit er var vil vi oss vår vårt våre dere deres de dei dem det den dette denne disse
  han hun ho seg sin sitt sine har hadde ha kan kunne skal skulle må måtte bør blir bli ble blei ved om fra frå mot hos
  etter før under over mellom gjennom uten utan at når hvordan korleis hvor kor hva kva hvem kven hvilke kva så også òg
  men eller enn både ikke ikkje mer meir mest mye mykje flere fleire andre annen anna noe noko noen nokon alle alt hele
  heile gang bedre betre god gode godt ny nye nytt nå no der her slik hverandre kvarandre egen eigen eget eige egne eigne
  lære lærer lært læring kompetanse medarbeider medarbeidar medarbeidere medarbeidarar virksomhet verksemd virksomheten
  verksemda virksomheter verksemder hospitere hospitering hospitant utveksling arbeid arbeide arbeider arbeidet arbeidar
  jobbe jobber trenger treng ønsker ønskjer får få gi gir gjør gjere gjøre ta tar bruke bruker bruk brukar se ser sjå
  sette sett setje forstå kjenne delta følge følgje erfaring erfaringer erfaringar metode metoder metodar oppgave oppgaver
  oppgåve oppgåver fag faget faglig fagleg område områder område staten statlig statleg direktorat avdeling seksjon team
  dag uke uker veke veker år the and of to in for with how we our from are that this will can`.split(/\s+/),
)
