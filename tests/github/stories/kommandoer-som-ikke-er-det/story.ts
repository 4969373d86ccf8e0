import { expect } from 'vitest'
import { held, proposes, reviewed, titled, writes, written } from '../../review-scenes.ts'
import type { Story } from '../../story.ts'

/** Nobody meant these as a yes. */
const notMeant = [
  '> /godta\n\nNei, ikke ennå.',
  'Dere kan skrive\n\n```\n/godta\n```\n\nnår dere er enige.',
  '    /godta',
  'Vi skriver /godta når vi er klare.',
  '<details><summary>Slik gjør du</summary>\n\n/godta\n\n</details>',
  '<!--\n/godta\n-->\nIngenting her.',
  '`/godta`',
]

/** Somebody meant something here, and is told what can be written instead. */
const nearly = ['/godtaa', '/godta hvis DFØ betaler', '/merge', '/godta!']

/** What looks like a command is not always one, and then nothing is done. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    say('DFØ foreslår en endring. KLD snakker om kommandoer uten å gi noen.')
    const pull = await proposes(teller, 'dfo-example', 'Tydeligere tittel', titled('Klimaregnskap for alle'))
    await reviewed(teller, pull)
    await held(teller, pull, async () => {
      for (const body of notMeant) {
        const comment = await bench.comment({ by: 'kld-example', on: pull, body })
        const event = await bench.event.comment('created', comment)
        expect(await written(teller, () => run('command', { event, quiet: true }))).toEqual([])
      }
    })

    say('Et annet program blir ikke hørt.')
    const helper = bench.app({ slug: 'hjelper', permissions: { issues: 'write', pull_requests: 'write' } })
    const { data } = await bench.as(helper).octokit.issues.createComment({
      ...bench.here,
      issue_number: pull,
      body: '/hjelp',
    })
    const event = await bench.event.comment('created', data.id)
    expect(await written(teller, () => run('command', { event }))).toEqual([])

    say('KLD skriver noe som ligner. Det blir ikke gjettet på, men svart på.')
    await held(teller, pull, async () => {
      for (const body of nearly) await writes(teller, 'kld-example', pull, body)
    })
    await look(pull)
  },
}
