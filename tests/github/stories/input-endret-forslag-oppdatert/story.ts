import { expect } from 'vitest'
import * as scenes from '../../form-scenes.ts'
import * as proposals from '../../proposal-scenes.ts'
import type { Story } from '../../story.ts'

/** A proposal follows what it is made of, and a yes holds only for the terms it was said to. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look, listen } = teller
    await run('propose', { quiet: true })
    await scenes.review(teller, 1)

    say('KLD sier ja.')
    await scenes.say(teller, 'kld-example', 1, '/godta')
    await scenes.review(teller, 1)
    await listen(1)

    say('DFØ retter overskriften på tilbudet. Utkastet er det samme, så svarene gjelder.')
    await proposals.change(bench, proposals.offer, ['med data fra økonomisystemet', 'fra regnskapsdata'])
    await run('propose')
    await scenes.review(teller, 1)
    await listen(1)

    say('Så endrer DFØ perioden. Utkastet blir et annet, og alle må svare på nytt.')
    await proposals.change(bench, proposals.offer, ['from: 2027-02-01', 'from: 2027-05-03'])
    await run('propose')
    await scenes.review(teller, 1)
    await look(1)
    expect((await bench.files(proposals.branch))[proposals.agreementFile]).not.toContain('accepted')
    await scenes.writesNothing(teller, () => run('propose'))
  },
}
