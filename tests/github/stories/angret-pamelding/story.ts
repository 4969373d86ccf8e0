import * as scenes from '../../form-scenes.ts'
import { form, newNeed, newPath } from '../../intake-world.ts'
import type { Story } from '../../story.ts'

/** Whoever sent the form closes the issue, and thinks better of it. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    const { issue, pull } = await scenes.send(teller, 'kld-example', form(newPath, newNeed))
    say('KLD lukker saken før noen har godkjent.')
    await scenes.close(bench, 'kld-example', issue)
    await run('intake', { event: await bench.event.issues('closed', issue) })
    await look(issue, pull)

    say('Så angrer de, og åpner den igjen.')
    await scenes.reopen(bench, 'kld-example', issue)
    await run('intake', { event: await bench.event.issues('reopened', issue) })
    await look(issue, pull + 1)
    await scenes.writesNothing(teller, () => run('intake'))
  },
}
