/** Environments a workflow's job may stand in, and the branches that may use them. */
import { type Dict, isDict, type Json } from './description.ts'
import { api, nodeId, page, userShape } from './shapes.ts'
import { type Answer, type Call, Failure, notFound, nothing, ok, paged, type Repo } from './world.ts'

const start = 'environments/'

function namesIn({ settings }: Repo): readonly string[] {
  return [...settings.keys()].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length))
}

function environmentOf({ repo, params }: Call): Dict {
  const environment = repo.settings.get(start + params['environment'])
  if (!environment) throw notFound()
  return environment
}

/** The policies are kept with it, but told by themselves. */
function shown({ policies: _, ...environment }: Dict): Dict {
  return environment
}

export function listEnvironments(call: Call): Answer {
  const { repo } = call
  const all = namesIn(repo).map((name) => repo.settings.get(start + name) ?? {})
  return paged(call, all.map(shown), (some) => ({ total_count: all.length, environments: some as Dict[] }))
}

export function getEnvironment(call: Call): Answer {
  return ok(shown(environmentOf(call)))
}

export function putEnvironment(call: Call): Answer {
  const { world, repo, params, body } = call
  const name = params['environment'] ?? ''
  const before = repo.settings.get(start + name) ?? newEnvironment(call, name)
  const { deployment_branch_policy: branches = null } = body
  const environment = {
    ...before,
    updated_at: world.clock.now(),
    deployment_branch_policy: branches,
    protection_rules: [
      ...rulesFor(call, 'reviewers'),
      ...rulesFor(call, 'wait'),
      ...rulesFor(call, 'branches'),
    ],
  }
  repo.settings.set(start + name, environment)
  return ok(shown(environment))
}

function newEnvironment({ world, repo }: Call, name: string): Dict {
  const id = world.nextId()
  return {
    id,
    node_id: nodeId('EN', id),
    name,
    url: api(world, repo, `/environments/${encodeURIComponent(name)}`),
    html_url: page(repo, `/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`),
    created_at: world.clock.now(),
    policies: [],
  }
}

function rulesFor(call: Call, what: 'reviewers' | 'wait' | 'branches'): Dict[] {
  const { body, world } = call
  const id = world.nextId()
  const rule = { id, node_id: nodeId('GA', id) }
  if (what === 'branches')
    return isDict(body['deployment_branch_policy']) ? [{ ...rule, type: 'branch_policy' }] : []
  if (what === 'wait') {
    const { wait_timer: timer } = body
    return typeof timer === 'number' && timer > 0 ? [{ ...rule, type: 'wait_timer', wait_timer: timer }] : []
  }
  const reviewers = Array.isArray(body['reviewers'])
    ? body['reviewers'].map((one) => reviewerOf(call, one))
    : []
  const alone = body['prevent_self_review'] === true
  if (reviewers.length === 0) return []
  return [{ ...rule, type: 'required_reviewers', prevent_self_review: alone, reviewers }]
}

function reviewerOf({ world }: Call, named: Json): Dict {
  const id = isDict(named) ? named['id'] : undefined
  const user = [...world.users.values()].find((one) => one.id === id)
  if (!user) throw new Failure(422, 'Validation Failed')
  return { type: 'User', reviewer: userShape(world, user) }
}

export function deleteEnvironment(call: Call): Answer {
  environmentOf(call)
  call.repo.settings.delete(start + call.params['environment'])
  return nothing()
}

function policiesOf(environment: Dict): Json[] {
  return Array.isArray(environment['policies']) ? environment['policies'] : []
}

export function listPolicies(call: Call): Answer {
  const all = policiesOf(environmentOf(call))
  return paged(call, all, (some) => ({ total_count: all.length, branch_policies: some as Dict[] }))
}

/** Only where the environment has policies of its own. */
export function createPolicy(call: Call): Answer {
  const environment = environmentOf(call)
  const { deployment_branch_policy: own } = environment
  if (!isDict(own) || own['custom_branch_policies'] !== true) throw notFound()
  const id = call.world.nextId()
  const { name = '', type = 'branch' } = call.body
  const policy = { id, node_id: nodeId('GBP', id), name, type }
  environment['policies'] = [...policiesOf(environment), policy]
  return ok(policy)
}
