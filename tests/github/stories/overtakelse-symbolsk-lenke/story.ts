import { automatic, held, proposes, reviewed } from '../../review-scenes.ts'
import type { Story } from '../../story.ts'

/** A link lies with one agency and says what lies with another, now and whenever that is changed. */
export const story: Story = {
  files: automatic,
  tell: async (teller) => {
    const { say, look } = teller
    say('DFØ bytter ut sitt eget tilbud med en lenke til KLDs behov.')
    const link = { link: '../../kld/needs/klimaregnskap.yaml' }
    const changes = { 'agencies/dfo/offers/klimadata.yaml': link }
    const pull = await proposes(teller, 'dfo-example', 'Oppdatert tilbud', changes)
    await held(teller, pull, () => reviewed(teller, pull))
    await look(pull)
  },
}
