/** References to competence areas and target groups, and from one area to a broader one. */
import type { Finding } from '../../diagnostic.ts'
import type { Concept, IsoDate, Programme, Registration } from '../../model.ts'
import {
  competencesFile,
  isCurrent,
  type Suggest,
  suggestCompetence,
  suggesting,
  suggestTargetGroup,
} from '../known.ts'
import type { Rule } from '../rule.ts'

type Field = 'competences' | 'inReturn' | 'targetGroups'

const unknownCompetence: Rule = {
  code: 'references/unknown-competence',
  severity: 'error',
  docs: {
    what: 'Kompetanseområder er fra listen i programme/competences.yaml.',
    why: 'Koblingen sammenligner områder. Et område som bare én virksomhet bruker, passer med ingen.',
  },
  *check({ programme }) {
    if (!programme.concepts) return
    const suggest = suggestCompetence(programme)
    for (const registration of programme.registrations.values()) {
      yield* unknownIn(registration, ['competences', 'inReturn'], programme.competences, suggest)
    }
  },
}

const unknownTargetGroup: Rule = {
  code: 'references/unknown-target-group',
  severity: 'error',
  docs: {
    what: 'Målgrupper er fra listen i programme/competences.yaml.',
    why: 'Koblingen sammenligner målgrupper. En målgruppe som bare én virksomhet bruker, passer med ingen.',
  },
  *check({ programme }) {
    if (!programme.concepts) return
    const suggest = suggestTargetGroup(programme)
    for (const registration of programme.registrations.values()) {
      yield* unknownIn(registration, ['targetGroups'], programme.targetGroups, suggest)
    }
  },
}

/** The same misspelling in two fields is one mistake. */
function* unknownIn(
  registration: Registration,
  fields: readonly Field[],
  known: ReadonlyMap<string, Concept>,
  suggest: Suggest,
): Generator<Finding> {
  const told = new Set<string>()
  for (const field of fields) {
    for (const [index, id] of registration[field].entries()) {
      if (known.has(id) || told.has(id)) continue
      told.add(id)
      yield { file: registration.file, at: [field, index], args: suggesting({ id }, suggest(id)) }
    }
  }
}

const retiredCompetence: Rule = {
  code: 'references/retired-competence',
  severity: 'warning',
  docs: {
    what: 'Kompetanseområder og målgrupper som brukes, er ikke gått ut av listen.',
    why: 'Andre velger ikke lenger området, så registreringen får færre treff.',
  },
  *check({ programme, today }) {
    const competences = retiredIn(programme.competences, today)
    const lists = {
      competences,
      inReturn: competences,
      targetGroups: retiredIn(programme.targetGroups, today),
    }
    if (competences.size === 0 && lists.targetGroups.size === 0) return
    for (const registration of programme.registrations.values()) {
      if (isCurrent(registration, today)) yield* retiredAmong(registration, lists)
    }
  },
}

/** Id → last day, of those that have left the list. The last day counts with. */
function retiredIn(concepts: ReadonlyMap<string, Concept>, today: IsoDate): ReadonlyMap<string, IsoDate> {
  const retired = new Map<string, IsoDate>()
  for (const { id, validTo } of concepts.values()) if (validTo && validTo < today) retired.set(id, validTo)
  return retired
}

function* retiredAmong(
  registration: Registration,
  lists: Readonly<Record<Field, ReadonlyMap<string, IsoDate>>>,
): Generator<Finding> {
  for (const field of Object.keys(lists) as Field[]) {
    for (const [index, id] of registration[field].entries()) {
      const date = lists[field].get(id)
      if (date !== undefined) yield { file: registration.file, at: [field, index], args: { id, date } }
    }
  }
}

const unknownBroader: Rule = {
  code: 'references/unknown-broader',
  severity: 'error',
  docs: {
    what: 'Et overordnet område («broader») står i samme liste.',
    why: 'Koblingen bruker slektskapet mellom områdene til å finne det som nesten passer.',
  },
  *check({ programme }) {
    for (const { list, concepts, suggest } of conceptLists(programme)) {
      const ids = new Set(concepts.map(({ id }) => id))
      for (const [index, { broader }] of concepts.entries()) {
        if (!broader || ids.has(broader)) continue
        yield {
          file: competencesFile,
          at: [list, index, 'broader'],
          args: suggesting({ id: broader }, suggest(broader)),
        }
      }
    }
  },
}

function conceptLists(programme: Programme) {
  const { concepts } = programme
  if (!concepts) return []
  return [
    { list: 'competences', concepts: concepts.competences, suggest: suggestCompetence(programme) },
    { list: 'targetGroups', concepts: concepts.targetGroups, suggest: suggestTargetGroup(programme) },
  ] as const
}

const circularConcept: Rule = {
  code: 'references/circular-concept',
  severity: 'error',
  docs: {
    what: 'Ingen områder er overordnet seg selv, heller ikke på omveier.',
    why: 'Da er det ingen som er øverst, og slektskapet kan ikke regnes ut.',
  },
  *check({ programme }) {
    for (const { list, concepts } of conceptLists(programme)) {
      for (const circle of circles(concepts)) {
        const at = [list, concepts.findIndex(({ id }) => id === circle[0]), 'broader']
        yield { file: competencesFile, at, args: { circle: [...circle, circle[0]].join(' → ') } }
      }
    }
  },
}

/** Each circle once, from the member that comes first in the file. Nobody has two parents, so one walk finds them all. */
function* circles(concepts: readonly Concept[]): Generator<readonly string[]> {
  const broaderOf = new Map<string, string>()
  for (const { id, broader } of concepts) if (broader && !broaderOf.has(id)) broaderOf.set(id, broader)
  const walkedFrom = new Map<string, string>()
  for (const start of broaderOf.keys()) {
    let at: string | undefined = start
    while (at !== undefined && !walkedFrom.has(at)) {
      walkedFrom.set(at, start)
      at = broaderOf.get(at)
    }
    if (at !== undefined && walkedFrom.get(at) === start) yield circleThrough(at, broaderOf)
  }
}

function circleThrough(member: string, broaderOf: ReadonlyMap<string, string>): readonly string[] {
  const circle = [member]
  for (let at = broaderOf.get(member); at !== undefined && at !== member; at = broaderOf.get(at))
    circle.push(at)
  const order = [...broaderOf.keys()]
  const first = Math.min(...circle.map((id) => order.indexOf(id)))
  const turn = circle.indexOf(order[first] ?? member)
  return [...circle.slice(turn), ...circle.slice(0, turn)]
}

/** Those that can be judged of a need or an offer by itself; the form on the web asks them too. */
export const registrationConcepts: readonly Rule[] = [
  unknownCompetence,
  unknownTargetGroup,
  retiredCompetence,
]

export const conceptReferences: readonly Rule[] = [
  unknownCompetence,
  unknownTargetGroup,
  retiredCompetence,
  unknownBroader,
  circularConcept,
]
