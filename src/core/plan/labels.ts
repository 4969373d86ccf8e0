/**
 * Merkelapper: what the tool puts on its own pull requests and issues, for people to sort by. Nothing is decided by them.
 * That of a proposal is put on when the parties have been asked, so without it they are asked once more.
 */
export const labels = {
  proposal: 'kobling',
  rotation: 'rotasjon',
  wanted: 'ønsket virksomhet',
  followUp: 'oppfølging',
} as const

/** What GitHub shows of a label when somebody points at it: at most 100 characters. */
export const explained = {
  [labels.proposal]: 'Programmet foreslår at to virksomheter bytter erfaring',
  [labels.rotation]: 'Programmet foreslår at virksomheter bytter medarbeidere i ring',
  [labels.wanted]: 'Noen ønsker seg en virksomhet som ikke er med ennå',
  [labels.followUp]: 'Noe i en avtale eller en påmelding må gjøres eller svares på',
} as const

const own: readonly string[] = Object.values(labels)

/** What to put on and take off; labels of others are left alone. Undefined when all is as it should be. */
export function relabelled(
  there: readonly string[],
  wanted: readonly string[],
): { readonly add: readonly string[]; readonly remove: readonly string[] } | undefined {
  const add = wanted.filter((name) => !there.includes(name))
  const remove = there.filter((name) => own.includes(name) && !wanted.includes(name))
  return add.length + remove.length > 0 ? { add, remove } : undefined
}
