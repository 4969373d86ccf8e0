/** Ordlyd: what milestones are called, and whose they are. */
import type { Words } from '../messages.ts'
import type { Language, Programme } from '../model.ts'
import { formatList } from '../render/formatted.ts'
import { nameOf } from '../report/matching-sentences.ts'
import { paragraph } from '../report/visible.ts'
import type { Milestone } from './milestone.ts'

export type Speech = { readonly programme: Programme; readonly language: Language; readonly words: Words }

/** «Midtveissamtale» */
export function labelOf(
  { about }: Milestone,
  { language, words }: Pick<Speech, 'language' | 'words'>,
): string {
  if (about.kind === 'plan') return paragraph(about.plan.label[language])
  return words(`follow-up-evaluation-${about.stage}`)
}

/** «Midtveissamtale: KLD → DFØ (ut-1)», «Felles oppstart: KLD, DFØ og NVE» */
export function entitled(milestone: Milestone, speech: Speech): string {
  return paragraph(`${labelOf(milestone, speech)}: ${betweenWhom(milestone, speech)}`)
}

export function betweenWhom({ agreement, exchange }: Milestone, { programme, language }: Speech): string {
  const found = programme.agreements.get(agreement)
  const one = found?.exchanges.find(({ id }) => id === exchange)
  if (one) return `${nameOf(one.from, programme)} → ${nameOf(one.to, programme)} (${one.id})`
  return namesOf(found?.parties.map(({ agency }) => agency) ?? [], programme, language)
}

export function namesOf(agencies: readonly string[], programme: Programme, language: Language): string {
  const names = agencies.map((slug) => nameOf(slug, programme))
  return formatList(names, language)
}

export function checklistOf({ about }: Milestone, language: Language): readonly string[] {
  return about.kind === 'plan' ? (about.plan.checklist ?? []).map((point) => point[language]) : []
}
