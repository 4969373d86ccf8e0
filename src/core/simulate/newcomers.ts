/** Nye påmeldinger: copies of those there are, from other agencies, as many as are assumed for each round. */

import { nextWorkingDay } from '../follow-up/working-days.ts'
import type { IsoDate, Registration } from '../model.ts'
import type { Chance } from './chance.ts'
import type { Planned, Setting, World } from './world.ts'

/** Spread over the days a round is open; those before the run begins have come already. */
export function newcomers({ programme, today }: World, { assumed, chance }: Setting): readonly Planned[] {
  const rounds = programme.settings?.rounds ?? []
  const { perRound } = assumed.registrations
  return rounds.flatMap(({ id, opens, deadline }) =>
    Array.from({ length: perRound }, (_, index): Planned => {
      const number = index + 1
      const day: IsoDate = nextWorkingDay(chance.day(`newcomer ${id} ${number}`, opens, deadline))
      return { day, deed: { kind: 'registration', round: id, number } }
    }).filter(({ day }) => day >= today),
  )
}

/** Undefined where there is nothing to copy, or nobody else to have it. Its name says what it is a copy of. */
export function registered(
  round: string,
  number: number,
  { programme, today }: World,
  chance: Chance,
): Registration | undefined {
  const luck = `newcomer ${round} ${number}`
  const asWritten = [...programme.registrations.values()].filter(({ id }) => !id.includes('.ny-'))
  const pattern = chance.one(`pattern ${luck}`, asWritten)
  const others = [...programme.agencies.values()].filter(
    ({ slug, left }) => left === undefined && slug !== pattern?.agency,
  )
  const agency = chance.one(`agency ${luck}`, others)?.slug
  const open = programme.settings?.rounds.find(({ id }) => id === round)
  if (!pattern || agency === undefined || !open) return undefined
  const { unit: _unit, withdrawn: _withdrawn, ...rest } = pattern
  const slug = `ny-${round}-${number}-${pattern.agency}-${pattern.slug}`
  const folder = pattern.kind === 'need' ? 'needs' : 'offers'
  return {
    ...rest,
    id: `${agency}.${slug}`,
    agency,
    slug,
    file: `agencies/${agency}/${folder}/${slug}.yaml`,
    period: { from: open.from, to: open.to },
    partners: { wished: [], excluded: [] },
    matchingHelp: true,
    confirmed: today,
  }
}
