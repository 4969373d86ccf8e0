/** What a coordinator is asked on her own terminal before anything that is there already is changed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { hasTerminal, type Terminal, terminal } from '../terminal.ts'
import { cleanUp, contents, exportTo, programme, saved } from './office.ts'

afterAll(cleanUp)

const climate = 'agencies/dfo/offers/klimakrav.yaml'
const cleaning = 'agencies/dss/needs/gronne-renholdsavtaler.yaml'
const titles = {
  [climate]: 'Klima- og miljøkrav som leverandørene kan svare på',
  [cleaning]: 'Klimakrav i avtaler om renhold og kantine',
}

/** The export of a programme, where somebody has written on two titles. */
async function changedExport(folder: string): Promise<string> {
  const file = join(folder, 'out/mobilitet.csv')
  await exportTo(folder, file)
  const text = Object.values(titles).reduce(
    (whole, title) => whole.replace(title, `${title} i 2027`),
    readFileSync(file, 'utf8'),
  )
  return saved('fra-samordneren.csv', text)
}

const titleIn = (folder: string, path: string) =>
  /^title: (.*)$/m.exec(readFileSync(join(folder, path), 'utf8'))?.[1]

describe.skipIf(!hasTerminal)('on a terminal', { timeout: 60_000 }, () => {
  let screen: Terminal | undefined
  const asked = async (folder: string) => {
    screen = terminal(folder, ['import', await changedExport(folder), '--today', '2026-11-22'])
    const seen = await screen.shows('◆  Skal den endres slik?')
    return { screen, seen }
  }

  afterEach(() => screen?.close())

  it('sees what was and what would be, and says no to one and yes to the other', async () => {
    const folder = programme()
    const { screen, seen } = await asked(folder)
    expect(seen).toContain(climate)
    expect(seen).toContain(titles[climate])
    expect(seen).toContain('i 2027')
    screen.presses('Down', 'Enter')
    await screen.shows(cleaning)
    screen.presses('Enter')
    await screen.shows('exit 2')
    expect(titleIn(folder, climate)).toBe(titles[climate])
    expect(titleIn(folder, cleaning)).toBe(`${titles[cleaning]} i 2027`)
  })

  it('says yes to all of them at once', async () => {
    const folder = programme()
    const { screen } = await asked(folder)
    screen.presses('Down', 'Down', 'Enter')
    await screen.shows('exit 0')
    expect(titleIn(folder, climate)).toBe(`${titles[climate]} i 2027`)
    expect(titleIn(folder, cleaning)).toBe(`${titles[cleaning]} i 2027`)
  })

  it('says no to all of them, and nothing is changed', async () => {
    const folder = programme()
    const before = contents(folder)
    const { screen } = await asked(folder)
    screen.presses('Down', 'Down', 'Down', 'Enter')
    await screen.shows('exit 2')
    expect(contents(folder)).toEqual(before)
  })

  it('leaves in the middle, and nothing is changed, not even what she had said yes to', async () => {
    const folder = programme()
    const before = contents(folder)
    const { screen } = await asked(folder)
    screen.presses('Enter')
    await screen.shows(cleaning)
    screen.presses('Escape')
    await screen.shows('exit 1')
    expect(contents(folder)).toEqual(before)
  })
})
