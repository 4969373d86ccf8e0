import { expect } from 'vitest'
import { adds, approves, need, proposes, reviewed, verdict } from '../../review-scenes.ts'
import { listed, type Story, textOf } from '../../story.ts'

const agency = 'agencies/ssb/agency.yaml'
const first = 'agencies/ssb/needs/utslippstall.yaml'

const ssb = textOf('agencies/kld/agency.yaml')
  .replace('972417882', '971526920')
  .replace(/^name: .*/m, 'name: { nb: Statistisk sentralbyrå, nn: Statistisk sentralbyrå }')
  .replace('shortName: KLD', 'shortName: SSB')
  .replace('kld.example.no', 'ssb.example.no')
  .replace(/^approvers: .*/m, `approvers: ${listed('fremmed')}`)

const right = textOf(need)
  .replace(/^title: .*/m, 'title: Utslippstall i statistikken')
  .replace(
    /^background: .*/m,
    'background: Vi lager statistikk over utslipp, og vil se hvordan tallene blir brukt.',
  )
  .replace(/ {2}- Kunne .*/, '  - Kunne forklare hvordan utslippstall blir til beslutninger')

const misspelt = right.replace('competences: [klimaregnskap]', 'competences: [klimaregskap]')

/** Somebody nobody knows registers an agency nobody has heard of, and a need with a slip of the pen. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, look } = teller
    say('En fremmed melder på SSB fra sin egen kopi, med en skrivefeil i behovet.')
    const pull = await proposes(teller, 'fremmed', 'SSB vil være med', { [agency]: ssb, [first]: misspelt })
    await reviewed(teller, pull)
    expect(await verdict(bench, pull)).toBe('failure')
    await look(pull)

    say('Rettelsen blir tatt inn med knappen «Commit suggestion».')
    await adds(teller, 'fremmed', { [first]: right })
    await reviewed(teller, pull)
    expect(await verdict(bench, pull)).toBe('action_required')
    await look(pull)

    say('Programkontoret godkjenner.')
    await approves(teller, 'kontoret-example', pull)
    expect(await verdict(bench, pull)).toBe('success')
    await look(pull)

    say('Programkontoret tar det inn.')
    await bench.merge({ by: 'kontoret-to-example', pull })
    expect(await bench.files('main')).toMatchObject({ [agency]: ssb, [first]: right })
    await look(pull)
  },
}
