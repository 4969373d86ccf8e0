/** The same facts give the same site, down to the byte, in whatever order the files were read. */
import { expect, it } from 'vitest'
import type { Programme } from '../../src/core/model.ts'
import { factsOf, programmeIn, repositoryTree, siteOf } from './whole.ts'

function turned<K, V>(map: ReadonlyMap<K, V>): ReadonlyMap<K, V> {
  return new Map([...map].reverse())
}

function inOtherOrder(programme: Programme): Programme {
  return {
    ...programme,
    agencies: turned(programme.agencies),
    registrations: turned(programme.registrations),
    agreements: turned(programme.agreements),
    evaluations: [...programme.evaluations].reverse(),
    decisions: turned(programme.decisions),
  }
}

it('twice the same, and the same from the other end', async () => {
  const programme = programmeIn(repositoryTree())
  const facts = await factsOf(programme)
  const first = await siteOf(facts)
  const again = await siteOf(await factsOf(programmeIn(repositoryTree())))
  const other = await siteOf({ ...(await factsOf(inOtherOrder(programme))), matching: facts.matching })
  expect([...again.keys()]).toEqual([...first.keys()])
  expect([...other.keys()]).toEqual([...first.keys()])
  expect(
    [...first.keys()].filter((path) => first.get(path)?.toString() !== again.get(path)?.toString()),
  ).toEqual([])
  expect(
    [...first.keys()].filter((path) => first.get(path)?.toString() !== other.get(path)?.toString()),
  ).toEqual([])
}, 120_000)
