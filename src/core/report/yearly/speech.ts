/** Ordlyd i rapporten: what rows are called, and how numbers are written. */

import type { Words } from '../../messages.ts'
import type { Language, LocalText, Programme, Template } from '../../model.ts'
import { formatNumber } from '../../render/formatted.ts'
import { capitalised } from '../../text.ts'
import type { Labels } from '../figures/figure.ts'
import { outside } from '../figures/scopes.ts'
import { paragraph } from '../visible.ts'

export type Speech = { readonly programme: Programme; readonly language: Language; readonly words: Words }

/** Words that have other uses, and are written in the middle of sentences there. */
const borrowed: Readonly<Partial<Record<Labels, string>>> = {
  declines: 'match-declined-',
  phases: 'phase.',
  forms: 'form-',
}

/** One line; what people wrote is made visible. */
export function labelOf(labels: Labels, id: string, speech: Speech): string {
  const name = nameIn(labels, id, speech)
  if (name !== undefined) return paragraph(name)
  if (labels === 'competences' || labels === 'targetGroups' || labels === 'clauses' || labels === 'rounds')
    return id === 'none' ? speech.words(`figures-row-${labels}-none`) : paragraph(id)
  return capitalised(speech.words(`${borrowed[labels] ?? `figures-row-${labels}-`}${id}`))
}

function nameIn(labels: Labels, id: string, { programme, language, words }: Speech): string | undefined {
  const { competences, targetGroups, settings, templates } = programme
  const named = (text: { readonly label: LocalText } | undefined) => text?.label[language]
  if (labels === 'competences') return named(competences.get(id))
  if (labels === 'targetGroups') return named(targetGroups.get(id))
  if (labels === 'clauses') return clauseIn([...templates.values()], id, language)
  if (labels !== 'rounds') return undefined
  return id === outside
    ? words('figures-outside')
    : settings?.rounds.find((round) => round.id === id)?.name[language]
}

/** The heading of a clause in the newest standard text that has it. */
function clauseIn(templates: readonly Template[], id: string, language: Language): string | undefined {
  const newest = [...templates].sort((a, b) => b.id.localeCompare(a.id, 'en', { numeric: true }))
  for (const { languages } of newest) {
    for (const line of languages.get(language)?.text.split('\n') ?? []) {
      const [, clause, title = ''] =
        /^#+ \{\{~?\s*clause\s+["']([^"']+)["']\s*~?\}\}\s*(.*)$/.exec(line) ?? []
      if (clause === id && title !== '' && !title.includes('{{')) return title
    }
  }
  return undefined
}

/** «vises ikke» for what may not be shown. At most so many decimals. */
export function numberIn(value: number | null, { language, words }: Speech, decimals = 0): string {
  if (value === null) return words('figures-hidden')
  return formatNumber(roundedTo(value, decimals), language)
}

export function roundedTo(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale + 1e-9) / scale
}

export function percentIn(part: number, whole: number, { language, words }: Speech): string {
  return words('figures-percent', { number: formatNumber(percent(part, whole), language) })
}

/** Whole per cent; 0 of nothing. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole)
}
