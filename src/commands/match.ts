/**
 * `match`: proposals with their reasons, near misses, and agencies worth inviting; or, when something is asked, what
 * would be or has become different.
 */
import { match } from '../core/match/match.ts'
import type { Speaker } from '../core/messages.ts'
import type { Matching, Programme } from '../core/model.ts'
import { located } from '../core/report/located.ts'
import { type MatchingFormat, matchingReporters } from '../core/report/matching.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { loadFolder } from './loading.ts'
import { differenceText, programmeAt } from './match-compare.ts'
import { type Demands, guidanceFor, guidanceFrom } from './match-demands.ts'
import { imagined, type Question } from './match-what-if.ts'

export type MatchOptions = Question & Demands & { readonly format: MatchingFormat; readonly compare?: string }

/** Files with errors take no part; `check` is where they are explained. Without settings there is nothing to match by. */
export async function run(context: Context, options: MatchOptions): Promise<ExitCode> {
  const { root, today, speaker, print, remark } = context
  const { format, compare } = options
  if (compare !== undefined && asks(options))
    throw new Usage('error.notTogether', {
      one: '--compare',
      other: options.whatIf ? '--what-if' : '--without',
    })
  const now = loadFolder(root)
  const { programme, textOf } = imagined(context, options, now, format) ?? {}
  if (!programme || !textOf) return 2
  if (!programme.settings) remark(`${speaker.cli('settings/unreadable')}\n`)
  const guidance = guidanceFrom(context, options, programme)
  if (!guidance) return 2
  const before = compare === undefined ? asked(options, now.loaded.programme) : programmeAt(root, compare)
  const matching = located(await match(programme, today, guidance), textOf)
  const then = before && (await match(before, today, guidanceFor(options, before, today)))
  print(
    before && then
      ? differenceText(
          { programme: before, matching: then },
          { programme, matching },
          compare,
          format,
          context,
        )
      : matchingReporters[format](matching, programme, speaker.words),
  )
  if (!programme.settings) return 2
  remark(reservation(matching, speaker))
  return 0
}

/** A search that was broken off has given the best it knew: no fault, but no proof either. */
export function reservation({ optimal }: Pick<Matching, 'optimal'>, { cli }: Pick<Speaker, 'cli'>): string {
  return optimal ? '' : `${cli('match/not-proved')}\n`
}

function asks({ whatIf, without }: Question): boolean {
  return whatIf !== undefined || without !== undefined
}

/** What an imagined programme is compared with. */
function asked(question: Question, now: Programme): Programme | undefined {
  return asks(question) ? now : undefined
}
