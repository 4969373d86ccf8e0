import { expect } from 'vitest'
import { adds, approves, need, ours, proposes, reviewed, titled, written } from '../../review-scenes.ts'
import { type Story, textOf } from '../../story.ts'

const without = (field: RegExp) => ({ [need]: textOf(need).replace(field, '') })

/** People get a message about a new comment, and none about one that is edited. So it is new when the news is. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, look } = teller
    const kinds = async (doing: () => Promise<unknown>) => {
      const calls = await written(teller, doing)
      return calls.filter((call) => /issues\/.*comments/.test(call)).map((call) => call.split(' ')[0])
    }
    say('DFØ foreslår en endring i KLDs behov, men to felt er blitt borte.')
    const both = /^(?:level|workload): .*\n/gm
    const pull = await proposes(teller, 'dfo-example', 'Tydeligere tittel', without(both))
    expect(await kinds(() => reviewed(teller, pull))).toEqual(['POST'])
    await look(pull)

    say('Det ene blir rettet. Dommen er den samme, så kommentaren blir bare endret.')
    await adds(teller, 'dfo-example', without(/^level: .*\n/m))
    expect(await kinds(() => reviewed(teller, pull))).toEqual(['PATCH'])
    await look(pull)

    say('Alt er rettet. Nå er det KLD som må gjøre noe, og det er en ny kommentar.')
    await adds(teller, 'dfo-example', titled('Klimaregnskap for alle'))
    expect(await kinds(() => reviewed(teller, pull))).toEqual(['POST', 'DELETE'])
    await look(pull)

    say('KLD godkjenner, og det er nytt for alle.')
    expect(await kinds(() => approves(teller, 'kld-example', pull))).toEqual(['POST', 'DELETE'])
    expect(await ours(bench, pull)).toHaveLength(1)
    await look(pull)
  },
}
