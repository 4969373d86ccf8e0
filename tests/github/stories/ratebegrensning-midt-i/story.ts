import { expect } from 'vitest'
import * as scenes from '../../form-scenes.ts'
import * as proposals from '../../proposal-scenes.ts'
import { type Story, textOf } from '../../story.ts'

const agreement = 'agreements/kld-dfo/agreement.yaml'
const other = (path: string) => proposals.replaced(textOf(path), ['[klimaregnskap]', '[anskaffelser]'])

/** GitHub asks us to wait: for a little while we do, and otherwise the next run goes on from where this one ended. */
export const story: Story = {
  settings: { immutableReleases: true },
  files: {
    [agreement]: textOf(agreement),
    'agencies/kld/needs/anskaffelser.yaml': other(proposals.need),
    'agencies/nav/offers/anskaffelser.yaml': other(proposals.offer),
  },
  tell: async (teller) => {
    const { bench, say, run, listen, lookAtRelease } = teller
    say('GitHub ber oss vente litt midt i et forslag. Det gjør vi, og alt blir gjort.')
    bench.before(3, 'secondary limit', 30)
    bench.before(5, 'secondary limit 429', 30)
    await run('propose')
    await listen(1)
    await scenes.writesNothing(teller, () => run('propose', { quiet: true }))

    say('Midt i en utgivelse har vi spurt for mye den siste timen, og må gi oss. Ingen ser den ennå.')
    bench.before({ path: /^/, method: 'POST', nth: 3 }, 'primary limit', 3570)
    await run('release')
    const { octokit } = bench.as('fremmed')
    expect((await octokit.repos.listReleases(bench.here)).data).toEqual([])

    say('En time senere blir resten gjort.')
    await run('release')
    await lookAtRelease('kld-dfo/v1')
    await proposals.holdsWhatItSays(bench, 'kld-dfo/v1')
    await scenes.writesNothing(teller, () => run('release', { quiet: true }))
  },
}
