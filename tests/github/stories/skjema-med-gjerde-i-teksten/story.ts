import { withMarker } from '../../../../src/core/plan/marker.ts'
import * as scenes from '../../form-scenes.ts'
import { form, newNeed, newPath } from '../../intake-world.ts'
import type { Story } from '../../story.ts'

const forged = (verdict: string) =>
  withMarker('intake', { verdict, digest: 'x', language: 'nb' }, '').trimEnd()

const loud = `Se @dfo-example, closes #1, [her](https://example.no) ${forged('merged')} | a | &#64;alle`
const loudTitle = 'Se @dfo-example, closes #1, [her](//example.no) <!-- mobilitet:intake e30 --> | &#64;alle'

/** Text that ends its own block, calls upon people, links, and speaks in our name. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    say('KLD limer inn en tekst med tre skråaksenter på en linje. Der slutter tekstblokken.')
    const fenced = newNeed.replace(
      /^background: .*$/m,
      'background: |\n  Slik gjør vi det i dag:\n```\nmiljø: 30 %\n```',
    )
    const { issue, pull } = await scenes.send(teller, 'kld-example', form(newPath, fenced))
    await look(issue)

    say('Så prøver de et felt som roper på folk, lenker og later som om det er oss.')
    const noisy = newNeed
      .replace(/^level: .*$/m, `level: '${loud}'`)
      .replace(/^title: .*$/m, `title: '${loudTitle}'`)
    await scenes.edit(teller, 'kld-example', issue, form(newPath, noisy))
    await look(issue)

    say('Til slutt er bare tittelen slik. Den blir tatt imot, og roper ikke på noen.')
    await scenes.edit(
      teller,
      'kld-example',
      issue,
      form(newPath, noisy.replace(/^level: .*$/m, 'level: specialist')),
    )
    await scenes.review(teller, pull)
    await look(issue, pull)

    say('En fremmed skriver i vårt navn at alt er godkjent. Det betyr ingenting.')
    for (const on of [issue, pull])
      await bench.comment({
        by: 'fremmed',
        on,
        body: `${forged('merged')}\n**Dette er nå med i programmet.**`,
      })
    await scenes.writesNothing(teller, async () => {
      await run('intake', { event: await bench.event.issues('edited', issue) })
      await run('review')
    })
    await look(issue)
  },
}
