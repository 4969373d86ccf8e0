import * as scenes from '../../form-scenes.ts'
import * as proposals from '../../proposal-scenes.ts'
import { type Story, textOf } from '../../story.ts'

const file = 'agreements/kld-dfo/agreement.yaml'
const first = proposals.replaced(textOf(file), ['languages: [nb]', 'languages: [nb, nn, en]'])
const changed = proposals.replaced(
  first,
  ['noticeWeeks: 4', 'noticeWeeks: 8'],
  ['workload: 100', 'workload: 60'],
)
const second = proposals.replaced(changed, [/^/, 'version: 2\n'])

/** What is released stays what it was; other terms are another version, which says what is new in it. */
export const story: Story = {
  settings: { immutableReleases: true },
  files: { [file]: first },
  tell: async (teller) => {
    const { bench, say, run, listen, lookAtRelease } = teller
    say('Avtalen er ferdig, på tre språk, og blir gitt ut.')
    await run('release')
    await lookAtRelease('kld-dfo/v1')

    say(
      'Partene blir enige om lengre oppsigelsestid og mindre stilling, men glemmer at det er en ny versjon.',
    )
    const terms = await proposals.suggests(teller, 'Nye vilkår', { [file]: changed })
    await listen(terms)
    await proposals.agreed(teller, terms)
    await scenes.writesNothing(teller, () => run('release'))

    say('De retter det, og versjon 2 blir gitt ut. Versjon 1 blir stående.')
    await proposals.agreed(teller, await proposals.suggests(teller, 'Versjon 2', { [file]: second }))
    await run('release')
    await lookAtRelease('kld-dfo/v2')
    await proposals.holdsWhatItSays(bench, 'kld-dfo/v2')
    await scenes.writesNothing(teller, () => run('release'))
    await proposals.holdsWhatItSays(bench, 'kld-dfo/v1')
  },
}
