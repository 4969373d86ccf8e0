import { approves, automatic, held, proposes, reviewed, writes } from '../../review-scenes.ts'
import { type Story, textOf } from '../../story.ts'

const agreement = 'agreements/kld-dfo/agreement.yaml'
const there = textOf(agreement)

/** An agreement has two parties, and neither can change it without the other. The office cannot either. */
export const story: Story = {
  files: { ...automatic, [agreement]: there },
  tell: async (teller) => {
    const { say, look } = teller
    say('KLD endrer avtalen med DFØ, så DFØ skal betale lønnen.')
    const changed = there
      .replace('payer: sender', 'payer: host')
      .replace('refund: none', 'refund: full\n  vat: exempt')
    const pull = await proposes(teller, 'kld-example', 'Rettelse i avtalen', { [agreement]: changed })
    await held(teller, pull, () => reviewed(teller, pull))
    await look(pull)

    say('Programkontoret godkjenner, og KLD prøver seg med en kommentar.')
    await held(teller, pull, async () => {
      await approves(teller, 'kontoret-example', pull)
      await writes(teller, 'kld-example', pull, '/godta')
    })
    await look(pull)

    say('Det hjelper ikke å stryke DFØ som part.')
    const without = changed
      .replace(/ {2}- agency: dfo\n.*\n/, '  - agency: nav\n    signatory: { role: Avdelingsdirektør }\n')
      .replace('dfo: Vi får', 'nav: Vi får')
      .replace('to: dfo', 'to: nav')
    const other = await proposes(teller, 'kld-example', 'Ny part', { [agreement]: without }, 'ny-part')
    await held(teller, other, async () => {
      await reviewed(teller, other)
      await approves(teller, 'nav-example', other)
      await approves(teller, 'kontoret-example', other)
    })
    await look(other)
  },
}
