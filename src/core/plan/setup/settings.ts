/**
 * Innstillinger: how a programme's repository should be set up on GitHub. The values are in GitHub's own words, those of
 * https://docs.github.com/en/rest; what each is for stands in the vocabulary as `setup-<name>`.
 */
import type { Json } from '../../canonical.ts'
import { explained, labels } from '../labels.ts'

export type SettingValue = { readonly [key: string]: Json }

/** The environment whose secrets the workflows that write are given: only on the default branch. */
export const environment = 'mobilitet'

/** GitHub Actions itself, as an app: https://api.github.com/apps/github-actions */
const actionsApp = 15368

/** The names of required checks: the job of check.yml, and what `review` says of approvals. */
const requiredChecks = ['check', 'mobilitet/godkjenning'] as const

/** `<agreement>/v<version>`: what has been released stays what it is. */
const releaseRules = {
  name: 'mobilitet: releases',
  target: 'tag',
  enforcement: 'active',
  bypass_actors: [],
  conditions: { ref_name: { include: ['refs/tags/*/v*'], exclude: [] } },
  rules: [{ type: 'deletion' }, { type: 'non_fast_forward' }, { type: 'update' }],
} as const

/** `app` is the id of the programme's own App; without one GitHub's own token acts for it. */
export function wantedSettings(defaultBranch: string, app: number | undefined) {
  return {
    repository: {
      has_issues: true,
      has_wiki: false,
      allow_squash_merge: true,
      allow_merge_commit: false,
      allow_rebase_merge: false,
      squash_merge_commit_title: 'PR_TITLE',
      squash_merge_commit_message: 'PR_BODY',
      delete_branch_on_merge: true,
      // One click there would put a person's commit on the branch of a proposal.
      allow_update_branch: false,
    },
    actions: { enabled: true, allowed_actions: 'selected', sha_pinning_required: true },
    'selected-actions': { github_owned_allowed: true, verified_allowed: false, patterns_allowed: [] },
    'workflow-rights': {
      default_workflow_permissions: 'read',
      // Without an App, proposals are opened with GitHub's own token, and only this setting lets it.
      can_approve_pull_request_reviews: app === undefined,
    },
    // Without an App the required check is bound to GitHub Actions, and a job of a fork's own workflow may bear its name.
    'fork-approval': {
      approval_policy: app === undefined ? 'all_external_contributors' : 'first_time_contributors',
    },
    environment: { deployment_branch_policy: { protected_branches: false, custom_branch_policies: true } },
    'environment-branch': { name: defaultBranch },
    'main-rules': mainRules(app),
    'release-rules': releaseRules,
    'immutable-releases': { enabled: true },
    'private-reports': { enabled: true },
    pages: { build_type: 'workflow' },
    'label-proposal': described(labels.proposal),
    'label-rotation': described(labels.rotation),
    'label-wanted': described(labels.wanted),
    'label-follow-up': described(labels.followUp),
  } as const satisfies Readonly<Record<string, SettingValue>>
}

/** The colour is the office's to choose. */
function described(name: keyof typeof explained) {
  return { name, description: explained[name] } as const
}

export type SettingName = keyof ReturnType<typeof wantedSettings>

export const settingNames = Object.keys(wantedSettings('main', undefined)) as readonly SettingName[]

/**
 * Nobody gets past these, the office and the bot included. Approvals are judged by `mobilitet/godkjenning`: GitHub's own
 * count knows no agencies, and would drop approvals when the tool itself notes that a party has accepted.
 */
function mainRules(app: number | undefined) {
  return {
    name: 'mobilitet: main',
    target: 'branch',
    enforcement: 'active',
    bypass_actors: [],
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [
      { type: 'deletion' },
      { type: 'non_fast_forward' },
      {
        type: 'pull_request',
        parameters: {
          allowed_merge_methods: ['squash'],
          dismiss_stale_reviews_on_push: false,
          require_code_owner_review: false,
          require_last_push_approval: false,
          required_approving_review_count: 0,
          required_review_thread_resolution: false,
        },
      },
      {
        type: 'required_status_checks',
        parameters: {
          strict_required_status_checks_policy: false,
          required_status_checks: requiredChecks.map((context) => ({
            context,
            integration_id: context === 'check' ? actionsApp : (app ?? actionsApp),
          })),
        },
      },
    ],
  } as const
}

/** What the App may do, as GitHub names it. Metadata may always be read. */
export const appPermissions = {
  contents: 'write',
  pull_requests: 'write',
  issues: 'write',
  checks: 'write',
} as const
