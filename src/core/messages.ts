/** Sentences: from a code and its args to what a person reads, in her language. */
import type { Args, Diagnostic } from './diagnostic.ts'
import type { Language } from './model.ts'
import { parseYaml } from './yaml.ts'

/** One language's `templates/messages/<language>.yaml`: sentences with holes, nothing else, so translators cannot break them. */
export type Messages = {
  /** By code of diagnostic. */
  readonly findings: Readonly<Record<string, string>>
  /** Vocabulary and short texts of reports, pages and documents. */
  readonly words: Readonly<Record<string, string>>
  /** Help and errors of the command line. */
  readonly cli: Readonly<Record<string, string>>
}

export type Words = (key: string, args?: Args) => string

export type Speaker = {
  readonly language: Language
  readonly say: (diagnostic: Pick<Diagnostic, 'code' | 'args'>) => string
  readonly words: Words
  readonly cli: Words
  /** What it speaks from, for pages that bring sentences along. */
  readonly messages: Messages
}

/** @throws Error when the file is not as it must be: it is part of the toolkit, not of anybody's data */
export function parseMessages(file: string, text: string): Messages {
  const { data, problems } = parseYaml(text)
  const problem = problems[0]
  if (problem) throw new Error(`${file}: ${problem.code} at offset ${problem.offset}`)
  return data as Messages
}

export function speaker(language: Language, messages: Messages): Speaker {
  const words = vocabulary(language, messages.words)
  const say: Speaker['say'] = ({ code, args }) => {
    const sentence = fill(known(messages.findings, code), spoken(args, language, words))
    return args.suggestion === undefined ? sentence : `${sentence} ${words('suggestion', args)}`
  }
  return { language, say, words, cli: vocabulary(language, messages.cli), messages }
}

function vocabulary(language: Language, texts: Readonly<Record<string, string>>): Words {
  const plural = new Intl.PluralRules(language)
  return (key, args = {}) => {
    const counted = args.count
    const form =
      counted === undefined ? key : `${key}_${plural.select(Number(counted)) === 'one' ? 'one' : 'other'}`
    return fill(texts[form] ?? known(texts, key), args)
  }
}

function known(texts: Readonly<Record<string, string>>, key: string): string {
  const text = texts[key]
  if (text === undefined) throw new Error(`no text for «${key}»`)
  return text
}

/** Args named `…Word` are keys of the vocabulary; `titleNb`, `titleNn` and `titleEn` are one title in three languages. */
function spoken(args: Args, language: Language, words: Words): Args {
  const spoken: Record<string, string | number> = { ...args }
  const own = suffixes[language]
  for (const [name, value] of Object.entries(args)) {
    if (name.endsWith('Word')) spoken[name] = words(String(value), args)
    else if (name.endsWith(own)) spoken[name.slice(0, -own.length)] = value
  }
  return spoken
}

const suffixes: Readonly<Record<Language, string>> = { nb: 'Nb', nn: 'Nn', en: 'En' }

/** Fills `{{name}}` holes. A hole without a value is a fault of ours, not of the reader's. */
export function fill(sentence: string, args: Args): string {
  return sentence.replaceAll(/\{\{(\w+)\}\}/g, (_hole, name: string) => {
    const value = args[name]
    if (value === undefined) throw new Error(`«${sentence}» needs «${name}»`)
    return String(value)
  })
}
