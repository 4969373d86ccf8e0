/** `site`: the public pages, into a folder that any web server can show. */
import { count, hasErrors } from '../core/diagnostic.ts'
import { fileRules } from '../core/file-rules.ts'
import { calendarsOf } from '../core/follow-up/calendars.ts'
import { milestonesIn } from '../core/follow-up/milestones.ts'
import { match } from '../core/match/match.ts'
import type { Language } from '../core/model.ts'
import { ruleBook } from '../core/report/rule-book.ts'
import { safeJson } from '../core/report/visible.ts'
import { rules } from '../core/rules/index.ts'
import { readSiteParts } from '../io/site-parts.ts'
import { readSiteTexts } from '../io/site-texts.ts'
import type { SiteFacts, SiteFile } from '../site/model.ts'
import { site } from '../site/site.ts'
import { type Checked, checkFolder } from './check.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { revisionsIn } from './follow-up-revisions.ts'
import { schemaOf } from './loading.ts'
import { outFolder } from './out.ts'
import { refuseStrangers, replaceFiles } from './replacing.ts'
import { historyOf } from './report-history.ts'
import { siteAddress } from './site-address.ts'
import { type SiteDocuments, siteDocuments } from './site-documents.ts'
import { voiceOf } from './voices.ts'

export type SiteOptions = {
  readonly out: string
  readonly address?: string
  readonly repo?: string
  readonly format: 'text' | 'json'
}

const manifest = 'site-manifest.json'

export async function run(context: Context, options: SiteOptions): Promise<ExitCode> {
  const out = outFolder(context.root, options.out)
  refuseStrangers(out, manifest)
  const [address, repository] = [siteAddress(options.address), repositoryAddress(context, options.repo)]
  const checked = checkFolder(context)
  if (checked.loaded.programme.settings === undefined) {
    context.remark(`${context.speaker.cli('site/no-settings')}\n`)
    return 2
  }
  const [documents, parts] = await Promise.all([siteDocuments(context, checked), readSiteParts()])
  const { texts, pictures } = readSiteTexts(context.root)
  const calendars = calendarFiles(context, checked)
  const facts: SiteFacts = {
    schemaOf,
    programme: checked.loaded.programme,
    matching: await match(checked.loaded.programme, context.today),
    today: context.today,
    speakers: { nb: voiceOf('nb'), nn: voiceOf('nn'), en: voiceOf('en') },
    address,
    repository,
    documents: documents.links,
    roundSheets: documents.roundLinks,
    calendars: new Set(calendars.map(({ path }) => path)),
    history: historyOf(context.root),
    texts: new Map([...texts, ['rules', ruleBook([...fileRules, ...rules])]]),
  }
  const files = [...site(facts, { ...parts, pictures }), ...documents.files, ...calendars]
  replaceFiles(out, files, manifest)
  tell(context, options, checked, files)
  if (documents.trouble) throw documents.trouble
  return failed(checked, documents) ? 2 : 0
}

/** Those of `follow-up`, below `kalender/`. */
function calendarFiles(context: Context, { loaded: { programme } }: Checked): readonly SiteFile[] {
  const wordsOf = (language: Language) => voiceOf(language).words
  const milestones = milestonesIn(programme, context.today)
  return calendarsOf(milestones, programme, wordsOf, revisionsIn(context, programme)).map(
    ({ path, text }) => ({ path: `kalender/${path}`, content: text }),
  )
}

function failed({ diagnostics }: Checked, { faults }: SiteDocuments): boolean {
  return hasErrors(diagnostics) || faults.length > 0
}

function tell(
  { print, remark, speaker: { words, cli } }: Context,
  { format, out }: SiteOptions,
  { diagnostics }: Checked,
  files: readonly SiteFile[],
): void {
  const errors = count(diagnostics).error
  const pages = files.filter(({ path }) => path.endsWith('index.html')).length
  if (format === 'json') print(`${safeJson({ folder: out, pages, files: files.length, errors })}\n`)
  else print(`${words('site-written', { count: pages, folder: out })}\n`)
  if (errors > 0) remark(`${cli('site/errors', { count: errors })}\n`)
}

const repositoryName = /^[\w-]+\/(?!\.{1,2}$)[\w.-]+$/

/** @throws Usage for what is no name of a repository */
function repositoryAddress({ github }: Context, written: string | undefined): string | undefined {
  const name = written ?? github.repository
  if (name === undefined) return undefined
  if (!repositoryName.test(name)) throw new Usage('error.repository', { name: '--repo' })
  return `https://github.com/${name}`
}
