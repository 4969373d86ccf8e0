import * as scenes from '../../form-scenes.ts'
import { form, newNeed, newPath } from '../../intake-world.ts'
import { type Story, textOf } from '../../story.ts'

const settings = 'programme/programme.yaml'

/** Where the programme lets us merge, nobody of the office has to do anything, and the issue is answered all the same. */
export const story: Story = {
  files: { [settings]: textOf(settings).replace(/$/, 'autoMerge: true\n') },
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    const { issue, pull } = await scenes.send(teller, 'kld-example', form(newPath, newNeed))
    await scenes.review(teller, pull)
    say('KLD godtar, og påmeldingen blir tatt inn. GitHub lukker saken.')
    await scenes.say(teller, 'kld-example', pull, '/godta')
    await look(pull)

    say('Neste gang noe skjer, eller senest neste morgen, får saken sitt svar.')
    await run('intake', { event: await bench.event.workflowRun(pull, { name: 'signal' }) })
    await look(issue)
    await scenes.writesNothing(teller, () => run('intake'))
  },
}
