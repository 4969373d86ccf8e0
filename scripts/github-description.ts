/**
 * Cuts GitHub's own description of its API down to what the test bench answers.
 *
 *     npx tsx scripts/github-description.ts package/generated/api.github.com.json
 *
 * The whole description is too big to keep here; how to fetch it stands in tests/github/bench/README.md.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Dict = { readonly [key: string]: Json }

const inRepository = {
  '': 'get patch',
  '/git/blobs': 'post',
  '/git/blobs/{file_sha}': 'get',
  '/git/commits': 'post',
  '/git/commits/{commit_sha}': 'get',
  '/git/trees': 'post',
  '/git/trees/{tree_sha}': 'get',
  '/git/refs': 'post',
  '/git/refs/{ref}': 'patch delete',
  '/git/ref/{ref}': 'get',
  '/git/matching-refs/{ref}': 'get',
  '/branches': 'get',
  '/branches/{branch}': 'get',
  '/contents/{path}': 'get',
  '/compare/{basehead}': 'get',
  '/commits': 'get',
  '/commits/{ref}': 'get',
  '/commits/{commit_sha}/pulls': 'get',
  '/commits/{ref}/status': 'get',
  '/commits/{ref}/statuses': 'get',
  '/commits/{ref}/check-runs': 'get',
  '/statuses/{sha}': 'post',
  '/check-runs': 'post',
  '/check-runs/{check_run_id}': 'get patch',
  '/check-runs/{check_run_id}/annotations': 'get',
  '/forks': 'get post',
  '/pulls': 'get post',
  '/pulls/comments': 'get',
  '/pulls/{pull_number}': 'get patch',
  '/pulls/{pull_number}/files': 'get',
  '/pulls/{pull_number}/commits': 'get',
  '/pulls/{pull_number}/comments': 'get',
  '/pulls/{pull_number}/merge': 'get put',
  '/pulls/{pull_number}/requested_reviewers': 'get post delete',
  '/pulls/{pull_number}/reviews': 'get post',
  '/pulls/{pull_number}/reviews/{review_id}': 'get',
  '/pulls/{pull_number}/reviews/{review_id}/comments': 'get',
  '/pulls/{pull_number}/reviews/{review_id}/dismissals': 'put',
  '/issues': 'get post',
  '/issues/comments': 'get',
  '/issues/comments/{comment_id}': 'get patch delete',
  '/issues/comments/{comment_id}/reactions': 'get post',
  '/issues/comments/{comment_id}/reactions/{reaction_id}': 'delete',
  '/issues/{issue_number}': 'get patch',
  '/issues/{issue_number}/assignees': 'post delete',
  '/issues/{issue_number}/comments': 'get post',
  '/issues/{issue_number}/labels': 'get post put delete',
  '/issues/{issue_number}/labels/{name}': 'delete',
  '/issues/{issue_number}/lock': 'put delete',
  '/issues/{issue_number}/reactions': 'get post',
  '/labels': 'get post',
  '/labels/{name}': 'get patch delete',
  '/collaborators': 'get',
  '/collaborators/{username}': 'get',
  '/collaborators/{username}/permission': 'get',
  '/releases': 'get post',
  '/releases/latest': 'get',
  '/releases/tags/{tag}': 'get',
  '/releases/{release_id}': 'get patch delete',
  '/releases/{release_id}/assets': 'get post',
  '/releases/assets/{asset_id}': 'get patch delete',
  '/rulesets': 'get post',
  '/rulesets/{ruleset_id}': 'get put delete',
  '/immutable-releases': 'get put delete',
  '/vulnerability-alerts': 'get put delete',
  '/private-vulnerability-reporting': 'get put delete',
  '/pages': 'get post put delete',
  '/topics': 'get put',
  '/environments': 'get',
  '/environments/{environment_name}': 'get put delete',
  '/environments/{environment_name}/deployment-branch-policies': 'get post',
  '/actions/permissions': 'get put',
  '/actions/permissions/workflow': 'get put',
  '/actions/permissions/selected-actions': 'get put',
  '/actions/permissions/fork-pr-contributor-approval': 'get put',
}

const elsewhere = {
  '/user': 'get',
  '/users/{username}': 'get',
  '/user/{account_id}': 'get',
  '/rate_limit': 'get',
}

/** Everything the bench answers: one list, path by path. A call to anything else fails the test. */
const operations: readonly (readonly [string, string])[] = [
  ...Object.entries(inRepository).map(
    ([path, methods]) => [`/repos/{owner}/{repo}${path}`, methods] as const,
  ),
  ...Object.entries(elsewhere),
]

const prose = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'externalDocs',
  'tags',
  'deprecated',
  'headers',
  'operationId',
  'links',
])

function isDict(value: Json | undefined): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Without the words for people. Under `properties` the keys are names, and a field called `title` must stay. */
function bare(value: Json, names = false): Json {
  if (Array.isArray(value)) return value.map((item: Json) => bare(item))
  if (!isDict(value)) return value
  const kept = Object.entries(value).filter(([key]) => names || !(prose.has(key) || key.startsWith('x-')))
  return Object.fromEntries(
    kept.map(([key, item]) => [key, bare(item, !names && (key === 'properties' || key === 'schemas'))]),
  )
}

function at(whole: Json, pointer: string): Json {
  const found = pointer
    .slice(2)
    .split('/')
    .reduce<Json | undefined>((place, key) => (isDict(place) ? place[key] : undefined), whole)
  if (found === undefined) throw new Error(`nothing at ${pointer}`)
  return found
}

/** Parameters and responses are written out where they are used; only schemas are shared. */
function writtenOut(whole: Json, value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => writtenOut(whole, item))
  if (!isDict(value)) return value
  const ref = value['$ref']
  if (typeof ref === 'string' && !ref.startsWith('#/components/schemas/')) {
    return writtenOut(whole, at(whole, ref))
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, writtenOut(whole, item)]))
}

function refsIn(value: Json): readonly string[] {
  const found = JSON.stringify(value).matchAll(/"\$ref":"(#\/components\/schemas\/[^"]+)"/g)
  return [...found].map(([, ref]) => ref ?? '')
}

function schemasFor(whole: Json, value: Json): Dict {
  const schemas: Record<string, Json> = {}
  const waiting = [...refsIn(value)]
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    const name = ref.split('/').at(-1) ?? ''
    if (schemas[name] !== undefined) continue
    const schema = bare(at(whole, ref))
    schemas[name] = schema
    waiting.push(...refsIn(schema))
  }
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function pathsOf(whole: Json): Dict {
  const methodsOf = ([path, methods]: readonly [string, string]): [string, Json] => {
    const all = at(whole, `#/paths`)
    const known = isDict(all) ? all[path] : undefined
    if (!isDict(known)) throw new Error(`${path} is not in the description`)
    return [
      path,
      Object.fromEntries(methods.split(' ').map((method) => [method, operationOf(known, method)])),
    ]
  }
  const operationOf = (known: Dict, method: string): Json => {
    const operation = known[method]
    if (operation === undefined) throw new Error(`${method} is not in the description`)
    return bare(writtenOut(whole, operation))
  }
  return Object.fromEntries(operations.map(methodsOf))
}

function cut(file: string): Dict {
  const text = readFileSync(file, 'utf8')
  const whole = JSON.parse(text) as Json
  const version = (JSON.parse(readFileSync(join(dirname(file), '../package.json'), 'utf8')) as Dict)[
    'version'
  ]
  const paths = pathsOf(whole)
  return {
    source: {
      package: '@octokit/openapi',
      version: version ?? null,
      file: 'generated/api.github.com.json',
      sha256: createHash('sha256').update(text).digest('hex'),
    },
    paths,
    components: { schemas: schemasFor(whole, paths) },
  }
}

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('Which file? See tests/github/bench/README.md')
const target = join(import.meta.dirname, '../tests/github/bench/description.json')
writeFileSync(target, JSON.stringify(cut(file), null, 2))
execFileSync('npx', ['biome', 'format', '--write', target], { stdio: 'inherit' })
