/** Small changes such as agencies make to a programme between two rounds of matching. */
import { addDays } from '../../src/core/days.ts'
import type { Programme, Registration } from '../../src/core/model.ts'
import type { Dice } from './dice.ts'

export type Edit = { readonly kind: Kind; readonly programme: Programme }

type Kind = 'date' | 'competence added' | 'competence removed' | 'place' | 'withdrawn' | 'added'

/** Undefined when the registration that was hit cannot be changed so. */
type Change = (one: Registration, programme: Programme, dice: Dice) => Registration | undefined

/** One to eight weeks, either way, and never past the other end. */
const date: Change = (one, _, dice) => {
  const days = 7 * (1 + dice.below(8)) * (dice.likely(0.5) ? 1 : -1)
  const end = dice.likely(0.5) ? 'from' : 'to'
  const period = { ...one.period, [end]: addDays(one.period[end], days) }
  return period.from < period.to ? { ...one, period } : undefined
}

const added: Change = (one, { competences }, dice) => {
  const others = [...competences.keys()].filter((id) => !one.competences.includes(id))
  return { ...one, competences: [...one.competences, dice.pick(others)] }
}

const removed: Change = (one, _, dice) => {
  const gone = dice.pick(one.competences)
  const competences = one.competences.filter((id) => id !== gone)
  return competences.length > 0 ? { ...one, competences } : undefined
}

const place: Change = (one) => ({ ...one, places: one.places + 1 })

const withdrawn: Change = (one) =>
  one.withdrawn ? undefined : { ...one, withdrawn: { date: '2026-11-20', reason: 'other' } }

/** What one agency has registered, another registers as well. */
const copied: Change = (one, { agencies }, dice) => {
  const agency = dice.pick([...agencies.keys()].filter((slug) => slug !== one.agency))
  const slug = `${one.slug}-ny`
  const folder = one.kind === 'need' ? 'needs' : 'offers'
  return { ...one, id: `${agency}.${slug}`, agency, slug, file: `agencies/${agency}/${folder}/${slug}.yaml` }
}

const changes: Readonly<Record<Kind, Change>> = {
  date,
  'competence added': added,
  'competence removed': removed,
  place,
  withdrawn,
  added: copied,
}

/** Edits in turn, one of each kind after the other, each of the programme as it is. */
export function* editsOf(programme: Programme, count: number, dice: Dice): Generator<Edit> {
  const registrations = [...programme.registrations.values()]
  const kinds = Object.keys(changes) as Kind[]
  for (let made = 0; made < count; ) {
    const kind = kinds[made % kinds.length] ?? 'date'
    const one = changes[kind](dice.pick(registrations), programme, dice)
    if (!one) continue
    made++
    yield {
      kind,
      programme: { ...programme, registrations: new Map([...programme.registrations, [one.id, one]]) },
    }
  }
}
