import { expect } from 'vitest'
import {
  adds,
  approves,
  edits,
  held,
  proposes,
  reviewed,
  titled,
  verdict,
  writes,
} from '../../review-scenes.ts'
import type { Story } from '../../story.ts'

/** Whoever approved something has not approved what came in its place. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, look } = teller
    say('DFØ foreslår en endring i KLDs behov. KLD skriver noe annet, og gjør det om til en godkjenning.')
    const pull = await proposes(teller, 'dfo-example', 'Tydeligere tittel', titled('Klimaregnskap for alle'))
    await reviewed(teller, pull)
    await held(teller, pull, async () => {
      await edits(
        teller,
        'kld-example',
        await writes(teller, 'kld-example', pull, 'Vi ser på det.'),
        '/godta',
      )
      await reviewed(teller, pull)
    })
    await look(pull)

    say('KLD godkjenner med knappen. Så endrer DFØ forslaget.')
    await approves(teller, 'kld-example', pull)
    expect(await verdict(bench, pull)).toBe('success')
    await held(teller, pull, async () => {
      await adds(teller, 'dfo-example', titled('Noe helt annet'))
      await reviewed(teller, pull)
    })
    await look(pull)

    say('KLD godtar med en kommentar. Så endrer DFØ forslaget igjen.')
    await writes(teller, 'kld-example', pull, '/godta')
    expect(await verdict(bench, pull)).toBe('success')
    await held(teller, pull, async () => {
      await adds(teller, 'dfo-example', titled('Noe enda mer annet'))
      await reviewed(teller, pull)
    })
    await look(pull)

    say('KLD godtar det som var der, før vi har sett på det som kom nå.')
    await held(teller, pull, async () => {
      const comment = await bench.comment({ by: 'kld-example', on: pull, body: '/godta' })
      await adds(teller, 'dfo-example', titled('Noe aller sist'))
      await teller.run('command', { event: await bench.event.comment('created', comment) })
      await reviewed(teller, pull)
    })
    await look(pull)
  },
}
