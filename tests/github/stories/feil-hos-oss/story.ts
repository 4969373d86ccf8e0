import { expect } from 'vitest'
import { ours, proposes, reviewed, titled, verdict } from '../../review-scenes.ts'
import type { Story } from '../../story.ts'

/** Whoever waits for an answer is told when there is none to get, and not any longer when there is. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, look } = teller
    say('GitHub svarer med en nettside midt i gjennomgangen.')
    const pull = await proposes(teller, 'dfo-example', 'Tydeligere tittel', titled('Klimaregnskap for alle'))
    bench.before({ method: 'GET', path: new RegExp(`/pulls/${pull}/commits`) }, 'HTML')
    expect((await reviewed(teller, pull)).code).toBe(1)
    expect(await verdict(bench, pull)).toBeUndefined()
    await look(pull)

    say('Neste gang går det bra.')
    expect((await reviewed(teller, pull)).code).toBe(0)
    expect(await ours(bench, pull)).toHaveLength(1)
    await look(pull)

    say('Svikter det mens svaret blir skrevet, blir det fortalt, og rettet opp neste gang.')
    await bench.review({ by: 'kld-example', pull, event: 'APPROVE' })
    bench.before({ method: 'POST', path: /\/comments$/ }, 'HTML')
    expect((await reviewed(teller, pull)).code).toBe(1)
    expect(await ours(bench, pull)).toHaveLength(2)
    await look(pull)
    expect((await reviewed(teller, pull)).code).toBe(0)
    expect(await verdict(bench, pull)).toBe('success')
    await look(pull)
  },
}
