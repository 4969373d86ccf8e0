/** A programme with an agreement to be signed, the command that does it, and files as a signing service gives them back. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect } from 'vitest'
import type { Context, Usage } from '../src/commands/context.ts'
import { run, type SignOptions } from '../src/commands/sign.ts'
import { voiceOf } from '../src/commands/voices.ts'
import type { Language } from '../src/core/model.ts'
import { parseYaml } from '../src/core/yaml.ts'
import { commit } from './tool.ts'
import { signed } from './verify-signing.ts'
import { agreementFile, folderWith, original } from './verify-world.ts'

/** The agreement of the stories, saved in Git on 15 November 2026. */
export function programme(files: Readonly<Record<string, string | undefined>> = {}): string {
  const folder = folderWith(files)
  savedOn(folder, '2026-11-15')
  return folder
}

/** Git reckons with this day, whatever day it is. */
export function savedOn(folder: string, day: string): void {
  const now = process.env['GIT_COMMITTER_DATE']
  process.env['GIT_COMMITTER_DATE'] = `${day}T12:00:00+0100`
  try {
    commit(folder)
  } finally {
    if (now === undefined) delete process.env['GIT_COMMITTER_DATE']
    else process.env['GIT_COMMITTER_DATE'] = now
  }
}

export type Said = { readonly code: number; readonly out: string; readonly remarks: string }

export type Wanted = Partial<SignOptions> & { readonly today?: string; readonly language?: Language }

export async function sign(folder: string, wanted: Wanted = {}): Promise<Said> {
  const { today = '2026-11-22', language = 'nb', ...options } = wanted
  let [out, remarks] = ['', '']
  const context: Context = {
    root: folder,
    today,
    language,
    speaker: voiceOf(language),
    colour: false,
    interactive: false,
    print: (text) => {
      out += text
    },
    remark: (text) => {
      remarks += text
    },
    github: {
      api: '',
      fetch: () => Promise.reject(new Error('nobody is asked')),
      pace: { write: 0, retry: 0 },
    },
  }
  const code = await run(context, { agreement: 'kld-dfo', format: 'text', ...options })
  return { code, out: out.replaceAll(`${folder}/`, ''), remarks: remarks.replaceAll(`${folder}/`, '') }
}

/** The PDFs that are to be signed, made by the command itself; gives one of them. */
export async function packed(
  folder: string,
  name = 'kld-dfo.v1.nb.pdf',
  lang?: Language,
): Promise<Uint8Array> {
  const out = join(folder, 'out')
  const said = await sign(folder, { out, ...(lang ? { lang } : {}) })
  if (said.code !== 0) throw new Error(said.out)
  return readFileSync(join(out, 'kld-dfo', name))
}

/** Signatures as long as real ones are, and as empty: nobody looks into them. */
const filled = `30${'82'.repeat(63)}`

/** Signed on these days, one signature each. At noon in Norway, unless a time is written out. */
export function signedOn(file: Uint8Array, ...days: readonly string[]): Uint8Array {
  return days.reduce<Uint8Array>((signedSoFar, day) => {
    const when = day.startsWith('D:') ? day : `D:${day.replaceAll('-', '')}120000+01'00'`
    return signed(signedSoFar, { contents: filled, when })
  }, file)
}

/** Signed by somebody whose program does not say when. */
export function signedSometime(file: Uint8Array): Uint8Array {
  return signed(file, { contents: filled })
}

const places: string[] = []

afterAll(() => {
  for (const place of places.splice(0)) rmSync(place, { recursive: true, force: true })
})

/** A file as somebody has fetched it, outside the repository. */
export function received(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'mobilitet-received-'))
  places.push(folder)
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

export function agreementIn(folder: string): string {
  return readFileSync(join(folder, agreementFile), 'utf8')
}

export function signaturesIn(text: string): unknown {
  return (parseYaml(text).data as { readonly signatures?: unknown }).signatures
}

/** Which wrong usage it was. */
export function usage(wanted: Promise<unknown>): Promise<string> {
  return wanted.then(
    () => 'nothing',
    (error: Usage) => error.key,
  )
}

/** What is said of a file that is not recorded: the sentence, without the place and what follows. */
export function refusalsIn(folder: () => string) {
  return async (file: string, wanted: Wanted = {}, where = folder()): Promise<string> => {
    const before = agreementIn(where)
    const { code, out } = await sign(where, { file, ...wanted })
    expect({ code, isChanged: agreementIn(where) !== before }).toEqual({ code: 2, isChanged: false })
    expect(out).toContain(`${file}: `)
    expect(out).toContain('Ingenting er ført inn.')
    return out.slice(`${file}: `.length).split('\n')[0] ?? ''
  }
}

export { agreementFile, original }
