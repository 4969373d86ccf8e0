/** Comments on lines: where they may stand, and whether they still do. */
import { difference, hunks } from './changes.ts'
import type { Dict } from './description.ts'
import { demandShort } from './issues.ts'
import { partingOf } from './pull-shape.ts'
import { api, association, nodeId, page, userShape } from './shapes.ts'
import { Failure, type Pull, type Review, type ReviewComment, type World } from './world.ts'

export type Remark = {
  path: string
  body: string
  line?: number
  side?: 'LEFT' | 'RIGHT'
  start_line?: number
  start_side?: string
  position?: number
}

export async function placed(
  world: World,
  pull: Pull,
  review: Review,
  remark: Remark,
): Promise<ReviewComment> {
  demandShort('PullRequestReviewComment', remark.body)
  const files = await difference(pull.repo.folder, await partingOf(pull), review.commit)
  const file = files.find(({ path }) => path === remark.path)
  if (!file) throw unplaced('Path could not be resolved')
  const place = file.patch === undefined ? undefined : placeIn(file.patch, remark)
  if (!place) throw unplaced('Line could not be resolved')
  return {
    id: world.nextId(),
    review,
    path: remark.path,
    body: remark.body,
    side: remark.side ?? 'RIGHT',
    startLine: remark.start_line,
    ...place,
  }
}

function unplaced(reason: string): Failure {
  return new Failure(422, 'Unprocessable Entity', [reason])
}

type Place = { readonly line: number; readonly hunk: string; readonly position: number }

/** A line may be commented on only where the patch shows it; several lines only within one hunk. */
function placeIn(patch: string, remark: Remark): Place | undefined {
  const side = remark.side === 'LEFT' ? 'left' : 'right'
  const startSide = (remark.start_side ?? remark.side) === 'LEFT' ? 'left' : 'right'
  let above = 0
  for (const { head, lines } of hunks(patch)) {
    const end = lines.findIndex((one, i) =>
      remark.line === undefined ? above + i + 1 === remark.position : one[side] === remark.line,
    )
    const start = lines.findIndex((one) => one[startSide] === remark.start_line)
    const fits = remark.start_line === undefined || (start !== -1 && start < end)
    if (end !== -1 && !fits) return undefined
    const shown = lines.slice(0, end + 1).map(({ text }) => text)
    if (end !== -1) {
      return { line: lines[end]?.[side] ?? 0, hunk: [head, ...shown].join('\n'), position: above + end + 1 }
    }
    above += lines.length + 1
  }
  return undefined
}

export function pullUrl(world: World, pull: Pull): string {
  return api(world, pull.repo, `/pulls/${pull.number}`)
}

export async function commentShape(world: World, pull: Pull, comment: ReviewComment): Promise<Dict> {
  const { repo } = pull
  const { review, side, startLine } = comment
  const url = api(world, repo, `/pulls/comments/${comment.id}`)
  const [site, of] = [page(repo, `/pull/${pull.number}#discussion_r${comment.id}`), pullUrl(world, pull)]
  const line = (await stillShown(pull, comment)) ? comment.line : null
  return {
    id: comment.id,
    node_id: nodeId('PRRC', comment.id),
    url,
    pull_request_review_id: review.id,
    diff_hunk: comment.hunk,
    path: comment.path,
    position: line === null ? null : comment.position,
    original_position: comment.position,
    commit_id: line === null ? review.commit : pull.head.sha,
    original_commit_id: review.commit,
    user: userShape(world, review.user),
    body: comment.body,
    created_at: review.submitted,
    updated_at: review.submitted,
    html_url: site,
    pull_request_url: of,
    author_association: association(repo, review.user),
    _links: { self: { href: url }, html: { href: site }, pull_request: { href: of } },
    line,
    original_line: comment.line,
    start_line: line === null ? null : (startLine ?? null),
    original_start_line: startLine ?? null,
    side,
    start_side: startLine === undefined ? null : side,
    subject_type: 'line',
  }
}

/** A comment is outdated once the file it stands in has changed after it. */
async function stillShown(pull: Pull, { path, review }: ReviewComment): Promise<boolean> {
  const since = await difference(pull.repo.folder, review.commit, pull.head.sha)
  return !since.some((file) => file.path === path || file.before === path)
}
