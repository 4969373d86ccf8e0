/** Reviews and the comments on lines that come with them, and who is asked to review. */
import type { Dict } from './description.ts'
import * as git from './git.ts'
import { demandShort } from './issues.ts'
import { atLeast, roleOf } from './permissions.ts'
import { pullOf } from './pulls.ts'
import { commentShape, placed, pullUrl, type Remark } from './remarks.ts'
import { association, nodeId, page, userShape } from './shapes.ts'
import {
  type Answer,
  type Call,
  Failure,
  notFound,
  number,
  ok,
  type Pull,
  paged,
  type Review,
  type ReviewState,
  type User,
  type World,
} from './world.ts'

type Asked = { commit_id?: string; body?: string; event?: string; comments?: Remark[] }

const states: Readonly<Record<string, ReviewState>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
}

export async function createReview(call: Call): Promise<Answer> {
  const { world, user, body } = call
  const pull = pullOf(call)
  const asked = body as Asked
  demandShort('PullRequestReview', body['body'])
  await demandReviewable(call, pull, asked)
  const made: Review = {
    id: world.nextId(),
    user,
    body: asked.body ?? '',
    commit: asked.commit_id ?? pull.head.sha,
    submitted: world.clock.now(),
    state: states[asked.event ?? ''] ?? 'PENDING',
  }
  // Every comment is placed before any is kept: one that does not fit leaves nothing behind.
  const comments = await Promise.all(
    (asked.comments ?? []).map((remark) => placed(world, pull, made, remark)),
  )
  pull.reviews.push(made)
  pull.comments.push(...comments)
  settle(pull, user)
  return ok(reviewShape(world, pull, made))
}

/** Someone who has reviewed is no longer waited for. */
function settle(pull: Pull, user: User): void {
  const at = pull.reviewers.findIndex(({ id }) => id === user.id)
  if (at !== -1) pull.reviewers.splice(at, 1)
}

async function demandReviewable({ actor, repo }: Call, pull: Pull, asked: Asked): Promise<void> {
  const { event, commit_id: commit, comments = [], body = '' } = asked
  const own = pull.author.id === actor?.user.id && event !== 'COMMENT' && event !== undefined
  const verb = event === 'APPROVE' ? 'approve' : 'request changes on'
  if (own) throw new Failure(422, 'Unprocessable Entity', [`Can not ${verb} your own pull request`])
  const empty = body === '' && comments.length === 0
  if (empty && (event === 'COMMENT' || event === 'REQUEST_CHANGES')) {
    throw new Failure(422, 'Unprocessable Entity', ['Review body or comments are required'])
  }
  demandActionsMay(actor?.kind, event, repo.settings.get('actions/permissions/workflow'))
  if (commit !== undefined && (await git.typeOf(repo.folder, commit)) !== 'commit') {
    throw new Failure(422, 'Unprocessable Entity', ['The commit_id is not part of the pull request'])
  }
}

function demandActionsMay(
  kind: string | undefined,
  event: string | undefined,
  setting: Dict | undefined,
): void {
  if (kind !== 'actions' || event !== 'APPROVE' || setting?.['can_approve_pull_request_reviews'] === true)
    return
  throw new Failure(422, 'Unprocessable Entity', [
    'GitHub Actions is not permitted to approve pull requests.',
  ])
}

export function reviewShape(world: World, pull: Pull, review: Review): Dict {
  const { repo } = pull
  const [site, url] = [
    page(repo, `/pull/${pull.number}#pullrequestreview-${review.id}`),
    pullUrl(world, pull),
  ]
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: userShape(world, review.user),
    body: review.body,
    state: review.state,
    html_url: site,
    pull_request_url: url,
    author_association: association(repo, review.user),
    _links: { html: { href: site }, pull_request: { href: url } },
    commit_id: review.commit,
    ...(review.state === 'PENDING' ? {} : { submitted_at: review.submitted }),
  }
}

function reviewOf(call: Call): Review {
  const review = pullOf(call).reviews.find(({ id }) => id === number(call.params['review']))
  if (!review) throw notFound()
  return review
}

export function getReview(call: Call): Answer {
  return ok(reviewShape(call.world, pullOf(call), reviewOf(call)))
}

/** Someone's unsent review is seen by nobody else. */
export function listReviews(call: Call): Answer {
  const pull = pullOf(call)
  const seen = pull.reviews.filter(({ state, user }) => state !== 'PENDING' || user.id === call.user.id)
  return paged(
    call,
    seen.map((review) => reviewShape(call.world, pull, review)),
  )
}

export function dismissReview(call: Call): Answer {
  const { repo, actor } = call
  const review = reviewOf(call)
  if (actor?.kind === 'person' && !atLeast(roleOf(repo, actor), 'write')) {
    throw new Failure(403, 'Must have push access to the repository')
  }
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED') {
    throw new Failure(422, 'Unprocessable Entity', ['Can not dismiss a commented pull request review'])
  }
  review.state = 'DISMISSED'
  return ok(reviewShape(call.world, pullOf(call), review))
}

async function shownComments(call: Call, pulls: readonly Pull[], only?: Review): Promise<Answer> {
  const all = pulls.flatMap((pull) => pull.comments.map((comment) => ({ pull, comment })))
  const seen = all.filter(({ comment: { review } }) =>
    only ? review === only : review.state !== 'PENDING' || review.user.id === call.user.id,
  )
  return paged(
    call,
    await Promise.all(seen.map(({ pull, comment }) => commentShape(call.world, pull, comment))),
  )
}

export function listReviewComments(call: Call): Promise<Answer> {
  const pulls = call.params['pull'] === undefined ? [...call.repo.pulls.values()] : [pullOf(call)]
  return shownComments(call, pulls)
}

export function commentsOfReview(call: Call): Promise<Answer> {
  return shownComments(call, [pullOf(call)], reviewOf(call))
}
