import * as scenes from '../../form-scenes.ts'
import * as proposals from '../../proposal-scenes.ts'
import { type Story, textOf } from '../../story.ts'

const number = '974760673'
const wish = `partners: { wished: ["${number}"] }\n`

/** An agency that somebody wishes for and that is not there: an issue for the office, until it has come. */
export const story: Story = {
  files: { [proposals.need]: textOf(proposals.need) + wish },
  tell: async (teller) => {
    const { bench, say, run, look } = teller
    say('KLD ønsker seg en virksomhet som ikke er med.')
    await run('propose')
    await look(2)
    await scenes.writesNothing(teller, () => run('propose'))

    say('DFØ ønsker seg den samme.')
    await proposals.change(bench, proposals.offer, [/$/, wish])
    await run('propose')

    say('Virksomheten melder seg på.')
    const agency = proposals.replaced(
      textOf('agencies/dfo/agency.yaml'),
      ['986252932', number],
      ['shortName: DFØ', 'shortName: Kartverket'],
      [/name: \{.*/, 'name: { nb: Statens kartverk, nn: Statens kartverk }'],
      ['dfo.example.no', 'kartverket.example.no'],
      [/approvers: .*/, 'approvers: []'],
    )
    await bench.push('kontoret-example', 'main', { 'agencies/kartverket/agency.yaml': agency })
    await run('propose')
    await look(2)
    await scenes.writesNothing(teller, () => run('propose'))
  },
}
