/** Avtalen på vei: as a match becomes one, and as the parties fill it in. */
import { agreementName, draftAgreement } from '../agreement/draft.ts'
import { type OpenQuestion, openQuestions } from '../agreement/open-questions.ts'
import { addDays, weeks } from '../days.ts'
import { toAgreement } from '../load.ts'
import { membersOf } from '../match/office/open.ts'
import type { Agreement, IsoDate, Programme } from '../model.ts'
import { partiesOf } from '../plan/propose/proposal.ts'
import type { Assumed } from './assumptions.ts'
import { filler } from './change.ts'
import type { World } from './world.ts'

/** The draft the tool makes, with everybody’s yes; undefined when none can be made any more. */
export function agreedOn(match: string, file: string, { programme, today }: World): Agreement | undefined {
  const draft = draftAgreement(match, programme, today)
  if ('obstacle' in draft) return undefined
  const accepted = partiesOf(match).map((party) => ({ party, date: today }))
  return { ...toAgreement(agreementName(match), file, draft.agreement), accepted }
}

/** As many answers as there can be questions that follow from answers. */
const mostRounds = 5

/**
 * Ready to be signed, with days that leave time for it; undefined when there is no such time left. Without a match the
 * parties keep the days they have written.
 */
export function settledTerms(
  agreement: Agreement,
  programme: Programme,
  today: IsoDate,
  assumed: Assumed,
): Agreement | undefined {
  const earliest = addDays(today, assumed.signing.days.max + assumed.exchanges.preparationDays)
  let ready = agreement.basis.match === undefined ? agreement : moved(agreement, programme, earliest)
  for (let round = 0; ready && round < mostRounds; round++) {
    const questions = openQuestions(ready)
    if (questions.length === 0) return ready
    ready = questions.reduce(answered, ready)
  }
  return ready
}

/** Drafted anew from the first day that is left, where it would begin too soon. */
function moved(agreement: Agreement, programme: Programme, earliest: IsoDate): Agreement | undefined {
  const { basis, exchanges } = agreement
  if (basis.match === undefined || exchanges.every(({ period }) => period.from >= earliest)) return agreement
  const draft = draftAgreement(basis.match, programme, earliest)
  const needed = membersOf(basis.match, programme)?.map(({ duration }) => duration.minWeeks) ?? []
  if ('obstacle' in draft) return undefined
  const { round, validity, exchanges: later } = draft.agreement
  const isLongEnough = later.every(({ period }) => weeks(period) >= Math.max(...needed))
  return isLongEnough ? { ...agreement, round, validity, exchanges: later } : undefined
}

/** Something that will do: who lends is employer and pays, the rest is text nobody reads. */
function answered(agreement: Agreement, { at, question }: OpenQuestion): Agreement {
  const [list, position] = at
  switch (list) {
    case 'parties': {
      const parties = agreement.parties.map((party, index) =>
        index === position ? { ...party, signatory: { role: filler } } : party,
      )
      return { ...agreement, parties }
    }
    case 'expectations':
      return { ...agreement, expectations: { ...agreement.expectations, [String(position)]: filler } }
    case 'exchanges': {
      const exchanges = agreement.exchanges.map((one, index) =>
        index === position ? { ...one, ...exchangeAnswer(question) } : one,
      )
      return { ...agreement, exchanges }
    }
    case 'terms':
      return { ...agreement, terms: { ...agreement.terms, ...termsAnswer(question) } }
    default:
      return list === 'purpose' ? { ...agreement, purpose: filler } : { ...agreement, sharing: filler }
  }
}

function exchangeAnswer(question: OpenQuestion['question']): Partial<Agreement['exchanges'][number]> {
  if (question === 'employer') return { employer: 'sender' }
  if (question === 'payer') return { payer: 'sender' }
  return question === 'learning-goals' ? { learningGoals: [filler] } : { tasks: filler }
}

function termsAnswer(question: OpenQuestion['question']): Partial<Agreement['terms']> {
  switch (question) {
    case 'refund-share':
      return { refundShare: 50 }
    case 'vat':
      return { vat: 'exempt' }
    case 'cost-share':
      return { costShare: { sender: 50, host: 50 } }
    case 'working-time':
      return { workingTime: 'host' }
    case 'security':
      return { security: filler }
    case 'appointment':
      return { appointment: filler }
    case 'travel':
      return { travel: filler }
    default:
      return { equipment: filler }
  }
}
