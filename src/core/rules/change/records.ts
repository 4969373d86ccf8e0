/** Records that stay: what was registered, agreed, evaluated or decided is never deleted or written over. */
import { phaseOf } from '../../agreement/phase.ts'
import { countingSignatures } from '../../agreement/signing.ts'
import type { Finding } from '../../diagnostic.ts'
import { fingerprint } from '../../match/fit/fingerprint.ts'
import type { Agreement, Decision, IsoDate, Programme } from '../../model.ts'
import { annexes } from '../../render/annexes.ts'
import type { Rule } from '../rule.ts'
import { digestIn } from '../terms.ts'
import { firstDifference } from './first-difference.ts'

const deleted: Rule = {
  code: 'change/deleted',
  severity: 'error',
  docs: {
    what: 'En virksomhet, et behov, et tilbud eller en avtale blir ikke slettet, flyttet eller gitt nytt filnavn. Et forslag til avtale som ikke alle har sagt ja til, og som ingen har signert, kan slettes.',
    why: 'Koblinger, avtaler og tall viser til dem. Det som er over, merkes i feltet «withdrawn», «left» eller «termination».',
  },
  *check({ programme, before, today }) {
    if (before === undefined) return
    for (const { file, field } of lasting(before, today)) {
      if (!programme.paths.has(file)) yield { file, at: [], args: { field } }
    }
  },
}

type Lasting = { readonly file: string; readonly field: 'left' | 'withdrawn' | 'termination' }

/** Records that must not go away, and the field to fill in instead. */
function* lasting(before: Programme, today: IsoDate): Generator<Lasting> {
  for (const { file } of before.agencies.values()) yield { file, field: 'left' }
  for (const { file } of before.registrations.values()) yield { file, field: 'withdrawn' }
  for (const agreement of before.agreements.values()) {
    if (!isLoose(agreement, before, today)) yield { file: agreement.file, field: 'termination' }
  }
}

/** A proposal that not everybody has said yes to, and nobody has signed, binds nobody. */
function isLoose(agreement: Agreement, { evaluations, settings }: Programme, today: IsoDate): boolean {
  if (agreement.signatures.length > 0) return false
  return phaseOf({ agreement, evaluations, settings, digest: '', today }) === 'proposed'
}

const evaluationRewritten: Rule = {
  code: 'change/evaluation-rewritten',
  severity: 'error',
  docs: {
    what: 'En evaluering som er levert, blir ikke endret eller slettet.',
    why: 'Tallene og læringen i programmet bygger på det som ble skrevet da.',
  },
  *check({ programme, before }) {
    if (before === undefined) return
    const present = new Map(programme.evaluations.map((evaluation) => [evaluation.file, evaluation]))
    for (const was of before.evaluations) {
      // Of an agreement that is deleted with all that belongs to it, it is enough to say so.
      if (!programme.paths.has(`agreements/${was.agreement}/agreement.yaml`)) continue
      yield* rewritten(was, present.get(was.file), programme)
    }
  },
}

/** A file that is there but cannot be read is a finding of its own. */
function* rewritten<T extends { file: string }>(
  was: T,
  is: T | undefined,
  { paths }: Programme,
): Generator<Finding> {
  const at = is ? firstDifference(was, is) : paths.has(was.file) ? undefined : []
  if (at) yield { file: was.file, at }
}

const decisionRewritten: Rule = {
  code: 'change/decision-rewritten',
  severity: 'error',
  docs: {
    what: 'Et avslag blir ikke endret eller slettet. Et nytt avslag kan ta plassen når behovet eller tilbudet er endret siden det forrige.',
    why: 'Et forslag noen har sagt nei til, skal ikke komme igjen før noe er annerledes.',
  },
  *check({ programme, before }) {
    for (const was of before?.decisions.values() ?? []) {
      const is = programme.decisions.get(was.id)
      if (is && isNewRefusal(was, is, programme)) continue
      yield* rewritten(was, is, programme)
    }
  },
}

/** Refused once more, and on what the registrations say now: a true refusal and not the old one made void. */
function isNewRefusal(was: Decision, is: Decision, { registrations }: Programme): boolean {
  if (is.fingerprint === was.fingerprint || is.date < was.date) return false
  const found = is.match.split('--').flatMap((id) => registrations.get(id) ?? [])
  return is.match === was.match && fingerprint(found) === is.fingerprint
}

const templateInUse: Rule = {
  code: 'change/template-in-use',
  severity: 'error',
  docs: {
    what: 'En standardtekst som en signert avtale bygger på, blir aldri endret. Endringer kommer i en ny versjon.',
    why: 'Den som har signert, skal alltid kunne lese nøyaktig det som ble signert.',
  },
  *check({ programme, before }) {
    if (before === undefined) return
    for (const [template, agreement] of templatesInUse(before)) {
      const present = programme.templates.get(template)?.languages
      for (const [language, { file, text }] of before.templates.get(template)?.languages ?? []) {
        if (present?.get(language)?.text !== text) yield { file, at: [], args: { template, agreement } }
      }
    }
  },
}

/** By standard text, an agreement with a signature that rests on it. */
function templatesInUse(programme: Programme): ReadonlyMap<string, string> {
  const inUse = new Map<string, string>()
  for (const agreement of programme.agreements.values()) {
    const digest = agreement.signatures.length > 0 ? digestIn(programme, agreement) : undefined
    if (digest === undefined || countingSignatures(agreement, digest).length === 0) continue
    for (const template of textsOf(agreement)) if (!inUse.has(template)) inUse.set(template, agreement.id)
  }
  return inUse
}

/** The agreement's own text, and those of the same version for its exchanges and annexes. */
function textsOf({ template }: Agreement): readonly string[] {
  const version = template.split('@')[1]
  return [template, ...['exchange-agreement', ...annexes].map((text) => `${text}@${version}`)]
}

export const recordChanges: readonly Rule[] = [deleted, evaluationRewritten, decisionRewritten, templateInUse]
