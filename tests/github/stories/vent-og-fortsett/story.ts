import { expect } from 'vitest'
import { approves, automatic, held, need, proposes, reviewed, titled, writes } from '../../review-scenes.ts'
import type { Story } from '../../story.ts'

const wanted = titled('Klimaregnskap i budsjettarbeidet')

/** Whoever may approve may also say: not yet. Nothing is taken in until one of them says that it may go on. */
export const story: Story = {
  files: automatic,
  tell: async (teller) => {
    const { bench, say, look } = teller
    say('DFØ foreslår en endring. KLD vil vente til ledermøtet.')
    const pull = await proposes(teller, 'dfo-example', 'Tydeligere tittel', wanted)
    await reviewed(teller, pull)
    await held(teller, pull, () => writes(teller, 'kld-example', pull, '/vent til etter ledermøtet'))
    await look(pull)

    say('KLD godkjenner. Det venter likevel, for ingen har sagt at det kan gå videre.')
    await held(teller, pull, () => approves(teller, 'kld-example', pull))

    say('En fremmed kan ikke si det.')
    await held(teller, pull, () => writes(teller, 'fremmed', pull, '/fortsett'))
    await look(pull)

    say('Programkontoret kan, og da blir endringen tatt inn.')
    await writes(teller, 'kontoret-example', pull, '/fortsett')
    expect((await bench.files('main'))[need]).toBe(wanted[need])
    await look(pull)
  },
}
