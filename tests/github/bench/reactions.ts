/** Reactions: thumbs and eyes on issues and comments, one of each kind from each person. */
import type { Dict } from './description.ts'
import { api, nodeId, userShape } from './shapes.ts'
import {
  type Answer,
  type Call,
  created,
  notFound,
  nothing,
  number,
  ok,
  paged,
  type Reaction,
  type Repo,
  type World,
} from './world.ts'

const kinds = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'eyes', 'rocket']

/** The path of what is reacted to: `/issues/comments/7` or `/issues/3`. */
function subjectOf({ path, repo }: Call): string {
  return path.slice(`/repos/${repo.full}`.length).replace(/\/reactions.*$/, '')
}

function shapeOf(world: World, { id, user, content, created: at }: Reaction): Dict {
  return { id, node_id: nodeId('REA', id), user: userShape(world, user), content, created_at: at }
}

export async function createReaction(call: Call): Promise<Answer> {
  const { world, repo, user, body } = call
  const on = await demandSubject(call)
  const content = String(body['content'])
  const known = repo.reactions.find((r) => r.on === on && r.user.id === user.id && r.content === content)
  if (known) return ok(shapeOf(world, known))
  const made = { id: world.nextId(), on, user, content, created: world.clock.now() }
  repo.reactions.push(made)
  return created(shapeOf(world, made))
}

async function demandSubject(call: Call): Promise<string> {
  const on = subjectOf(call)
  const { status } = await call.world.emulated.ask(call.user, 'GET', `/repos/${call.repo.full}${on}`)
  if (status !== 200) throw notFound()
  return on
}

export function listReactions(call: Call): Answer {
  const { world, repo, query } = call
  const content = query.get('content')
  const found = repo.reactions.filter((r) => r.on === subjectOf(call) && (!content || r.content === content))
  return paged(
    call,
    found.map((reaction) => shapeOf(world, reaction)),
  )
}

export function deleteReaction(call: Call): Answer {
  const { repo, params } = call
  const at = repo.reactions.findIndex((r) => r.on === subjectOf(call) && r.id === number(params['reaction']))
  if (at === -1) throw notFound()
  repo.reactions.splice(at, 1)
  return nothing()
}

/** How many of each kind: GitHub writes it on every issue and comment. */
export function rollup(world: World, repo: Repo, on: string): Dict {
  const here = repo.reactions.filter((reaction) => reaction.on === on)
  const counts = kinds.map((kind) => [kind, here.filter(({ content }) => content === kind).length])
  return { url: api(world, repo, `${on}/reactions`), total_count: here.length, ...Object.fromEntries(counts) }
}
