import * as scenes from '../../form-scenes.ts'
import * as proposals from '../../proposal-scenes.ts'
import type { Story } from '../../story.ts'

const reason = '{ nb: Ny ordning, nn: Ny ordning, en: A new scheme }'
const pause = `pause: { from: 2026-12-01, to: 2027-01-03, reason: ${reason} }\n`

/** During a pause nothing is opened, changed or closed, whatever else has changed. That there is one is told once. */
export const story: Story = {
  files: { [proposals.settings]: proposals.settingsWith([/^rounds:/m, `${pause}rounds:`]) },
  tell: async (teller) => {
    const { bench, say, run, listen } = teller
    say('Pausen begynner 1. desember. Dagen før går alt som vanlig.')
    await run('propose', { today: '2026-11-30' })

    say('Pausen begynner. Forslaget får vite det, én gang.')
    await run('propose', { today: '2026-12-01' })
    await listen(1)

    say('I pausen trekker KLD behovet. Forslaget får være i fred.')
    await proposals.change(bench, proposals.need, [
      /$/,
      'withdrawn: { date: 2026-12-02, reason: Vi har ikke tid }\n',
    ])
    await scenes.writesNothing(teller, () => run('propose', { today: '2026-12-02' }))

    say('Etter pausen blir det fulgt opp.')
    await run('propose', { today: '2027-01-04' })
    await listen(1)
  },
}
