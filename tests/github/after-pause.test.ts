/** Etter en pause: every agency is asked once whether what it has registered is still relevant, and never again. */
import { expect, it } from 'vitest'
import { settingsFile, settingsWith, textOf } from '../follow-up/world.ts'
import * as scenes from './follow-up-scenes.ts'
import { type Story, type Teller, told } from './story.ts'

const { runs, isQuiet, issuesOn } = scenes

const need = 'agencies/kld/needs/klimaregnskap.yaml'
const offer = 'agencies/dfo/offers/klimadata.yaml'
const reason =
  'reason: { nb: Programmet blir evaluert., nn: Programmet blir evaluert., en: It is being evaluated. }'
const pause = (days: string) => settingsWith(`pause: { ${days}, ${reason} }\n`)
const confirmed = (path: string, date: string) => textOf(path).replace(/confirmed: .*/, `confirmed: ${date}`)

const files = {
  'agreements/kld-dfo/agreement.yaml': undefined,
  [need]: textOf(need),
  [offer]: textOf(offer),
  [settingsFile]: pause('from: 2027-01-01, to: 2027-03-31'),
}
const first = '2027-04-01'
const onBench = (tell: Story['tell'], more = {}) => told('', { files: { ...files, ...more }, tell })
const push = ({ bench }: Teller, changes: Readonly<Record<string, string>>) =>
  bench.push('kontoret-example', 'main', changes)

it('on the first day: one issue for each agency, with a link to each file; the next day nothing more', async () => {
  await onBench(async (teller) => {
    await isQuiet(teller, '2027-03-31')
    await runs(teller, first)
    const issues = await issuesOn(teller)
    expect(issues.map(({ title }) => title).sort()).toEqual([
      'Fortsatt aktuelt? Påmeldinger fra DFØ etter pausen',
      'Fortsatt aktuelt? Påmeldinger fra KLD etter pausen',
    ])
    const kld = issues.find(({ title }) => title.includes('KLD'))
    expect(kld?.body).toContain('Programmet hadde pause fra 1. januar 2027 til og med 31. mars 2027')
    expect(kld?.body).toContain(`/edit/main/${need}`)
    expect(kld?.assignees).toEqual(['kld-example'])
    for (const day of [first, '2027-04-02', '2027-06-01']) await isQuiet(teller, day)
  })
})

it('confirmed again is an answer, and so is withdrawn', async () => {
  await onBench(async (teller) => {
    await runs(teller, first)
    await push(teller, {
      [need]: confirmed(need, '2027-04-02'),
      [offer]: `${files[offer]}withdrawn: { date: 2027-04-02, reason: Vi har ikke tid }\n`,
    })
    await runs(teller, '2027-04-02')
    const issues = await issuesOn(teller)
    expect(issues.map(({ state, reason: why }) => [state, why])).toEqual([
      ['closed', 'completed'],
      ['closed', 'completed'],
    ])
    await isQuiet(teller, '2027-04-02')
    await isQuiet(teller, '2027-09-01')
  })
})

it('silence takes nothing away: the issue is closed after ninety days, and nobody is asked again', async () => {
  await onBench(async (teller) => {
    await runs(teller, first)
    await isQuiet(teller, '2027-06-29')
    await runs(teller, '2027-06-30')
    const issues = await issuesOn(teller)
    expect(issues.map(({ state }) => state)).toEqual(['closed', 'closed'])
    expect(issues[0]?.body).toContain('ikke svart, gjelder fortsatt')
    await isQuiet(teller, '2027-07-01')
  })
})

it('a clock that is moved back takes nothing away: not to before the pause, nor to before the silence', async () => {
  await onBench(async (teller) => {
    await runs(teller, first)
    await isQuiet(teller, '2026-12-15')
    await runs(teller, '2027-06-30')
    expect((await issuesOn(teller)).map(({ state }) => state)).toEqual(['closed', 'closed'])
    await runs(teller, '2027-06-01')
    expect((await issuesOn(teller)).map(({ state }) => state)).toEqual(['open', 'open'])
    await isQuiet(teller, '2027-06-01')
  })
})

it('nobody is asked about what an agreement has met', async () => {
  const agreement = 'agreements/kld-dfo/agreement.yaml'
  await onBench((teller) => isQuiet(teller, first), { [agreement]: textOf(agreement) })
})

it('what a person has closed stays closed', async () => {
  await onBench(async (teller) => {
    await runs(teller, first)
    const { octokit } = teller.bench.as('kontoret-example')
    for (const { number } of await issuesOn(teller))
      await octokit.rest.issues.update({ ...teller.bench.here, issue_number: number, state: 'closed' })
    await isQuiet(teller, '2027-04-02')
    expect((await issuesOn(teller)).map(({ state }) => state)).toEqual(['closed', 'closed'])
  })
})

it('an issue about what expires says that it can wait, and goes on with as many days left', async () => {
  const expiring = { ...files, [settingsFile]: settingsWith(), [offer]: confirmed(offer, '2027-01-20') }
  const old = { [need]: confirmed(need, '2026-04-10') }
  await told('', {
    files: { ...expiring, ...old },
    async tell(teller) {
      await runs(teller, '2027-03-20')
      const [before] = await issuesOn(teller)
      expect(before?.title).toContain('går ut 10. april 2027')
      await push(teller, { [settingsFile]: pause('from: 2027-03-25, to: 2027-05-23') })
      await runs(teller, '2027-03-26')
      const [during] = await issuesOn(teller)
      expect(during?.body).toContain('Programmet har pause fra 25. mars 2027 til og med 23. mai 2027.')
      expect(during?.body).toContain('Programmet blir evaluert.')
      expect(during?.title).toContain('går ut 9. juni 2027')
      await isQuiet(teller, '2027-04-20')
      await runs(teller, '2027-05-24')
      const after = (await issuesOn(teller)).filter(({ state }) => state === 'open')
      // The one from before goes on; only the agency that stands in none is asked because of the pause.
      expect(after.map(({ title }) => title).sort()).toEqual([
        'Fortsatt aktuelt? Påmeldinger fra DFØ etter pausen',
        'Fortsatt aktuelt? Påmeldinger fra KLD går ut 9. juni 2027',
      ])
      await runs(teller, '2027-06-10')
      const expired = (await issuesOn(teller)).find(({ title }) => title.includes('KLD'))
      expect([expired?.state, expired?.body.includes('gått ut uten svar')]).toEqual(['closed', true])
    },
  })
})

it('a programme that is closed asks nobody, and closes what it has asked', async () => {
  await onBench(async (teller) => {
    await runs(teller, first)
    const closed = `closed: { date: 2027-05-01, ${reason} }\n`
    await push(teller, { [settingsFile]: `${files[settingsFile]}${closed}` })
    expect(await runs(teller, '2027-05-01')).toContain('Programmet er avsluttet')
    expect((await issuesOn(teller)).map(({ state }) => state)).toEqual(['closed', 'closed'])
    await isQuiet(teller, '2027-05-02')
  })
})
