/** The small world with an agreement that is ready to be signed, for stories about releases. */
import { voiceOf } from '../../src/commands/voices.ts'
import type { Language } from '../../src/core/model.ts'
import type { Edition } from '../../src/core/plan/release/manifest.ts'
import { digestIn } from '../../src/core/rules/terms.ts'
import { story } from '../tool.ts'
import { layers, loadTree, root, type Tree } from '../worlds.ts'

export const path = 'agreements/kld-dfo/agreement.yaml'
export const tag = 'kld-dfo/v1'
export const commit = '1'.repeat(40)
export const self = { login: 'github-actions[bot]', id: 41_898_282 }
export const stranger = { login: 'stranger', id: 666 }

export const words = (language: Language) => voiceOf(language).words

const small = layers(`${story}/_world`)
const standardTexts = [...layers(`${root}/templates`)].filter(([file]) => file.endsWith('.md.hbs'))

/** Files as they are, or as they become by what is replaced in them. */
export type Files = Readonly<Record<string, string | ((text: string) => string)>>

/** With the real standard texts, in all three languages. */
export function textsOf(files: Files = {}): Readonly<Record<string, string>> {
  const tree: Tree = new Map([
    ...small,
    ...standardTexts.map(([file, bytes]) => [`templates/${file}`, bytes] as const),
  ])
  const texts = new Map([...tree].map(([file, bytes]) => [file, Buffer.from(bytes).toString('utf8')]))
  for (const [file, made] of Object.entries(files))
    texts.set(file, typeof made === 'string' ? made : made(texts.get(file) ?? ''))
  return Object.fromEntries(texts)
}

export function edition(files: Files = {}): Edition {
  const tree = new Map(Object.entries(textsOf(files)).map(([file, text]) => [file, Buffer.from(text)]))
  const { programme, diagnostics } = loadTree(tree)
  const agreement = programme.agreements.get('kld-dfo')
  const termsDigest = agreement && digestIn(programme, agreement)
  if (!agreement || !termsDigest) throw new Error(`not readable: ${JSON.stringify(diagnostics)}`)
  return { agreement, programme, commit, termsDigest, toolkit: '0.1.0' }
}

export function languages(written: string) {
  return (text: string) => text.replace('languages: [nb]', `languages: [${written}]`)
}

/** Several changes of the same file. */
export function all(...changes: readonly ((text: string) => string)[]) {
  return (text: string) => changes.reduce((result, change) => change(result), text)
}

export function replacing(from: string, to: string) {
  return (text: string) => {
    if (!text.includes(from)) throw new Error(`«${from}» is not in the file`)
    return text.replace(from, () => to)
  }
}

export const secondVersion = all(
  replacing('languages: [nb]', 'version: 2\nlanguages: [nb]'),
  replacing('workload: 100', 'workload: 60'),
)
