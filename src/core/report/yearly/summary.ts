/** Kort fortalt: the front page in plain sentences. What may not be shown is not said. */

import { formatList } from '../../render/formatted.ts'
import { capitalised } from '../../text.ts'
import type { Figure, Row } from '../figures/figure.ts'
import type { Figures } from '../figures/figures.ts'
import { shareInWords } from './share.ts'
import { labelOf, numberIn, type Speech } from './speech.ts'

export function summary(figures: Figures, speech: Speech): readonly string[] {
  const all = new Map(figures.chapters.flatMap((one) => one.figures).map((figure) => [figure.id, figure]))
  const said = makers.flatMap((make) => make({ figures, speech, of: (id) => all.get(id) }) ?? [])
  return said.length > 0 ? said : [speech.words('figures-say-nothing')]
}

type Telling = {
  readonly figures: Figures
  readonly speech: Speech
  readonly of: (id: string) => Figure | undefined
}

/** In the order they are told. */
const makers: readonly ((telling: Telling) => string | undefined)[] = [
  agencies,
  interest,
  areas,
  met,
  (telling) => shareOf('answers', 'accepted', ['accepted', 'declined'], 'figures-say-answers', telling),
  waits,
  exchanges,
  half,
  (telling) =>
    shareOf('follow-up', 'in-time', ['in-time', 'late', 'overdue', 'lapsed'], 'figures-say-kept', telling),
  (telling) => shareOf('goals', 'fully', ['fully', 'partly', 'not'], 'figures-say-goals', telling),
  rating,
]

function agencies({ figures, speech }: Telling): string | undefined {
  const { agencies: count } = figures
  return count ? speech.words('figures-say-agencies', { agencies: numberIn(count, speech) }) : undefined
}

function interest({ figures, speech, of }: Telling): string | undefined {
  const [needs, offers] = ['needs', 'offers'].map((id) => countIn(of('registrations'), id))
  if (needs == null || offers == null || needs + offers === 0) return undefined
  const { words } = speech
  return words(figures.agencies ? 'figures-say-interest' : 'figures-say-interest-alone', {
    needs: words('figures-counted-needs', { count: needs }),
    offers: words('figures-counted-offers', { count: offers }),
  })
}

/** The three that most have named; those that just as many have named are not left out by chance. */
function areas({ speech, of }: Telling): string | undefined {
  const rows = of('needs-by-area')?.rows ?? []
  const least = rows[Math.min(rows.length, 3) - 1]?.count ?? 0
  const most = rows.filter(({ count }) => (count ?? 0) >= least)
  if (most.length === 0 || most.length > 5) return undefined
  const names = most.map(({ id }) =>
    speech.words('match-quoted', { name: labelOf('competences', id, speech) }),
  )
  return speech.words('figures-say-areas', { areas: formatList(names, speech.language) })
}

function met({ speech, of }: Telling): string | undefined {
  const figure = of('needs-outcome')
  const [part, whole] = [countIn(figure, 'signed'), figure?.total]
  return part == null || !whole ? undefined : told('figures-say-met', part, whole, speech)
}

/** Of those kinds that are a whole together. */
function shareOf(
  id: string,
  part: string,
  whole: readonly string[],
  key: string,
  { speech, of }: Telling,
): string | undefined {
  const counts = whole.map((kind) => countIn(of(id), kind))
  const own = countIn(of(id), part)
  if (own == null || counts.some((count) => count == null)) return undefined
  const sum = counts.reduce<number>((total, count) => total + (count ?? 0), 0)
  return sum === 0 ? undefined : told(key, own, sum, speech)
}

function told(key: string, part: number, whole: number, speech: Speech): string {
  const share = capitalised(shareInWords(part, whole, speech.words))
  return speech.words(key, { share, part: numberIn(part, speech), whole: numberIn(whole, speech) })
}

function waits({ speech, of }: Telling): string | undefined {
  const days = rowIn(of('waits'), 'registered-signed')?.measure
  return days == null ? undefined : speech.words('figures-say-waits', { count: Math.round(days) })
}

function exchanges({ figures, speech }: Telling): string | undefined {
  const { exchanges: count, weeks } = figures
  if (!count || weeks === null) return undefined
  return speech.words('figures-say-exchanges', {
    exchanges: numberIn(count, speech),
    weeks: numberIn(weeks, speech),
  })
}

function half({ figures: { half: found }, speech }: Telling): string | undefined {
  return found ? speech.words('figures-say-half', found) : undefined
}

function rating({ speech, of }: Telling): string | undefined {
  const mean = rowIn(of('ratings'), 'learning')?.measure
  return mean == null ? undefined : speech.words('figures-say-rating', { mean: numberIn(mean, speech, 1) })
}

function rowIn(figure: Figure | undefined, id: string): Row | undefined {
  return figure?.rows.find((row) => row.id === id)
}

/** Null when it may not be shown. */
function countIn(figure: Figure | undefined, id: string): number | null | undefined {
  return rowIn(figure, id)?.count
}
