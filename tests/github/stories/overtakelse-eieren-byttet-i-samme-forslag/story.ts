import { approves, automatic, held, kld, proposes, reviewed, titled, writes } from '../../review-scenes.ts'
import { listed, type Story, textOf } from '../../story.ts'

const taken = { [kld]: textOf(kld).replace(/^approvers: .*/m, `approvers: ${listed('nav-example')}`) }

/** The change itself names who is to approve it. Who may is read from what there was before, so that leads nowhere. */
export const story: Story = {
  files: automatic,
  tell: async (teller) => {
    const { say, look } = teller
    say('En fremmed setter en annen inn som godkjenner for KLD, og endrer KLDs behov i samme slengen.')
    const files = { ...taken, ...titled('Noe helt annet') }
    const pull = await proposes(teller, 'fremmed', 'Små rettelser', files)
    await held(teller, pull, () => reviewed(teller, pull))
    await look(pull)

    say('Den nye «eieren» godkjenner, både med knappen og med en kommentar.')
    await held(teller, pull, async () => {
      await approves(teller, 'nav-example', pull)
      await writes(teller, 'nav-example', pull, '/godta')
    })
    await look(pull)
  },
}
