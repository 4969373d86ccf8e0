/** Every call the front answers: method, address, what one must be allowed, and who answers it. */
import * as checks from './checks.ts'
import * as environments from './environments.ts'
import * as history from './history.ts'
import * as issues from './issues.ts'
import * as merging from './merging.ts'
import * as objects from './objects.ts'
import type { Need } from './permissions.ts'
import * as pulls from './pulls.ts'
import * as reactions from './reactions.ts'
import * as releases from './releases.ts'
import * as repositories from './repositories.ts'
import * as reviewers from './reviewers.ts'
import * as reviews from './reviews.ts'
import * as settings from './settings.ts'
import type { Handler } from './world.ts'

/** `:name` is one step of the address, `*name` all the rest. */
export type Route = readonly [method: string, pattern: string, need: Need | undefined, handler: Handler]

const read = (...app: string[]): Need => ({ app, level: 'read', role: 'read' })
const write = (role: Need['role'], ...app: string[]): Need => ({ app, level: 'write', role })
const admin = (level: Need['level'], ...app: string[]): Need => ({ app, level, role: 'admin' })

const look = read('metadata')
const code = read('contents')
const push = write('write', 'contents')
const talk = write('everyone', 'issues', 'pull_requests')
const label = write('triage', 'issues', 'pull_requests')
const seeIssues = read('issues', 'pull_requests')
const seePulls = read('pull_requests')
const joinPulls = write('everyone', 'pull_requests')
const rule = admin('write', 'administration')
const seeRules = admin('read', 'administration')

const git: readonly Route[] = [
  ['POST', '/git/blobs', push, objects.createBlob],
  ['GET', '/git/blobs/:sha', code, objects.getBlob],
  ['POST', '/git/trees', push, objects.createTree],
  ['GET', '/git/trees/*sha', code, objects.getTree],
  ['POST', '/git/commits', push, objects.createCommit],
  ['GET', '/git/commits/:sha', code, objects.getGitCommit],
  ['GET', '/git/ref/*ref', code, objects.getRef],
  ['GET', '/git/matching-refs/*ref', code, objects.matchingRefs],
  ['POST', '/git/refs', push, objects.createRef],
  ['PATCH', '/git/refs/*ref', push, objects.updateRef],
  ['DELETE', '/git/refs/*ref', push, objects.deleteRef],
  ['GET', '/branches', code, history.listBranches],
  ['GET', '/branches/*branch', code, history.getBranch],
  ['GET', '/contents/*path', code, history.getContents],
  ['GET', '/compare/*basehead', code, history.compare],
]

const commits: readonly Route[] = [
  ['GET', '/commits', code, history.listCommits],
  ['GET', '/commits/:sha/pulls', seePulls, pulls.pullsOfCommit],
  ['GET', '/commits/*ref/check-runs', read('checks'), checks.checksOfCommit],
  ['GET', '/commits/*ref/statuses', read('statuses'), checks.listStatuses],
  ['GET', '/commits/*ref/status', read('statuses'), checks.combinedStatus],
  ['GET', '/commits/*ref', code, history.getCommit],
  ['POST', '/statuses/:sha', write('write', 'statuses'), checks.createStatus],
  ['POST', '/check-runs', write('write', 'checks'), checks.createCheck],
  ['GET', '/check-runs/:run', read('checks'), checks.getCheck],
  ['PATCH', '/check-runs/:run', write('write', 'checks'), checks.updateCheck],
  ['GET', '/check-runs/:run/annotations', read('checks'), checks.listAnnotations],
]

const pullRoutes: readonly Route[] = [
  ['GET', '/pulls', seePulls, pulls.listPulls],
  ['POST', '/pulls', joinPulls, pulls.createPull],
  ['GET', '/pulls/comments', seePulls, reviews.listReviewComments],
  ['GET', '/pulls/:pull', seePulls, pulls.getPull],
  ['PATCH', '/pulls/:pull', joinPulls, pulls.updatePull],
  ['GET', '/pulls/:pull/files', seePulls, pulls.listPullFiles],
  ['GET', '/pulls/:pull/commits', seePulls, pulls.listPullCommits],
  ['GET', '/pulls/:pull/comments', seePulls, reviews.listReviewComments],
  ['GET', '/pulls/:pull/merge', seePulls, merging.isMerged],
  ['PUT', '/pulls/:pull/merge', push, merging.mergePull],
  ['GET', '/pulls/:pull/requested_reviewers', seePulls, reviewers.listReviewers],
  ['POST', '/pulls/:pull/requested_reviewers', write('triage', 'pull_requests'), reviewers.requestReviewers],
  ['DELETE', '/pulls/:pull/requested_reviewers', write('triage', 'pull_requests'), reviewers.removeReviewers],
  ['GET', '/pulls/:pull/reviews', seePulls, reviews.listReviews],
  ['POST', '/pulls/:pull/reviews', joinPulls, reviews.createReview],
  ['GET', '/pulls/:pull/reviews/:review', seePulls, reviews.getReview],
  ['GET', '/pulls/:pull/reviews/:review/comments', seePulls, reviews.commentsOfReview],
  ['PUT', '/pulls/:pull/reviews/:review/dismissals', joinPulls, reviews.dismissReview],
]

const issueRoutes: readonly Route[] = [
  ['GET', '/issues', seeIssues, issues.listIssues],
  ['POST', '/issues', write('everyone', 'issues'), issues.createIssue],
  ['GET', '/issues/comments', seeIssues, issues.listComments],
  ['GET', '/issues/comments/:comment', seeIssues, issues.forward],
  ['PATCH', '/issues/comments/:comment', talk, issues.changeComment],
  ['DELETE', '/issues/comments/:comment', talk, issues.changeComment],
  ['GET', '/issues/comments/:comment/reactions', seeIssues, reactions.listReactions],
  ['POST', '/issues/comments/:comment/reactions', talk, reactions.createReaction],
  ['DELETE', '/issues/comments/:comment/reactions/:reaction', talk, reactions.deleteReaction],
  ['GET', '/issues/:issue', seeIssues, issues.forward],
  ['PATCH', '/issues/:issue', talk, issues.updateIssue],
  ['POST', '/issues/:issue/assignees', label, issues.assign],
  ['DELETE', '/issues/:issue/assignees', label, issues.labelIssue],
  ['GET', '/issues/:issue/comments', seeIssues, issues.listComments],
  ['POST', '/issues/:issue/comments', talk, issues.createComment],
  ['GET', '/issues/:issue/labels', seeIssues, issues.listLabels],
  ['POST', '/issues/:issue/labels', label, issues.labelIssue],
  ['PUT', '/issues/:issue/labels', label, issues.labelIssue],
  ['DELETE', '/issues/:issue/labels', label, issues.labelIssue],
  ['DELETE', '/issues/:issue/labels/:name', label, issues.labelIssue],
  ['PUT', '/issues/:issue/lock', write('write', 'issues', 'pull_requests'), issues.labelIssue],
  ['DELETE', '/issues/:issue/lock', write('write', 'issues', 'pull_requests'), issues.labelIssue],
  ['GET', '/issues/:issue/reactions', seeIssues, reactions.listReactions],
  ['POST', '/issues/:issue/reactions', talk, reactions.createReaction],
  ['GET', '/labels', seeIssues, issues.listLabels],
  ['POST', '/labels', write('write', 'issues', 'pull_requests'), issues.forward],
  ['GET', '/labels/:name', seeIssues, issues.forward],
  ['PATCH', '/labels/:name', write('write', 'issues', 'pull_requests'), issues.forward],
  ['DELETE', '/labels/:name', write('write', 'issues', 'pull_requests'), issues.forward],
]

const releaseRoutes: readonly Route[] = [
  ['GET', '/releases', code, releases.listReleases],
  ['POST', '/releases', push, releases.createRelease],
  ['GET', '/releases/latest', code, releases.latestRelease],
  ['GET', '/releases/tags/*tag', code, releases.releaseByTag],
  ['GET', '/releases/assets/:asset', code, releases.getAsset],
  ['PATCH', '/releases/assets/:asset', push, releases.updateAsset],
  ['DELETE', '/releases/assets/:asset', push, releases.deleteAsset],
  ['GET', '/releases/:release', code, releases.getRelease],
  ['PATCH', '/releases/:release', push, releases.updateRelease],
  ['DELETE', '/releases/:release', push, releases.deleteRelease],
  ['GET', '/releases/:release/assets', code, releases.listAssets],
  ['POST', '/releases/:release/assets', push, releases.uploadAsset],
]

const settingRoutes: readonly Route[] = [
  ['GET', '', look, repositories.getRepo],
  ['PATCH', '', rule, repositories.updateRepo],
  ['GET', '/forks', look, repositories.listForks],
  ['POST', '/forks', write('everyone', 'administration'), repositories.createFork],
  [
    'GET',
    '/collaborators',
    { app: ['metadata'], level: 'read', role: 'write' },
    repositories.listCollaborators,
  ],
  ['GET', '/collaborators/:username', look, repositories.isCollaborator],
  ['GET', '/collaborators/:username/permission', look, repositories.collaboratorPermission],
  ['GET', '/topics', look, settings.getTopics],
  ['PUT', '/topics', rule, settings.setTopics],
  ['GET', '/rulesets', look, settings.listRulesets],
  ['POST', '/rulesets', rule, settings.createRuleset],
  ['GET', '/rulesets/:ruleset', look, settings.getRuleset],
  ['PUT', '/rulesets/:ruleset', rule, settings.updateRuleset],
  ['DELETE', '/rulesets/:ruleset', rule, settings.deleteRuleset],
  ['GET', '/immutable-releases', seeRules, settings.getImmutableReleases],
  ['PUT', '/immutable-releases', rule, settings.setImmutableReleases(true)],
  ['DELETE', '/immutable-releases', rule, settings.setImmutableReleases(false)],
  ['GET', '/vulnerability-alerts', seeRules, settings.getAlerts],
  ['PUT', '/vulnerability-alerts', rule, settings.setSwitch('vulnerability-alerts', true)],
  ['DELETE', '/vulnerability-alerts', rule, settings.setSwitch('vulnerability-alerts', false)],
  ['GET', '/private-vulnerability-reporting', look, settings.getReporting],
  [
    'PUT',
    '/private-vulnerability-reporting',
    rule,
    settings.setSwitch('private-vulnerability-reporting', true),
  ],
  [
    'DELETE',
    '/private-vulnerability-reporting',
    rule,
    settings.setSwitch('private-vulnerability-reporting', false),
  ],
  ['GET', '/environments', read('actions'), environments.listEnvironments],
  ['GET', '/environments/:environment', read('actions'), environments.getEnvironment],
  ['PUT', '/environments/:environment', rule, environments.putEnvironment],
  ['DELETE', '/environments/:environment', rule, environments.deleteEnvironment],
  [
    'GET',
    '/environments/:environment/deployment-branch-policies',
    read('actions'),
    environments.listPolicies,
  ],
  ['POST', '/environments/:environment/deployment-branch-policies', rule, environments.createPolicy],
  ['GET', '/pages', read('pages'), settings.getPages],
  ['POST', '/pages', write('maintain', 'pages'), settings.createPages],
  ['PUT', '/pages', write('maintain', 'pages'), settings.updatePages],
  ['DELETE', '/pages', write('maintain', 'pages'), settings.deletePages],
  ...['', '/workflow', '/selected-actions', '/fork-pr-contributor-approval'].flatMap((rest): Route[] => [
    ['GET', `/actions/permissions${rest}`, seeRules, settings.getSetting(`actions/permissions${rest}`)],
    ['PUT', `/actions/permissions${rest}`, rule, settings.setSetting(`actions/permissions${rest}`)],
  ]),
]

const inRepository = [git, commits, pullRoutes, issueRoutes, releaseRoutes, settingRoutes].flat()

export const routes: readonly Route[] = [
  ['GET', '/user', undefined, repositories.whoAmI],
  ['GET', '/user/:account', undefined, repositories.getUserById],
  ['GET', '/users/:username', undefined, repositories.getUser],
  ['GET', '/rate_limit', undefined, repositories.rateLimit],
  ...inRepository.map(
    ([method, rest, need, handler]): Route => [method, `/repos/:owner/:repo${rest}`, need, handler],
  ),
]
