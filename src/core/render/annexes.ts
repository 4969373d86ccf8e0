/** Vedlegg til utvekslingsavtalen: their standard texts go by the number of the agreement's own, and are locked with it. */
export const annexes = [
  'learning-plan',
  'confidentiality-declaration',
  'cost-sheet',
  'security-annex',
] as const

export type Annex = (typeof annexes)[number]
