import { expect } from 'vitest'
import { automatic, need, proposes, reviewed, titled, verdict, written } from '../../review-scenes.ts'
import { type Story, textOf } from '../../story.ts'

const later = titled('Klimaregnskap i budsjettarbeidet')

/** KLD changes its own need: nobody else has anything to say about it. */
export const story: Story = {
  files: automatic,
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    say('KLD endrer sitt eget behov. Programmet tar selv inn det som er i orden.')
    const pull = await proposes(teller, 'kld-example', 'Ny tittel på behovet', later)
    const head = await bench.tip('endring', 'kld-example')
    const calls = await written(teller, () => reviewed(teller, pull))
    expect(calls.at(-1)).toMatch(new RegExp(`^PUT .*/pulls/${pull}/merge$`))
    expect(bench.log.findLast(({ method }) => method === 'PUT')?.body).toMatchObject({ sha: head })
    expect((await bench.files('main'))[need]).toBe(later[need])
    await look(pull)

    say('Så slår programkontoret av at endringer tas inn automatisk.')
    const setting = 'programme/programme.yaml'
    await bench.push('kontoret-example', 'main', {
      [setting]: automatic[setting]?.replace('autoMerge: true', 'autoMerge: false'),
    })
    const next = await proposes(
      teller,
      'kld-example',
      'Den gamle tittelen igjen',
      { [need]: textOf(need) },
      'igjen',
    )
    await reviewed(teller, next)
    expect(await verdict(bench, next)).toBe('success')
    expect((await bench.files('main'))[need]).toBe(later[need])
    await look(next)

    say('Da er det programkontoret som tar det inn.')
    await bench.merge({ by: 'kontoret-example', pull: next })
    expect((await bench.files('main'))[need]).toBe(textOf(need))
    expect(await written(teller, () => run('review'))).toEqual([])
  },
}
