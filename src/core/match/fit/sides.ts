/**
 * The two sides of a stay. What is compared is always one registration that wants to learn with one that can teach:
 * a need with an offer, or one link of a rotation.
 */
import type { Agency, FieldReference, Registration } from '../../model.ts'
import { isCalled } from '../../succession.ts'

/** A list of concepts and the field it stands in. */
type Listed = { readonly ids: readonly string[]; readonly field: 'competences' | 'inReturn' }

/** What a registration wants to learn: a need its competences, an offer what it asks in return. */
export function wanted({ kind, competences, inReturn }: Registration): Listed {
  return kind === 'need' ? { ids: competences, field: 'competences' } : { ids: inReturn, field: 'inReturn' }
}

/** What a registration can teach: an offer its competences, a need what it gives in return. */
export function given({ kind, competences, inReturn }: Registration): Listed {
  return kind === 'offer' ? { ids: competences, field: 'competences' } : { ids: inReturn, field: 'inReturn' }
}

/** Vertskap: where the stay takes place. Whoever takes somebody in is the host, whichever side learns. */
export function hostOf(wants: Registration, gives: Registration): Registration {
  return wants.direction === 'receive' && gives.direction === 'lend' ? wants : gives
}

/** Where in a registration's list of wished or excluded partners an agency stands, if it does. */
export function naming(
  { file, partners }: Registration,
  list: 'wished' | 'excluded',
  agency: string,
  agencies: ReadonlyMap<string, Agency>,
): FieldReference | undefined {
  const at = partners[list].findIndex((written) => isCalled(agency, written, agencies))
  return at < 0 ? undefined : { file, at: `partners.${list}.${at}` }
}

/** The same field of both files. */
export function inBoth(wants: Registration, gives: Registration, at: string): readonly FieldReference[] {
  return [
    { file: wants.file, at },
    { file: gives.file, at },
  ]
}

/** Several values in one argument of a sentence; the printer turns them into names and joins them. */
export function listed(values: readonly string[]): string {
  return [...new Set(values)].join(' ')
}
