/** Who must approve an agreement, and who may decline a proposal. */
import { describe, it } from 'vitest'
import {
  agreement,
  bot,
  decision,
  declinedBy,
  dfo,
  kld,
  listed,
  nav,
  office,
  type Story,
  same,
  settings,
  stranger,
  tell,
  text,
} from './authority-stories.ts'

describe('agreements need every party and the office', () => {
  const between = (...parties: readonly string[]) =>
    text(agreement).replace(
      /parties:\n[\s\S]*?(?=basis)/,
      `parties:\n${parties.map((party) => `  - { agency: ${party}, signatory: { role: null } }\n`).join('')}`,
    )
  const all = [kld, dfo, office]

  it.each<[string, Story]>([
    [
      'a proposal from the programme itself, and nobody has answered',
      { by: bot, change: { [agreement]: same }, demands: ['dfo: –', 'kld: –', 'office: –'] },
    ],
    [
      'all have approved',
      {
        by: bot,
        change: { [agreement]: same },
        approvals: all,
        demands: ['dfo: dfo-example', 'kld: kld-example', 'office: kontoret-example'],
      },
    ],
    [
      'the author stands for the own agency, and for no other',
      {
        by: kld,
        change: { [agreement]: same },
        approvals: [office],
        demands: ['dfo: –', 'kld: kld-example', 'office: kontoret-example'],
      },
    ],
    [
      'the author does not stand for what others have put into it',
      {
        by: kld,
        added: true,
        change: { [agreement]: same },
        approvals: [dfo, office],
        demands: ['dfo: dfo-example', 'kld: –', 'office: kontoret-example'],
      },
    ],
    [
      'the office cannot approve what it wrote itself',
      {
        by: office,
        change: { [agreement]: same },
        approvals: all,
        demands: ['dfo: dfo-example', 'kld: kld-example', 'office: –'],
        uncounted: ['kontoret-example own'],
      },
    ],
    [
      'somebody at both a party and the office stands for the party only, as author',
      {
        by: dfo,
        before: { [settings]: text(settings).replace(/approvers: .*/, `approvers: [${listed(dfo)}]`) },
        change: { [agreement]: same },
        approvals: [kld],
        demands: ['dfo: dfo-example', 'kld: kld-example', 'office: –'],
      },
    ],
    [
      'a party is dropped to be rid of its approval',
      {
        by: kld,
        change: { [agreement]: between('kld', 'nav') },
        approvals: [nav, office],
        demands: ['dfo: –', 'kld: kld-example', 'nav: nav-example', 'office: kontoret-example'],
      },
    ],
    [
      'a party is added without being asked',
      {
        by: kld,
        change: { [agreement]: between('kld', 'dfo', 'nav') },
        approvals: [dfo, office],
        demands: ['dfo: dfo-example', 'kld: kld-example', 'nav: –', 'office: kontoret-example'],
      },
    ],
    [
      'an agreement is deleted',
      { by: kld, change: { [agreement]: undefined }, demands: ['dfo: –', 'kld: kld-example', 'office: –'] },
    ],
    [
      'an agreement is made unreadable',
      { by: stranger, change: { [agreement]: 'title: [' }, demands: ['dfo: –', 'kld: –', 'office: –'] },
    ],
    [
      'the agency that sent says what it thinks, and nobody else is asked',
      {
        by: kld,
        change: { 'agreements/kld-dfo/evaluations/ut-1-end-sender.yaml': same },
        demands: ['kld or office: kld-example'],
      },
    ],
    [
      'for the secondee it is the agency that sent, or the office for whoever would rather turn to it',
      {
        by: bot,
        change: { 'agreements/kld-dfo/evaluations/ut-1-end-participant.yaml': same },
        approvals: [office],
        demands: ['kld or office: kontoret-example'],
      },
    ],
    [
      'the agency that sent can neither write nor approve what the host thinks',
      {
        by: kld,
        change: { 'agreements/kld-dfo/evaluations/ut-1-end-host.yaml': same },
        approvals: [kld],
        demands: ['dfo or office: –'],
        uncounted: ['kld-example own'],
      },
    ],
    [
      'who answers is read from the agreement as it was, not from what the change makes of it',
      {
        by: kld,
        change: {
          [agreement]: text(agreement).replace('from: kld', 'from: dfo').replace('to: dfo', 'to: kld'),
          'agreements/kld-dfo/evaluations/ut-1-end-host.yaml': same,
        },
        demands: ['dfo: –', 'dfo or office: –', 'kld: kld-example', 'office: –'],
      },
    ],
    [
      'an evaluation that is there already is changed by all, if at all',
      {
        by: kld,
        before: { 'agreements/kld-dfo/evaluations/ut-1-end-sender.yaml': 'exchange: ut-1' },
        change: { 'agreements/kld-dfo/evaluations/ut-1-end-sender.yaml': undefined },
        demands: ['dfo: –', 'kld: kld-example', 'office: –'],
      },
    ],
    [
      'an evaluation of an exchange nobody has agreed on belongs to the agreement',
      {
        by: kld,
        change: { 'agreements/kld-dfo/evaluations/ut-2-end-sender.yaml': same },
        demands: ['dfo: –', 'kld: kld-example', 'office: –'],
      },
    ],
    [
      'that a milestone is done may be said by one of the parties',
      {
        by: kld,
        change: { 'agreements/kld-dfo/follow-up.yaml': same },
        demands: ['kld or dfo or office: kld-example'],
      },
    ],
    [
      'that a milestone is done is for nobody else to say',
      {
        by: stranger,
        change: { 'agreements/kld-dfo/follow-up.yaml': same },
        demands: ['kld or dfo or office: –'],
      },
    ],
    [
      'the office answers for a party without approvers',
      {
        by: kld,
        before: { [agreement]: between('kld', 'dss') },
        change: { [agreement]: same },
        approvals: [office],
        demands: ['kld: kld-example', 'office: kontoret-example'],
      },
    ],
  ])('%s', (_name, story) => tell(story))
})

describe('a twin relieves nobody', () => {
  const twin = 'Agreements/kld-dfo/agreement.yaml'

  it.each<[string, Story]>([
    [
      'a new agreement beside a folder that is spelt with a capital still needs its parties',
      {
        by: nav,
        before: { [agreement]: undefined },
        change: { [agreement]: text(agreement), [twin]: 'x' },
        approvals: [office],
        demands: ['dfo: –', 'kld: –', 'office: kontoret-example'],
        marked: [`${twin} case-twin`],
      },
    ],
    [
      'and so does one whose own name is spelt in two ways',
      {
        by: nav,
        before: { [agreement]: undefined },
        change: { [agreement]: text(agreement), 'agreements/KLD-dfo/agreement.yaml': 'x' },
        approvals: [office],
        demands: ['dfo: –', 'kld: –', 'office: kontoret-example'],
        marked: ['agreements/KLD-dfo/agreement.yaml case-twin', `${agreement} case-twin`],
      },
    ],
    [
      'a twin alone is the office’s, though no agreement is there yet',
      {
        by: kld,
        before: { [agreement]: undefined },
        change: { [twin]: text(agreement) },
        demands: ['office: –'],
        marked: [`${twin} case-twin`],
      },
    ],
    [
      'an offer in an agency’s name beside a twin of its folder still needs the agency',
      {
        by: stranger,
        change: { 'agencies/dfo/offers/nytt.yaml': same, 'agencies/dfo/offers/Nytt.yaml': same },
        approvals: [office],
        demands: ['dfo: –', 'office: kontoret-example'],
        marked: ['agencies/dfo/offers/Nytt.yaml case-twin', 'agencies/dfo/offers/nytt.yaml case-twin'],
      },
    ],
    [
      'a no is still its agency’s, and the office must see it too',
      {
        by: kld,
        change: { [decision]: declinedBy('kld'), [decision.replace('/kld', '/KLD')]: same },
        demands: ['kld or office: kld-example', 'office: –'],
        marked: [`${decision.replace('/kld', '/KLD')} case-twin`, `${decision} case-twin`],
      },
    ],
  ])('%s', (_name, story) => tell(story))
})

describe('declined proposals', () => {
  const rotation = 'rotation--dfo.a--kld.b--nav.c'

  it.each<[string, Story]>([
    [
      'the agency that says no is enough',
      { by: kld, change: { [decision]: declinedBy('kld') }, demands: ['kld or office: kld-example'] },
    ],
    [
      'and so is the office',
      {
        by: bot,
        change: { [decision]: declinedBy('kld') },
        approvals: [office],
        demands: ['kld or office: kontoret-example'],
      },
    ],
    [
      'nobody says no on behalf of the other party',
      {
        by: dfo,
        change: { [decision]: declinedBy('kld') },
        approvals: [dfo],
        demands: ['kld or office: –'],
        uncounted: ['dfo-example own'],
      },
    ],
    [
      'nor takes back the no of the other',
      {
        by: dfo,
        before: { [decision]: declinedBy('kld') },
        change: { [decision]: undefined },
        demands: ['kld or office: –'],
      },
    ],
    [
      'but says no itself, when the other’s no is from before something changed',
      {
        by: dfo,
        before: { [decision]: declinedBy('kld') },
        change: { [decision]: declinedBy('dfo') },
        demands: ['dfo or office: dfo-example'],
      },
    ],
    [
      'whoever said no takes it back',
      {
        by: kld,
        before: { [decision]: declinedBy('kld') },
        change: { [decision]: undefined },
        demands: ['kld or office: kld-example'],
      },
    ],
    [
      'an agency the proposal is not about has no say, so that is the office’s',
      {
        by: nav,
        change: { [decision]: declinedBy('nav') },
        approvals: [kld],
        demands: ['office: –'],
        uncounted: ['kld-example not-demanded'],
      },
    ],
    [
      'everybody in a rotation may decline it',
      {
        by: nav,
        change: { [`decisions/${rotation}.yaml`]: declinedBy('nav', rotation) },
        demands: ['nav or office: nav-example'],
      },
    ],
    [
      'an agency that is called like the first word of a rotation is not in all of them',
      {
        by: nav,
        before: {
          'agencies/rotation/agency.yaml': text('agencies/dfo/agency.yaml').replace(
            /approvers: .*/,
            `approvers: [${listed(nav)}]`,
          ),
        },
        change: { [`decisions/${rotation}.yaml`]: declinedBy('rotation', rotation) },
        demands: ['office: –'],
      },
    ],
    [
      'for a party without approvers the office says no',
      {
        by: kld,
        before: { 'agencies/kld/agency.yaml': undefined },
        change: { [decision]: declinedBy('kld') },
        demands: ['office: –'],
      },
    ],
    [
      'what cannot be read is the office’s',
      { by: kld, change: { [decision]: 'by: [' }, demands: ['office: –'] },
    ],
    [
      'a file that is named after no proposal is the office’s',
      { by: kld, change: { 'decisions/kld.yaml': same }, demands: ['office: –'] },
    ],
  ])('%s', (_name, story) => tell(story))
})
