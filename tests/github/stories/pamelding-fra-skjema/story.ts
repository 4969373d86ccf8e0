import * as scenes from '../../form-scenes.ts'
import { form, newNeed, newPath } from '../../intake-world.ts'
import type { Story } from '../../story.ts'

/** From the form to the programme: everything goes well, and everything that is run twice changes nothing. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    say('KLD melder et behov i skjemaet.')
    const { issue, pull } = await scenes.send(teller, 'kld-example', form(newPath, newNeed))
    await look(issue, pull)

    say('Endringsforslaget blir gjennomgått.')
    await scenes.review(teller, pull)
    await look(pull)

    say('KLD godtar i en kommentar.')
    const comment = await bench.comment({ by: 'kld-example', on: pull, body: '/godta' })
    const accepted = await bench.event.comment('created', comment)
    await run('command', { event: accepted })
    await look(pull)

    say('Alt blir kjørt en gang til. Ingenting endrer seg.')
    await scenes.writesNothing(teller, async () => {
      await run('intake', { event: await bench.event.issues('edited', issue) })
      await run('intake')
      await run('command', { event: accepted })
      await run('review')
    })

    say('Programkontoret tar det inn.')
    await bench.merge({ by: 'kontoret-example', pull })
    await run('intake', { event: await bench.event.issues('closed', issue) })
    await look(issue, pull)

    say('Hverken saken eller endringsforslaget får mer å vite.')
    await scenes.writesNothing(teller, async () => {
      await run('intake', { event: await bench.event.workflowRun(pull, { name: 'signal' }) })
      await run('intake', { event: await bench.event.issues('edited', issue) })
      await run('command', { event: accepted })
      await run('review')
    })
  },
}
