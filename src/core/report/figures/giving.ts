/** Fordeling mellom virksomhetene: who sent somebody out, who took somebody in, and whether a few did most of it. */
import type { Agreement } from '../../model.ts'
import { type Facts, type Held, roundOfRegistration } from './facts.ts'
import { alone, aloneFrame, closed, type Figure } from './figure.ts'
import { outside, type Scope, yearOf } from './scopes.ts'

const kinds = ['both', 'sent', 'hosted', 'neither'] as const

/** Agencies that have registered anything or are party to an agreement. They are counted for each report by itself. */
export function givingFigure(facts: Facts): Figure {
  const held = exchangesOf(facts)
  const sent = new Set(held.map(({ exchange }) => exchange.from))
  const hosted = new Set(held.map(({ exchange }) => exchange.to))
  const items = takingPart(facts).map((agency) => ({
    about: agency,
    kind: kindOf(sent.has(agency), hosted.has(agency)),
  }))
  const of = alone(items, facts.frame.smallest)
  return closed(of, aloneFrame(facts.frame), { id: 'giving', labels: 'giving', kinds })
}

function kindOf(sent: boolean, hosted: boolean): (typeof kinds)[number] {
  if (sent && hosted) return 'both'
  return sent ? 'sent' : hosted ? 'hosted' : 'neither'
}

/** Folders of agencies, each once. */
export function takingPart({ needs, offers, agreements, frame, programme }: Facts): readonly string[] {
  const inScope = within(frame.scope, programme)
  const parties = agreements.filter(({ round }) => inScope(round)).flatMap(partiesOf)
  const registered = [...needs, ...offers].filter((one) => inScope(roundOfRegistration(one, programme)))
  return [...new Set([...registered.map(({ agency }) => agency), ...parties])].sort()
}

function partiesOf({ parties }: Agreement): readonly string[] {
  return parties.map(({ agency }) => agency)
}

export function exchangesOf({ exchanges, frame, programme }: Facts): readonly Held[] {
  const inScope = within(frame.scope, programme)
  return exchanges.filter(({ agreement }) => inScope(agreement.round))
}

/** Whether a round lies in what the report is about. */
export function within(scope: Scope, { settings }: Facts['programme']): (round: string) => boolean {
  if (scope.kind === 'all') return () => true
  if (scope.kind === 'round') return (round) => round === scope.round
  const years = new Map((settings?.rounds ?? []).map((round) => [round.id, yearOf(round)]))
  return (round) => (years.get(round) ?? outside) === scope.year
}

/** The fewest agencies that took in half of all; undefined where there are too few to tell. */
export function hostsOfHalf(facts: Facts): { readonly few: number; readonly all: number } | undefined {
  const places = new Map<string, number>()
  const held = exchangesOf(facts)
  for (const { exchange } of held) places.set(exchange.to, (places.get(exchange.to) ?? 0) + 1)
  if (places.size < facts.frame.smallest) return undefined
  const most = [...places.values()].sort((a, b) => b - a)
  let sum = 0
  const few = most.findIndex((count) => {
    sum += count
    return 2 * sum >= held.length
  })
  // How much a single agency did is not told, not even like this.
  return few + 1 < 2 ? undefined : { few: few + 1, all: places.size }
}
