import * as scenes from '../../form-scenes.ts'
import * as proposals from '../../proposal-scenes.ts'
import { type Story, textOf } from '../../story.ts'

const limits = (all: number, each: number) =>
  `limits: { openProposals: ${all}, openProposalsPerAgency: ${each} }`
const usual = limits(20, 3)
const other = (path: string) => proposals.replaced(textOf(path), ['[klimaregnskap]', '[anskaffelser]'])

/** Nobody has more proposals to answer at a time than the programme says, and the rest waits its turn. */
export const story: Story = {
  files: {
    [proposals.settings]: proposals.settingsWith([usual, limits(20, 1)]),
    'agencies/kld/needs/anskaffelser.yaml': other(proposals.need),
    'agencies/nav/offers/anskaffelser.yaml': other(proposals.offer),
  },
  tell: async (teller) => {
    const { bench, say, run, listen } = teller
    say('To koblinger passer, men KLD skal ikke ha mer enn én å svare på om gangen.')
    await run('propose')
    await scenes.writesNothing(teller, () => run('propose'))

    say('Grensen for hver virksomhet blir hevet, men hele programmet kan bare ha én.')
    await proposals.change(bench, proposals.settings, [limits(20, 1), limits(1, 3)])
    await scenes.writesNothing(teller, () => run('propose'))

    say('KLD takker nei til den første, og da er det plass til den andre.')
    await scenes.say(teller, 'kld-example', 1, '/avvis vilkår')
    await run('propose')
    await listen(1)
  },
}
