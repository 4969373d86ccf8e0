/**
 * The ground of the stories about reviews: a pull request in the small world, with two people at the office. What is
 * not told of it is as it usually is: new, without errors, with nothing said, and by the agency whose file it is.
 */
import { voiceOf } from '../../src/commands/voices.ts'
import type { PathChange } from '../../src/core/authority.ts'
import { check } from '../../src/core/check.ts'
import { compare } from '../../src/core/diagnostic.ts'
import type { Account, Language } from '../../src/core/model.ts'
import type { Action, ActionKind } from '../../src/core/plan/action.ts'
import type { CheckRun, Comment, Commit, PullRequest, Review } from '../../src/core/plan/forge.ts'
import type { Said } from '../../src/core/plan/review/approvals.ts'
import type { ReviewFacts } from '../../src/core/plan/review/facts.ts'
import { type Prepared, planReview } from '../../src/core/plan/review/review.ts'
import { type SeenHead, seenHeads } from '../../src/core/plan/review/seen-heads.ts'
import { rules } from '../../src/core/rules/index.ts'
import { bot, colleague, listed, need, office, settings, text } from '../core/authority-stories.ts'
import { layers, loadTree, root, type Tree } from '../worlds.ts'

export const today = '2026-11-22'

export const repository = {
  name: 'etat/mobilitet',
  url: 'https://github.com/etat/mobilitet',
  defaultBranch: 'main',
}

/** Commits have long names; in stories a digit will do. */
export const sha = (digit: number | string): string => String(digit).repeat(40)
export const head = sha(2)

export type Files = Readonly<Record<string, string | undefined>>

const world: Tree = layers(`${root}/tests/rules/_world`)

/** Two people at the office, so that each can approve what the other writes. */
const usual: Files = {
  [settings]: text(settings).replace(/approvers: .*/, `approvers: [${listed(office)}, ${listed(colleague)}]`),
}

export type Story = {
  readonly by?: Account
  /** Paths with their new text; `undefined` takes a file away. */
  readonly change?: Files
  /** Laid over the base, before the change. */
  readonly before?: Files
  readonly pull?: Partial<Omit<PullRequest, 'head'>> & { readonly head?: Partial<PullRequest['head']> }
  readonly commits?: readonly Commit[]
  readonly reviews?: readonly Review[]
  readonly comments?: readonly Comment[]
  readonly said?: Partial<Said>
  readonly checks?: readonly CheckRun[]
} & Partial<
  Pick<ReviewFacts, 'overtaken' | 'siblings' | 'copyOf' | 'preview' | 'tooLarge' | 'lineComments' | 'self'>
>

/** A change that nobody could object to. */
export const smallChange: Files = {
  [need]: text(need).replace(/^title: .*/m, 'title: Klimaregnskap i praksis'),
}

export function factsOf(story: Story = {}): ReviewFacts {
  const { change = smallChange, self = bot } = story
  const before = laid(world, { ...usual, ...story.before })
  const after = laid(before, change)
  const [base, merged] = [loadTree(before), loadTree(after)]
  const textIn = (tree: Tree) => (path: string) => {
    const bytes = tree.get(path)
    return bytes && Buffer.from(bytes).toString('utf8')
  }
  const commits = story.commits ?? [commit(head, pullOf(story).author)]
  const comments = story.comments ?? []
  return {
    ...{ repository, self, today },
    pull: pullOf(story),
    base: { commit: sha(0), programme: base.programme },
    head: { programme: merged.programme, textOf: textIn(after) },
    changes: Object.entries(change)
      .map(([path, content]): PathChange => ({ path, kind: kindOf(before.has(path), content) }))
      .sort((a, b) => compare(a.path, b.path)),
    tooLarge: story.tooLarge ?? false,
    diagnostics: check({
      head: merged,
      textOf: textIn(after),
      today,
      rules,
      base: { loaded: base, textOf: textIn(before) },
    }),
    overtaken: story.overtaken ?? [],
    siblings: story.siblings ?? [],
    commits,
    copyOf: story.copyOf,
    preview: story.preview,
    said: {
      head,
      commits: commits.map(({ id }) => id),
      reviews: story.reviews ?? [],
      comments,
      self,
      seen: seenHeads(comments, self),
      started: new Map(),
      equal: new Set(),
      elsewhere: [],
      ...story.said,
    },
    checks: story.checks ?? [],
    patches: new Map(),
    lineComments: story.lineComments ?? [],
  }
}

function laid(tree: Tree, files: Files): Tree {
  const result = new Map(tree)
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) result.delete(path)
    else result.set(path, Buffer.from(content))
  }
  return result
}

function kindOf(wasThere: boolean, content: string | undefined): 'added' | 'changed' | 'removed' {
  return content === undefined ? 'removed' : wasThere ? 'changed' : 'added'
}

function pullOf({ by, pull }: Story): PullRequest {
  return {
    number: 7,
    title: 'Endret behov',
    body: '',
    url: `${repository.url}/pull/7`,
    author: by ?? { login: 'kld-example', id: 9000000003 },
    state: 'open',
    draft: false,
    base: { branch: 'main' },
    labels: [],
    asked: [],
    mergeable: true,
    ...pull,
    head: { branch: 'endring', commit: head, repository: 'kld-example/mobilitet', ...pull?.head },
  }
}

export function commit(id: string, author: Account | undefined = bot): Commit {
  return { id, author, message: 'Endring' }
}

export function review(author: Account, state: Review['state'], at = head): Review {
  return { id: 1, author, state, commit: at, body: '' }
}

type Written = Partial<Pick<Comment, 'id' | 'created' | 'updated' | 'authorKind'>>

export function comment(author: Account, body: string, more: Written = {}): Comment {
  const created = more.created ?? '2026-11-22T10:00:00Z'
  const authorKind = author.login.endsWith('[bot]') ? 'bot' : 'person'
  return { id: 100, author, authorKind, body, updated: created, on: 7, ...more, created }
}

/** The first thing we said of a pull request: a check that began at nine, and a live comment right after it. */
export const spoken = (...heads: readonly SeenHead[]): Partial<Said> => ({
  seen: heads.length > 0 ? heads : [{ commit: head, after: 50 }],
  started: new Map((heads.length > 0 ? heads : [{ commit: head }]).map((one) => [one.commit, nine])),
})
const nine = '2026-11-22T09:00:00Z'

const nothingMore: Prepared = { meaning: [], suggestions: [] }

export function planOf(
  story: Story,
  language: Language = 'nb',
  prepared: Partial<Prepared> = {},
): readonly Action[] {
  return planReview(factsOf(story), { ...nothingMore, ...prepared }, voiceOf(language)).actions
}

export function only<Kind extends ActionKind>(
  kind: Kind,
  actions: readonly Action[],
): readonly Extract<Action, { readonly kind: Kind }>[] {
  return actions.filter((action): action is Extract<Action, { readonly kind: Kind }> => action.kind === kind)
}

/** What GitHub holds after a plan: our check, and our comments. For a second run to look at. */
export function afterwards(story: Story, actions: readonly Action[]): Story {
  const gone = new Set(only('delete-comment', actions).map((action) => action.comment))
  const edits = new Map(only('edit-comment', actions).map((action) => [action.comment, String(action.body)]))
  const kept = (story.comments ?? [])
    .filter(({ id }) => !gone.has(id))
    .map((one) => {
      const body = edits.get(one.id)
      return body === undefined ? one : { ...one, body, updated: '2026-11-22T12:00:00Z' }
    })
  const added = only('comment', actions).map(({ body }, at) => comment(bot, String(body), { id: 200 + at }))
  const checks = only('check', actions).map(
    ({ name, conclusion, title, summary }, at): CheckRun => ({
      ...{ id: at + 1, name, conclusion, title, summary },
      started: nine,
    }),
  )
  return { ...story, comments: [...kept, ...added], checks: [...(story.checks ?? []), ...checks] }
}
