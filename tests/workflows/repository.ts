/** A programme's repository as it would lie on GitHub: bare, with `main`, and with pull requests merged on trial. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { change, commit, git, story } from '../tool.ts'
import { root } from '../worlds.ts'

export const need = 'agencies/kld/needs/klimaregnskap.yaml'
export const offer = 'agencies/dfo/offers/klimadata.yaml'

const original = (path: string) => readFileSync(join(story, '_world', path), 'utf8')
export const goodOffer = original(offer).replace('minWeeks: 4', 'minWeeks: 5')
export const badNeed = original(need).replace('competences: [klimaregnskap]', 'competences: [klimaregnskp]')

/** What the toolkit consists of when it is run from a checkout. */
const toolkit = ['src', 'schemas', 'templates', 'package.json', 'package-lock.json', 'tsconfig.json']

export type Files = Readonly<Record<string, string>>

const made: string[] = []

export function cleanUp(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export class Repository {
  /** The bare repository. */
  readonly bare: string
  readonly #work: string
  #requests = 0

  /** The toolkit as it is here, and the small programme of the stories; `files` are laid over it. */
  constructor(files: Files = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'mobilitet-repository-'))
    made.push(folder)
    this.bare = join(folder, 'bare.git')
    this.#work = join(folder, 'work')
    git(folder, 'init', '--quiet', '--bare', this.bare)
    git(folder, 'init', '--quiet', this.#work)
    // Whoever attacks commits what she wants to, whatever her own .gitattributes say.
    writeFileSync(join(this.#work, '.git/info/attributes'), '* -text -filter !working-tree-encoding\n')
    // The world has short standard texts of its own, in one language; the toolkit's go before them.
    cpSync(join(story, '_world'), this.#work, { recursive: true })
    for (const path of toolkit) cpSync(join(root, path), join(this.#work, path), { recursive: true })
    change(this.#work, files)
    commit(this.#work, 'Programmet')
    this.push(this.#work, 'main')
  }

  /** A commit straight on `main`, made after what is already there. */
  advance(files: Files): void {
    git(this.#work, 'checkout', '--quiet', 'main')
    change(this.#work, files)
    commit(this.#work, 'Noe annet')
    this.push(this.#work, 'main')
  }

  /** A pull request from `main` as it is now. Gives its branch. */
  propose(files: Files): string {
    this.#requests += 1
    const branch = `request-${this.#requests}`
    git(this.#work, 'checkout', '--quiet', '-b', branch, 'main')
    change(this.#work, files)
    commit(this.#work, 'Endringen')
    return branch
  }

  /** As GitHub makes `refs/pull/N/merge`: first parent the base as it is now, second parent the change. */
  mergeOnTrial(branch: string): string {
    const ref = `refs/pull/${branch.split('-')[1]}/merge`
    git(this.#work, 'checkout', '--quiet', '--force', '--detach', 'main')
    git(this.#work, 'merge', '--quiet', '--no-ff', '--message', 'Merge', branch)
    this.push(this.#work, ref)
    return ref
  }

  push(folder: string, ref: string): void {
    git(folder, 'push', '--quiet', this.bare, `HEAD:${ref.startsWith('refs/') ? ref : `refs/heads/${ref}`}`)
  }
}
