/** Personopplysninger as problems of a text: code and place only, for the value itself must never reach a log. */
import { findPersonalData, type PersonalDatumKind } from '../personal-data.ts'
import type { TextProblem } from '../text.ts'

const codes: Record<PersonalDatumKind, string> = {
  'national-identity-number': 'personal-data/identity-number',
  'd-number': 'personal-data/identity-number',
  'help-number': 'personal-data/identity-number',
  'synthetic-identity-number': 'personal-data/identity-number',
  'private-email': 'personal-data/private-email',
  'phone-number': 'personal-data/phone-number',
  'bank-account': 'personal-data/bank-account',
}

/** In the order of the text. */
export function personalDataProblems(text: string): TextProblem[] {
  return findPersonalData(text).map(({ kind, offset, length }) => ({
    code: codes[kind],
    offset,
    end: offset + length,
    args: { whatWord: `personalData.${kind}` },
  }))
}
