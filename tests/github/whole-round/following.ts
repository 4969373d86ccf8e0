/** Oppfølging: what people report as done, and what they write when they look back. */
import { dirname } from 'node:path'
import { expect } from 'vitest'
import type { IsoDate } from '../../../src/core/model.ts'
import { rewrite } from '../form-scenes.ts'
import { fileOf, long, short } from './agreeing.ts'
import { isTakenIn, speaks, suggests } from './hands.ts'
import { type Life, livesUntil, type Person, reminderOn, sets } from './life.ts'

type Which = typeof long

/** The agencies of an agreement: who sends, and who hosts. */
const between = new Map<Which, readonly [sender: Person, host: Person]>([
  [long, [speaks['kld'] ?? 'fremmed', speaks['dfo'] ?? 'fremmed']],
  [short, [speaks['nav'] ?? 'fremmed', speaks['kld'] ?? 'fremmed']],
])

/** A line more in the file that says what is done, by one of the parties; that is enough. */
export async function reports(
  life: Life,
  which: Which,
  milestone: string,
  date: IsoDate,
  ofAll = false,
): Promise<void> {
  const { bench } = life.teller
  const file = `${dirname(fileOf(which))}/follow-up.yaml`
  const before = (await bench.files('main'))[file] ?? 'done:\n'
  const exchange = ofAll ? '' : '    exchange: ut-1\n'
  const text = `${before}  - milestone: ${milestone}\n${exchange}    date: ${date}\n`
  const [by = 'fremmed'] = between.get(which) ?? []
  const pull = await suggests(life, by, `${milestone} er gjort i ${which.id}`, { [file]: text })
  await isTakenIn(life, pull)
  sets(life, `Det blir ført inn at «${milestone}» er gjort i ${which.id}.`)
}

const stages = { start: 'ved oppstart', midway: 'midtveis', end: 'ved slutten', after: 'seks måneder etter' }
const answering = { sender: 'avgiveren', host: 'mottakeren', participant: 'hospitanten' }

export type Looking = {
  readonly stage: 'start' | 'midway' | 'end' | 'after'
  readonly by: 'sender' | 'host' | 'participant'
  readonly learning: number
  readonly learned: string
}

/** An evaluation, by the agency whose it is: nobody else has a say in what it learned. */
export async function looksBack(life: Life, which: Which, looking: Looking): Promise<void> {
  const [sender = 'fremmed', host = 'fremmed'] = between.get(which) ?? []
  const { stage, by, learning, learned } = looking
  const own = by === 'host' ? host : sender
  const file = `${dirname(fileOf(which))}/evaluations/ut-1-${stage}-${by}.yaml`
  const language = own === speaks['nav'] ? 'nn' : 'nb'
  const text = [
    'exchange: ut-1',
    `stage: ${stage}`,
    `by: ${by}`,
    `date: ${life.today}`,
    `language: ${language}`,
    `ratings: { learning: ${learning} }`,
    `learned: ${learned}`,
    '',
  ].join('\n')
  const pull = await suggests(life, own, `Evaluering ${stages[stage]} fra ${answering[by]} i ${which.id}`, {
    [file]: text,
  })
  await isTakenIn(life, pull)
  sets(life, `Evalueringen ${stages[stage]} fra ${answering[by]} i ${which.id} er tatt inn.`)
}

/** From the first reminder until the pause. The first of them is answered too late, and one is never answered. */
export async function isUnderWay(life: Life): Promise<void> {
  life.teller.say('Utvekslingene begynner, og programmet minner om det som skal gjøres')
  await livesUntil(life, '2027-02-02')
  await ticks(life, 'Utstyr og tilgang er på plass', 'Tilgang til bygg og systemer er bestilt')
  await livesUntil(life, '2027-02-22')
  sets(life, 'Ingen har svart på en uke. Nå ligger det et brev i saken.')
  await life.teller.look((await reminderOn(life, 'Utstyr og tilgang er på plass')).number)
  await livesUntil(life, '2027-02-24')
  await reports(life, long, 'forberedelse', '2027-02-24')
  await livesUntil(life, '2027-03-09')
  await reports(life, long, 'oppstartssamtale', '2027-03-08')
  await livesUntil(life, '2027-03-12')
  await looksBack(life, long, {
    stage: 'start',
    by: 'host',
    learning: 3,
    learned: 'Vi ser allerede hvor dataene våre mangler.',
  })
  await livesUntil(life, '2027-03-19')
  await reports(life, short, 'forberedelse', '2027-03-18')
  await livesUntil(life, '2027-04-07')
  await reports(life, short, 'oppstartssamtale', '2027-04-06')
  await livesUntil(life, '2027-04-12')
  await looksBack(life, short, {
    stage: 'start',
    by: 'host',
    learning: 4,
    learned: 'Vi har fått gode spørsmål om kravene våre.',
  })
  await livesUntil(life, '2027-04-20')
  await looksBack(life, short, {
    stage: 'midway',
    by: 'participant',
    learning: 4,
    learned: 'Krav må kunne etterprøvast.',
  })
  await livesUntil(life, '2027-04-26')
  await reports(life, short, 'sluttsamtale', '2027-04-23')
  await livesUntil(life, '2027-05-05')
  for (const by of ['sender', 'participant'] as const)
    await looksBack(life, short, { stage: 'end', by, learning: 5, learned: short.learned })
}

/** Somebody ticks a box in the issue itself; whatever is written anew, it stays ticked. */
async function ticks(life: Life, title: string, point: string): Promise<void> {
  const { bench } = life.teller
  const { number, body } = await reminderOn(life, title)
  const ticked = body.replace(`- [ ] ${point}`, `- [x] ${point}`)
  expect(ticked).toContain(`- [x] ${point}`)
  await rewrite(bench, 'kontoret-example', number, ticked)
}
