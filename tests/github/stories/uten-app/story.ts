import * as scenes from '../../form-scenes.ts'
import type { Story, Teller } from '../../story.ts'

const permissions = { contents: 'write', pull_requests: 'write', issues: 'write', checks: 'write' } as const

/** Without an App of its own the programme speaks with the voice of GitHub Actions, where that may open pull requests. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, listen } = teller
    const actions = bench.actions({ permissions })
    const run: Teller['run'] = (command, options) => teller.run(command, { as: actions, ...options })

    say('Programmet har ingen app, og GitHub Actions har ikke lov til å åpne endringsforslag.')
    await run('propose')

    say('Programkontoret kjører oppsettet, og da går det. Grenen fra sist blir brukt.')
    await run('setup', { as: 'kontoret-example', quiet: true })
    await run('propose')
    await scenes.review({ ...teller, run }, 1)
    await listen(1)
    await scenes.writesNothing(teller, () => run('propose'))
  },
}
