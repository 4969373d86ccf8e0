import { expect } from 'vitest'
import * as scenes from '../../form-scenes.ts'
import * as proposals from '../../proposal-scenes.ts'
import type { Story } from '../../story.ts'

const { agreement, agreementFile, branch } = proposals

/** What the programme found becomes an agreement that the parties can sign. */
export const story: Story = {
  settings: { immutableReleases: true },
  tell: async (teller) => {
    const { bench, say, run, look, listen, lookAtRelease } = teller
    say('Programmet finner to som passer sammen. Først ser koordinatoren hva som vil skje.')
    await run('propose', { dry: true })
    await run('propose')
    await scenes.review(teller, 1)
    await look(1)

    say('KLD godtar i en kommentar, og DFØ med knappen. At de har sagt ja, blir ført inn i avtalen.')
    await scenes.say(teller, 'kld-example', 1, '/godta')
    await proposals.approves(teller, 'dfo-example', 1)
    await scenes.review(teller, 1)
    const accepted = (await bench.files(branch))[agreementFile] ?? ''
    expect(accepted).toMatch(/accepted:\n {2}- \{ party: kld, date: 2026-11-22 }\n {2}- \{ party: dfo, date/)

    say('Programkontoret godkjenner og tar det inn. Avtalen har åpne spørsmål og blir ikke gitt ut ennå.')
    await proposals.approves(teller, 'kontoret-example', 1)
    await proposals.merges(teller, 1)
    await run('propose')
    await run('release')

    say('Spørsmålene blir besvart i et nytt endringsforslag.')
    const answered = proposals.answered(accepted)
    const pull = await proposals.suggests(teller, 'Avtalen er fylt ut', { [agreementFile]: answered })
    await listen(pull)
    await proposals.agreed(teller, pull)

    say('Avtalen blir gitt ut.')
    await run('release')
    await lookAtRelease(`${agreement}/v1`)
    await proposals.holdsWhatItSays(bench, `${agreement}/v1`)
    await scenes.writesNothing(teller, () => run('release'))
  },
}
