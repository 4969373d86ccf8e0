/** The facts behind reminders: the programme on the default branch, and what we have opened before. */
import type { IsoDate } from '../core/model.ts'
import type { FollowUpFacts, FollowUpIssue } from '../core/plan/follow-up/facts.ts'
import { isFollowUp } from '../core/plan/follow-up/known.ts'
import { type ForgeRead, Unreadable } from '../io/ports.ts'
import { snapshot } from './remote.ts'
import { voiceOf } from './voices.ts'

/** @throws Unreadable for a repository without anything on its default branch */
export async function followUpFacts(read: ForgeRead, today: IsoDate, site: string): Promise<FollowUpFacts> {
  const [self, repository] = [await read.self(), await read.repository()]
  const commit = await read.tip(repository.defaultBranch)
  if (commit === undefined)
    throw new Unreadable('tool/no-default-branch', { branch: repository.defaultBranch })
  const { loaded } = await snapshot(read, await read.tree(commit))
  const own = (await read.issues({ all: true })).filter((issue) => isFollowUp(issue, self))
  const issues: FollowUpIssue[] = []
  for (const issue of own) {
    issues.push({ issue, comments: issue.state === 'open' ? await read.comments(issue.number) : [] })
  }
  return {
    self,
    repository,
    programme: loaded.programme,
    today,
    site,
    wordsOf: (language) => voiceOf(language).words,
    issues,
  }
}
