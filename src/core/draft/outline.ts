/** An agreement is begun with a handful of answers; the rest of it is drafted, and settled by the parties later. */
import type { Outline } from '../agreement/draft.ts'
import type { Form } from '../model.ts'
import type { Answers } from './assemble.ts'
import { type Asker, type Field, fieldAt } from './fields.ts'

/** What is asked, and where in the file it stands. */
const asked: readonly (readonly [path: string, at: string])[] = [
  ['title', 'title'],
  ['round', 'round'],
  ['form', 'exchanges.0.form'],
  ['from', 'exchanges.0.from'],
  ['to', 'exchanges.0.to'],
  ['period.from', 'exchanges.0.period.from'],
  ['period.to', 'exchanges.0.period.to'],
]

/** The fields of an outline. Everything else there is in an agreement can be set by its own path. */
export function outlineFields(asker: Asker): readonly Field[] {
  return asked.flatMap(([path, at]) => {
    const found = fieldAt(at, asker)
    return found ? [{ ...found, path, at, required: true }] : []
  })
}

/** Paths that an outline takes besides its fields: the parties, when they are not named by who sends and who receives. */
export const outlinePaths = ['parties', 'match'] as const

/** The fields of the outline as they were answered, and the answers that go into the file by their own paths. */
export function outlined(answers: Answers): { readonly outline: Outline; readonly rest: Answers } {
  const own = new Set<string>([...asked.map(([path]) => path), ...outlinePaths])
  const text = (path: string) => String(answers.get(path) ?? '')
  const parties = answers.get('parties') as readonly string[] | undefined
  const outline = {
    title: text('title'),
    round: text('round'),
    form: text('form') as Form,
    from: text('from'),
    to: text('to'),
    period: { from: text('period.from'), to: text('period.to') },
    ...(parties ? { parties } : {}),
  }
  return { outline, rest: new Map([...answers].filter(([path]) => !own.has(path))) }
}

/** Of two parties, the one that does not send is the one that receives. */
export function withReceiver(answers: Answers): Answers {
  const parties = answers.get('parties')
  const from = answers.get('from')
  if (!Array.isArray(parties) || parties.length !== 2 || from === undefined || answers.has('to'))
    return answers
  return new Map([...answers, ['to', parties.find((party) => party !== from)]])
}
