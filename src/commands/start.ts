/** `start`: the main job in one go, check → match → render → overview, into a folder one can open. */
import { join } from 'node:path'
import { phaseOf } from '../core/agreement/phase.ts'
import { compare, hasErrors } from '../core/diagnostic.ts'
import { match } from '../core/match/match.ts'
import type { Agreement, Language } from '../core/model.ts'
import type { RenderedFile } from '../core/render/written.ts'
import { printJson } from '../core/report/json.ts'
import { located } from '../core/report/located.ts'
import { matchingJson } from '../core/report/matching.ts'
import { nearMissSentences, reasonSentence } from '../core/report/matching-sentences.ts'
import { summary } from '../core/report/report.ts'
import { digestIn } from '../core/rules/terms.ts'
import { type AgreementEntry, overview } from '../site/overview.ts'
import { type Checked, checkFolder, report } from './check.ts'
import type { Context, ExitCode } from './context.ts'
import { makeable, rememberingMakers } from './makers.ts'
import { outFolder } from './out.ts'
import { agreementIds, renderAll } from './render.ts'
import { replaceFiles } from './replacing.ts'

const manifest = 'manifest.json'

export async function run(context: Context, options: { readonly out: string }): Promise<ExitCode> {
  const out = outFolder(context.root, options.out)
  const { words } = context.speaker
  const say = (text: string) => context.remark(`• ${text}\n`)
  const checked = checkFolder(context)
  const { programme } = checked.loaded
  const printable = report(context, checked)
  say(words('start-checked', { summary: summary(printable) }))

  const matching = await match(programme, context.today)
  say(words('start-matched', { count: matching.proposals.length }))

  const { formats, trouble } = await makeable(['html', 'pdf', 'md'])
  const ids = agreementIds(programme)
  const rendered = await renderAll(checked, ids, {
    formats,
    languages: ['nb', 'nn', 'en'],
    makers: rememberingMakers(context.root),
  })
  say(words('start-rendered', { count: rendered.files.length }))

  const documents = rendered.files.map(({ path, content }) => ({ path: `agreements/${path}`, content }))
  const page = overview({
    speaker: context.speaker,
    programme,
    today: context.today,
    files: checked.files,
    diagnostics: [
      ...checked.diagnostics,
      ...rendered.faults.filter((fault) => !checked.diagnostics.includes(fault)),
    ],
    matching,
    agreements: [...programme.agreements.values()].map((agreement) =>
      entry(context, checked, agreement, documents),
    ),
    sentences: {
      reason: (reason) => reasonSentence(reason, programme, words),
      nearMiss: (miss, of) => nearMissSentences(miss, programme, words, of),
    },
  })
  const files = [
    ...documents,
    { path: 'check.json', content: printJson(printable) },
    { path: 'match.json', content: matchingJson(located(matching, checked.textOf), programme) },
    { path: 'index.html', content: page },
  ]
  replaceFiles(out, files, manifest)
  say(words('start-done'))
  const failed = hasErrors(checked.diagnostics) || rendered.faults.length > 0
  const code = finish(context, join(out, 'index.html'), failed)
  if (trouble) throw trouble
  return code
}

function finish({ print, speaker: { words } }: Context, path: string, failed: boolean): ExitCode {
  print(`\n${words('start-open', { path })}\n`)
  if (failed) print(`${words('start-errors')}\n`)
  return failed ? 2 : 0
}

/** The reader's own language first, and the agreement before its exchanges; only what a browser opens. */
function entry(
  { today, speaker: { words, language } }: Context,
  { loaded: { programme } }: Checked,
  agreement: Agreement,
  documents: readonly RenderedFile[],
): AgreementEntry {
  const digest = digestIn(programme, agreement)
  const { evaluations, settings } = programme
  const own = documents.flatMap(({ path }) => {
    const parts = new RegExp(
      `^agreements/${agreement.id}/${agreement.id}(?:-([^.]+))?\\.v\\d+\\.(nb|nn|en)\\.(html|pdf)$`,
    ).exec(path)
    if (!parts) return []
    const [, exchange, tongue, format] = parts as unknown as [string, string | undefined, Language, string]
    const name = exchange ? words('overview-exchange', { id: exchange }) : words('overview-cooperation')
    const key = format === 'pdf' ? 'overview-document-pdf' : 'overview-document'
    const label = words(key, { name, language: words(`language-${tongue}`) })
    const order = `${tongue === language ? 0 : 1} ${exchange ?? ''} ${format}`
    return [{ path, language: tongue, label, order }]
  })
  return {
    agreement,
    phase: digest === undefined ? undefined : phaseOf({ agreement, evaluations, settings, digest, today }),
    documents: own.sort((a, b) => compare(a.order, b.order)),
  }
}
