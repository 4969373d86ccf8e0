/** Avslag på en kobling: why somebody says no, understood from a line of text, and the file it is written down in. */
import type { Written } from '../../kinds.ts'
import { nearest } from '../../nearest.ts'
import { findPersonalData } from '../../personal-data.ts'
import { decode } from '../../text.ts'
import { parseYaml, writeYaml } from '../../yaml.ts'

export type Decision = Written['decision']
export type DeclineReason = Decision['reason']

/** What people may write for each reason, besides its code. */
const phrases: Readonly<Record<DeclineReason, readonly string[]>> = {
  'no-capacity': [
    ...['kapasitet', 'manglende kapasitet', 'ikke kapasitet', 'ingen kapasitet'],
    ...['manglande kapasitet', 'ikkje kapasitet', 'capacity', 'no capacity'],
  ],
  timing: ['tidspunkt', 'tidspunktet', 'tid', 'perioden'],
  'not-relevant': [
    ...['ikke relevant', 'ikke aktuelt', 'uaktuelt'],
    ...['ikkje relevant', 'ikkje aktuelt', 'not relevant'],
  ],
  'partner-found': [
    ...['funnet partner', 'har funnet partner', 'funne partnar', 'har funne partnar'],
    ...['partner', 'partnar', 'partner found', 'found a partner'],
  ],
  conditions: ['vilkår', 'vilkårene', 'vilkåra'],
  other: ['annet', 'annen grunn', 'anna', 'anna grunn', 'annan grunn', 'other reason'],
}

export const declineReasons = Object.keys(phrases) as readonly DeclineReason[]

const longestPhrase = 3

export type Given =
  | { readonly kind: 'reason'; readonly reason: DeclineReason; readonly note: string }
  /** Nothing that is a reason. A near one is only suggested: what is declined by a slip is declined in public. */
  | { readonly kind: 'none'; readonly near?: DeclineReason }

/** The reason comes first, as a word or a few; whatever comes after it is a note. */
export function reasonIn(argument: string): Given {
  const words = argument.split(/\s+/).filter((word) => word !== '')
  for (let count = longestPhrase; count > 0; count--) {
    const reason = reasonCalled(phraseOf(words.slice(0, count)))
    if (reason) return { kind: 'reason', reason, note: noteIn(words.slice(count)) }
  }
  const near = nearReason(words)
  return { kind: 'none', ...(near ? { near } : {}) }
}

/** Without the signs that people put around a word, or after it. */
function phraseOf(words: readonly string[]): string {
  const phrase = words.join(' ').normalize('NFC').toLowerCase()
  return phrase.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}

function noteIn(words: readonly string[]): string {
  return words.join(' ').replace(/^[–—:;,.-]+\s*/, '')
}

function reasonCalled(phrase: string): DeclineReason | undefined {
  return declineReasons.find((reason) => [reason, ...phrases[reason]].includes(phrase))
}

/** Of as many words as were written: more or fewer are no slip. */
function nearReason(words: readonly string[]): DeclineReason | undefined {
  const known = declineReasons.flatMap((reason) => [reason, ...phrases[reason]])
  const [phrase] = [2, 1].flatMap((count) => {
    const alike = known.filter((one) => one.split(' ').length === count)
    return nearest(phraseOf(words.slice(0, count)), alike) ?? []
  })
  return phrase === undefined ? undefined : reasonCalled(phrase)
}

/** The file cannot be taken back, so what should not be in it is left out of it. */
export function noteTrouble(note: string): 'personal' | 'unreadable' | undefined {
  if (findPersonalData(note).length > 0) return 'personal'
  const text = writeYaml({ note }, 'x')
  const { problems } = decode(new TextEncoder().encode(text))
  return problems.length + parseYaml(text).problems.length > 0 ? 'unreadable' : undefined
}

export function decisionPath(match: string): string {
  return `decisions/${match}.yaml`
}

/** The fingerprint a decision rests on, as its file says; undefined for a text that is none. */
export function basisIn(text: string | undefined): string | undefined {
  const data = text === undefined ? undefined : parseYaml(text).data
  const said: unknown =
    typeof data === 'object' && data !== null ? Reflect.get(data, 'fingerprint') : undefined
  return typeof said === 'string' ? said : undefined
}

export function decisionText({ match, by, reason, date, fingerprint, note }: Decision): string {
  const data = { match, by, reason, date, fingerprint, ...(note ? { note } : {}) }
  return writeYaml(data, 'yaml-language-server: $schema=../schemas/decision.schema.json')
}
