/** Who is asked to review a pull request. */
import { isDict } from './description.ts'
import { roleOf } from './permissions.ts'
import { issueOf, shortShape } from './pull-shape.ts'
import { pullOf } from './pulls.ts'
import { userShape } from './shapes.ts'
import { type Answer, type Call, created, Failure, ok } from './world.ts'

export function listReviewers(call: Call): Answer {
  const users = pullOf(call).reviewers.map((user) => userShape(call.world, user))
  return ok({ users, teams: [] })
}

export async function requestReviewers(call: Call): Promise<Answer> {
  const { world, repo } = call
  const pull = pullOf(call)
  const users = namedIn(call).map((login) => world.users.get(login.toLowerCase()))
  if (users.some((user) => user?.id === pull.author.id)) {
    throw new Failure(422, 'Review cannot be requested from pull request author.')
  }
  const known = users.flatMap((user) => user ?? [])
  if (known.length < users.length || !known.every((user) => roleOf(repo, { kind: 'person', user }))) {
    throw new Failure(
      422,
      'Reviews may only be requested from collaborators. One or more of the users are not.',
    )
  }
  pull.reviewers.push(...known.filter((user) => !pull.reviewers.includes(user)))
  return created(shortShape(world, pull, await issueOf(world, pull)))
}

function namedIn({ body }: Call): readonly string[] {
  const { reviewers } = body
  return isDict(body) && Array.isArray(reviewers) ? reviewers.map(String) : []
}

export async function removeReviewers(call: Call): Promise<Answer> {
  const { world } = call
  const pull = pullOf(call)
  const names = namedIn(call).map((login) => login.toLowerCase())
  const kept = pull.reviewers.filter(({ login }) => !names.includes(login.toLowerCase()))
  pull.reviewers.splice(0, pull.reviewers.length, ...kept)
  return ok(shortShape(world, pull, await issueOf(world, pull)))
}
