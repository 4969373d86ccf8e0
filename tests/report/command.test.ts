/** `report` as people run it. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Context } from '../../src/commands/context.ts'
import { Usage } from '../../src/commands/context.ts'
import { type ReportOptions, run } from '../../src/commands/report.ts'
import { voiceOf } from '../../src/commands/voices.ts'
import { change, cleanUp, world } from '../tool.ts'

const out = mkdtempSync(join(tmpdir(), 'mobilitet-rapport-'))
afterAll(() => {
  cleanUp()
  rmSync(out, { recursive: true, force: true })
})

async function report(root: string, options: ReportOptions = {}) {
  const said: string[] = []
  const remarked: string[] = []
  const context: Context = {
    root,
    today: '2026-11-22',
    language: 'nb',
    speaker: voiceOf('nb'),
    colour: false,
    interactive: false,
    print: (text) => said.push(text),
    remark: (text) => remarked.push(text),
    github: { api: '', fetch, pace: { write: 0, retry: 0 } },
  }
  const code = await run(context, options)
  return { code, said: said.join(''), remarked: remarked.join('') }
}

describe('on the screen', () => {
  it('is text, in the language that is asked for', async () => {
    const { code, said } = await report(world(), { lang: 'nn' })
    expect(code).toBe(0)
    expect(said).toMatch(/^Programmet i tal\n=+\n/)
  })

  it('is JSON when that is asked for, with what nobody may see left out', async () => {
    const { said } = await report(world(), { format: 'json', round: '2027-var' })
    const told: unknown = JSON.parse(said)
    expect(told).toMatchObject({
      today: '2026-11-22',
      scope: { kind: 'round', round: '2027-var' },
      smallestGroup: 5,
      smallestGroupOfPeople: 5,
      history: 'none',
      agencies: null,
      summary: ['Det er ennå for lite til å si noe uten at noen kan kjennes igjen.'],
    })
  })

  it('never shows the answers of fewer than three people, whatever the office has chosen', async () => {
    const folder = world()
    const file = 'programme/programme.yaml'
    change(folder, { [file]: `${readFileSync(join(folder, file), 'utf8')}report: { smallestGroup: 1 }\n` })
    const told = JSON.parse((await report(folder, { format: 'json' })).said)
    expect(told).toMatchObject({ smallestGroup: 1, smallestGroupOfPeople: 3, agencies: 2 })
  })
})

describe('as files', () => {
  it('are named after what they are about, in every format when none is named', async () => {
    const { code, said } = await report(world(), { out, year: '2026' })
    expect([code, said]).toEqual([0, `Skrev 5 filer i ${out}.\n`])
    expect(readdirSync(out).sort()).toEqual(
      ['csv', 'html', 'json', 'pdf', 'xlsx'].map((format) => `arsrapport-2026.nb.${format}`),
    )
    expect(readFileSync(join(out, 'arsrapport-2026.nb.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('are only those that are asked for', async () => {
    await report(world(), { out, round: '2027-var', format: 'csv, html', lang: 'en' })
    expect(existsSync(join(out, 'tall-2027-var.en.csv'))).toBe(true)
    expect(existsSync(join(out, 'tall-2027-var.en.html'))).toBe(true)
    expect(existsSync(join(out, 'tall-2027-var.en.pdf'))).toBe(false)
  })

  it('are not written at all when one cannot be made, and it is said which sign is in the way', async () => {
    const folder = world()
    const file = 'programme/programme.yaml'
    const text = readFileSync(join(folder, file), 'utf8').replace('nb: Prøveprogrammet', 'nb: Prøve 😀')
    change(folder, { [file]: text })
    const to = join(out, 'tom')
    const { code, remarked } = await report(folder, { out: to, format: 'csv,pdf' })
    expect(code).toBe(2)
    expect(remarked).toContain('programme/programme.yaml')
    expect(remarked).toContain('U+1F600')
    expect(existsSync(to)).toBe(false)
  })
})

describe('wrong usage', () => {
  it.each([
    [{ round: '2030-var' }, 'error.noRound'],
    [{ year: '1999' }, 'error.noYear'],
    [{ year: '2026', round: '2026-var' }, 'error.notTogether'],
    [{ format: 'docx' }, 'error.invalidChoice'],
    [{ format: 'pdf' }, 'error.reportOut'],
    [{ out: 'agencies/tall' }, 'error.outInData'],
  ] as const)('%j is told as %s', async (options, key) => {
    const folder = world()
    const chosen = 'out' in options ? { out: join(folder, options.out) } : options
    await expect(report(folder, chosen)).rejects.toMatchObject({ name: Usage.name, key })
  })

  it('settings that cannot be read are told of, and nothing is counted', async () => {
    const folder = world()
    change(folder, { 'programme/programme.yaml': undefined })
    const { code, said } = await report(folder)
    expect([code, said]).toEqual([2, ''])
  })
})
