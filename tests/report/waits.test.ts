/** Waiting time, from a real Git repository; and what is said where Git cannot tell. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadFolder } from '../../src/commands/loading.ts'
import { historyOf } from '../../src/commands/report-history.ts'
import { type History, noHistory } from '../../src/core/report/figures/facts.ts'
import { figuresIn } from '../../src/core/report/figures/figures.ts'
import { agreementFile, signed, textOf } from '../follow-up/world.ts'
import { change, cleanUp, git, world } from '../tool.ts'
import { settingsFor } from './world.ts'

afterAll(cleanUp)

const today = '2027-06-01'

function committed(folder: string, day: string): void {
  git(folder, 'add', '--all')
  process.env['GIT_COMMITTER_DATE'] = `${day}T12:00:00+0000`
  try {
    git(folder, 'commit', '--quiet', '--allow-empty', '--message', day)
  } finally {
    delete process.env['GIT_COMMITTER_DATE']
  }
}

/** Registered 1 and 5 November, proposed on 9 November, signed by the last on 20 January. */
function lived(order: 'usual' | 'afterwards' = 'usual'): string {
  const folder = world()
  const need = textOf('agencies/kld/needs/klimaregnskap.yaml')
  const offer = textOf('agencies/dfo/offers/klimadata.yaml')
  change(folder, {
    'agencies/kld/needs/klimaregnskap.yaml': undefined,
    'agencies/dfo/offers/klimadata.yaml': undefined,
    [agreementFile]: undefined,
    'programme/programme.yaml': settingsFor(1),
  })
  git(folder, 'init', '--quiet')
  committed(folder, '2026-10-01')
  change(folder, { 'agencies/kld/needs/klimaregnskap.yaml': need })
  committed(folder, '2026-11-01')
  change(folder, { 'agencies/dfo/offers/klimadata.yaml': offer })
  committed(folder, '2026-11-05')
  change(folder, { [agreementFile]: textOf(agreementFile) })
  committed(folder, order === 'usual' ? '2026-11-09' : '2027-03-01')
  change(folder, { [agreementFile]: signed(textOf(agreementFile)) })
  committed(folder, '2027-03-02')
  return folder
}

function waitsIn(folder: string, history: History) {
  const { programme } = loadFolder(folder, false).loaded
  const figures = figuresIn(programme, today, { kind: 'all' }, history)
  const found = figures.chapters.flatMap((chapter) => chapter.figures).find(({ id }) => id === 'waits')
  return { rows: found?.rows.map(({ id, count, measure }) => [id, count, measure]), missing: found?.missing }
}

describe('from registration to signature', () => {
  it('the days are counted from when each file was first saved', () => {
    const folder = lived()
    const history = historyOf(folder)
    expect(history.kind).toBe('whole')
    expect(history.first.get('agencies/dfo/offers/klimadata.yaml')).toBe('2026-11-05')
    expect(waitsIn(folder, history).rows).toEqual([
      ['registered-proposed', 1, 4],
      ['proposed-signed', 1, 72],
      ['registered-signed', 1, 76],
    ])
  })

  it('an agreement that was brought in after it had been signed is left out where the days make no sense', () => {
    const folder = lived('afterwards')
    expect(waitsIn(folder, historyOf(folder)).rows).toEqual([
      ['registered-proposed', 1, 116],
      ['proposed-signed', 0, null],
      ['registered-signed', 1, 76],
    ])
  })

  it('a file that went and came again counts from the first time', () => {
    const folder = lived()
    const need = textOf('agencies/kld/needs/klimaregnskap.yaml')
    change(folder, { 'agencies/kld/needs/klimaregnskap.yaml': undefined })
    committed(folder, '2027-04-01')
    change(folder, { 'agencies/kld/needs/klimaregnskap.yaml': need })
    committed(folder, '2027-04-02')
    expect(historyOf(folder).first.get('agencies/kld/needs/klimaregnskap.yaml')).toBe('2026-11-01')
  })

  it('paths are those below the programme, also where it lies in a folder of a repository', () => {
    const outer = world()
    const inner = join(outer, 'program met')
    cpSync(world(), inner, { recursive: true })
    git(outer, 'init', '--quiet')
    committed(outer, '2026-10-01')
    const { first } = historyOf(inner)
    expect(first.get('agencies/kld/needs/klimaregnskap.yaml')).toBe('2026-10-01')
    expect([...first.keys()].filter((path) => path.startsWith('program'))).toEqual([])
  })
})

describe('where Git cannot tell', () => {
  it('of a folder without Git it is said, and nothing is guessed', () => {
    expect(historyOf(world())).toEqual(noHistory)
    expect(waitsIn(world(), noHistory)).toEqual({ rows: [], missing: 'history' })
  })

  it('of a history that is cut off it is said, and nothing is guessed', () => {
    const whole = lived()
    const cut = `${world()}-kutt`
    git(whole, 'clone', '--quiet', '--depth', '1', `file://${whole}`, cut)
    const history = historyOf(cut)
    expect(history).toEqual({ kind: 'shallow', first: new Map() })
    expect(waitsIn(cut, history)).toEqual({ rows: [], missing: 'shallow' })
    cleanUpAlso.push(cut)
  })
})

const cleanUpAlso: string[] = []
