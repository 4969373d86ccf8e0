/** Arbeidsark: the activity material of agreements and rounds, below a folder of its own beside their documents. */
import type { Diagnostic } from '../core/diagnostic.ts'
import type { Agreement, Language, Programme } from '../core/model.ts'
import type { Format, Makers } from '../core/render/formats.ts'
import { allMaterial, type Material } from '../core/render/material/kinds.ts'
import { renderMaterial, renderRoundMaterial } from '../core/render/material/material.ts'
import type { People } from '../core/render/people.ts'
import type { RenderedFile } from '../core/render/written.ts'
import { Usage } from './context.ts'
import { schemaOf } from './loading.ts'
import { makers as plainMakers } from './makers.ts'
import { voiceOf } from './voices.ts'

export type Sheets = {
  readonly kinds: readonly Material[]
  readonly languages: readonly Language[]
  readonly formats: readonly Format[]
  readonly makers?: Makers
  readonly people?: People
}

/** `all`, or names with commas between. @throws Usage for what is no sheet */
export function sheetsAsked(written: string): readonly Material[] {
  if (written.trim() === 'all') return allMaterial
  return written.split(',').map((word) => {
    const kind = allMaterial.find((one) => one === word.trim())
    if (kind !== undefined) return kind
    const choices = ['all', ...allMaterial].join(', ')
    throw new Usage('error.invalidChoice', { value: word, name: '--material', choices })
  })
}

/** @throws as {@link renderMaterial} does */
export function sheetsOfAgreement(
  agreement: Agreement,
  programme: Programme,
  sheets: Sheets,
): Promise<readonly RenderedFile[]> {
  return renderMaterial(agreement, programme, { ...common(sheets), schemaOf })
}

/** @throws as {@link renderRoundMaterial} does */
export function sheetsOfRound(
  round: string,
  programme: Programme,
  sheets: Sheets,
): Promise<readonly RenderedFile[]> {
  return renderRoundMaterial(round, programme, common(sheets))
}

function common({ kinds, languages, formats, makers = plainMakers, people }: Sheets) {
  const words = (language: Language) => voiceOf(language).words
  return { kinds, languages, formats, makers, words, ...(people ? { people } : {}) }
}

/** A sheet of a round tells of its agreements, so it is not made while one of their files must be mended. */
export function errorsBehindRound(
  round: string,
  { agreements, agencies }: Programme,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  const own = [...agreements.values()].filter((one) => one.round === round)
  const parties = new Set(own.flatMap((one) => one.parties.map(({ agency }) => agency)))
  const files = new Set([
    'programme/programme.yaml',
    ...own.map(({ file }) => file),
    ...[...parties].flatMap((slug) => agencies.get(slug)?.file ?? []),
  ])
  return diagnostics.filter(({ severity, place }) => severity === 'error' && files.has(place.file))
}
