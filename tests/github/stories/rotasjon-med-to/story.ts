import { expect } from 'vitest'
import * as scenes from '../../form-scenes.ts'
import * as proposals from '../../proposal-scenes.ts'
import { type Story, textOf } from '../../story.ts'

const rotates = (path: string) =>
  proposals.replaced(textOf(path), ['forms: [secondment]', 'forms: [rotation]\ninReturn: [klimaregnskap]'])

/** Two that send one each: one pull request, one agreement, two exchanges. */
export const story: Story = {
  files: { [proposals.need]: rotates(proposals.need), [proposals.offer]: rotates(proposals.offer) },
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    say('KLD og DFØ vil begge bytte.')
    await run('propose')
    await scenes.review(teller, 1)
    await look(1)
    const { octokit } = bench.as('fremmed')
    const { data } = await octokit.pulls.list({ ...bench.here, state: 'all' })
    expect(data).toHaveLength(1)
  },
}
