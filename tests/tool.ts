/** The tool as people run it: the real command in a process of its own, from a bundle made once for all tests. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from './worlds.ts'

const bundle = 'node_modules/.cache/mobilitet-tests'

/** The program itself, for tests that start it in their own way. */
export const tool = join(root, bundle, 'cli.js')

/** Makes the bundle; vitest calls it once before any test (`globalSetup`). */
export function setup(): void {
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/bundle.ts', bundle], {
    cwd: root,
    stdio: 'inherit',
  })
}

export type Run = { readonly code: number | null; readonly out: string; readonly err: string }

/** Runs `mobilitet` in a folder. The day is fixed unless a test says otherwise. */
export function mobilitet(folder: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const { PATH, HOME } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH, HOME, ...env },
    timeout: 60_000,
  })
  return { code: status, out: stdout, err: stderr }
}

export const story = join(root, 'tests/rules')
export const today = ['--today', '2026-11-22']

/** A folder of its own with the world the stories start from; `files` are laid over it, `undefined` takes one away. */
export function world(files: Readonly<Record<string, string | undefined>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'mobilitet-'))
  made.push(folder)
  cpSync(join(story, '_world'), folder, { recursive: true })
  change(folder, files)
  return folder
}

export function change(folder: string, files: Readonly<Record<string, string | undefined>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path)
    if (text === undefined) rmSync(file)
    else {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
  }
}

/** Real git, with nobody's settings but its own. */
export function git(folder: string, ...words: readonly string[]): string {
  const nobody = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.no',
    '-c',
    'init.defaultBranch=main',
    '-c',
    'commit.gpgSign=false',
  ]
  return execFileSync('git', [...nobody, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
  })
}

export function commit(folder: string, message = 'Endring'): void {
  git(folder, 'init', '--quiet')
  git(folder, 'add', '--all')
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', message)
}

const made: string[] = []

/** Call in `afterAll`: nothing is left behind. */
export function cleanUp(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
}
