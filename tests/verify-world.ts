/** Folders with an agreement in them, documents made of it, and the command that says whether they are genuine. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Context } from '../src/commands/context.ts'
import { makers } from '../src/commands/makers.ts'
import { run as render } from '../src/commands/render.ts'
import { historyIn } from '../src/commands/standpoints.ts'
import { run as verify } from '../src/commands/verify.ts'
import { voiceOf } from '../src/commands/voices.ts'
import type { Language } from '../src/core/model.ts'
import { renderAgreement, renderParallel } from '../src/core/render/documents.ts'
import type { People } from '../src/core/render/people.ts'
import { world } from './tool.ts'
import { root } from './worlds.ts'

export const agreementFile = 'agreements/kld-dfo/agreement.yaml'
export const original = readFileSync(join(root, 'tests/rules/_world', agreementFile), 'utf8')

/** The agreement with something else in it than there was. @throws Error when there was no such thing */
export function rewritten(...changes: readonly (readonly [was: string, is: string])[]): string {
  return changes.reduce((text, [was, is]) => {
    if (!text.includes(was)) throw new Error(`there is no «${was}»`)
    return text.replace(was, is)
  }, original)
}

/** The world of the stories with the real standard texts. */
export function folderWith(files: Readonly<Record<string, string | undefined>> = {}): string {
  const documents = ['cooperation-agreement', 'exchange-agreement']
  const texts = documents.flatMap((document) =>
    ['nb', 'nn'].map((language) => {
      const path = `templates/${document}/1/${language}.md.hbs`
      return [path, readFileSync(join(root, path), 'utf8')] as const
    }),
  )
  return world({ ...Object.fromEntries(texts), [agreementFile]: original, ...files })
}

function contextIn(folder: string, language: Language, print: (text: string) => void): Context {
  return {
    root: folder,
    today: '2026-11-22',
    language,
    speaker: voiceOf(language),
    colour: false,
    interactive: false,
    print,
    remark: print,
    github: {
      api: '',
      fetch: () => Promise.reject(new Error('nobody is asked')),
      pace: { write: 0, retry: 0 },
    },
  }
}

/** Makes the documents, and gives the path of one of them. */
export async function rendered(
  folder: string,
  format: string,
  name = 'kld-dfo',
  version = 1,
  language = 'nb',
): Promise<string> {
  const out = join(folder, 'out')
  await render(
    contextIn(folder, 'nb', () => {}),
    { agreements: ['kld-dfo'], out, format },
  )
  return join(out, `kld-dfo/${name}.v${version}.${language}.${format}`)
}

export type Said = { readonly code: number; readonly out: string }

export async function asked(
  folder: string,
  files: readonly string[],
  format: 'text' | 'json' = 'text',
  language: Language = 'nb',
): Promise<Said> {
  let out = ''
  const code = await verify(
    contextIn(folder, language, (text) => {
      out += text
    }),
    { files, format },
  )
  return { code, out: out.replaceAll(`${folder}/`, '') }
}

/** What JSON says of one file. */
export async function answer(folder: string, file: string) {
  const { code, out } = await asked(folder, [file], 'json')
  const { files } = JSON.parse(out)
  return { code, ...files[0] }
}

/** A copy of a file with something else in it. */
export function copy(folder: string, name: string, content: string | Uint8Array): string {
  const file = join(folder, 'received', name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

/** A document that `render` makes only when it is told more than the agreement says. */
export async function made(
  folder: string,
  ending: string,
  more: { readonly before?: boolean; readonly people?: People; readonly pair?: boolean },
): Promise<string> {
  const history = historyIn(folder)
  const now = history.now('kld-dfo')
  if (!now) throw new Error('there is no agreement')
  const [earlier] = history.past('kld-dfo')
  const options = {
    formats: ['docx'],
    words: (language: Language) => voiceOf(language).words,
    makers,
    ...(more.before && earlier ? { before: earlier.agreement } : {}),
    ...(more.people ? { people: more.people } : {}),
  } as const
  const files = more.pair
    ? await renderParallel(now.agreement, now.programme, ['nb', 'nn'], options)
    : await renderAgreement(now.agreement, now.programme, { ...options, languages: ['nb'] })
  const file = files.find(({ path }) => path.endsWith(ending))
  if (!file) throw new Error(`there is no ${ending} among ${files.map(({ path }) => path).join(' ')}`)
  return copy(folder, file.path.split('/').at(-1) ?? '', file.content)
}
