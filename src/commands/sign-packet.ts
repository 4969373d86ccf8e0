/** The way out: the PDFs that are to be signed, and for each what the signing service must be told. */
import { printPacketJson, printPacketText } from '../core/agreement/packet-told.ts'
import { documentIn, documentNames } from '../core/agreement/signables.ts'
import { signedOn } from '../core/agreement/signing.ts'
import { type Signable, type SigningRequest, signingPacket } from '../core/agreement/signing-packet.ts'
import type { Language } from '../core/model.ts'
import type { RenderedFile } from '../core/render/written.ts'
import { printText } from '../core/report/text.ts'
import { outputTo } from '../io/files.ts'
import { checkFolder, report } from './check.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { makeable, rememberingMakers } from './makers.ts'
import { outFolder } from './out.ts'
import { renderAll } from './render.ts'
import { hindrance } from './sign-readiness.ts'
import type { History, Standpoint } from './standpoints.ts'
import { versionBefore } from './version-before.ts'
import { voiceOf } from './voices.ts'

export type PacketOptions = {
  readonly out?: string
  readonly lang?: Language
  readonly format: 'text' | 'json'
}

export async function packet(
  context: Context,
  now: Standpoint,
  history: History,
  { out = 'out', lang, format }: PacketOptions,
): Promise<ExitCode> {
  const { agreement } = now
  const language = languageOf(now, lang)
  const output = outputTo(outFolder(context.root, out))
  const checked = checkFolder(context)
  const unready = hindrance(context, now, checked, format)
  if (unready !== undefined) return unready
  const { trouble } = await makeable(['pdf'])
  if (trouble) throw trouble
  const before = versionBefore(history)
  const makers = rememberingMakers(context.root)
  const wanted = { languages: [language], formats: ['pdf'], makers, before } as const
  const { files, faults } = await renderAll(checked, [agreement.id], wanted)
  if (faults.length > 0) {
    context.print(printText(report(context, { ...checked, diagnostics: faults })))
    return 2
  }
  const made = signingPacket(
    agreement,
    now.programme,
    signables(files, now, history, language),
    (own) => voiceOf(own).words,
  )
  for (const request of made.requests) write(request, files, agreement.id, output)
  const told = {
    ...made,
    agreement,
    programme: now.programme,
    folder: out,
    isSigned: now.digest !== undefined && signedOn(agreement, now.digest) !== undefined,
    isUnsaved: history.isUnsaved(agreement.id),
  }
  context.print(format === 'json' ? printPacketJson(told) : printPacketText(told, context.speaker))
  return made.requests.length === 0 || made.obstacles.some(({ obstacle }) => obstacle !== 'not-signed')
    ? 2
    : 0
}

/** One: the parties sign the agreement once. @throws Usage for a language it is not made in */
function languageOf({ agreement: { languages } }: Standpoint, wanted: Language | undefined): Language {
  const found = languages.find((one) => one === (wanted ?? languages[0]))
  if (found) return found
  throw new Usage('error.invalidChoice', {
    value: wanted ?? '',
    name: '--lang',
    choices: languages.join(', '),
  })
}

function signables(
  files: readonly RenderedFile[],
  { agreement, programme }: Standpoint,
  history: History,
  language: Language,
): readonly Signable[] {
  const before = versionBefore(history)({ agreement, programme })
  const names = documentNames(agreement, before?.programme ?? programme, before?.agreement)
  return files.flatMap(({ path, content }) => {
    const found = documentIn(path, names)
    if (!found || typeof content === 'string') return []
    const { document, exchange } = found
    const name = path.slice(agreement.id.length + 1)
    return [{ document, language, name, content, ...(exchange === undefined ? {} : { exchange }) }]
  })
}

/** The PDF, and beside it what the service asks. */
function write(
  request: SigningRequest,
  files: readonly RenderedFile[],
  id: string,
  output: ReturnType<typeof outputTo>,
): void {
  const path = `${id}/${request.file.name}`
  const file = files.find((one) => one.path === path)
  if (!file) return
  output.write(path, file.content)
  output.write(path.replace(/\.pdf$/, '.signing.json'), `${JSON.stringify(request, null, 2)}\n`)
}
