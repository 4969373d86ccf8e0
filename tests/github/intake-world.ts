/** A small GitHub in memory, with what a form meets there: issues, comments, branches, pull requests. */
import { join } from 'node:path'
import { carryOut } from '../../src/commands/acting.ts'
import { planForAll, planForOne } from '../../src/commands/intake.ts'
import type { Account } from '../../src/core/model.ts'
import type { Plan } from '../../src/core/plan/action.ts'
import type { Comment, Issue, PullRequest } from '../../src/core/plan/forge.ts'
import type { ForgeRead, ForgeWrite } from '../../src/io/ports.ts'
import { layers, root } from '../worlds.ts'

export const us: Account = { login: 'mobilitet[bot]', id: 41 }
export const sender: Account = { login: 'kari', id: 101 }
/** May approve for KLD in the world of the rules. */
export const kld: Account = { login: 'kld-example', id: 9000000003 }
export const today = '2026-11-22'

export const needPath = 'agencies/kld/needs/klimaregnskap.yaml'
export const newPath = 'agencies/kld/needs/anskaffelser.yaml'

type Files = ReadonlyMap<string, string>
type Commit = { readonly files: Files; readonly parents: readonly string[]; readonly author: Account }
type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** The programme of `tests/rules/_world`, as text. */
export const programme: Files = new Map(
  [...layers(join(root, 'tests/rules/_world'))].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]),
)

export const need = programme.get(needPath) ?? ''
/** A registration that is not there yet. */
export const newNeed = need
  .replace('Klimaregnskap i etatsstyringen', 'Grønne anskaffelser i praksis')
  .replace(/^background: .*$/m, 'background: Vi kjøper mye, og vil lære å stille miljøkrav som virker.')

export function form(file: string, yaml: string, [one, two] = ['Filnavn', 'Registrering']): string {
  return `### ${one}\n\n${file}\n\n### ${two}\n\n\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``.replaceAll(
    '\n',
    '\r\n',
  )
}

export class IntakeWorld {
  readonly commits = new Map<string, Commit>()
  readonly branches = new Map<string, string>()
  readonly issues = new Map<number, Mutable<Issue>>()
  readonly pulls = new Map<number, Mutable<PullRequest>>()
  readonly asked = new Map<number, readonly string[]>()
  comments: Comment[] = []
  /** How many writes are carried out before the next one fails; endless unless set. */
  writesLeft = Number.POSITIVE_INFINITY
  private last = 0

  constructor(files: Files = programme) {
    this.branches.set('main', this.commit(files, [], kld))
  }

  open(body: string, change: Partial<Issue> = {}): number {
    const number = this.next()
    this.issues.set(number, {
      number,
      title: 'Påmelding',
      body,
      url: `https://github.com/programmet/mobilitet/issues/${number}`,
      author: sender,
      authorKind: 'person',
      state: 'open',
      labels: [],
      isPullRequest: false,
      updated: '2026-11-22T08:00:00Z',
      ...change,
    })
    return number
  }

  edit(issue: number, body: string): void {
    this.issueOf(issue).body = body
  }

  issueOf(number: number): Mutable<Issue> {
    const issue = this.issues.get(number)
    if (!issue) throw new Error(`no issue ${number}`)
    return issue
  }

  /** The latest pull request of a form. */
  pullOf(issue: number): Mutable<PullRequest> {
    const pulls = [...this.pulls.values()].filter(({ head }) => head.branch === `registration/issue-${issue}`)
    const pull = pulls.at(-1)
    if (!pull) throw new Error(`no pull request for ${issue}`)
    return pull
  }

  says(author: Account, on: number, body: string, authorKind: Comment['authorKind'] = 'person'): void {
    const when = '2026-11-22T09:00:00Z'
    this.comments.push({ id: this.next(), author, authorKind, body, created: when, updated: when, on })
  }

  /** Changes on a branch as a person makes them. */
  push(author: Account, branch: string, changes: Readonly<Record<string, string>>): void {
    const tip = this.branches.get(branch) ?? ''
    const files = new Map([...this.filesAt(branch), ...Object.entries(changes)])
    this.branches.set(branch, this.commit(files, [tip], author))
    this.moved(branch)
  }

  /** A pull request as a person opens it. */
  opens(author: Account, branch: string, title: string): number {
    return this.opened(author, branch, 'main', title, '')
  }

  merge(number: number): void {
    const pull = this.pulls.get(number) as Mutable<PullRequest>
    const from = this.baseOf(pull.head.commit)
    const files = new Map(this.filesAt('main'))
    for (const [path, text] of this.commits.get(pull.head.commit)?.files ?? [])
      if (this.commits.get(from)?.files.get(path) !== text) files.set(path, text)
    this.push(kld, 'main', Object.fromEntries(files))
    pull.state = 'merged'
    const [, issue] = /Closes #(\d+)$/.exec(pull.body) ?? []
    if (issue) this.issueOf(Number(issue)).state = 'closed'
  }

  close(number: number, by: Account): void {
    Object.assign(this.pulls.get(number) as object, { state: 'closed', closedBy: by })
  }

  filesAt(branch: string): Files {
    return this.commits.get(this.branches.get(branch) ?? '')?.files ?? new Map()
  }

  /** What we say on an issue or a pull request, without the marker. */
  answers(on: number): readonly string[] {
    return this.comments
      .filter((comment) => comment.on === on && comment.author.id === us.id)
      .map(({ body }) => body.replace(/^<!-- .* -->\n/, ''))
  }

  async plan(issue?: number): Promise<Plan> {
    return issue === undefined
      ? planForAll(this.read(), today)
      : planForOne(this.issueOf(issue), this.read(), today)
  }

  async run(issue?: number): Promise<Plan> {
    const plan = await this.plan(issue)
    await carryOut(plan.actions, this.write())
    return plan
  }

  /** Everything that anybody could see, for comparing two worlds. */
  seen(): object {
    return {
      issues: [...this.issues.values()],
      pulls: [...this.pulls.values()].map(({ head, ...pull }) => ({ ...pull, branch: head.branch })),
      comments: this.comments.map(({ body, on, author }) => ({ body, on, author })),
      branches: [...this.branches.keys()].map((branch) => [branch, [...this.filesAt(branch)]]),
    }
  }

  read(): ForgeRead {
    const answers = {
      self: () => us,
      repository: () => ({
        name: 'programmet/mobilitet',
        url: 'https://github.com/programmet/mobilitet',
        defaultBranch: 'main',
      }),
      tip: (branch: string) => this.branches.get(branch),
      tree: (commit: string) =>
        [...(this.commits.get(commit)?.files ?? [])].map(([path, text]) => ({
          path,
          blob: `blob ${text}`,
          mode: '100644',
        })),
      blobs: (ids: readonly string[]) =>
        new Map(ids.map((id) => [id, new Uint8Array(Buffer.from(id.slice('blob '.length)))])),
      mergeBase: (_base: string, head: string) => this.baseOf(head),
      commit: (id: string) => ({ id, message: '', parents: [], author: undefined, ...this.commits.get(id) }),
      pullRequest: (number: number) => this.pulls.get(number),
      pullRequests: ({ all = false, branch }: { all?: boolean; branch?: string } = {}) =>
        [...this.pulls.values()]
          .filter(({ state }) => all || state === 'open')
          .filter(({ head }) => branch === undefined || head.branch === branch)
          // Who closed it is only told of a single one.
          .map(({ closedBy: _closedBy, ...pull }) => pull),
      comments: (on: number) => this.comments.filter((comment) => comment.on === on),
      issue: (number: number) => this.issues.get(number),
      issues: ({ all = false }: { all?: boolean } = {}) =>
        [...this.issues.values()].filter(({ state }) => all || state === 'open'),
    }
    const promised = Object.entries(answers).map(([name, answer]) => [
      name,
      async (...args: unknown[]) => (answer as (...args: unknown[]) => unknown)(...args),
    ])
    return Object.fromEntries(promised) as unknown as ForgeRead
  }

  write(): ForgeWrite {
    const deeds: Partial<ForgeWrite> = {
      commit: async ({ branch, parent, tip, files }) => {
        if ((this.branches.get(branch) ?? null) !== tip) throw new Error(`${branch} has moved`)
        const tree = new Map(this.commits.get(parent)?.files)
        for (const { path, text } of files) text === null ? tree.delete(path) : tree.set(path, text)
        this.branches.set(branch, this.commit(tree, [parent], us))
        this.moved(branch)
        return this.branches.get(branch) ?? ''
      },
      openPullRequest: async ({ branch, base, title, body }) => this.opened(us, branch, base, title, body),
      updatePullRequest: async ({ pull, ...texts }) => {
        Object.assign(this.pulls.get(pull) as object, texts)
      },
      closePullRequest: async (number) => this.close(number, us),
      askReviewers: async (number, logins) => {
        this.asked.set(number, [...(this.asked.get(number) ?? []), ...logins])
      },
      comment: async (on, body) => this.says(us, on, body, 'bot'),
      editComment: async (id, body) => {
        this.comments = this.comments.map((comment) => (comment.id === id ? { ...comment, body } : comment))
      },
      deleteComment: async (id) => {
        this.comments = this.comments.filter((comment) => comment.id !== id)
      },
      setIssueState: async (number, { open }) => {
        this.issueOf(number).state = open ? 'open' : 'closed'
      },
    }
    const counted = Object.entries(deeds).map(([name, deed]) => [
      name,
      async (...args: unknown[]) => {
        if (this.writesLeft-- <= 0) throw new Error('the run was broken off')
        return (deed as (...args: unknown[]) => unknown)(...args)
      },
    ])
    return Object.fromEntries(counted) as unknown as ForgeWrite
  }

  private opened(author: Account, branch: string, base: string, title: string, body: string): number {
    const number = this.next()
    this.pulls.set(number, {
      number,
      title,
      body,
      url: `https://github.com/programmet/mobilitet/pull/${number}`,
      author,
      state: 'open',
      draft: false,
      head: { branch, commit: this.branches.get(branch) ?? '', repository: 'programmet/mobilitet' },
      base: { branch: base },
      labels: [],
      asked: [],
      mergeable: undefined,
    })
    return number
  }

  private moved(branch: string): void {
    const commit = this.branches.get(branch) ?? ''
    for (const pull of this.pulls.values())
      if (pull.head.branch === branch && pull.state === 'open') pull.head = { ...pull.head, commit }
  }

  private baseOf(head: string): string {
    const main = new Set(this.line(this.branches.get('main') ?? ''))
    return this.line(head).find((id) => main.has(id)) ?? ''
  }

  private line(from: string): readonly string[] {
    const [parent] = this.commits.get(from)?.parents ?? []
    return parent === undefined ? [from] : [from, ...this.line(parent)]
  }

  private commit(files: Files, parents: readonly string[], author: Account): string {
    const id = String(this.next()).padStart(40, '0')
    this.commits.set(id, { files, parents, author })
    return id
  }

  private next(): number {
    this.last += 1
    return this.last
  }
}
