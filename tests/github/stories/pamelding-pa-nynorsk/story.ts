import * as scenes from '../../form-scenes.ts'
import { form } from '../../intake-world.ts'
import type { Story } from '../../story.ts'

const path = 'agencies/nav/needs/klimarekneskap.yaml'
const headings: [string, string] = ['Filnamn', 'Registrering']

const need = `title: Klimarekneskap i ein stor etat
language: nn
competences: [klimarekneskap]
background: Vi skal føre klimarekneskap for alle kontora våre, og vil lære av nokon som gjer det alt.
learningGoals:
  - Kunne setje opp ein klimarekneskap for ei stor verksemd
ground: competence-gap
direction: send
forms: [secondment]
period: { from: 2027-03-01, to: 2027-12-15 }
duration: { minWeeks: 8, maxWeeks: 26 }
workload: { min: 40, max: 100 }
place: { municipality: Oslo, presence: hybrid }
level: specialist
matchingHelp: true
anchoring: { role: Avdelingsdirektør, date: 2026-11-05 }
confirmed: 2026-11-05
`

/** A word that is not on the list, put right by editing the issue; and commands where a form stands. */
export const story: Story = {
  tell: async (teller) => {
    const { say, look } = teller
    say('Nav melder eit behov på nynorsk, med ein kompetanse som ikkje finst.')
    const { issue, pull } = await scenes.send(teller, 'nav-example', form(path, need, headings))
    await look(issue)

    say('Nav rettar skjemaet i saka.')
    const right = need.replace('[klimarekneskap]', '[klimaregnskap]')
    await scenes.edit(teller, 'nav-example', issue, form(path, right, headings))
    await look(issue)
    await scenes.review(teller, pull)
    await look(pull)

    say('Nav spør om nokon kan sjå på skjemaet ein gong til, godtek på feil stad, og ber om hjelp.')
    await scenes.say(teller, 'nav-example', issue, '/sjekk')
    await scenes.say(teller, 'nav-example', issue, '/godta')
    await scenes.say(teller, 'nav-example', issue, '/hjelp')
    await look(issue)
  },
}
