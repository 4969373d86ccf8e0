/** The very scripts of check.yml, run on this machine for changes of every kind. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { change } from '../tool.ts'
import { root } from '../worlds.ts'
import { badNeed, cleanUp, type Files, goodOffer, need, offer, Repository } from './repository.ts'
import { type Outcome, runJob } from './runner.ts'

const canaries = mkdtempSync(join(tmpdir(), 'mobilitet-canary-'))

afterAll(() => {
  cleanUp()
  rmSync(canaries, { recursive: true, force: true })
})

function onPullRequest(repository: Repository, branch: string): Outcome {
  const ref = repository.mergeOnTrial(branch)
  return runJob('check.yml', 'check', repository.bare, { name: 'pull_request', ref })
}

describe('a pull request', () => {
  it('with a good change passes, and the summary says so', () => {
    const repository = new Repository()
    const outcome = onPullRequest(repository, repository.propose({ [offer]: goodOffer }))
    expect(outcome).toMatchObject({ code: 0, out: '', err: '', summary: expect.stringContaining('i orden') })
    expect(outcome.steps).toContain('Check what the pull request changes')
    expect(outcome.steps).not.toContain('Check everything')
    expect(outcome.npm).toEqual(['/toolkit: npm ci --ignore-scripts'])
  })

  it('with a bad change fails with 2, marks the line and reports in the summary', () => {
    const repository = new Repository()
    const { code, out, summary } = onPullRequest(repository, repository.propose({ [need]: badNeed }))
    expect(code).toBe(2)
    expect(out).toMatch(new RegExp(`^::error file=${need},line=3,col=15,`, 'm'))
    expect(summary).toContain(`${need}:3`)
    expect(summary).toContain('klimaregnskp')
  })

  it('is not blamed for what the base has already, however far the base has moved', () => {
    const repository = new Repository()
    const branch = repository.propose({ [offer]: goodOffer })
    repository.advance({ [need]: badNeed })
    expect(onPullRequest(repository, branch)).toMatchObject({ code: 0, out: '' })
  })

  it('is judged together with what the base has got since', () => {
    const repository = new Repository()
    const kept = 'agencies/kld/needs/nytt.yaml'
    const branch = repository.propose({ [kept]: badNeed.replace('title: Klimaregnskap', 'title: Noe annet') })
    repository.advance({ [offer]: goodOffer })
    const { code, out } = onPullRequest(repository, branch)
    expect(code).toBe(2)
    expect(out).toContain(kept)
    expect(out).not.toContain(offer)
  })

  it('cannot have Git show the check something else than what is merged', () => {
    const repository = new Repository()
    // In UTF-7 nothing but ASCII is left as it is: the digits of the number would be gone before anybody looked.
    const number = [...'30108299920'].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')
    const branch = repository.propose({
      [offer]: `# Ring ${number}\n${goodOffer}`,
      'agencies/dfo/offers/.gitattributes': '*.yaml working-tree-encoding=UTF-7\n',
    })
    const { code, out } = onPullRequest(repository, branch)
    expect(out).toContain('personal-data/identity-number')
    expect(code).toBe(2)
  })
})

describe('main and the merge queue', () => {
  it.each([
    ['push', 'refs/heads/main'],
    ['merge_group', 'refs/heads/main'],
  ] as const)('on %s everything is checked', (name, ref) => {
    const good = runJob('check.yml', 'check', new Repository().bare, { name, ref })
    expect(good).toMatchObject({ code: 0, err: '', summary: expect.stringContaining('8 filer') })
    expect(good.steps).toContain('Check everything')
    expect(good.steps).not.toContain('Check what the pull request changes')

    const repository = new Repository({ [need]: badNeed })
    repository.advance({ [offer]: goodOffer })
    const bad = runJob('check.yml', 'check', repository.bare, { name, ref })
    expect(bad.code).toBe(2)
    expect(bad.out).toContain(`::error file=${need}`)
    expect(bad.summary).toContain(`${need}:3`)
  })
})

describe('a change that would take over the machine', () => {
  const canary = join(canaries, 'sang')
  const sing = `require('node:fs').writeFileSync('${canary}', 'pip')`
  const singing = `import { writeFileSync } from 'node:fs'\nwriteFileSync('${canary}', 'pip')\nprocess.exit(0)\n`
  const everyScript = ['preinstall', 'install', 'postinstall', 'prepare', 'start', 'test', 'check']
  const hostile: Files = {
    'src/cli.ts': singing,
    'src/commands/check.ts': singing,
    'package.json': JSON.stringify({
      name: 'mobilitet',
      type: 'module',
      scripts: Object.fromEntries(everyScript.map((name) => [name, `node -e "${sing}"`])),
      bin: { tsx: './evil.cjs' },
    }),
    'package-lock.json': '{}',
    'evil.cjs': sing,
    'tsconfig.json': '{ "extends": "./evil.cjs" }',
    '.npmrc': 'node-options=--require=./evil.cjs\nscript-shell=./evil.cjs\n',
    '.gitattributes': '*.yaml filter=evil diff=evil merge=evil\n',
    '.gitmodules': '[submodule "x"]\n\tpath = x\n\turl = ../evil\n\tupdate = !node evil.cjs\n',
    '.github/workflows/check.yml': `on: pull_request\njobs: { check: { steps: [{ run: node -e "${sing}" }] } }\n`,
    'templates/messages/nb.yaml': 'findings: {}\nwords: {}\ncli: {}\n',
    'schemas/need.schema.json': '{}',
    [need]: badNeed,
  }
  const planted: Files = {
    'node_modules/tsx/package.json': '{ "name": "tsx", "bin": "../../evil.cjs" }',
    'node_modules/.bin/tsx': `#!/usr/bin/env node\n${sing}\n`,
  }

  it('is read, and nothing of it is run', () => {
    const repository = new Repository()
    const { code, out, npm, summary } = onPullRequest(
      repository,
      repository.propose({ ...hostile, ...planted }),
    )
    expect(existsSync(canary)).toBe(false)
    expect(npm).toEqual(['/toolkit: npm ci --ignore-scripts'])
    expect(code).toBe(2)
    expect(out).toContain(`::error file=${need},line=3`)
    expect(summary).toContain('klimaregnskp')
  })

  it('would have been noticed, had it been run', () => {
    const folder = mkdtempSync(join(canaries, 'control-'))
    change(folder, hostile)
    const tsx = join(root, 'node_modules/tsx/dist/cli.mjs')
    execFileSync(process.execPath, [tsx, 'src/cli.ts'], { cwd: folder, env: { PATH: process.env['PATH'] } })
    expect(readFileSync(canary, 'utf8')).toBe('pip')
    rmSync(canary)
  })
})
