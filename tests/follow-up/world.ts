/** The ground of the stories about follow-up: the small world with its agreement signed, and a ladder of milestones. */
import { join } from 'node:path'
import type { Milestone } from '../../src/core/follow-up/milestone.ts'
import { milestonesIn } from '../../src/core/follow-up/milestones.ts'
import type { Programme } from '../../src/core/model.ts'
import { digestIn } from '../../src/core/rules/terms.ts'
import { layers, loadTree, root } from '../worlds.ts'

export type Files = Readonly<Record<string, string | undefined>>

export const agreementFile = 'agreements/kld-dfo/agreement.yaml'
export const followUpFile = 'agreements/kld-dfo/follow-up.yaml'
export const settingsFile = 'programme/programme.yaml'

const small = layers(join(root, 'tests/rules/_world'))

export function textOf(path: string): string {
  return Buffer.from(small.get(path) ?? '').toString('utf8')
}

const label = (text: string) => `{ nb: ${text}, nn: ${text} på nynorsk, en: ${text} in English }`

export const ladder = `milestones:
  - { id: forberedelse, label: ${label('Forberedelse')}, anchor: exchange-start, offsetDays: -14, checklist: [${label('Tilgang er bestilt')}, ${label('Utstyr er klart')}] }
  - { id: oppstart, label: ${label('Oppstartssamtale')}, anchor: exchange-start, offsetDays: 5 }
  - { id: midtveis, label: ${label('Midtveissamtale')}, anchor: exchange-midway, offsetDays: 0, minWeeks: 8 }
  - { id: seksti, label: ${label('Seksti dager igjen')}, anchor: exchange-end, offsetDays: -60, minWeeks: 8 }
  - { id: tretti, label: ${label('Tretti dager igjen')}, anchor: exchange-end, offsetDays: -30 }
  - { id: slutt, label: ${label('Sluttsamtale')}, anchor: exchange-end, offsetDays: 0 }
  - { id: deling, label: ${label('Deling')}, anchor: exchange-end, offsetDays: 28, who: [sender] }
  - { id: felles, label: ${label('Felles oppstart')}, anchor: exchanges-start, offsetDays: -21, forms: [rotation] }
  - { id: gjennomgang, label: ${label('Gjennomgang')}, anchor: agreement-end, offsetDays: -60 }
`

/** Signed by both on 12 and 20 January 2027, on the terms as they are. */
export function signed(agreement: string, files: Files = {}): string {
  const programme = programmeOf({ ...files, [agreementFile]: agreement })
  const found = programme.agreements.get('kld-dfo')
  const digest = found && digestIn(programme, found)
  const signature = (party: string, date: string) =>
    `  - { party: ${party}, role: Direktør, date: ${date}, method: esign, terms: "${digest}" }\n`
  return `${agreement}signatures:\n${signature('kld', '2027-01-12')}${signature('dfo', '2027-01-20')}`
}

export function programmeOf(files: Files): Programme {
  return loadTree(treeOf(files)).programme
}

export function treeOf(files: Files): ReadonlyMap<string, Uint8Array> {
  const tree = new Map(small)
  for (const [path, text] of Object.entries(files)) {
    if (text === undefined) tree.delete(path)
    else tree.set(path, Buffer.from(text))
  }
  return tree
}

export function settingsWith(more = ''): string {
  return `${textOf(settingsFile)}${ladder}${more}`
}

export type Change = readonly [from: string | RegExp, to: string]

/** The signed agreement with changes to its terms (signed as changed), under the ladder. */
export function storyFiles(changes: readonly Change[] = [], files: Files = {}): Files {
  const text = changes.reduce((before, [from, to]) => {
    const after = before.replace(from, to)
    if (after === before) throw new Error(`there is no ${from}`)
    return after
  }, textOf(agreementFile))
  return { [settingsFile]: settingsWith(), [agreementFile]: signed(text), ...files }
}

export function milestones(files: Files, today: string): readonly Milestone[] {
  return milestonesIn(programmeOf(files), today)
}

/** «2027-03-01 forberedelse (ut-1) coming», one line each. */
export function told(all: readonly Milestone[]): readonly string[] {
  return all.map(({ id, date, state }) => `${date ?? '–'} ${id.replace('kld-dfo/', '')} ${state}`)
}
