/** What can be done on GitHub, through its REST interface. */

import { type ForgeRead, type ForgeWrite, Unreadable } from '../ports.ts'
import { configure } from './ask.ts'
import { commitTo, deleteBranch } from './branch.ts'
import { say } from './checks.ts'
import type { Client } from './client.ts'
import { field, whole } from './fields.ts'
import { releasesOver } from './release.ts'
import { refusedWith, unless, unlessGone } from './trouble.ts'

const home = '/repos/{owner}/{repo}'

/** What GitHub will not tell when it refuses is read: `read` goes over the same wire. */
export function writingOver(client: Client, read: ForgeRead): ForgeWrite {
  return {
    commit: (deed) => commitTo(client, read.tip, deed),
    deleteBranch: (branch) => deleteBranch(client, read.tip, branch),
    ...pulls(client, read),
    ...talk(client),
    ...issues(client),
    check: async (deed) => say(client, await read.self(), deed),
    ...releasesOver(client, read.self),
    configure: ({ setting, value }) => configure(client, setting, value),
  }
}

type Pulls = Pick<
  ForgeWrite,
  | 'openPullRequest'
  | 'updatePullRequest'
  | 'closePullRequest'
  | 'mergePullRequest'
  | 'askReviewers'
  | 'review'
>

function pulls(client: Client, read: ForgeRead): Pulls {
  const one = `${home}/pulls/{pull_number}`
  return {
    async openPullRequest({ branch, base, title, body }) {
      try {
        const fresh = { head: branch, base, title, body }
        return await client.one(`POST ${home}/pulls`, fresh, field('number', whole))
      } catch (error) {
        const open = refusedWith(error, 422) ? await read.pullRequests({ branch }) : []
        const same = open.find((pull) => pull.base.branch === base)
        if (same) return same.number
        throw error
      }
    },
    updatePullRequest: ({ pull, title, body }) =>
      client.send(`PATCH ${one}`, { pull_number: pull, title, body }),
    closePullRequest: (number) => client.send(`PATCH ${one}`, { pull_number: number, state: 'closed' }),
    mergePullRequest: (deed) => merge(client, read, deed),
    askReviewers: (number, logins) => askReviewers(client, number, logins),
    review: ({ pull, commit, body, comments }) =>
      client.send(`POST ${one}/reviews`, {
        pull_number: pull,
        commit_id: commit,
        body,
        event: 'COMMENT',
        comments: comments.map(({ path, line, startLine, body }) => ({
          path,
          line,
          side: 'RIGHT',
          ...(startLine === undefined ? {} : { start_line: startLine, start_side: 'RIGHT' }),
          body,
        })),
      }),
  }
}

type Merge = Parameters<ForgeWrite['mergePullRequest']>[0]

/** GitHub says no in the same words to what is merged already as to what cannot be. */
async function merge(client: Client, read: ForgeRead, deed: Merge): Promise<void> {
  const { pull, commit, title, message } = deed
  try {
    await client.send(`PUT ${home}/pulls/{pull_number}/merge`, {
      pull_number: pull,
      sha: commit,
      merge_method: 'squash',
      commit_title: title,
      commit_message: message,
    })
  } catch (error) {
    const now = refusedWith(error, 405, 409, 422) ? await read.pullRequest(pull) : undefined
    if (now === undefined) throw error
    if (now.head.commit !== commit) throw new Unreadable('tool/github-moved', { branch: now.head.branch })
    if (now.state !== 'merged') throw error
  }
}

/** If one of them cannot be asked, GitHub asks none. */
async function askReviewers(client: Client, number: number, logins: readonly string[]): Promise<void> {
  const ask = (reviewers: readonly string[]) =>
    client.send(`POST ${home}/pulls/{pull_number}/requested_reviewers`, { pull_number: number, reviewers })
  if (logins.length === 0) return
  try {
    await ask(logins)
  } catch (error) {
    if (!refusedWith(error, 422)) throw error
    for (const login of logins.length > 1 ? logins : []) await unless(ask([login]), 422)
  }
}

type Talk = Pick<ForgeWrite, 'comment' | 'editComment' | 'deleteComment' | 'react' | 'label'>

function talk(client: Client): Talk {
  const one = `${home}/issues/comments/{comment_id}`
  const labels = `${home}/issues/{issue_number}/labels`
  return {
    comment: (issueOrPull, body) =>
      client.send(`POST ${home}/issues/{issue_number}/comments`, { issue_number: issueOrPull, body }),
    editComment: (id, body) => client.send(`PATCH ${one}`, { comment_id: id, body }),
    async deleteComment(id) {
      await unlessGone(client.send(`DELETE ${one}`, { comment_id: id }))
    },
    react: (comment, content) => client.send(`POST ${one}/reactions`, { comment_id: comment, content }),
    // GitHub makes labels that are not there yet.
    async label(number, { add, remove }) {
      if (add.length > 0) await client.send(`POST ${labels}`, { issue_number: number, labels: add })
      for (const name of remove) {
        await unlessGone(client.send(`DELETE ${labels}/{name}`, { issue_number: number, name }))
      }
    },
  }
}

type Opening = Parameters<ForgeWrite['openIssue']>[0]

/** In one request, so that a run that dies leaves either all or nothing. If one of them cannot be assigned, GitHub opens none. */
async function openIssue(client: Client, { title, body, labels, assignees = [] }: Opening): Promise<void> {
  const open = (others: object) =>
    client.one(`POST ${home}/issues`, { title, body, labels, ...others }, field('number', whole))
  if (assignees.length === 0) return void (await open({}))
  try {
    await open({ assignees })
  } catch (error) {
    if (!refusedWith(error, 422)) throw error
    const number = await open({})
    for (const login of assignees.length > 1 ? assignees : [])
      await unless(
        client.send(`POST ${home}/issues/{issue_number}/assignees`, {
          issue_number: number,
          assignees: [login],
        }),
        422,
      )
  }
}

function issues(client: Client): Pick<ForgeWrite, 'openIssue' | 'updateIssue' | 'setIssueState'> {
  const one = `${home}/issues/{issue_number}`
  return {
    openIssue: (deed) => openIssue(client, deed),
    updateIssue: ({ issue, title, body }) =>
      client.send(`PATCH ${one}`, { issue_number: issue, title, body }),
    setIssueState: (number, state) =>
      client.send(`PATCH ${one}`, {
        issue_number: number,
        ...(state.open ? { state: 'open' } : { state: 'closed', state_reason: state.reason }),
      }),
  }
}
