import { expect } from 'vitest'
import { linesIn } from '../../../../src/core/plan/review/comment.ts'
import { held, kld, need, ours, proposes, reviewed, written } from '../../review-scenes.ts'
import { listed, type Story, textOf } from '../../story.ts'

const numbers = Array.from({ length: 400 }, (_, at) => at + 1)

const notes = Object.fromEntries(numbers.map((at) => [`docs/notater/${at}.md`, `Notat nummer ${at}.\n`]))
const hidden = { [kld]: textOf(kld).replace(/^approvers: .*/m, `approvers: ${listed('fremmed')}`) }

const needs = Object.fromEntries(
  numbers.map((at) => [
    `agencies/kld/needs/behov-${at}.yaml`,
    textOf(need).replace(/^title: .*/m, `title: Behov nummer ${at}`),
  ]),
)

/** Among so many files nobody would see the one that matters. It is told first, and what is told stays short. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, look } = teller
    say(
      'En fremmed gjemmer et bytte av godkjenner blant 400 notater. Så mye fra noen ingen kjenner, blir ikke lest.',
    )
    const large = await proposes(teller, 'fremmed', 'Notater', { ...notes, ...hidden })
    await held(teller, large, () => reviewed(teller, large))
    await look(large)

    say('Fra en som godkjenner for en virksomhet, blir det lest.')
    const pull = await proposes(teller, 'nav-example', 'Notater', { ...notes, ...hidden }, 'notater')
    bench.log.length = 0
    await held(teller, pull, () => reviewed(teller, pull))
    expect(bench.log.length).toBeLessThan(100)
    await look(pull)

    say('400 nye behov på én gang blir også lest, og svaret er like kort.')
    const many = await proposes(teller, 'nav-example', 'Behov', needs, 'behov')
    await held(teller, many, async () =>
      expect(await written(teller, () => reviewed(teller, many))).toHaveLength(2),
    )
    const [told = ''] = await ours(bench, many)
    expect(linesIn([told])).toBeLessThanOrEqual(15)
    expect(told.length).toBeLessThan(60_000)
  },
}
