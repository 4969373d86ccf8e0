import { expect } from 'vitest'
import * as scenes from '../../form-scenes.ts'
import { form, newNeed, newPath } from '../../intake-world.ts'
import type { Story } from '../../story.ts'

/** Made up, and known as such by its month. */
const number = '15809050170'
const mail = 'kari.nordmann@gmail.com'

/** What is about a person is repeated nowhere: in no comment, title, commit or check. */
export const story: Story = {
  tell: async (teller) => {
    const { bench, say, look } = teller
    say('KLD skriver et fødselsnummer og en privat adresse i skjemaet.')
    const personal = newNeed.replace(
      'Vi kjøper mye',
      `Søk på ${number}, eller skriv til ${mail}. Vi kjøper mye`,
    )
    const { issue, pull } = await scenes.send(teller, 'kld-example', form(newPath, personal))
    await look(issue)

    say('Så flytter de det: til filnavnet, og ut av skjemaet.')
    await scenes.edit(teller, 'kld-example', issue, form(`agencies/kld/needs/${number}.yaml`, newNeed))
    await look(issue)
    await scenes.edit(teller, 'kld-example', issue, `Gjelder ${number}.\n\n${form(newPath, newNeed)}`)
    await look(issue, pull)

    say('Til slutt er alt borte.')
    await scenes.edit(teller, 'kld-example', issue, form(newPath, newNeed))
    await look(issue)

    const written = JSON.stringify(bench.log)
    expect(written).not.toContain(number)
    expect(written).not.toContain(mail)
    expect(JSON.stringify(await bench.files(`registration/issue-${issue}`))).not.toContain(number)
  },
}
