import { automatic, held, need, proposes, reviewed } from '../../review-scenes.ts'
import { type Story, textOf } from '../../story.ts'

/** A file that is moved is taken from whoever had it: they are asked, though it now lies with somebody else. */
export const story: Story = {
  files: automatic,
  tell: async (teller) => {
    const { say, look } = teller
    say('Nav flytter KLDs behov til sin egen mappe.')
    const moved = { [need]: undefined, 'agencies/nav/needs/klimaregnskap.yaml': textOf(need) }
    const pull = await proposes(teller, 'nav-example', 'Behov for klimarekneskap', moved)
    await held(teller, pull, () => reviewed(teller, pull))
    await look(pull)
  },
}
