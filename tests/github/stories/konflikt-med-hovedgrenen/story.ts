import { expect } from 'vitest'
import { automatic, held, need, proposes, reviewed, titled } from '../../review-scenes.ts'
import type { Story } from '../../story.ts'

const wanted = titled('Klimaregnskap i budsjettarbeidet')

const lower = (wanted[need] ?? '').replace('min: 40', 'min: 20')
const remark = '# Lest av kontoret.\n'

/** Two changes of the same line: somebody has to choose, and nobody but the author does so here. */
export const story: Story = {
  files: automatic,
  tell: async (teller) => {
    const { bench, say, look } = teller
    say('Kontoret retter en skrivefeil mens KLD endrer det samme.')
    const pull = await proposes(teller, 'kld-example', 'Ny tittel', wanted)
    await bench.push('kontoret-example', 'main', titled('Klimaregnskap i statsbudsjettet'))
    await held(teller, pull, () => reviewed(teller, pull))
    await look(pull)

    say('KLD løser konflikten, og endringen blir tatt inn.')
    await bench.push('kld-example', 'endring', wanted, { onFork: true, from: 'main' })
    await reviewed(teller, pull)
    expect((await bench.files('main'))[need]).toBe(wanted[need])
    await look(pull)

    say(
      'Endrer KLD og kontoret hver sin linje, kunne Git ha slått dem sammen. Men ingen har sett de to sammen.',
    )
    const next = await proposes(teller, 'kld-example', 'Lavere prosent', { [need]: lower }, 'lavere')
    await bench.push('kontoret-example', 'main', { [need]: `${wanted[need]}${remark}` })
    const before = await bench.files('main')
    await reviewed(teller, next)
    expect(await bench.files('main')).toEqual(before)
    await look(next)

    say('KLD velger «Update branch».')
    const together = { [need]: `${lower}${remark}` }
    await bench.push('kld-example', 'lavere', together, { onFork: true, from: 'main' })
    await reviewed(teller, next)
    expect((await bench.files('main'))[need]).toBe(together[need])
    await look(next)
  },
}
