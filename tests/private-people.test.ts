/** The file of names: read from where no history can keep it, and refused everywhere else. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Usage } from '../src/commands/context.ts'
import { readPeople } from '../src/commands/private-people.ts'
import { voiceOf } from '../src/commands/voices.ts'

const place = mkdtempSync(join(tmpdir(), 'mobilitet-people-'))
const root = join(place, 'programme')
const text = 'agreements:\n  kld-dfo:\n    exchanges:\n      ut-1: { participant: Siri Eksempel }\n'

beforeAll(() => {
  mkdirSync(join(root, 'agreements'), { recursive: true })
  mkdirSync(join(place, 'elsewhere', '.git'), { recursive: true })
  mkdirSync(join(place, 'elsewhere', 'deep', 'down'), { recursive: true })
  mkdirSync(join(place, 'worktree'))
  writeFileSync(join(place, 'worktree', '.git'), 'gitdir: /somewhere\n')
})

afterAll(() => rmSync(place, { recursive: true, force: true }))

const context = { root, speaker: voiceOf('nb') }

function put(path: string, content = text): string {
  writeFileSync(join(place, path), content)
  return join(place, path)
}

function refusal(file: string): string {
  try {
    readPeople(context, file)
  } catch (error) {
    if (error instanceof Usage) return context.speaker.cli(error.key, error.args)
    throw error
  }
  return 'read'
}

it('gives the names by agreement, party and exchange', () => {
  const people = readPeople(context, put('people.yaml'))
  expect(people.get('kld-dfo')?.exchanges.get('ut-1')).toEqual({ participant: 'Siri Eksempel' })
})

it.each(['programme/people.yaml', 'programme/agreements/people.yaml'])(
  'refuses %s, in the programme',
  (path) => {
    expect(refusal(put(path))).toContain('ligger i en mappe som er under versjonskontroll')
  },
)

it.each(['elsewhere/people.yaml', 'elsewhere/deep/down/people.yaml', 'worktree/people.yaml'])(
  'refuses %s, in any other repository, tracked or not',
  (path) => {
    expect(refusal(put(path))).toContain('ligger i en mappe som er under versjonskontroll')
  },
)

it('is not led astray by a link', () => {
  const target = put('programme/hidden.yaml')
  symlinkSync(target, join(place, 'link.yaml'))
  expect(refusal(join(place, 'link.yaml'))).toContain('ligger i en mappe som er under versjonskontroll')
})

it('says which line is wrong, and never what stands there', () => {
  const told = refusal(
    put('wrong.yaml', 'agreements:\n  kld-dfo:\n    exchanges:\n      ut-1: { participnt: Siri Eksempel }\n'),
  )
  expect(told).toContain('linje 4: Feltet «participnt» finnes ikke her.')
  expect(told).not.toContain('Siri')
})

it('says that it is not there', () => {
  expect(refusal(join(place, 'nowhere.yaml'))).toContain('finnes ikke eller kan ikke leses')
})
