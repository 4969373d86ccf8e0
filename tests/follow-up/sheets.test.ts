/** A reminder leads to the sheet people are to work with: filled in where there is a site, else the text it is made of. */
import { expect, it } from 'vitest'
import { milestonesIn } from '../../src/core/follow-up/milestones.ts'
import type { Language } from '../../src/core/model.ts'
import { reminderBody } from '../../src/core/plan/follow-up/reminder-text.ts'
import { words } from '../core/render/sample.ts'
import { agreementFile, programmeOf, settingsFile, settingsWith, signed, textOf } from './world.ts'

const sheet = '# {{title}}\n'
const settings = settingsWith().replace('id: oppstart,', 'id: oppstart, template: start-talk,')

const programme = programmeOf({
  [agreementFile]: signed(textOf(agreementFile)),
  [settingsFile]: settings,
  'templates/start-talk/1/nb.md.hbs': sheet,
  'templates/start-talk/2/nb.md.hbs': sheet,
})

function bodyOf(plan: string, site: string): string {
  const milestone = milestonesIn(programme, '2027-03-01').find(({ id }) => id === `kld-dfo/ut-1/${plan}`)
  const agreement = programme.agreements.get('kld-dfo')
  if (!milestone || !agreement) throw new Error('there is no such milestone')
  return reminderBody({
    programme,
    milestone,
    agreement,
    language: 'nb',
    words: words('nb'),
    wordsOf: (language: Language) => words(language),
    repository: { name: 'a/b', url: 'https://github.com/a/b', defaultBranch: 'main' },
    isEscalated: false,
    today: '2027-03-01',
    site,
  })
}

const site = 'https://mobilitet.example.no/'
const stem = `${site}avtaler/kld-dfo/material/kld-dfo-ut-1.start-talk.v1.nb`

it('on the site, to be read and to be filled in', () => {
  const body = bodyOf('oppstart', site)
  expect(body).toContain(`(${stem}.html)`)
  expect(body).toContain(`(${stem}.docx)`)
  expect(body).not.toContain('/blob/main/templates/')
})

it('without a site, the newest text in the repository', () => {
  const body = bodyOf('oppstart', '')
  expect(body).toContain('https://github.com/a/b/blob/main/templates/start-talk/2/nb.md.hbs')
  expect(body).not.toContain('/material/')
})

it('a milestone that names no sheet leads to none', () => {
  expect(bodyOf('midtveis', site)).not.toContain('/material/')
})
