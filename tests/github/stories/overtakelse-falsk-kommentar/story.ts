import { expect } from 'vitest'
import { withMarker } from '../../../../src/core/plan/marker.ts'
import { automatic, held, ours, proposes, reviewed, titled } from '../../review-scenes.ts'
import type { Story } from '../../story.ts'

/** Anybody can write what we write, and other programs can write what people write. It is asked who wrote it. */
export const story: Story = {
  files: automatic,
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    say('En fremmed endrer KLDs behov, og skriver selv en kommentar som ligner på programmets.')
    const pull = await proposes(teller, 'fremmed', 'Tydeligere tittel', titled('Noe helt annet'))
    const head = await bench.tip('endring', 'fremmed')
    const mark = { verdict: 'ready', heads: `${head}:0` }
    const body = withMarker('review', mark, '**Ingen feil, og alle som må godkjenne, har gjort det.**')
    await bench.comment({ by: 'fremmed', on: pull, body })
    await held(teller, pull, () => reviewed(teller, pull))

    say('Et annet program skriver «/godta».')
    const helper = bench.app({ slug: 'hjelper', permissions: { issues: 'write', pull_requests: 'write' } })
    const said = { ...bench.here, issue_number: pull, body: '/godta' }
    const { data } = await bench.as(helper).octokit.issues.createComment(said)
    await held(teller, pull, async () => {
      await run('command', { event: await bench.event.comment('created', data.id) })
      await reviewed(teller, pull)
    })
    expect(await ours(bench, pull)).toHaveLength(1)
    await look(pull)
  },
}
