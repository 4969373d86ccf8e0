import { approves, automatic, held, proposes, reviewed } from '../../review-scenes.ts'
import { type Story, textOf } from '../../story.ts'

/** On many machines these are one folder. Nobody but the office may let them be two. */
export const story: Story = {
  files: automatic,
  tell: async (teller) => {
    const { say, look } = teller
    say('KLD lager en mappe som heter det samme som DFØs, bare med stor bokstav.')
    const offer = textOf('agencies/dfo/offers/klimadata.yaml')
    const twin = { 'agencies/Dfo/offers/klimadata.yaml': offer.replace('20, max: 100', '20, max: 50') }
    const pull = await proposes(teller, 'kld-example', 'Nytt tilbud', twin)
    await held(teller, pull, () => reviewed(teller, pull))
    await look(pull)

    say('DFØ har heller ikke noe de skulle ha sagt der.')
    await held(teller, pull, () => approves(teller, 'dfo-example', pull))
    await look(pull)
  },
}
