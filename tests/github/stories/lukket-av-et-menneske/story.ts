import * as scenes from '../../form-scenes.ts'
import type { Story } from '../../story.ts'

/** Somebody closes a proposal without a word: that is a no, and the reason is asked for. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, listen } = teller
    await run('propose', { quiet: true })

    say('En på programkontoret lukker forslaget og sier ikke hvorfor.')
    await scenes.close(bench, 'kontoret-example', 1)
    await run('propose')
    await listen(1)
    await scenes.writesNothing(teller, () => run('propose'))

    say('Det var en feil, og forslaget blir åpnet igjen.')
    await scenes.reopen(bench, 'kontoret-example', 1)
    await run('propose')
    await listen(1)

    say('DFØ vil likevel ikke. Det blir lukket en gang til, og denne gangen svarer DFØ.')
    await scenes.close(bench, 'kontoret-example', 1)
    await run('propose')
    await scenes.say(teller, 'dfo-example', 1, '/avvis kapasitet')
    await run('propose')
    await listen(1, 2)
    await scenes.writesNothing(teller, () => run('propose'))
  },
}
