/** A reminder of an evaluation leads straight to the form, with what is known filled in, and a letter needs no account. */
import { describe, expect, it } from 'vitest'
import type { Milestone } from '../../src/core/follow-up/milestone.ts'
import { milestonesIn } from '../../src/core/follow-up/milestones.ts'
import type { Places } from '../../src/core/plan/follow-up/evaluation-link.ts'
import { evaluationLink } from '../../src/core/plan/follow-up/evaluation-link.ts'
import { letters } from '../../src/core/plan/follow-up/letter.ts'
import { reminderBody } from '../../src/core/plan/follow-up/reminder-text.ts'
import { parseYaml } from '../../src/core/yaml.ts'
import { speakers } from '../site/built.ts'
import { loadExample } from '../site/example.ts'

const programme = loadExample()
const repository = { name: 'e/m', url: 'https://github.com/e/m', defaultBranch: 'main' }
const [onSite, without]: readonly [Places, Places] = [
  { repository, site: 'https://e.example.no/m/' },
  { repository, site: '' },
]

function awaited(): Milestone {
  const found = milestonesIn(programme, '2026-11-22').find(
    ({ agreement, about }) => agreement === 'dss-nasjonalarkivet' && about.kind === 'evaluation',
  )
  if (!found) throw new Error('the example has changed')
  return found
}

const milestone = awaited()

function storyWith(places: Places) {
  const agreement = programme.agreements.get(milestone.agreement)
  if (!agreement) throw new Error('the example has changed')
  const wordsOf = (language: 'nb' | 'nn' | 'en') => speakers[language].words
  const story = { programme, milestone, agreement, language: 'nb' as const, words: wordsOf('nb'), wordsOf }
  return { ...story, today: '2026-11-22', isEscalated: false, repository, site: places.site }
}

describe('the link', () => {
  it('goes to the form on the site, in the language of whoever is reminded', () => {
    const asked = '?agreement=dss-nasjonalarkivet&exchange=ut-1&stage=end&by=sender'
    expect(evaluationLink(milestone, 'sender', 'nb', onSite)).toBe(`https://e.example.no/m/evaluer/${asked}`)
    expect(evaluationLink(milestone, 'sender', 'nn', onSite)).toBe(
      `https://e.example.no/m/nn/evaluer/${asked}`,
    )
  })

  it('goes to the issue form where there is no site, with the file that is to be filled in', () => {
    const { searchParams } = new URL(evaluationLink(milestone, 'sender', 'nn', without) ?? '')
    expect(searchParams.get('template')).toBe('evaluation.nn.yml')
    expect(searchParams.get('file')).toBe('agreements/dss-nasjonalarkivet/evaluations/ut-1-end-sender.yaml')
    expect(parseYaml(searchParams.get('evaluation') ?? '').data).toMatchObject({
      exchange: 'ut-1',
      stage: 'end',
      by: 'sender',
      language: 'nn',
    })
  })
})

describe('the reminder', () => {
  it('has one link for each answer that is missing, and none for those that are there', () => {
    expect(milestone.awaits).toEqual(['sender'])
    const body = reminderBody(storyWith(onSite))
    expect(body.match(/evaluer\/\?/g)).toHaveLength(1)
    expect(body).toContain('by=sender')
  })
})

describe('the letter to the shared mailbox', () => {
  it('brings the agency to the form, where nobody needs an account', () => {
    expect(letters(storyWith(onSite))).toContain('https://e.example.no/m/evaluer/?agreement=')
  })

  it('offers help where there is no site, and never asks for the date of an evaluation', () => {
    const told = letters(storyWith(without))
    expect(told).toContain('Svar på denne e-posten')
    expect(told).not.toContain('fører inn datoen')
  })
})
