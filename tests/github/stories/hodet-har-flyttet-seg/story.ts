import { expect } from 'vitest'
import { adds, meanwhile, proposes, reviewed, titled, written } from '../../review-scenes.ts'
import type { Story } from '../../story.ts'

/** A run that is late says nothing: what it would say is about something that is not there any more. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    say('KLD endrer forslaget sitt etter at det ble kontrollert, men før gjennomgangen begynner.')
    const pull = await proposes(teller, 'kld-example', 'Ny tittel', titled('Klimaregnskap for alle'))
    const event = await bench.event.workflowRun(pull, { name: 'check' })
    await adds(teller, 'kld-example', titled('Klimaregnskap i budsjettarbeidet'))
    expect(await written(teller, () => run('review', { event }))).toEqual([])

    say('KLD endrer det én gang til, midt i gjennomgangen.')
    meanwhile(bench, /\/pulls\/1\/commits/, () =>
      adds(teller, 'kld-example', titled('Klimaregnskap i statsbudsjettet')),
    )
    expect(await written(teller, () => reviewed(teller, pull))).toEqual([])

    say('Gjennomgangen av det siste svarer.')
    expect(await written(teller, () => reviewed(teller, pull))).toHaveLength(2)
    await look(pull)
  },
}
