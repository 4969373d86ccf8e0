import { expect } from 'vitest'
import * as scenes from '../../form-scenes.ts'
import { form, newNeed, newPath } from '../../intake-world.ts'
import type { Story } from '../../story.ts'

/** GitHub asks us to wait: for a little while we do, and otherwise the next run goes on from where this one ended. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    say('GitHub ber oss vente litt midt i arbeidet. Det gjør vi, og alt blir gjort.')
    bench.before(4, 'secondary limit', 30)
    bench.before(7, 'secondary limit 429', 30)
    const { issue, pull } = await scenes.send(teller, 'kld-example', form(newPath, newNeed))
    expect(bench.log.map(({ status }) => status)).toEqual(expect.arrayContaining([403, 429]))
    await look(issue, pull)

    say('KLD retter skjemaet. Nå har vi spurt for mye den siste timen, og må gi oss før noen har fått svar.')
    await scenes.rewrite(bench, 'kld-example', issue, form(newPath, newNeed.replace('Grønne', 'Grønnere')))
    for (const nth of [2, 3]) bench.before({ method: 'POST', nth }, 'primary limit', 3570)
    await run('intake', { event: await bench.event.issues('edited', issue) })
    await look(issue, pull)

    say('En time senere blir resten gjort.')
    await run('intake')
    await look(issue, pull)
    await scenes.writesNothing(teller, () => run('intake'))
  },
}
