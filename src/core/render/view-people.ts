/** Puts names into a view. What is made of it is marked, for it may never come into the repository or a release. */
import type { AgreementPeople, ExchangePeople, PartyPeople } from './people.ts'
import type {
  AmendmentView,
  CommonView,
  ExchangeAgreementView,
  PartyView,
  PersonView,
  SignatureView,
  TerminationView,
} from './view-model.ts'

/**
 * The view with the names there are. `mark` says that the document holds personal data; every standard text shows it
 * above all else, where it shows the notice of the programme.
 */
export function filled<View extends CommonView>(view: View, people: AgreementPeople, mark: string): View {
  const named = (party: PartyView) => namedParty(party, people.parties.get(party.agency))
  return {
    ...view,
    notice: view.hasNotice ? `${mark} ${view.notice}` : mark,
    hasNotice: true,
    parties: view.parties.map(named),
    signatures: view.signatures.map((line) => namedLine(line, people.parties.get(line.agency))),
    ...(isOfExchange(view) ? ofExchange(view, people, named) : {}),
    ...(isTermination(view) ? { terminating: named(view.terminating), others: view.others.map(named) } : {}),
    ...(isAmendment(view)
      ? {
          employee: participant(people.exchanges.get(view.exchangeId)),
          signers: view.signers.map(named),
        }
      : {}),
  }
}

function isOfExchange(view: CommonView): view is ExchangeAgreementView {
  return 'exchange' in view
}

function isTermination(view: CommonView): view is TerminationView {
  return 'terminating' in view
}

function isAmendment(view: CommonView): view is AmendmentView {
  return 'exchangeId' in view
}

function ofExchange(
  { exchange, sender, host }: ExchangeAgreementView,
  { exchanges }: AgreementPeople,
  named: (party: PartyView) => PartyView,
) {
  const people = exchanges.get(exchange.id)
  return {
    employee: participant(people),
    senderManager: person(people?.senderManager),
    hostManager: person(people?.hostManager),
    mentor: person(people?.mentor),
    sender: named(sender),
    host: named(host),
  }
}

function namedParty(party: PartyView, people: PartyPeople | undefined): PartyView {
  const { signatory = '', contact = '' } = people ?? {}
  return {
    ...party,
    signatoryName: signatory,
    hasSignatoryName: signatory !== '',
    contactName: contact,
    hasContactName: contact !== '',
  }
}

function namedLine(line: SignatureView, people: PartyPeople | undefined): SignatureView {
  const { signatory = '' } = people ?? {}
  return { ...line, signatoryName: signatory, hasSignatoryName: signatory !== '' }
}

function participant(people: ExchangePeople | undefined): PersonView {
  return person(people?.participant)
}

function person(name = ''): PersonView {
  return { name, hasName: name !== '' }
}
