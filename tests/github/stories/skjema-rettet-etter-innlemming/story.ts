import * as scenes from '../../form-scenes.ts'
import { form, newNeed, newPath } from '../../intake-world.ts'
import type { Story } from '../../story.ts'

const later = newNeed.replace('minWeeks: 8', 'minWeeks: 12')

/** The form of an issue that is done with is no way into the programme. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    say('KLDs behov er tatt inn.')
    const { issue, pull } = await scenes.send(teller, 'kld-example', form(newPath, newNeed))
    await bench.merge({ by: 'kontoret-example', pull })
    await run('intake', { event: await bench.event.issues('closed', issue) })
    await look(issue)

    say('Så retter KLD skjemaet i den lukkede saken.')
    await scenes.edit(teller, 'kld-example', issue, form(newPath, later))
    await look(issue)

    say('Og åpner saken igjen.')
    await scenes.reopen(bench, 'kld-example', issue)
    await scenes.writesNothing(teller, async () => {
      await run('intake', { event: await bench.event.issues('reopened', issue) })
    })

    say('Da de setter skjemaet tilbake, er svaret som før.')
    await scenes.edit(teller, 'kld-example', issue, form(newPath, newNeed))
    await look(issue)

    say('Endringen kommer i et nytt skjema.')
    const next = await scenes.send(teller, 'kld-example', form(newPath, later))
    await look(next.issue)
  },
}
