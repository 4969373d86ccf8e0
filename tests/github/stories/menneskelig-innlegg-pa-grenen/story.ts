import { expect } from 'vitest'
import * as scenes from '../../form-scenes.ts'
import * as proposals from '../../proposal-scenes.ts'
import type { Story } from '../../story.ts'

const { agreementFile, branch } = proposals

/** From the first commit of a person on, the proposal is theirs. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, listen } = teller
    await run('propose', { quiet: true })

    say('En på programkontoret svarer på spørsmålene rett i utkastet.')
    const draft = (await bench.files(branch))[agreementFile] ?? ''
    const answered = proposals.answered(draft)
    const tip = await bench.push('kontoret-to-example', branch, { [agreementFile]: answered })
    await run('propose')
    await listen(1)
    await scenes.writesNothing(teller, () => run('propose'))

    say('KLD endrer behovet. Utkastet blir ikke rørt, men det blir sagt.')
    await proposals.change(bench, proposals.need, ['max: 100', 'max: 60'], ['maxWeeks: 26', 'maxWeeks: 20'])
    await run('propose')
    await listen(1)
    expect(await bench.tip(branch)).toBe(tip)
    await scenes.writesNothing(teller, () => run('propose'))

    say('Partene sier ja likevel. Verktøyet skriver ikke i det andre har skrevet, så kontoret fører det inn.')
    await scenes.review(teller, 1)
    await scenes.say(teller, 'kld-example', 1, '/godta')
    await proposals.approves(teller, 'dfo-example', 1)
    expect(await bench.tip(branch)).toBe(tip)
    const list = 'accepted: [{ party: kld, date: 2026-11-22 }, { party: dfo, date: 2026-11-22 }]\npurpose:'
    const accepted = proposals.replaced(answered, [/^purpose:/m, list])
    await bench.push('kontoret-to-example', branch, { [agreementFile]: accepted })
    await scenes.review(teller, 1)

    say('Det er kontorets ord, og ikke partenes, så partene sier ja til det som står der nå.')
    await scenes.say(teller, 'kld-example', 1, '/godta')
    await proposals.approves(teller, 'dfo-example', 1)
    await proposals.approves(teller, 'kontoret-example', 1)
    await listen(1)
    await proposals.merges(teller, 1)
    await run('release')
  },
}
