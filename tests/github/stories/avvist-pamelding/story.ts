import * as scenes from '../../form-scenes.ts'
import { form, newNeed, newPath } from '../../intake-world.ts'
import type { Story } from '../../story.ts'

/** The office says no, and whoever sent the form hears why without looking for it. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    say('En fremmed melder et behov på vegne av KLD.')
    const { issue, pull } = await scenes.send(teller, 'fremmed', form(newPath, newNeed))
    await scenes.review(teller, pull)

    say('Programkontoret lukker endringsforslaget med en grunn. En annen har også ment noe.')
    const reason = 'KLD kjenner ikke til dette behovet.\n\nTa kontakt med @kld-example først.'
    await bench.comment({ by: 'kontoret-example', on: pull, body: reason })
    await bench.comment({ by: 'fremmed', on: pull, body: 'Jeg er uenig.' })
    await scenes.close(bench, 'kontoret-example', pull)
    await run('intake', { event: await bench.event.workflowRun(pull, { name: 'signal' }) })
    await look(issue, pull)

    say('Alt blir kjørt en gang til. Ingenting endrer seg.')
    await scenes.writesNothing(teller, async () => {
      await run('intake', { event: await bench.event.issues('closed', issue) })
      await run('review')
    })

    say('Den fremmede åpner saken igjen og retter. Det får han svar på, men ikke noe nytt endringsforslag.')
    await scenes.reopen(bench, 'fremmed', issue)
    await scenes.edit(teller, 'fremmed', issue, form(newPath, newNeed.replace('Grønne', 'Grønnere')))
    await look(issue)

    say('Programkontoret ombestemmer seg og åpner endringsforslaget igjen.')
    await scenes.reopen(bench, 'kontoret-example', pull)
    await run('intake', { event: await bench.event.workflowRun(pull, { name: 'signal' }) })
    await scenes.review(teller, pull)
    await look(issue, pull)
  },
}
