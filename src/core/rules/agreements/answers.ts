/** What an agreement must say before it can be signed. */
import { type OpenQuestion, openQuestions } from '../../agreement/open-questions.ts'
import { isTerminated } from '../../agreement/phase.ts'
import { isSignedBySomebody } from '../../agreement/signing.ts'
import type { Finding } from '../../diagnostic.ts'
import type { Agreement } from '../../model.ts'
import { demands } from '../policy.ts'
import type { Rule, World } from '../rule.ts'

const unanswered: Rule = {
  code: 'agreement/unanswered',
  severity: 'error',
  docs: {
    what: 'En avtale som noen har signert, har svar på alt den skal ha svar på. Før noen har signert, er det en merknad.',
    why: 'Partene skal vite hva de forplikter seg til. Det som er åpent, må avklares før signering.',
  },
  *check(world) {
    for (const agreement of world.programme.agreements.values()) {
      if (isTerminated(agreement, world.today)) continue
      const severity = isSignedBySomebody(agreement) ? 'error' : 'notice'
      for (const { at, question } of unsaid(agreement, world)) {
        const args = { questionWord: `open.${question}`, field: fieldName({ at, question }) }
        yield { file: agreement.file, at, severity, args }
      }
    }
  },
}

/** The questions no other rule speaks of. */
function unsaid(agreement: Agreement, world: World): readonly OpenQuestion[] {
  const open = openQuestions(agreement).filter(({ question }) => question !== 'signatory')
  if (open.length === 0) return open
  const told = new Set(demands(agreement, world).map(({ at }) => at.join('.')))
  const isAnsweredByOther = hasStrayExpectation(agreement)
  return open.filter(
    ({ at, question }) => !told.has(at.join('.')) && !(question === 'expectation' && isAnsweredByOther),
  )
}

/** An expectation under the name of somebody who is no party is most likely a party's, misspelt. */
function hasStrayExpectation({ expectations, parties }: Agreement): boolean {
  return Object.keys(expectations).some((name) => !parties.some(({ agency }) => agency === name))
}

/** As it is written, without the numbers of list items: the line says which item it is. */
function fieldName({ at }: OpenQuestion): string {
  return at[0] === 'exchanges' ? String(at.at(-1)) : at.join('.')
}

const noSignatory: Rule = {
  code: 'agreement/no-signatory',
  severity: 'error',
  docs: {
    what: 'Avtalen sier hvilken rolle som signerer for hver part. Før parten har signert, er det en merknad.',
    why: 'Den som signerer, må ha myndighet til å forplikte virksomheten.',
  },
  *check({ programme, today }) {
    for (const agreement of programme.agreements.values()) {
      if (!isTerminated(agreement, today)) yield* missingSignatories(agreement)
    }
  },
}

function* missingSignatories(agreement: Agreement): Generator<Finding> {
  const { file, parties, signatures } = agreement
  for (const { at, question } of openQuestions(agreement)) {
    if (question !== 'signatory') continue
    const agency = parties[Number(at[1])]?.agency ?? ''
    const severity = signatures.some(({ party }) => party === agency) ? 'error' : 'notice'
    yield { file, at, severity, args: { agency } }
  }
}

export const answerRules: readonly Rule[] = [unanswered, noSignatory]
