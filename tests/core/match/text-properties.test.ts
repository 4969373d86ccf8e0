/** What holds of any two texts, whatever they say. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ideas, readIdeas } from '../../../src/core/match/text/ideas.ts'
import { normalForm } from '../../../src/core/match/text/normal-form.ts'
import { commonWords, similarity } from '../../../src/core/match/text/similarity.ts'
import type { Concept } from '../../../src/core/model.ts'
import { need, offer, shuffled } from './world.ts'

const vocabulary =
  `etatsstyring styring etater anskaffelser innkjøp anbod tilsyn tilsynsobjekt objekter regnskap rekneskap
  klimarekneskap klima arbeidsklima verksemd øving øvelser beredskap plan planet rett rettferd ledelse leiarar leiing
  fangst fangstdata data og i på vi`.split(/\s+/)

const sentence = fc.array(fc.constantFrom(...vocabulary), { maxLength: 12 }).map((words) => words.join(' '))
const text = fc.oneof(sentence, fc.string({ unit: 'grapheme', maxLength: 60 }), fc.lorem({ maxCount: 8 }))
const registration = fc.record({
  title: text,
  background: text,
  learningGoals: fc.array(text, { maxLength: 3 }),
})

const name = (nb: string, nn: string) => ({ nb, nn, en: nb })
const concepts: readonly Concept[] = [
  { id: 'anskaffelser', label: name('Anskaffelser', 'Innkjøp'), synonyms: { nb: ['anbud'], nn: ['anbod'] } },
  { id: 'etatsstyring', label: name('Styring av etater', 'Etatsstyring'), broader: 'ledelse' },
  { id: 'ledelse', label: name('Ledelse', 'Leiing') },
  { id: 'tilsyn', label: name('Tilsynsobjekter', 'Tilsyn') },
]

type Written = {
  readonly title: string
  readonly background: string
  readonly learningGoals: readonly string[]
}

function ideasOf(mine: Written, theirs: Written, others: readonly Written[] = []): readonly [Ideas, Ideas] {
  const all = [
    need('nve.x', mine),
    offer('ssb.x', theirs),
    ...others.map((one, at) => offer(`dfo.n${at}`, one)),
  ]
  const ideas = readIdeas(all, concepts)
  const [one, other] = [ideas.get('nve.x'), ideas.get('ssb.x')]
  if (!one || !other) throw new Error('both are read')
  return [one, other]
}

const says = ({ size }: Ideas) => size > 0

describe('of any two texts', () => {
  it('the likeness is between 0 and 1, the same both ways, and 1 for a text with itself', () => {
    fc.assert(
      fc.property(registration, registration, (mine, theirs) => {
        const [one, other] = ideasOf(mine, theirs)
        const likeness = similarity(one, other)
        expect(likeness).toBeGreaterThanOrEqual(0)
        expect(likeness).toBeLessThanOrEqual(1)
        expect(similarity(other, one)).toBe(likeness)
        expect(similarity(one, one)).toBe(says(one) ? 1 : 0)
      }),
      { numRuns: 300 },
    )
  })

  it('there are words to show exactly when there are points, and they stand where they are said to', () => {
    fc.assert(
      fc.property(registration, registration, (mine, theirs) => {
        const [one, other] = ideasOf(mine, theirs)
        const { words, at } = commonWords(one, other)
        expect(words.length > 0).toBe(similarity(one, other) > 0)
        expect(at.map((fields) => fields.length > 0)).toEqual([words.length > 0, words.length > 0])
        for (const word of words) expect(one.words).toContain(word)
      }),
      { numRuns: 300 },
    )
  })

  it('neither the order of the words nor who else takes part changes anything', () => {
    fc.assert(
      fc.property(
        sentence,
        sentence,
        fc.array(registration, { maxLength: 4 }),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        (mine, theirs, others, rolls) => {
          const told = (title: string) => ({ title, background: '', learningGoals: [] })
          const roll = () => rolls.next().value ?? 0
          // Names of several words are read in their order, so these are shuffled apart.
          const plain = mine.replaceAll(/\b(?:styring|etater)\b/g, 'fjord')
          const mixed = shuffled(plain.split(' '), roll).join(' ')
          const [one, other] = ideasOf(told(plain), told(theirs))
          expect(similarity(...ideasOf(told(mixed), told(theirs), others))).toBe(similarity(one, other))
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('of any word', () => {
  it('the normal form is its own normal form', () => {
    const word = fc.oneof(fc.constantFrom(...vocabulary), fc.stringMatching(/^[a-zæøå]{1,20}$/))
    fc.assert(
      fc.property(fc.constantFrom(...vocabulary), (one) => {
        expect(normalForm(normalForm(one))).toBe(normalForm(one))
      }),
    )
    fc.assert(
      fc.property(word, (one) => {
        expect(normalForm(one).length).toBeLessThanOrEqual(3 * one.length + 10)
      }),
    )
  })
})
