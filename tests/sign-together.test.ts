/** Signed by a program that has nothing to do with us, and recorded by two people at the same moment. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { programIsThere } from './pdf-programs.ts'
import {
  agreementFile,
  agreementIn,
  packed,
  programme,
  received,
  sign,
  signaturesIn,
  signedOn,
} from './sign-world.ts'
import { cleanUp } from './tool.ts'
import { folderWith, rewritten } from './verify-world.ts'
import { root } from './worlds.ts'

afterAll(cleanUp)

const signs = programIsThere('pdfsig', '-v', 'poppler-utils')
const certifies = programIsThere('certutil', '-H', 'libnss3-tools')

test.skipIf(!signs || !certifies)(
  'what a real program signs is counted, and its own time is read',
  async () => {
    // Its clock is the machine's, whatever that says.
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(new Date())
    const before = [
      ['date: 2026-11-10', 'date: 2020-01-01'],
      ['date: 2026-11-12', 'date: 2020-01-01'],
    ] as const
    const folder = folderWith({ [agreementFile]: rewritten(...before) })
    const place = mkdtempSync(join(tmpdir(), 'mobilitet-signing-'))
    const run = (program: string, ...words: readonly string[]) => spawnSync(program, words, { cwd: place })
    writeFileSync(join(place, 'made.pdf'), await packed(folder))
    writeFileSync(join(place, 'noise'), 'en plan er en plan er en plan er en plan')
    run('certutil', '-N', '-d', `sql:${place}`, '--empty-password')
    const key = '-n test -s CN=Kari -x -t Cu,Cu,Cu -k rsa -g 2048 -z noise'.split(' ')
    run('certutil', '-S', '-d', `sql:${place}`, ...key)
    const once = ['-nssdir', `sql:${place}`, '-add-signature', '-nick', 'test']
    run('pdfsig', ...once, 'made.pdf', 'once.pdf')
    run('pdfsig', ...once, 'once.pdf', 'twice.pdf')
    const said = await sign(folder, { file: join(place, 'twice.pdf'), today })
    rmSync(place, { recursive: true })
    expect(said.out).toContain('Filen har 2 elektroniske signaturer.')
    expect(said.out).not.toContain('Kari')
    expect(agreementIn(folder)).not.toContain('Kari')
    expect(signaturesIn(agreementIn(folder))).toMatchObject([
      { party: 'kld', date: today },
      { party: 'dfo', date: today },
    ])
  },
)

test('two who record at the same moment both succeed, and nothing is lost', {
  timeout: 120_000,
}, async () => {
  const folder = programme()
  const sent = await packed(folder)
  const run = promisify(execFile)
  const record = (party: string, day: string) => {
    const file = received('signert.pdf', signedOn(sent, day))
    const words = [
      'sign',
      'kld-dfo',
      '--root',
      folder,
      '--today',
      '2026-11-22',
      '--file',
      file,
      '--party',
      party,
    ]
    return run(process.execPath, ['--import', 'tsx', join(root, 'src/cli.ts'), ...words], { cwd: root })
  }
  await Promise.all([record('kld', '2026-11-19'), record('dfo', '2026-11-20')])
  const found = signaturesIn(agreementIn(folder)) as readonly { readonly party: string }[]
  expect(found.map(({ party }) => party).sort()).toEqual(['dfo', 'kld'])
})

test('whoever comes second waits for the first, and builds on what it wrote', async () => {
  const folder = programme()
  const file = received('signert.pdf', signedOn(await packed(folder), '2026-11-20'))
  const agreement = join(folder, agreementFile)
  const lock = join(dirname(agreement), '.agreement.yaml.lock')
  writeFileSync(lock, '')
  let isDone = false
  const said = sign(folder, { file, party: ['kld'] }).then((result) => {
    isDone = true
    return result
  })
  await new Promise((resolve) => setTimeout(resolve, 2000))
  expect(isDone).toBe(false)
  writeFileSync(agreement, `# En merknad\n${readFileSync(agreement, 'utf8')}`)
  rmSync(lock)
  expect((await said).code).toBe(0)
  expect(agreementIn(folder).startsWith('# En merknad\n')).toBe(true)
  expect(signaturesIn(agreementIn(folder))).toHaveLength(1)
  expect(readdirSync(dirname(agreement))).toEqual(['agreement.yaml'])
})
