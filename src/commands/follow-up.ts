/**
 * `follow-up`: what is overdue, due and coming; with `--out` the calendars of it; with `--repo` or `--apply` the issues
 * that remind of it on GitHub.
 */
import { calendarsOf } from '../core/follow-up/calendars.ts'
import { milestonesIn } from '../core/follow-up/milestones.ts'
import { type OverviewFormat, overviewReporters } from '../core/follow-up/overview.ts'
import { planFollowUp } from '../core/plan/follow-up/follow-up.ts'
import { outputTo } from '../io/files.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { followUpFacts } from './follow-up-facts.ts'
import { revisionsIn } from './follow-up-revisions.ts'
import { finish, reading } from './forge.ts'
import { loadFolder } from './loading.ts'
import { outFolder } from './out.ts'
import { siteAddress } from './site-address.ts'
import { voiceOf } from './voices.ts'

export type FollowUpOptions = {
  readonly out?: string
  readonly format: OverviewFormat
  readonly repo?: string
  readonly apply?: boolean
  readonly address?: string
}

export async function run(context: Context, options: FollowUpOptions): Promise<ExitCode> {
  const { repo, apply, out } = options
  if (repo === undefined && !apply) return atHome(context, options)
  if (out !== undefined)
    throw new Usage('error.notTogether', { one: '--out', other: apply ? '--apply' : '--repo' })
  return onGitHub(context, options)
}

/** Files with errors take no part; `check` is where they are explained. Without settings there are no milestones. */
function atHome(context: Context, { out, format }: FollowUpOptions): ExitCode {
  const { root, today, speaker, print, remark } = context
  const folder = out === undefined ? undefined : outFolder(root, out)
  const { programme } = loadFolder(root).loaded
  const milestones = milestonesIn(programme, today)
  print(overviewReporters[format]({ programme, today, milestones }, speaker.words))
  if (!programme.settings) {
    remark(`${speaker.cli('settings/unreadable')}\n`)
    return 2
  }
  if (folder === undefined) return 0
  const wordsOf = (language: Parameters<typeof voiceOf>[0]) => voiceOf(language).words
  const files = calendarsOf(milestones, programme, wordsOf, revisionsIn(context, programme))
  const output = outputTo(folder)
  for (const { path, text } of files) output.write(path, text)
  remark(`${speaker.cli('follow-up/calendars', { count: files.length, folder })}\n`)
  return 0
}

async function onGitHub(context: Context, options: FollowUpOptions): Promise<ExitCode> {
  if (options.format === 'markdown')
    throw new Usage('error.notTogether', {
      one: '--format markdown',
      other: options.apply ? '--apply' : '--repo',
    })
  const plain = { ...options, format: options.format }
  const site = siteAddress(options.address)
  const facts = await followUpFacts(reading(context, plain), context.today, site)
  if (!facts.programme.settings) {
    context.remark(`${context.speaker.cli('settings/unreadable')}\n`)
    return 2
  }
  return finish(context, plain, planFollowUp(facts))
}
