import { expect } from 'vitest'
import * as scenes from '../../form-scenes.ts'
import { form, newNeed, newPath } from '../../intake-world.ts'
import type { Story } from '../../story.ts'

const background = 'Våre små innkjøp må også nå målet på åtte år, så vi må få råd. '.repeat(47).trim()
const goals = Array.from(
  { length: 10 },
  (_, n) => `  - Mål ${n + 1} – ${'få på plass små mål på å nå våre råd, '.repeat(7)}så også få på år`,
)

const long = newNeed
  .replace(
    /^title: .*$/m,
    'title: Små innkjøp som også når målene våre på åtte år, på rådhus, på gårder, på båter og på små øyer',
  )
  .replace(/^language: nb$/m, 'language: nb\nunit: Fagområde for små innkjøp på åpne og nære områder')
  .replace(/^background: .*$/m, `background: ${background}`)
  .replace(/^learningGoals:\n.*$/m, `learningGoals:\n${goals.join('\n')}`)

/** As long as an address can hold, and more: nothing of it is lost, and those who approve can read what it means. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, look } = teller
    say('KLD sender en lang påmelding.')
    const { issue, pull } = await scenes.send(teller, 'kld-example', form(newPath, long))
    await scenes.review(teller, pull)
    await look(issue, pull)
    const text = (await bench.files(`registration/issue-${issue}`))[newPath] ?? ''
    expect(Buffer.byteLength(text)).toBeGreaterThan(8 * 1024)
    expect(text.replaceAll(/\s+/g, ' ')).toContain(background)
  },
}
