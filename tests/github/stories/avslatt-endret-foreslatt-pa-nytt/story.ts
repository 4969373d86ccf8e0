import { expect } from 'vitest'
import * as scenes from '../../form-scenes.ts'
import * as proposals from '../../proposal-scenes.ts'
import type { Story } from '../../story.ts'

/** A no holds until what was declined has changed, and then the proposal says what is new in it. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look, listen } = teller
    await run('propose', { quiet: true })
    await scenes.review(teller, 1)

    say('KLD takker nei. Forslaget blir lukket, og grunnen blir skrevet ned i et endringsforslag.')
    await scenes.say(teller, 'kld-example', 1, '/avvis tidspunkt Vi har budsjettarbeid hele våren.')
    await listen(1)
    await look(2)

    say('Mens det venter, blir ikke koblingen foreslått på nytt.')
    await scenes.writesNothing(teller, () => run('propose'))

    say('Programkontoret tar det inn.')
    await proposals.approves(teller, 'kontoret-example', 2)
    await proposals.merges(teller, 2)
    await scenes.writesNothing(teller, () => run('propose'))

    say('En annen overskrift er ikke nok.')
    await proposals.change(bench, proposals.need, [
      'Klimaregnskap i etatsstyringen',
      'Klimaregnskap for etatene',
    ])
    await scenes.writesNothing(teller, () => run('propose'))

    say('KLD flytter perioden til høsten, og koblingen blir foreslått på nytt.')
    await proposals.change(bench, proposals.need, ['from: 2027-03-01', 'from: 2027-08-16'])
    await run('propose')
    await look(3)
    expect(await bench.tip(proposals.branch)).toBeDefined()
    await scenes.writesNothing(teller, () => run('propose'))
  },
}
