import { approves, automatic, held, kld, proposes, reviewed, titled, writes } from '../../review-scenes.ts'
import { type Story, textOf } from '../../story.ts'

/** Who approved for KLD had an account of this name, with another number, and has deleted it. */
const before = textOf(kld).replace(/^approvers: .*/m, 'approvers: [{ login: nav-example, id: 9000000777 }]')

/** Names on GitHub can be given up and taken by others. The number never. */
export const story: Story = {
  files: { ...automatic, [kld]: before },
  tell: async (teller) => {
    const { say, look } = teller
    say('En fremmed endrer KLDs behov.')
    const pull = await proposes(teller, 'fremmed', 'Tydeligere tittel', titled('Noe helt annet'))
    await held(teller, pull, () => reviewed(teller, pull))

    say('Den som nå har kontonavnet til KLDs godkjenner, godkjenner.')
    await held(teller, pull, async () => {
      await approves(teller, 'nav-example', pull)
      await writes(teller, 'nav-example', pull, '/godta')
    })
    await look(pull)
  },
}
