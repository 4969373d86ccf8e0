/** `merge-agency` as the office runs it: first it is shown, then it is asked for, and then it is all there or nothing is. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Context } from '../../src/commands/context.ts'
import { type MergeOptions, run } from '../../src/commands/merge-agency.ts'
import { voiceOf } from '../../src/commands/voices.ts'
import { textOf } from '../follow-up/world.ts'
import { cleanUp, world } from '../tool.ts'

afterAll(cleanUp)

function merging(folder: string, options: Partial<MergeOptions> = {}, language: 'nb' | 'nn' | 'en' = 'nb') {
  let [out, remarks] = ['', '']
  const context: Context = {
    root: folder,
    today: '2026-11-22',
    language,
    speaker: voiceOf(language),
    colour: false,
    interactive: false,
    print: (text) => {
      out += text
    },
    remark: (text) => {
      remarks += text
    },
    github: {
      api: '',
      fetch: () => Promise.reject(new Error('nobody is asked')),
      pace: { write: 0, retry: 0 },
    },
  }
  const code = run(context, { old: 'kld', new: 'dfo', date: '2026-11-20', format: 'text', ...options })
  return { code, out, remarks }
}

const apart = { 'agreements/kld-dfo/agreement.yaml': undefined }
const read = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8')
const agency = 'agencies/kld/agency.yaml'
const need = 'agencies/kld/needs/klimaregnskap.yaml'
const moved = 'agencies/dfo/needs/klimaregnskap.yaml'

it('shows what it would do, and writes nothing', () => {
  const folder = world(apart)
  const { code, out } = merging(folder)
  expect(code).toBe(0)
  expect(out).toContain(
    'Klima- og miljødepartementet blir en del av Direktoratet for forvaltning og økonomistyring fra 20. november 2026.',
  )
  expect(out).toContain(`- ${moved}: ny, med det samme innholdet`)
  expect(out).toContain('Ingenting er lagret.')
  expect(read(folder, agency)).toBe(textOf(agency))
  expect(existsSync(join(folder, moved))).toBe(false)
})

it('writes it when asked, keeps the lines people wrote, and is not done twice', () => {
  const folder = world(apart)
  expect(merging(folder, { write: true }, 'nn')).toMatchObject({
    code: 0,
    out: expect.stringContaining('Lagra.'),
  })
  expect(read(folder, agency)).toBe(`${textOf(agency)}mergedInto:\n  agency: dfo\n  date: 2026-11-20\n`)
  expect(read(folder, moved)).toBe(textOf(need))
  expect(read(folder, need)).toMatch(
    /withdrawn:\n {2}date: 2026-11-22\n {2}reason: >-\n {4}Flyttet til Direktoratet for forvaltning og økonomistyring ved sammenslåing\n$/,
  )
  expect(() => merging(folder, { write: true })).toThrow(expect.objectContaining({ key: 'error.mergeAgain' }))
})

it('is refused while an agreement waits for signatures, and then nothing at all is written', () => {
  const folder = world()
  const { code, out, remarks } = merging(folder, { write: true })
  expect(code).toBe(2)
  expect(remarks).toContain('ending/party-left')
  expect(out).toContain('må inngås på nytt')
  expect(out).toContain('Ingenting er lagret.')
  expect(read(folder, agency)).toBe(textOf(agency))
})

it('a run that broke off half-way is finished by the next, and nothing is moved twice', () => {
  const folder = world({ ...apart, [moved]: textOf(need) })
  expect(merging(folder, { write: true }).code).toBe(0)
  expect(existsSync(join(folder, 'agencies/dfo/needs/klimaregnskap-kld.yaml'))).toBe(false)
  expect(read(folder, need)).toContain('withdrawn:')
})

it('as JSON it holds the files whole', () => {
  const told = JSON.parse(merging(world(apart), { format: 'json' }).out) as {
    files: { path: string; what: string }[]
  }
  expect(told).toMatchObject({ old: 'kld', new: 'dfo', date: '2026-11-20', written: false, diagnostics: [] })
  expect(told.files.map(({ path, what }) => [path, what])).toEqual([
    [moved, 'moved'],
    [need, 'withdrawn'],
    [agency, 'agency'],
  ])
})

describe('wrong usage', () => {
  const left = { [agency]: `${textOf(agency)}left: { date: 2026-11-20, reason: Deltar ikke lenger }\n` }
  it.each([
    [{}, { old: 'kldd' }, 'error.unknownAgency'],
    [{}, { new: 'kld' }, 'error.mergeSelf'],
    [left, { old: 'dfo', new: 'kld' }, 'error.mergeGone'],
    [{}, { date: '2026-02-31' }, 'error.invalidDate'],
    [{}, { date: 'i morgen' }, 'error.invalidDate'],
  ])('%o %o', (files, options, key) => {
    expect(() => merging(world({ ...apart, ...files }), options)).toThrow(expect.objectContaining({ key }))
  })

  it('a day that has not been yet is a finding', () => {
    const { code, remarks } = merging(world(apart), { date: '2027-01-01' })
    expect([code, remarks]).toEqual([2, expect.stringContaining('dates/in-future')])
  })
})
