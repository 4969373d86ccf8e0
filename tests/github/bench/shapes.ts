/** How GitHub writes down users, repositories and commits. */
import type { Dict } from './description.ts'
import type { Commit } from './git.ts'
import { atLeast, isPublic, roleOf } from './permissions.ts'
import type { Actor, Repo, User, World } from './world.ts'

const site = 'https://github.com'

export function page(repo: Repo, rest = ''): string {
  return `${site}/${repo.full}${rest}`
}

export function api(world: World, repo: Repo, rest = ''): string {
  return `${world.url}/repos/${repo.full}${rest}`
}

export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`
}

export function userShape(world: World, user: User): Dict {
  const name = encodeURIComponent(user.login)
  const url = `${world.url}/users/${name}`
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId('U', user.id),
    avatar_url: `https://avatars.githubusercontent.com/u/${user.id}?v=4`,
    gravatar_id: '',
    url,
    html_url: user.type === 'Bot' ? `${site}/apps/${user.login.replace('[bot]', '')}` : `${site}/${name}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type,
    user_view_type: 'public',
    site_admin: false,
  }
}

/** What a comment or a pull request says of its author's standing. */
export function association(repo: Repo, user: User): string {
  if (repo.owner.id === user.id) return 'OWNER'
  if (repo.roles.has(user.login.toLowerCase())) return 'COLLABORATOR'
  const merged = [...repo.pulls.values()].some((pull) => pull.merged && pull.author.id === user.id)
  return merged ? 'CONTRIBUTOR' : 'NONE'
}

/** The address GitHub gives a person's commits, by which it knows them again. */
export function emailOf(user: User): string {
  return `${user.id}+${user.login}@users.noreply.github.com`
}

const templates: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
}

export function repoShape(world: World, repo: Repo, actor?: Actor): Dict {
  const urls = Object.entries(templates).map(([key, rest]) => [key, api(world, repo, rest)])
  const role = roleOf(repo, actor) ?? 'read'
  const may = (least: Parameters<typeof atLeast>[1]) => atLeast(role, least)
  return {
    id: repo.id,
    node_id: nodeId('R', repo.id),
    name: repo.name,
    full_name: repo.full,
    owner: userShape(world, repo.owner),
    private: !isPublic(repo),
    html_url: page(repo),
    url: api(world, repo),
    fork: repo.parent !== undefined,
    ...Object.fromEntries(urls),
    git_url: `git://github.com/${repo.full}.git`,
    ssh_url: `git@github.com:${repo.full}.git`,
    clone_url: `${world.url}/${repo.full}.git`,
    svn_url: page(repo),
    mirror_url: null,
    created_at: repo.created,
    updated_at: repo.created,
    pushed_at: repo.created,
    language: null,
    license: null,
    size: 1,
    forks_count: 0,
    stargazers_count: 0,
    watchers_count: 0,
    open_issues_count: 0,
    forks: 0,
    watchers: 0,
    open_issues: 0,
    has_downloads: true,
    disabled: false,
    permissions: {
      admin: may('admin'),
      maintain: may('maintain'),
      push: may('write'),
      triage: may('triage'),
      pull: true,
    },
    ...repo.fields,
  }
}

/** The longer form, for the repository asked for by itself. */
export function fullRepoShape(world: World, repo: Repo, actor?: Actor): Dict {
  const origin = repo.parent && repoShape(world, repo.parent, actor)
  return {
    ...repoShape(world, repo, actor),
    network_count: 0,
    subscribers_count: 0,
    ...(origin ? { parent: origin, source: origin } : {}),
    ...(repo.owner.type === 'Organization' ? { organization: userShape(world, repo.owner) } : {}),
  }
}

function verification(world: World, sha: string): Dict {
  const signed = world.signed.has(sha)
  return {
    verified: signed,
    reason: signed ? 'valid' : 'unsigned',
    signature: signed ? '-----BEGIN PGP SIGNATURE-----\n-----END PGP SIGNATURE-----\n' : null,
    payload: signed ? `tree of ${sha}\n` : null,
    verified_at: signed ? '2026-01-01T00:00:00Z' : null,
  }
}

function parentsOf(world: World, repo: Repo, commit: Commit, kind: string): Dict[] {
  return commit.parents.map((sha) => ({
    sha,
    url: api(world, repo, `/${kind}/${sha}`),
    html_url: page(repo, `/commit/${sha}`),
  }))
}

export function gitCommitShape(world: World, repo: Repo, commit: Commit): Dict {
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    url: api(world, repo, `/git/commits/${commit.sha}`),
    html_url: page(repo, `/commit/${commit.sha}`),
    author: { ...commit.author },
    committer: { ...commit.committer },
    message: commit.message,
    tree: { sha: commit.tree, url: api(world, repo, `/git/trees/${commit.tree}`) },
    parents: parentsOf(world, repo, commit, 'git/commits'),
    verification: verification(world, commit.sha),
  }
}

/** GitHub itself, as the committer of what is made on its pages, and of what bots make through its API. */
export const github = { name: 'GitHub', email: 'noreply@github.com' }

const webFlow: User = { id: 19_864_447, login: 'web-flow', type: 'User' }

/** The user behind an e-mail address, as GitHub finds them: only by an address it gave out itself, or its own. */
function userBehind(world: World, email: string): Dict | null {
  if (email === github.email) return userShape(world, webFlow)
  const [, login = ''] = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email) ?? []
  const user = world.users.get(login.toLowerCase())
  return user ? userShape(world, user) : null
}

export function commitShape(world: World, repo: Repo, commit: Commit): Dict {
  const url = api(world, repo, `/commits/${commit.sha}`)
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    url,
    html_url: page(repo, `/commit/${commit.sha}`),
    comments_url: `${url}/comments`,
    commit: {
      url: api(world, repo, `/git/commits/${commit.sha}`),
      author: { ...commit.author },
      committer: { ...commit.committer },
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: api(world, repo, `/git/trees/${commit.tree}`) },
      verification: verification(world, commit.sha),
    },
    author: userBehind(world, commit.author.email),
    committer: userBehind(world, commit.committer.email),
    parents: parentsOf(world, repo, commit, 'commits'),
  }
}

export function appShape(call: { readonly world: World }, actor: Actor): Dict | null {
  if (actor.kind === 'person') return null
  const { app } = actor
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    client_id: `Iv1.${app.id}`,
    owner: userShape(call.world, app.owner),
    name: app.name,
    description: '',
    external_url: site,
    html_url: `${site}/apps/${app.slug}`,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    permissions: { ...actor.permissions },
    events: [],
  }
}
