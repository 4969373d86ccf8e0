/** Slutten: the exchange ends, what was learnt is written down and shared, and every reminder has been answered. */
import { expect } from 'vitest'
import { long, short } from './agreeing.ts'
import { looksBack, reports } from './following.ts'
import { isHandedOn } from './handing-on.ts'
import { isAtRest, type Life, livesUntil, remindersOn, sets } from './life.ts'
import { certificatesAt } from './looking.ts'
import { data, registers } from './registering.ts'
import { isListed, wasAskedOnce, wereAskedFor } from './remembering.ts'

/** Two registrations are about to expire. DFØ says of the one that it still holds, and nothing of the other. */
export async function areStillRelevant(life: Life): Promise<void> {
  const { say, look } = life.teller
  say('Er påmeldingene fortsatt aktuelle?')
  await livesUntil(life, '2027-07-05')
  sets(life, 'DFØ bekrefter det ene tilbudet i skjemaet, og lar det andre ligge.')
  const yaml = data.yaml.replace('confirmed: 2026-11-24', 'confirmed: 2027-07-05')
  await registers(life, { ...data, title: 'Påmelding: Klimadata er fortsatt aktuelt', yaml })
  await livesUntil(life, '2027-07-27')
  for (const { number, title } of await remindersOn(life))
    if (title.startsWith('Fortsatt')) await look(number)
}

export async function isEnded(life: Life): Promise<void> {
  life.teller.say('Utvekslingen slutter')
  await livesUntil(life, '2027-08-25')
  await reports(life, long, 'sluttsamtale', '2027-08-24')
  await livesUntil(life, '2027-09-02')
  expect([...(await certificatesAt(life, long.id)).keys()]).toEqual([])
  await looksBack(life, long, { stage: 'end', by: 'sender', learning: 5, learned: long.learned })
  await livesUntil(life, '2027-09-07')
  await looksBack(life, long, {
    stage: 'end',
    by: 'host',
    learning: 4,
    learned: 'Vi vet nå hva styringsdialogen trenger av tall.',
  })
  await livesUntil(life, '2027-09-14')
  await looksBack(life, long, {
    stage: 'end',
    by: 'participant',
    learning: 5,
    learned: 'Jeg har lært hvor utslippstallene kommer fra.',
  })
  await livesUntil(life, '2027-09-15')
  await isAtRest(life)
}

export async function isShared(life: Life): Promise<void> {
  life.teller.say('Læringen blir delt')
  await livesUntil(life, '2027-09-24')
  await reports(life, long, 'deling', '2027-09-23')
  await livesUntil(life, '2027-11-02')
  await reports(life, long, 'avtalegjennomgang', '2027-11-01', true)
  await livesUntil(life, '2027-11-04')
  await looksBack(life, short, {
    stage: 'after',
    by: 'sender',
    learning: 5,
    learned: 'Krava er brukte i tre innkjøp.',
  })
  await livesUntil(life, '2028-03-06')
  await looksBack(life, long, {
    stage: 'after',
    by: 'sender',
    learning: 5,
    learned: 'Klimaregnskapet er en del av tildelingsbrevene.',
  })
  await livesUntil(life, '2028-03-31')
}

/** What is left when a round is over, looked at from every side. */
export async function isLookedAt(life: Life): Promise<void> {
  life.teller.say('Det som står igjen')
  await isAtRest(life)
  const checked = await life.desk.types(life.today, 'check')
  expect(checked.code, checked.out).toBe(0)
  await isListed(life)
  await wasAskedOnce(life)
  await wereAskedFor(life, 'dfo.arkiv')
  await isHandedOn(life)
}
