/** Settings of the repository: kept as they are given, and given back in GitHub's shape. */
import type { Dict } from './description.ts'
import { api, nodeId, page } from './shapes.ts'
import {
  type Answer,
  type Call,
  created,
  Failure,
  type Handler,
  notFound,
  nothing,
  number,
  ok,
  paged,
  type Repo,
} from './world.ts'

/** What a new repository has. */
const initial: Readonly<Record<string, Dict>> = {
  'actions/permissions': { enabled: true, allowed_actions: 'all', sha_pinning_required: false },
  'actions/permissions/workflow': {
    default_workflow_permissions: 'read',
    can_approve_pull_request_reviews: false,
  },
  'actions/permissions/selected-actions': {
    github_owned_allowed: true,
    verified_allowed: false,
    patterns_allowed: [],
  },
  'actions/permissions/fork-pr-contributor-approval': { approval_policy: 'first_time_contributors' },
}

function settingOf(repo: Repo, name: string): Dict {
  return repo.settings.get(name) ?? initial[name] ?? {}
}

export function getSetting(name: string): Handler {
  return ({ repo }) => ok(settingOf(repo, name))
}

export function setSetting(name: string): Handler {
  return ({ repo, body }) => {
    repo.settings.set(name, { ...settingOf(repo, name), ...body })
    return nothing()
  }
}

export function setSwitch(name: string, enabled: boolean): Handler {
  return ({ repo }) => {
    repo.settings.set(name, { enabled })
    return nothing()
  }
}

function isOn(repo: Repo, name: string): boolean {
  return repo.settings.get(name)?.['enabled'] === true
}

export function getAlerts({ repo }: Call): Answer {
  if (!isOn(repo, 'vulnerability-alerts')) throw new Failure(404, 'Vulnerability alerts are disabled.')
  return nothing()
}

export function getReporting({ repo }: Call): Answer {
  return ok({ enabled: isOn(repo, 'private-vulnerability-reporting') })
}

export function keepsReleases(repo: Repo): boolean {
  return isOn(repo, 'immutable-releases')
}

/** GitHub answers 404 where they are off. */
export function getImmutableReleases({ repo }: Call): Answer {
  if (!keepsReleases(repo)) throw notFound()
  return ok({ enabled: true, enforced_by_owner: false })
}

export const setImmutableReleases = (enabled: boolean): Handler => setSwitch('immutable-releases', enabled)

export function getTopics({ repo }: Call): Answer {
  return ok({ names: repo.fields['topics'] ?? [] })
}

export function setTopics(call: Call): Answer {
  call.repo.fields['topics'] = call.body['names'] ?? []
  return getTopics(call)
}

export function getPages({ repo }: Call): Answer {
  const pages = repo.settings.get('pages')
  if (!pages) throw notFound()
  return ok(pages)
}

export function createPages(call: Call): Answer {
  const { world, repo, body } = call
  if (repo.settings.has('pages')) throw new Failure(409, 'GitHub Pages is already enabled.')
  const pages = {
    url: api(world, repo, '/pages'),
    status: null,
    cname: null,
    custom_404: false,
    html_url: `https://${repo.owner.login}.github.io/${repo.name}/`,
    build_type: body['build_type'] ?? 'legacy',
    source: body['source'] ?? { branch: 'main', path: '/' },
    public: true,
    https_enforced: true,
  }
  repo.settings.set('pages', pages)
  repo.fields['has_pages'] = true
  return created(pages)
}

export function updatePages({ repo, body }: Call): Answer {
  const pages = repo.settings.get('pages')
  if (!pages) throw notFound()
  repo.settings.set('pages', { ...pages, ...body })
  return nothing()
}

export function deletePages({ repo }: Call): Answer {
  if (!repo.settings.delete('pages')) throw notFound()
  repo.fields['has_pages'] = false
  return nothing()
}

function rulesetOf({ repo, params }: Call): Dict {
  const ruleset = repo.rulesets.find(({ id }) => id === number(params['ruleset']))
  if (!ruleset) throw notFound()
  return ruleset
}

/** In a list a ruleset is named only; its rules are read one by one. */
export function listRulesets(call: Call): Answer {
  const brief = call.repo.rulesets.map(({ rules, conditions, bypass_actors, ...rest }) => rest)
  return paged(call, brief)
}

export function getRuleset(call: Call): Answer {
  return ok(rulesetOf(call))
}

export function createRuleset(call: Call): Answer {
  const { world, repo, body } = call
  demandOwnName(call, undefined)
  const id = world.nextId()
  const now = world.clock.now()
  const ruleset: Dict = {
    id,
    target: 'branch',
    source_type: 'Repository',
    source: repo.full,
    node_id: nodeId('RRS', id),
    _links: {
      self: { href: api(world, repo, `/rulesets/${id}`) },
      html: { href: page(repo, `/rules/${id}`) },
    },
    bypass_actors: [],
    conditions: {},
    rules: [],
    current_user_can_bypass: 'never',
    created_at: now,
    updated_at: now,
    ...body,
  }
  repo.rulesets.push(ruleset)
  return created(ruleset)
}

function demandOwnName({ repo, body }: Call, except: Dict | undefined): void {
  const taken = repo.rulesets.some((other) => other !== except && other['name'] === body['name'])
  if (taken) throw new Failure(422, 'Validation Failed', ['Name must be unique'])
}

export function updateRuleset(call: Call): Answer {
  const ruleset = rulesetOf(call)
  demandOwnName(call, ruleset)
  Object.assign(ruleset, call.body, { updated_at: call.world.clock.now() })
  return ok(ruleset)
}

export function deleteRuleset(call: Call): Answer {
  const { repo } = call
  repo.rulesets.splice(repo.rulesets.indexOf(rulesetOf(call)), 1)
  return nothing()
}
