import { expect } from 'vitest'
import * as scenes from '../../form-scenes.ts'
import { form, newNeed } from '../../intake-world.ts'
import type { Story } from '../../story.ts'

const paths = [
  'agencies/kld/needs/../../../.github/workflows/review.yaml',
  'agencies/kld/needs/../agency.yaml',
  '/agencies/kld/needs/anskaffelser.yaml',
  'agencies\\kld\\needs\\anskaffelser.yaml',
  'agencies/kld/needs/%2e%2e%2fagency.yaml',
  'agencies/kld/agency.yaml',
  '.github/CODEOWNERS',
  'agencies/kld/needs/\u202Elmay.resleffaksna',
  'agencies/kld/needs/anskaffelser.yaml\u0000.md',
  'agencies/kld/needs/аnskaffelser.yaml',
]

/** A file name that leads anywhere but to the two folders writes nothing, and is not repeated. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    const before = await bench.files('main')
    say('En fremmed vil skrive over en arbeidsflyt.')
    const [first = '', ...others] = paths
    const { issue, pull } = await scenes.send(teller, 'fremmed', form(first, newNeed))
    await look(issue)

    say('Og prøver seg på andre måter. Svaret er det samme.')
    for (const path of others) {
      await scenes.rewrite(bench, 'fremmed', issue, form(path, newNeed))
      const event = await bench.event.issues('edited', issue)
      await scenes.onlyAnswers(teller, () => run('intake', { event, quiet: true }))
    }
    await look(issue)
    expect(await bench.tip(`registration/issue-${issue}`)).toBeUndefined()
    expect(await bench.files('main')).toEqual(before)

    say('Et vanlig filnavn blir et endringsforslag, og det er KLD som avgjør.')
    await scenes.edit(teller, 'fremmed', issue, form('agencies/kld/needs/anskaffelser.yaml', newNeed))
    await look(issue, pull)
  },
}
