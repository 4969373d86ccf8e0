/** Releases, when the program dies on the way or runs twice at once: what is published is whole, and there once. */
import { expect, it } from 'vitest'
import { endures, survives, type Trial } from './crashes.ts'
import * as proposals from './proposal-scenes.ts'
import { type Teller, textOf } from './story.ts'

const file = 'agreements/kld-dfo/agreement.yaml'
const files = { [file]: textOf(file) }
const settings = { immutableReleases: true }

const run: Trial<void>['run'] = ({ run }) => run('release', { quiet: true })

const first: Trial<void> = { files, settings, begin: async () => {}, run }

const second: Trial<void> = {
  files,
  settings,
  run,
  begin: async (teller: Teller) => {
    await run(teller)
    await proposals.change(teller.bench, file, [/^/, 'version: 2\n'], ['noticeWeeks: 4', 'noticeWeeks: 8'])
  },
}

it('a run that dies after any write is finished by the next', async () => {
  expect(await survives(first)).toBe(12)
})

// Twenty lives, each with two versions typeset: more than a test has by itself.
it('so is one that releases a new version, which has its two amendments besides', {
  timeout: 300_000,
}, async () => {
  expect(await survives(second)).toBe(12 + 2 * 4)
})

it('two runs at once, and one more, publish it once, though a draft may be left over', async () => {
  const published: Trial<void>['alike'] = ({ releases }) => releases.filter(({ draft }) => !draft)
  expect(await endures({ ...first, alike: published })).toBe(12)
})
