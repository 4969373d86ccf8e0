/** Who may change the records of an agency, and whose approval counts. */
import { describe, it } from 'vitest'
import {
  agency,
  bot,
  dfo,
  kld,
  listed,
  nav,
  need,
  offer,
  office,
  older,
  type Story,
  same,
  settings,
  stranger,
  tell,
  text,
} from './authority-stories.ts'

describe('registrations', () => {
  it.each<[string, Story]>([
    ['an agency changes its own need', { by: kld, change: { [need]: same }, demands: ['kld: kld-example'] }],
    [
      'an agency withdraws the file',
      { by: kld, change: { [need]: undefined }, demands: ['kld: kld-example'] },
    ],
    ['a stranger’s fork waits', { by: stranger, change: { [need]: same }, demands: ['kld: –'] }],
    [
      'a stranger’s fork is approved by the agency',
      { by: stranger, change: { [need]: same }, approvals: [kld], demands: ['kld: kld-example'] },
    ],
    [
      'another agency may not approve',
      {
        by: stranger,
        change: { [need]: same },
        approvals: [dfo],
        demands: ['kld: –'],
        uncounted: ['dfo-example not-demanded'],
      },
    ],
    [
      'not even the office approves for an agency that can do so itself',
      {
        by: stranger,
        change: { [need]: same },
        approvals: [office],
        demands: ['kld: –'],
        uncounted: ['kontoret-example not-demanded'],
      },
    ],
    [
      'a change of two agencies needs both, and the author stands for one',
      { by: kld, change: { [need]: same, [offer]: same }, demands: ['dfo: –', 'kld: kld-example'] },
    ],
    [
      'and is complete when the other has approved',
      {
        by: kld,
        change: { [need]: same, [offer]: same },
        approvals: [dfo],
        demands: ['dfo: dfo-example', 'kld: kld-example'],
      },
    ],
    [
      'for an agency without approvers the office answers',
      {
        by: stranger,
        change: { 'agencies/dss/needs/arkiv.yaml': same },
        approvals: [office],
        demands: ['office: kontoret-example'],
      },
    ],
    [
      'the office cannot answer for it alone: somebody else at the office must look',
      {
        by: office,
        change: { 'agencies/dss/needs/arkiv.yaml': same },
        approvals: [office],
        demands: ['office: –'],
        uncounted: ['kontoret-example own'],
      },
    ],
  ])('%s', (_name, story) => tell(story))
})

describe('approvals', () => {
  it.each<[string, Story]>([
    [
      'of an older commit do not count',
      {
        by: stranger,
        change: { [need]: same },
        approvals: [older(kld)],
        demands: ['kld: –'],
        uncounted: ['kld-example other-commit'],
      },
    ],
    [
      'given again at the head do',
      {
        by: stranger,
        change: { [need]: same },
        approvals: [older(kld), kld],
        demands: ['kld: kld-example'],
      },
    ],
    [
      'of one’s own change do not count',
      {
        by: office,
        change: { [settings]: same },
        approvals: [office],
        demands: ['office: –'],
        uncounted: ['kontoret-example own'],
      },
    ],
    [
      'under a login that somebody else has taken over do not count',
      {
        by: stranger,
        change: { [need]: same },
        approvals: [{ login: 'KLD-example', id: 9000000077 }],
        demands: ['kld: –'],
        uncounted: ['KLD-example login-reused'],
      },
    ],
    [
      'under a new login of the same account do',
      {
        by: stranger,
        change: { [need]: same },
        approvals: [{ login: 'kld-nytt-navn', id: kld.id }],
        demands: ['kld: kld-nytt-navn'],
      },
    ],
    [
      'an author with a login that was taken over stands for nobody',
      { by: { ...kld, id: 9000000077 }, change: { [need]: same }, demands: ['kld: –'] },
    ],
  ])('%s', (_name, story) => tell(story))
})

describe('a change that others have added to', () => {
  it.each<[string, Story]>([
    [
      'is not stood for by its author',
      { by: kld, added: true, change: { [need]: same }, demands: ['kld: –'] },
    ],
    [
      'until the author says yes to what is there',
      {
        by: kld,
        added: true,
        change: { [need]: same },
        approvals: [kld],
        demands: ['kld: kld-example'],
      },
    ],
    [
      'and not to what was there before',
      {
        by: kld,
        added: true,
        change: { [need]: same },
        approvals: [older(kld)],
        demands: ['kld: –'],
        uncounted: ['kld-example other-commit'],
      },
    ],
    [
      'which says nothing of the other agencies',
      {
        by: kld,
        added: true,
        change: { [offer]: same },
        approvals: [kld],
        demands: ['dfo: –'],
        uncounted: ['kld-example own'],
      },
    ],
    [
      'and never anything for the office',
      {
        by: office,
        added: true,
        change: { [settings]: same },
        approvals: [office],
        demands: ['office: –'],
        uncounted: ['kontoret-example own'],
      },
    ],
    [
      'also not by somebody who is at the agency as well',
      {
        by: dfo,
        added: true,
        before: { [settings]: text(settings).replace(/approvers: .*/, `approvers: [${listed(dfo)}]`) },
        change: { [offer]: same, [settings]: same },
        approvals: [dfo],
        demands: ['dfo: dfo-example', 'office: –'],
      },
    ],
  ])('%s', (_name, story) => tell(story))
})

describe('takeover', () => {
  const taken = text(agency.kld).replace(/approvers: .*/, `approvers: [${listed(stranger)}]`)

  it.each<[string, Story]>([
    [
      'somebody makes himself approver and changes a need at the same time',
      { by: stranger, change: { [agency.kld]: taken, [need]: same }, demands: ['kld: –', 'office: –'] },
    ],
    [
      'the approver who is put in cannot approve that',
      {
        by: bot,
        change: { [agency.kld]: taken },
        approvals: [stranger],
        demands: ['office: –'],
        uncounted: ['fremmed not-demanded'],
      },
    ],
    [
      'an agency changes its own approvers, and the office must agree',
      {
        by: kld,
        change: { [agency.kld]: taken },
        approvals: [office],
        demands: ['office: kontoret-example'],
      },
    ],
    [
      'a new login on the same number is whom GitHub asks, so that too',
      {
        by: kld,
        change: { [agency.kld]: text(agency.kld).replace('kld-example, id', 'fremmed, id') },
        demands: ['office: –'],
      },
    ],
    [
      'the rest of agency.yaml is the agency’s own',
      {
        by: kld,
        change: { [agency.kld]: text(agency.kld).replace('HR-seksjonen', 'Personalseksjonen') },
        demands: ['kld: kld-example'],
      },
    ],
    ['agency.yaml is taken away', { by: kld, change: { [agency.kld]: undefined }, demands: ['office: –'] }],
    [
      'agency.yaml is made unreadable, and its approvers with it',
      { by: kld, change: { [agency.kld]: 'approvers: [' }, demands: ['office: –'] },
    ],
    [
      'a new agency with its own approvers',
      {
        by: stranger,
        change: { 'agencies/ny/agency.yaml': taken, 'agencies/ny/needs/arkiv.yaml': same },
        demands: ['office: –'],
      },
    ],
    [
      'an agency that calls itself the office',
      {
        by: stranger,
        before: { 'agencies/office/agency.yaml': taken },
        change: { 'agencies/office/needs/arkiv.yaml': same },
        approvals: [nav],
        demands: ['office: –'],
        uncounted: ['nav-example not-demanded'],
      },
    ],
    [
      'a need is moved into the folder of another agency',
      {
        by: kld,
        change: {},
        renamed: { [offer]: 'agencies/kld/offers/klimadata.yaml' },
        demands: ['dfo: –', 'kld: kld-example'],
      },
    ],
    [
      'a file is moved out of the office’s folder',
      {
        by: kld,
        change: {},
        renamed: { 'programme/policy.yaml': 'agencies/kld/needs/policy.yaml' },
        demands: ['kld: kld-example', 'office: –'],
      },
    ],
  ])('%s', (_name, story) => tell(story))
})
