import { expect } from 'vitest'
import * as scenes from '../../form-scenes.ts'
import * as proposals from '../../proposal-scenes.ts'
import { type Story, textOf } from '../../story.ts'

const need = textOf(proposals.need)
const withdrawn = `${need}withdrawn: { date: 2026-11-20, reason: Vi har ikke tid }\n`

const inNynorsk = (path: string) => proposals.replaced(textOf(path), ['language: nb', 'language: nn'])

/** What no longer fits is closed with a reason, unless somebody has said yes to it. Both agencies write nynorsk. */
export const story: Story = {
  files: Object.fromEntries(
    ['agencies/kld/agency.yaml', 'agencies/dfo/agency.yaml'].map((path) => [path, inNynorsk(path)]),
  ),
  tell: async (teller) => {
    const { bench, say, run, look, listen } = teller
    const registers = (text: string) => bench.push('kontoret-example', 'main', { [proposals.need]: text })
    await run('propose', { quiet: true })
    await look(1)

    say('KLD trekker behovet før noen har svart.')
    await registers(withdrawn)
    await run('propose')
    await listen(1)
    expect(await bench.tip(proposals.branch)).toBeUndefined()
    await scenes.writesNothing(teller, () => run('propose'))

    say('KLD ombestemmer seg. Koblingen blir foreslått som ny, for ingen har takket nei.')
    await registers(need)
    await run('propose')
    await scenes.review(teller, 2)

    say('DFØ sier ja, og så trekker KLD behovet igjen. Da er det programkontoret som avgjør.')
    await scenes.say(teller, 'dfo-example', 2, '/godta')
    await registers(withdrawn)
    await run('propose')
    await listen(2)
    await scenes.writesNothing(teller, () => run('propose'))

    say('Behovet er tilbake, og beskjeden blir tatt bort.')
    await registers(need)
    await run('propose')
  },
}
