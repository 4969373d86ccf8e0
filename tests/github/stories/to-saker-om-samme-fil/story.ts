import * as scenes from '../../form-scenes.ts'
import { form, newNeed, newPath } from '../../intake-world.ts'
import type { Story } from '../../story.ts'

const other = newNeed.replace('Grønne anskaffelser i praksis', 'Miljøkrav i anskaffelser')

/** Two people of the same agency register the same file: both are told, and whoever comes last changes what came first. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    say('To skjemaer gjelder samme fil.')
    const first = await scenes.send(teller, 'kld-example', form(newPath, newNeed))
    const second = await scenes.send(teller, 'fremmed', form(newPath, other))
    const third = await scenes.send(teller, 'fremmed', form(newPath, newNeed))
    await look(first.issue, second.issue, third.issue)

    say('Det første blir tatt inn. Det andre er nå en endring av det, og det tredje sier ikke noe nytt.')
    await bench.merge({ by: 'kontoret-example', pull: first.pull })
    await run('intake')
    await look(second.issue, second.pull, third.issue, third.pull)
    await scenes.review(teller, second.pull)
    await look(second.pull)
    await scenes.writesNothing(teller, () => run('intake'))
  },
}
