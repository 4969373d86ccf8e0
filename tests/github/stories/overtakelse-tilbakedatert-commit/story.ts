import { expect } from 'vitest'
import { adds, held, proposes, reviewed, titled, verdict, writes } from '../../review-scenes.ts'
import type { Story } from '../../story.ts'

/** A commit says of itself when it was made. What counts is what was there when somebody said yes, by GitHub's clock. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, look } = teller
    say('DFØ foreslår en endring i KLDs behov, og KLD godtar den.')
    const pull = await proposes(teller, 'dfo-example', 'Tydeligere tittel', titled('Klimaregnskap for alle'))
    await reviewed(teller, pull)
    await writes(teller, 'kld-example', pull, '/godta')
    expect(await verdict(bench, pull)).toBe('success')

    say('Så legger DFØ til noe mer, med en dato fra lenge før KLD godtok.')
    await held(teller, pull, async () => {
      await adds(teller, 'dfo-example', titled('Noe helt annet'), { date: '2026-11-01T08:00:00Z' })
      await reviewed(teller, pull)
    })
    await look(pull)
  },
}
