/** Arbeidsark: what people work with in a talk, a meeting or a week. Agreed by nobody, and signed by nobody. */

/** Made for each exchange of an agreement. */
export const exchangeMaterial = [
  'start-talk',
  'learning-log',
  'midway-talk',
  'end-talk',
  'sharing-meeting',
  'evaluation-form',
  'letter-of-thanks',
] as const

/** Made for each round. */
export const roundMaterial = ['kick-off'] as const

export type ExchangeMaterial = (typeof exchangeMaterial)[number]

export type RoundMaterial = (typeof roundMaterial)[number]

export type Material = ExchangeMaterial | RoundMaterial

export const allMaterial: readonly Material[] = [...roundMaterial, ...exchangeMaterial]

/** Whether a standard text, named with or without its version, is activity material. */
export function materialIn(template: string | undefined): Material | undefined {
  const document = template?.split('@')[0]
  return allMaterial.find((one) => one === document)
}

/** Where a sheet lies below the folder of its agreement, without language and ending. */
export function sheetStem(agreement: string, version: number, exchange: string, kind: ExchangeMaterial) {
  return `${agreement}/material/${agreement}-${exchange}.${kind}.v${version}`
}

/** Where a sheet lies below the folder of its round, without language and ending. */
export function roundSheetStem(round: string, kind: RoundMaterial): string {
  return `${round}/material/${round}.${kind}`
}
