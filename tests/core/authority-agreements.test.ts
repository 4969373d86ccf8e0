/** Who must approve an agreement, and who may decline a proposal. */
import { describe, it } from 'vitest'
import {
  agreement,
  bot,
  decision,
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
      'an evaluation belongs to the agreement',
      {
        by: kld,
        change: { 'agreements/kld-dfo/evaluations/ut-1-end-sender.yaml': same },
        demands: ['dfo: –', 'kld: kld-example', 'office: –'],
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

describe('declined proposals', () => {
  it.each<[string, Story]>([
    [
      'one of the agencies is enough',
      { by: kld, change: { [decision]: same }, demands: ['dfo or kld or office: kld-example'] },
    ],
    [
      'and so is the office',
      {
        by: bot,
        change: { [decision]: same },
        approvals: [office],
        demands: ['dfo or kld or office: kontoret-example'],
      },
    ],
    [
      'but not an agency the proposal is not about',
      {
        by: nav,
        change: { [decision]: same },
        approvals: [stranger],
        demands: ['dfo or kld or office: –'],
        uncounted: ['fremmed not-demanded'],
      },
    ],
    [
      'everybody in a rotation may decline it',
      {
        by: nav,
        change: { 'decisions/rotation--dfo.a--kld.b--nav.c.yaml': same },
        demands: ['dfo or kld or nav or office: nav-example'],
      },
    ],
    [
      'a file that is named after no proposal is the office’s',
      { by: kld, change: { 'decisions/kld.yaml': same }, demands: ['office: –'] },
    ],
  ])('%s', (_name, story) => tell(story))
})
