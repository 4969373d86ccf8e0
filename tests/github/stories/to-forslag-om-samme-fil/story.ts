import { expect } from 'vitest'
import { approves, held, need, proposes, reviewed, titled } from '../../review-scenes.ts'
import type { Story } from '../../story.ts'

const own = titled('Klimaregnskap i budsjettarbeidet')

/** Two want different things with one file. Both are told of the other, and the second is not let in unseen. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, look } = teller
    say('DFØ foreslår en endring i KLDs behov.')
    const first = await proposes(teller, 'dfo-example', 'Tydeligere tittel', titled('Klimaregnskap for alle'))
    await reviewed(teller, first)

    say('KLD endrer det samme selv.')
    const second = await proposes(teller, 'kld-example', 'Vår tittel', own, 'eget')
    await reviewed(teller, second)
    await reviewed(teller, first)
    await look(first, second)

    say(
      'Programkontoret tar inn KLDs egen. KLD godkjenner den andre ved en feil. Den kan ikke tas inn likevel.',
    )
    await bench.merge({ by: 'kontoret-example', pull: second })
    await held(teller, first, () => approves(teller, 'kld-example', first))
    expect((await bench.files('main'))[need]).toBe(own[need])
    await look(first)
  },
}
