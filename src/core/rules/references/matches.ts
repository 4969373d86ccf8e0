/** Names of matches in agreements and decisions: the registrations they rest on, and that those can be a match. */
import { compare, type FieldPath, type Finding } from '../../diagnostic.ts'
import type { Agreement, Programme } from '../../model.ts'
import { nearest } from '../../nearest.ts'
import {
  agencyFolders,
  hasRegistration,
  isSignedByAll,
  perProgramme,
  registrationPath,
  suggestAgency,
  suggesting,
} from '../known.ts'
import type { Rule } from '../rule.ts'

type Mention = {
  readonly file: string
  readonly at: FieldPath
  readonly match: string
  readonly parts: readonly string[]
  /** True when every part has a file; what is wrong with a part is told once, and what follows from it is not. */
  readonly isKnown: boolean
  readonly agreement?: Agreement
}

const mentions = perProgramme((programme): readonly Mention[] => {
  const mention = (file: string, at: FieldPath, match: string) => {
    const parts = match.split('--').filter((part) => part !== 'rotation')
    return { file, at, match, parts, isKnown: parts.every((part) => hasRegistration(programme, part)) }
  }
  const agreements = Array.from(programme.agreements.values(), (agreement) => {
    const { file, basis } = agreement
    return basis.match === undefined ? [] : [{ ...mention(file, ['basis', 'match'], basis.match), agreement }]
  })
  const decisions = Array.from(programme.decisions.values(), ({ file, match }) =>
    mention(file, ['match'], match),
  )
  return [...agreements.flat(), ...decisions]
})

const unknownRegistration: Rule = {
  code: 'references/unknown-registration',
  severity: 'error',
  docs: {
    what: 'En kobling består av behov og tilbud som finnes.',
    why: 'Avtaler og avslag skal kunne spores til det virksomhetene meldte inn. Trekk en registrering, ikke slett den.',
  },
  *check({ programme }) {
    for (const { file, at, parts, isKnown } of mentions(programme)) {
      if (isKnown) continue
      for (const id of parts) {
        if (!hasRegistration(programme, id))
          yield { file, at, args: suggesting({ id }, likely(id, programme)) }
      }
    }
  },
}

/** A near name in the same agency, or in the agency that was probably meant. */
function likely(id: string, programme: Programme): string | undefined {
  const [written = '', slug = ''] = id.split('.')
  const agency = agencyFolders(programme).has(written) ? written : suggestAgency(programme)(written)
  if (agency === undefined) return undefined
  const name = nearest(slug, slugsByAgency(programme).get(agency) ?? [])
  return name === undefined ? undefined : `${agency}.${name}`
}

const slugsByAgency = perProgramme(({ registrations }): ReadonlyMap<string, readonly string[]> => {
  const slugs = new Map<string, string[]>()
  for (const { agency, slug } of registrations.values()) {
    const own = slugs.get(agency)
    if (own) own.push(slug)
    else slugs.set(agency, [slug])
  }
  return slugs
})

const notAMatch: Rule = {
  code: 'references/not-a-match',
  severity: 'error',
  docs: {
    what: 'Et par er ett behov og ett tilbud fra to virksomheter, med behovet først. En rotasjon har én registrering fra hver virksomhet, og begynner med den som er først i alfabetet.',
    why: 'Navnet på koblingen er nøkkelen til forslaget. Skrives det på en annen måte, er det ingen som finner det igjen.',
  },
  *check({ programme }) {
    for (const { file, at, match, parts, isKnown } of mentions(programme)) {
      if (!isKnown) continue
      const right = rightName(match, parts, programme)
      if (right !== match) yield { file, at, args: suggesting({ match }, right) }
    }
  },
}

/** The one name these registrations can have as a match; undefined when they are none. */
function rightName(match: string, parts: readonly string[], { paths }: Programme): string | undefined {
  if (new Set(parts.map(agencyOf)).size < parts.length) return undefined
  if (match.startsWith('rotation--')) {
    const start = parts.indexOf([...parts].sort(compare)[0] ?? '')
    return ['rotation', ...parts.slice(start), ...parts.slice(0, start)].join('--')
  }
  const isPair = ([need = '', offer = '']: readonly string[]) =>
    paths.has(registrationPath('needs', need)) && paths.has(registrationPath('offers', offer))
  return [parts, parts.toReversed()].find(isPair)?.join('--')
}

function agencyOf(id: string): string {
  return id.slice(0, id.indexOf('.'))
}

const matchParty: Rule = {
  code: 'references/match-party',
  severity: 'error',
  docs: {
    what: 'Virksomhetene i koblingen en avtale bygger på, er parter i avtalen.',
    why: 'Ellers bygger avtalen på noe andre har meldt inn.',
  },
  *check({ programme }) {
    const known = agencyFolders(programme)
    for (const { file, at, parts, isKnown, agreement } of mentions(programme)) {
      const parties = agreement?.parties.map(({ agency }) => agency) ?? []
      if (!agreement || !isKnown || !parties.every((party) => known.has(party))) continue
      for (const id of parts) {
        if (!parties.includes(agencyOf(id))) yield { file, at, args: { id, agency: agencyOf(id) } }
      }
    }
  },
}

const matchName: Rule = {
  code: 'references/match-name',
  severity: 'error',
  docs: {
    what: 'Filen med et avslag har samme navn som koblingen den avslår.',
    why: 'Avslaget finnes igjen på navnet. Står det noe annet inne i filen, vet ingen hva som er avslått.',
  },
  *check({ programme }) {
    const known = new Set(mentions(programme).flatMap(({ isKnown, file }) => (isKnown ? [file] : [])))
    for (const { file, id, match } of programme.decisions.values()) {
      if (id !== match && known.has(file)) yield { file, at: ['match'], args: { match, name: id } }
    }
  },
}

const withdrawnRegistration: Rule = {
  code: 'references/withdrawn-registration',
  severity: 'warning',
  docs: {
    what: 'En avtale som ikke er signert, bygger på registreringer som fortsatt gjelder.',
    why: 'Virksomheten har trukket seg, så avtalen blir kanskje ikke noe av.',
  },
  *check({ programme }) {
    for (const mention of mentions(programme)) yield* withdrawnIn(mention, programme)
  },
}

function* withdrawnIn(
  { file, at, parts, agreement }: Mention,
  { registrations }: Programme,
): Generator<Finding> {
  if (!agreement || agreement.termination || isSignedByAll(agreement)) return
  for (const id of parts) {
    const withdrawn = registrations.get(id)?.withdrawn
    if (withdrawn) yield { file, at, args: { id, date: withdrawn.date } }
  }
}

export const matchReferences: readonly Rule[] = [
  unknownRegistration,
  notAMatch,
  matchParty,
  matchName,
  withdrawnRegistration,
]
