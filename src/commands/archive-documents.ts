/** Dokumentene i arkivet: those a release would have, of every agreement that can be read, whether it is in force or over. */
import type { FiledDocument } from '../core/archive/arkivmelding.ts'
import { check } from '../core/check.ts'
import type { Agreement, Language } from '../core/model.ts'
import {
  assetsOf,
  type Content,
  type Edition,
  manifestName,
  type PlannedFile,
  plannedFiles,
} from '../core/plan/release/manifest.ts'
import { type Format, formats } from '../core/render/formats.ts'
import { rules } from '../core/rules/index.ts'
import { digestIn } from '../core/rules/terms.ts'
import type { Unreadable } from '../io/ports.ts'
import { version } from '../io/toolkit.ts'
import type { Checked } from './check.ts'
import type { Context } from './context.ts'
import type { Programme as Loaded } from './loading.ts'
import { makeable } from './makers.ts'
import { type BeforeOf, beforeInClone } from './release-before.ts'
import { words } from './release-entries.ts'
import { agreementIds, renderAll } from './render.ts'

type Put = (
  name: string,
  content: Content,
) => { readonly name: string; readonly size: number; readonly sha256: string }

export type Made = {
  readonly documents: readonly FiledDocument[]
  readonly leftOut: readonly string[]
  readonly trouble?: Unreadable
}

const languages: readonly Language[] = ['nb', 'nn', 'en']

/** One agreement at a time, so that memory holds the documents of one. */
export async function documentsOf(context: Context, loaded: Loaded, commit: string, put: Put): Promise<Made> {
  const checked = judged(loaded, context.today)
  const { formats: possible, trouble } = await makeable(Object.keys(formats) as Format[])
  const beforeOf: BeforeOf = commit === '' ? async () => undefined : beforeInClone(context.root)
  const documents: FiledDocument[] = []
  const leftOut: string[] = []
  for (const id of agreementIds(loaded.loaded.programme)) {
    const made = await madeOf(id, checked, { commit, possible, beforeOf })
    if (made) documents.push(...made.flatMap((one) => filed(one, put)))
    else leftOut.push(id)
  }
  return { documents, leftOut, ...(trouble ? { trouble } : {}) }
}

function judged(loaded: Loaded, today: string): Checked {
  return { ...loaded, diagnostics: check({ head: loaded.loaded, textOf: loaded.textOf, today, rules }) }
}

type How = { readonly commit: string; readonly possible: readonly Format[]; readonly beforeOf: BeforeOf }

type One = {
  readonly agreement: Agreement
  readonly content: Content
  readonly name: string
  readonly as?: PlannedFile
}

/** Undefined when something in its files must be mended first. */
async function madeOf(
  id: string,
  checked: Checked,
  { commit, possible, beforeOf }: How,
): Promise<readonly One[] | undefined> {
  const { programme } = checked.loaded
  const agreement = programme.agreements.get(id)
  const termsDigest = agreement && digestIn(programme, agreement)
  if (!agreement || termsDigest === undefined) return undefined
  const first: Edition = { agreement, programme, commit, termsDigest, toolkit: version() }
  const before = await beforeOf(first)
  const edition = { ...first, ...(before ? { before } : {}) }
  const { files, faults } = await renderAll(checked, [id], {
    formats: possible,
    languages,
    before: () => before,
  })
  if (faults.length > 0) return undefined
  const planned = plannedFiles(edition, words).filter(({ format }) => possible.some((one) => one === format))
  const contents = new Map(files.map(({ path, content }) => [path.slice(id.length + 1), content]))
  const byName = new Map(planned.map((file) => [file.name, file]))
  return assetsOf(edition, planned, contents).map(({ name, content }) => {
    const as = byName.get(name)
    return { agreement, name: `${id}/${name}`, content, ...(as ? { as } : {}) }
  })
}

/** The list that goes with the documents of an agreement is a file like any other, but no document. */
function filed({ agreement, content, name, as }: One, put: Put): readonly FiledDocument[] {
  const there = put(name, content)
  if (!as || name.endsWith(`/${manifestName}`)) return []
  const { language, format } = as
  if (format === 'ics') return []
  const document = as.name.split('.v')[0] ?? as.name
  const kind = words(language)(`document-kind-${as.document}`)
  const which = document === agreement.id ? '' : ` (${document})`
  const title = `${kind}: ${agreement.title}${which}`
  return [{ ...there, agreement: agreement.id, document, title, language, format }]
}
