/** Endings: what holds when an agency leaves, two become one, or the programme closes. Nothing may be left hanging. */
import type { Finding } from '../diagnostic.ts'
import type { Agency, Agreement, Programme, Registration } from '../model.ts'
import { departureOf, successorOf } from '../succession.ts'
import { isCurrent, isSignedByAll } from './known.ts'
import type { Rule, World } from './rule.ts'

const mergerCircle: Rule = {
  code: 'ending/merger-circle',
  severity: 'error',
  docs: {
    what: 'En virksomhet som er slått sammen med en annen, leder fram til en som finnes i dag, uten å gå i ring.',
    why: 'Ellers er det ingen som svarer for avtalene.',
  },
  *check({ programme: { agencies } }) {
    for (const agency of agencies.values()) {
      const { file, mergedInto, slug } = agency
      if (!mergedInto || !agencies.has(mergedInto.agency)) continue
      const last = agencies.get(successorOf(slug, agencies))
      const isCircle = last?.mergedInto !== undefined && agencies.has(last.mergedInto.agency)
      if (isCircle) yield { file, at: ['mergedInto', 'agency'], args: { agency: mergedInto.agency } }
    }
  },
}

const successorLeft: Rule = {
  code: 'ending/successor-left',
  severity: 'error',
  docs: {
    what: 'Virksomheten som tar over ved en sammenslåing, var selv med i programmet den dagen.',
    why: 'Den skal svare for avtalene og godkjenne for den gamle.',
  },
  *check({ programme: { agencies } }) {
    for (const { file, mergedInto } of agencies.values()) {
      const next = mergedInto && agencies.get(mergedInto.agency)
      if (!mergedInto || !next?.left || next.left.date > mergedInto.date) continue
      yield { file, at: ['mergedInto', 'agency'], args: { agency: next.slug, date: next.left.date } }
    }
  },
}

const openAfterMerger: Rule = {
  code: 'ending/open-after-merger',
  severity: 'error',
  docs: {
    what: 'Når en virksomhet er slått sammen med en annen, er åpne behov og tilbud flyttet til den nye eller trukket. De som er blitt til en avtale, blir stående.',
    why: 'En sammenslåing som bare er halvt gjort, gjør at påmeldinger blir borte uten at noen merker det.',
  },
  *check({ programme, today }) {
    const agreed = agreedRegistrations(programme)
    for (const one of programme.registrations.values()) {
      const into = programme.agencies.get(one.agency)?.mergedInto
      if (!into || !isCurrent(one, today) || agreed.has(one.id)) continue
      yield { file: one.file, at: [], args: { agency: one.agency, into: into.agency } }
    }
  },
}

/** Registrations that some agreement was made from. */
export function agreedRegistrations({ agreements }: Programme): ReadonlySet<string> {
  const matches = [...agreements.values()].flatMap(({ basis }) => ('match' in basis ? [basis.match] : []))
  return new Set(matches.flatMap((match) => match.split('--')))
}

const confirmedAfter: Rule = {
  code: 'ending/confirmed-after',
  severity: 'error',
  docs: {
    what: 'En virksomhet som har gått ut eller er slått sammen med en annen, bekrefter ikke behov og tilbud etterpå.',
    why: 'Ingen kan love noe på vegne av en virksomhet som ikke er med.',
  },
  *check({ programme: { registrations, agencies } }) {
    for (const { file, agency, confirmed, withdrawn } of registrations.values()) {
      const known = agencies.get(agency)
      const date = known && departureOf(known)
      if (date === undefined || confirmed <= date || withdrawn) continue
      yield { file, at: ['confirmed'], args: { agency, date } }
    }
  },
}

const partyLeft: Rule = {
  code: 'ending/party-left',
  severity: 'error',
  docs: {
    what: 'En avtale som ikke alle har signert, har bare parter som er med i programmet.',
    why: 'En avtale som er signert, gjelder til den er over eller sagt opp. En ny avtale inngås med den som er der.',
  },
  *check({ programme }) {
    for (const agreement of programme.agreements.values()) {
      if (agreement.termination || isSignedByAll(agreement)) continue
      yield* departed(agreement, programme)
    }
  },
}

function* departed({ file, parties }: Agreement, { agencies }: Programme): Generator<Finding> {
  for (const [index, { agency }] of parties.entries()) {
    const known = agencies.get(agency)
    const date = known && departureOf(known)
    if (date !== undefined) yield { file, at: ['parties', index, 'agency'], args: { agency, date } }
  }
}

const afterClosing: Rule = {
  code: 'ending/after-closing',
  severity: 'error',
  docs: {
    what: 'Når programmet er avsluttet («closed» i programme/programme.yaml), kommer det ikke til nye virksomheter, behov, tilbud eller avtaler, og ingenting bekreftes på nytt.',
    why: 'Ingen skal vente på en kobling som ikke kommer.',
  },
  *check(world) {
    const { settings, registrations } = world.programme
    const date = settings?.closed?.date
    if (date === undefined || date > world.today) return
    for (const one of registrations.values()) yield* lateRegistration(one, date, world)
    for (const { file } of newcomers(world)) yield { file, at: [], args: { date } }
  },
}

function* lateRegistration(
  { file, confirmed, withdrawn }: Registration,
  date: string,
  { before }: World,
): Generator<Finding> {
  if (before && !before.paths.has(file)) yield { file, at: [], args: { date } }
  else if (confirmed >= date && !withdrawn) yield { file, at: ['confirmed'], args: { date } }
}

/** Agencies and agreements that come in with this change. A successor must be let in, or a merger could not be told of. */
function* newcomers({ programme, before }: World): Generator<Agency | Agreement> {
  if (!before) return
  const successors = new Set([...programme.agencies.values()].map(({ mergedInto }) => mergedInto?.agency))
  for (const agency of programme.agencies.values())
    if (!before.paths.has(agency.file) && !successors.has(agency.slug)) yield agency
  for (const agreement of programme.agreements.values())
    if (!before.paths.has(agreement.file) && !isSignedByAll(agreement)) yield agreement
}

export const endingRules: readonly Rule[] = [
  mergerCircle,
  successorLeft,
  openAfterMerger,
  confirmedAfter,
  partyLeft,
  afterClosing,
]
