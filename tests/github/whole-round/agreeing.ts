/** Fra forslag til avtale: proposed, accepted by all, its questions answered, and approved. */
import { expect } from 'vitest'
import { replaced } from '../proposal-scenes.ts'
import { approves, isAgreed, isReviewed, isTakenIn, saysYes, suggests, verdictOn } from './hands.ts'
import { isAtRest, type Life, livesUntil, runs, sets } from './life.ts'

/** Half a year at DFØ. */
export const long = {
  id: 'kld-klimaregnskap-dfo-klimadata',
  match: 'kld.klimaregnskap--dfo.klimadata',
  learned: 'Vi kan sette opp et klimaregnskap og vet hvilke tall som mangler.',
}
/** Four weeks at KLD. */
export const short = {
  id: 'nav-innkjop-kld-miljokrav',
  match: 'nav.innkjop--kld.miljokrav',
  learned: 'Eit miljøkrav verkar først når nokon etterprøver det.',
}

type Which = typeof long

export const fileOf = ({ id }: Which) => `agreements/${id}/agreement.yaml`

/** What the parties have come to, by the line that asks for it; the first of each is for the first party. */
const answers: Readonly<Record<string, readonly (readonly [asked: string, answer: string])[]>> = {
  [long.id]: [
    ['      role:\n', '      role: Ekspedisjonssjef\n'],
    ['      role:\n', '      role: Avdelingsdirektør\n'],
    ['purpose:\n', 'purpose: Partene skal lære av hverandre om klimaregnskap.\n'],
    ['  kld:\n', '  kld: Vi får et klimaregnskap vi kan bruke i etatsstyringen.\n'],
    ['  dfo:\n', '  dfo: Vi får prøvd dataene våre mot et reelt styringsbehov.\n'],
    ['  to: 2027-08-29\nexchanges', '  to: 2027-12-31\nexchanges'],
    ['    tasks:\n', '    tasks: Hospitanten setter opp et klimaregnskap for én etat.\n'],
    ['  travel:\n', '  travel: Avgivende virksomhet dekker reiser i tjenesten.\n'],
    ['  equipment:\n', '  equipment: Mottakende virksomhet stiller med utstyr og tilganger.\n'],
    ['sharing:\n', 'sharing: Hospitanten holder et innlegg for egen avdeling etter hjemkomst.\n'],
  ],
  [short.id]: [
    ['      role:\n', '      role: Innkjøpsdirektør\n'],
    ['      role:\n', '      role: Ekspedisjonssjef\n'],
    ['purpose:\n', 'purpose: Partane skal lære av kvarandre om miljøkrav i innkjøp.\n'],
    ['  nav:\n', '  nav: Vi får prøvd miljøkrav i eit reelt innkjøp.\n'],
    ['  kld:\n', '  kld: Vi får høre hvordan kravene virker hos en stor innkjøper.\n'],
    ['    tasks:\n', '    tasks: Medarbeidaren skriv miljøkrav til eitt innkjøp.\n'],
    ['  travel:\n', '  travel: Avgivande verksemd dekkjer reiser i tenesta.\n'],
    ['  equipment:\n', '  equipment: Mottakande verksemd stiller med utstyr.\n'],
    ['sharing:\n', 'sharing: Medarbeidaren held eit innlegg for innkjøpsavdelinga.\n'],
  ],
}

const chosen: readonly (readonly [asked: string, answer: string])[] = [
  ['    employer:\n', '    employer: sender\n'],
  ['    payer:\n', '    payer: sender\n'],
  ['  workingTime:\n', '  workingTime: host\n'],
]

function filled(which: Which, draft: string): string {
  return replaced(draft, ...(answers[which.id] ?? []), ...chosen)
}

/** The open pull request of a proposal. */
async function proposalOf({ teller: { bench }, shown }: Life, { match }: Which): Promise<number> {
  const before = bench.log.length
  const { octokit } = bench.as('kontoret-example')
  const { data } = await octokit.pulls.list({ ...bench.here, head: `${bench.here.owner}:match/${match}` })
  bench.log.length = before
  const [pull, ...more] = data
  if (!pull || more.length > 0) throw new Error(`${data.length} proposals of ${match}`)
  shown.add(pull.number)
  return pull.number
}

export async function everybodyAgrees(life: Life): Promise<void> {
  const { say, look, note, bench } = life.teller
  say('Programmet foreslår, og virksomhetene godtar')
  await livesUntil(life, '2026-11-27')
  const { out } = await runs(life, 'propose')
  note(`\`\`\`\`text\n${out.trimEnd()}\n\`\`\`\``)
  const pulls = new Map([
    [long, await proposalOf(life, long)],
    [short, await proposalOf(life, short)],
  ])
  for (const pull of pulls.values()) {
    await isReviewed(life, pull)
    await look(pull)
  }
  await isAtRest(life)
  await areAccepted(life, pulls)

  await livesUntil(life, '2026-12-07')
  sets(life, 'Partene har svart på det som sto åpent. Programkontoret fører det inn for dem.')
  for (const [which, people] of [
    [long, ['kld-example', 'dfo-example']],
    [short, ['nav-example', 'kld-example']],
  ] as const) {
    const draft = (await bench.files('main'))[fileOf(which)] ?? ''
    const files = { [fileOf(which)]: filled(which, draft) }
    const pull = await suggests(life, 'kontoret-to-example', `Avtalen ${which.id} er fylt ut`, files)
    expect(await verdictOn(life, pull)).toBe('action_required')
    await isAgreed(life, pull, ...people)
  }
}

/** One party on one day and the other on the next, one in a comment and one with the button. */
async function areAccepted(life: Life, pulls: ReadonlyMap<Which, number>): Promise<void> {
  const { teller } = life
  const [one = 0, two = 0] = [pulls.get(long), pulls.get(short)]
  await livesUntil(life, '2026-11-30')
  sets(life, 'KLD og Nav godtar i en kommentar.')
  await saysYes(life, 'kld-example', one)
  await saysYes(life, 'nav-example', two)

  await livesUntil(life, '2026-12-01')
  sets(life, 'DFØ godtar med knappen, og KLD i en kommentar. Programkontoret tar forslagene inn.')
  await approves(life, 'dfo-example', one)
  await saysYes(life, 'kld-example', two)
  for (const pull of [one, two]) {
    await isReviewed(life, pull)
    await approves(life, 'kontoret-example', pull)
    await isTakenIn(life, pull)
    await teller.listen(pull)
  }
  await isAtRest(life)
}
