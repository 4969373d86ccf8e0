/** «Fortsatt aktuelt?»: registrations that are about to expire are asked about once; silence lets them expire, and that is told. */
import { expect, it } from 'vitest'
import { settingsFile, settingsWith, textOf } from '../follow-up/world.ts'
import * as scenes from './follow-up-scenes.ts'
import { type Story, type Teller, told } from './story.ts'

const { runs, isQuiet, issuesOn } = scenes

const need = 'agencies/kld/needs/klimaregnskap.yaml'
const offer = 'agencies/dfo/offers/klimadata.yaml'
const confirmed = (path: string, date: string) => textOf(path).replace(/confirmed: .*/, `confirmed: ${date}`)

/** Valid through 10 October 2027; nothing of the agreement is to be done then. */
const agreement = 'agreements/kld-dfo/agreement.yaml'
const files = {
  [agreement]: undefined,
  [need]: confirmed(need, '2026-10-10'),
  [offer]: confirmed(offer, '2027-03-01'),
}
const asking = '2027-09-10'
const onBench = (tell: Story['tell'], more = {}) => told('', { files: { ...files, ...more }, tell })

async function theIssue(teller: Teller) {
  const [issue, ...more] = await issuesOn(teller)
  if (!issue) throw new Error('there is no issue')
  expect(more).toEqual([])
  return issue
}

const push = ({ bench }: Teller, changes: Readonly<Record<string, string>>) =>
  bench.push('kontoret-example', 'main', changes)

it('the agency is asked thirty days before, with a link to the file', async () => {
  await onBench(async (teller) => {
    await isQuiet(teller, '2027-09-09')
    await runs(teller, asking)
    const { title, body, assignees } = await theIssue(teller)
    expect(title).toBe('Fortsatt aktuelt? Påmeldinger fra KLD går ut 10. oktober 2027')
    expect(assignees).toEqual(['kld-example'])
    expect(body).toContain('/edit/main/agencies/kld/needs/klimaregnskap.yaml')
    expect(body).toContain('venter på svar')
    for (const day of [asking, '2027-10-10']) await isQuiet(teller, day)
  })
})

it('where there is a site, the link is to its form, which has both answers as buttons', async () => {
  await onBench(async (teller) => {
    const address = 'https://mobilitet.example.no/'
    await teller.run('follow-up', { today: asking, quiet: true, input: { address } })
    const { body } = await theIssue(teller)
    expect(body).toContain(`${address}registrer/#kld.klimaregnskap`)
    expect(body).toContain('«Fortsatt aktuelt»')
    expect(body).not.toContain('/edit/main/')
  })
})

it('nobody is asked about what an agreement has met', async () => {
  await onBench((teller) => isQuiet(teller, asking), { [agreement]: textOf(agreement) })
})

it('confirmed again: the issue is closed', async () => {
  await onBench(async (teller) => {
    await runs(teller, asking)
    await push(teller, { [need]: confirmed(need, asking) })
    await runs(teller, asking)
    const { state, reason, body } = await theIssue(teller)
    expect([state, reason]).toEqual(['closed', 'completed'])
    expect(body).toContain('bekreftet på nytt')
    await isQuiet(teller, asking)
  })
})

it('withdrawn: that is an answer too', async () => {
  await onBench(async (teller) => {
    await runs(teller, asking)
    await push(teller, { [need]: `${files[need]}withdrawn: { date: 2027-09-11, reason: Vi har ikke tid }\n` })
    await runs(teller, '2027-09-12')
    expect(await theIssue(teller)).toMatchObject({ state: 'closed', reason: 'completed' })
  })
})

it('silence: it expires, the issue says so, and a clock that goes back opens it again', async () => {
  await onBench(async (teller) => {
    await runs(teller, asking)
    await runs(teller, '2027-10-11')
    const { state, reason, body } = await theIssue(teller)
    expect([state, reason]).toEqual(['closed', 'not_planned'])
    expect(body).toContain('gått ut uten svar')
    await isQuiet(teller, '2027-10-11')
    await isQuiet(teller, '2027-12-01')
    await runs(teller, '2027-10-01')
    expect(await theIssue(teller)).toMatchObject({ state: 'open' })
    await isQuiet(teller, '2027-10-01')
  })
})

it('while the file cannot be read nothing is decided', async () => {
  await onBench(async (teller) => {
    await runs(teller, asking)
    await push(teller, { [need]: 'title: [\n' })
    for (const day of [asking, '2027-10-11']) await isQuiet(teller, day)
  })
})

it('while the programme pauses nobody is asked, and the plan says so', async () => {
  const reason = 'reason: { nb: Korona, nn: Korona, en: Corona }'
  await onBench(
    async (teller) => {
      expect(await runs(teller, asking)).toContain('Ingen blir spurt om påmeldinger som går ut')
      expect(await issuesOn(teller)).toEqual([])
    },
    { [settingsFile]: settingsWith(`pause: { from: 2027-09-01, ${reason} }\n`) },
  )
})
