/** How it is said. */
import { expect, it } from 'vitest'
import { voiceOf } from '../../src/commands/voices.ts'
import { awaited } from '../../src/core/follow-up/overview.ts'
import type { Evaluation } from '../../src/core/model.ts'
import { milestones, programmeOf, storyFiles } from './world.ts'

const everybody: readonly Evaluation['by'][] = ['sender', 'host', 'participant']

it.each([
  ['nb', 'Mangler svar fra avgivende virksomhet, mottakende virksomhet og hospitanten.'],
  ['nn', 'Manglar svar frå avgivande verksemd, mottakande verksemd og hospitanten.'],
  ['en', 'Not answered yet: the sending agency, the host agency and the secondee.'],
] as const)('those who have not answered are named as in a sentence (%s)', (language, sentence) => {
  const [first] = milestones(storyFiles(), '2027-01-21')
  const { words } = voiceOf(language)
  const told =
    first && awaited({ ...first, awaits: everybody }, { programme: programmeOf({}), language, words })
  expect(told).toBe(sentence)
})
