import * as proposals from '../../proposal-scenes.ts'
import { type Story, textOf } from '../../story.ts'

const other = (path: string) => proposals.replaced(textOf(path), ['[klimaregnskap]', '[anskaffelser]'])

/** Nothing new is proposed while no round is open. What is out already is still looked after. */
export const story: Story = {
  files: { [proposals.settings]: proposals.settingsWith(['opens: 2026-09-15', 'opens: 2027-01-04']) },
  tell: async (teller) => {
    const { bench, say, run } = teller
    say('Runden våren 2026 går ut året, så det første forslaget kommer i tide.')
    await run('propose', { today: '2026-12-30' })

    say('Så er ingen runde åpen. KLD endrer behovet, og det kommer en ny påmelding fra KLD og en fra Nav.')
    await proposals.change(bench, proposals.need, ['max: 100', 'max: 60'])
    await bench.push('kontoret-example', 'main', {
      'agencies/kld/needs/anskaffelser.yaml': other(proposals.need),
      'agencies/nav/offers/anskaffelser.yaml': other(proposals.offer),
    })
    await run('propose', { today: '2027-01-03' })

    say('Neste dag åpner den.')
    await run('propose', { today: '2027-01-04' })
  },
}
