/** How GitHub writes down a pull request, short in lists and long by itself. */
import { difference } from './changes.ts'
import { type Dict, isDict } from './description.ts'
import * as git from './git.ts'
import { sum } from './history.ts'
import { tryMerge } from './pull-sync.ts'
import { api, association, nodeId, page, repoShape, userShape } from './shapes.ts'
import { translated } from './translate.ts'
import type { Pull, Repo, World } from './world.ts'

/** The issue of the same number: title, text, labels and assignees live there. */
export async function issueOf(world: World, pull: Pull): Promise<Dict> {
  const path = `/repos/${pull.repo.full}/issues/${pull.number}`
  const { body } = await world.emulated.ask(pull.author, 'GET', path)
  const issue = translated(world, pull.repo, body)
  return isDict(issue) ? issue : {}
}

/** Where the head parted from the base: what a pull request changes is counted from there. */
export async function partingOf({ repo, base, head, closed }: Pull): Promise<string> {
  const now = closed === undefined ? await git.tip(repo.folder, `refs/heads/${base.ref}`) : undefined
  return (await git.mergeBase(repo.folder, now ?? base.sha, head.sha)) ?? base.sha
}

function linksOf(world: World, { repo, number, head }: Pull): Dict {
  const [url, issue] = [api(world, repo, `/pulls/${number}`), api(world, repo, `/issues/${number}`)]
  return {
    self: url,
    html: page(repo, `/pull/${number}`),
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: api(world, repo, '/pulls/comments{/number}'),
    commits: `${url}/commits`,
    statuses: api(world, repo, `/statuses/${head.sha}`),
  }
}

function side(world: World, repo: Repo, ref: string, sha: string): Dict {
  return {
    label: `${repo.owner.login}:${ref}`,
    ref,
    sha,
    user: userShape(world, repo.owner),
    repo: repoShape(world, repo),
  }
}

export function shortShape(world: World, pull: Pull, issue: Dict): Dict {
  const { repo, number, head, base } = pull
  const links = linksOf(world, pull)
  const site = String(links['html'])
  return {
    url: links['self'] ?? '',
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    html_url: site,
    diff_url: `${site}.diff`,
    patch_url: `${site}.patch`,
    issue_url: links['issue'] ?? '',
    commits_url: links['commits'] ?? '',
    review_comments_url: links['review_comments'] ?? '',
    review_comment_url: links['review_comment'] ?? '',
    comments_url: links['comments'] ?? '',
    statuses_url: links['statuses'] ?? '',
    number,
    ...fromIssue(issue),
    state: pull.closed === undefined ? 'open' : 'closed',
    user: userShape(world, pull.author),
    created_at: pull.created,
    updated_at: pull.updated,
    closed_at: pull.closed ?? null,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? pull.tried?.sha ?? null,
    requested_reviewers: pull.reviewers.map((user) => userShape(world, user)),
    requested_teams: [],
    draft: pull.draft,
    head: side(world, head.repo, head.ref, head.sha),
    base: side(world, repo, base.ref, base.sha),
    _links: Object.fromEntries(Object.entries(links).map(([key, href]) => [key, { href }])),
    author_association: association(repo, pull.author),
    auto_merge: null,
  }
}

const shared = [
  'title',
  'body',
  'labels',
  'assignee',
  'assignees',
  'milestone',
  'locked',
  'active_lock_reason',
]

function fromIssue(issue: Dict): Dict {
  return Object.fromEntries(shared.map((key) => [key, issue[key] ?? null]))
}

export async function longShape(world: World, pull: Pull): Promise<Dict> {
  const { repo, head, closed, merged } = pull
  const [issue, parting] = await Promise.all([issueOf(world, pull), partingOf(pull)])
  const files = await difference(repo.folder, parting, head.sha)
  const [, commits] = await git.apart(repo.folder, parting, head.sha)
  const mergeable = closed === undefined ? (await tryMerge(world, pull)) !== undefined : null
  return {
    ...shortShape(world, pull, issue),
    merged: merged !== undefined,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeableState(pull, mergeable),
    merged_by: merged ? userShape(world, merged.by) : null,
    comments: issue['comments'] ?? 0,
    review_comments: pull.comments.length,
    maintainer_can_modify: pull.maintainerCanModify,
    commits,
    additions: sum(files, 'additions'),
    deletions: sum(files, 'deletions'),
    changed_files: files.length,
  }
}

function mergeableState({ draft }: Pull, mergeable: boolean | null): string {
  if (mergeable === null) return 'unknown'
  if (!mergeable) return 'dirty'
  return draft ? 'draft' : 'clean'
}
