import * as scenes from '../../form-scenes.ts'
import { form, need, needPath } from '../../intake-world.ts'
import type { Story } from '../../story.ts'

const longer = need.replace('minWeeks: 8', 'minWeeks: 10')
const gone = `${longer}withdrawn: { date: 2026-11-20, reason: Prosjektet er utsatt }\n`

/** What is in the programme already is changed, and then withdrawn, by a form each. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    say('KLD sender inn det som alt står i programmet.')
    const same = await scenes.send(teller, 'kld-example', form(needPath, need))
    await look(same.issue)

    say('Så endrer de det i samme sak.')
    await scenes.edit(teller, 'kld-example', same.issue, form(needPath, longer))
    await scenes.review(teller, same.pull)
    await scenes.say(teller, 'kld-example', same.pull, '/godta')
    await look(same.issue, same.pull)
    await bench.merge({ by: 'kontoret-example', pull: same.pull })
    await run('intake', { event: await bench.event.issues('closed', same.issue) })

    say('I en ny sak trekker de behovet.')
    const { issue, pull } = await scenes.send(teller, 'kld-example', form(needPath, gone))
    await scenes.review(teller, pull)
    await look(issue, pull)
    await scenes.say(teller, 'kld-example', pull, '/godta')
    await bench.merge({ by: 'kontoret-example', pull })
    await run('intake', { event: await bench.event.issues('closed', issue) })
    await look(issue)
  },
}
