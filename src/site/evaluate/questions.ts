/** Spørsmålene på siden: those of the schema, with one box for each thing a suggestion can be about. */
import { type Asker, type Field, fieldAt, fieldsOf } from '../../core/draft/fields.ts'
import { goalPath, settledByPath } from '../../core/evaluation/questions.ts'

/** Whoever answers today writes today. */
const selfEvident = ['date']

/** Asked in another way than by their own field: see {@link goalQuestion} and {@link suggestionQuestions}. */
const lists = ['goals', 'suggestions']

export function questionsOf(asker: Asker): readonly Field[] {
  const left = new Set([...settledByPath, ...selfEvident, ...lists])
  return [...fieldsOf(asker).filter(({ path }) => !left.has(path)), ...suggestionQuestions(asker)]
}

/** The stage, and who answers. */
export function identityQuestions(asker: Asker): readonly Field[] {
  return settledByPath.flatMap((path) => (path === 'exchange' ? [] : (fieldAt(path, asker) ?? [])))
}

/** The question about the first goal; the script makes the others of it, with their own words. */
export function goalQuestion(asker: Asker): Field {
  const list = fieldsOf(asker).find(({ path }) => path === 'goals')
  const question = fieldAt(goalPath(0), asker)
  if (!list || !question) throw new Error('the schema of evaluations has no goals')
  const { group: _group, ...own } = question
  return { ...own, help: '' }
}

export function suggestionPath(about: string): string {
  return `suggestions.${about}`
}

function suggestionQuestions(asker: Asker): readonly Field[] {
  const list = fieldsOf(asker).find(({ path }) => path === 'suggestions')
  const about = fieldAt('suggestions.0.about', asker)
  const text = fieldAt('suggestions.0.text', asker)
  if (!list || !about || !text) throw new Error('the schema of evaluations has no suggestions')
  const group = { path: list.path, title: list.title, help: list.help }
  return about.options.map(({ value, label }) => {
    const [head = label, ...rest] = label.split(' – ')
    const help = rest.join(' – ')
    const told = help === '' ? '' : `${help.charAt(0).toUpperCase()}${help.slice(1)}.`
    return { ...text, path: suggestionPath(value), title: head, help: told, group, required: false }
  })
}
