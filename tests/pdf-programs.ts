/** Programs of others that read PDF, so that we do not only believe our own eyes. */
import { spawnSync } from 'node:child_process'

/** False when a program is not there: its tests are then skipped with one line, except in CI, where that is a failure. */
export function programIsThere(program: string, version: string, debianPackage: string): boolean {
  if (spawnSync(program, [version]).error === undefined) return true
  const remedy = `${program} is missing: install it with "apt-get install ${debianPackage}"`
  if (process.env['CI']) throw new Error(remedy)
  console.warn(`Tests are skipped, because ${remedy}.`)
  return false
}

/** Runs a program on a file given as bytes; what it prints, or what is wrong. */
export function judged(program: string, args: readonly string[], pdf: Uint8Array): string {
  const { stdout, stderr } = spawnSync(program, args, { input: pdf, encoding: 'utf8', maxBuffer: 1e8 })
  return stdout + stderr
}
