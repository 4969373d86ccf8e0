/** Saksskjema: which file of `.github/ISSUE_TEMPLATE/` asks for what. English readers get the one in bokmål. */
import type { Language } from '../../model.ts'
import type { FormKind } from './destination.ts'

export function issueForm(kind: FormKind | undefined, language: Language): string {
  const name = kind === 'evaluation' ? 'evaluation' : 'registration'
  return language === 'nn' ? `${name}.nn.yml` : `${name}.yml`
}
