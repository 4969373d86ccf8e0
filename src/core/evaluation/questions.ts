/** Spørsmålene i en evaluering: those of the schema, with the goals of the exchange in the place of a list to be written. */
import { type Asker, type Field, fieldAt, fieldsOf } from '../draft/fields.ts'
import type { Exchange } from '../model.ts'

/** Fields the path of the file settles. */
export const settledByPath: readonly string[] = ['exchange', 'stage', 'by']

/** Where the answer about a goal stands. */
export function goalPath(index: number): string {
  return `goals.${index}.reached`
}

/** Goals as questions of their own, each called what it says in the agreement. `asked`: whether they must be answered. */
export function evaluationFields(
  asker: Asker,
  { learningGoals }: Pick<Exchange, 'learningGoals'>,
  asked: boolean,
): readonly Field[] {
  return fieldsOf(asker).flatMap((field) =>
    field.path === 'goals'
      ? learningGoals.flatMap((goal, index) => goalField(field, goal, index, asked, asker))
      : [field],
  )
}

function goalField(list: Field, goal: string, index: number, asked: boolean, asker: Asker): readonly Field[] {
  const found = fieldAt(goalPath(index), asker)
  const group = { path: 'goals', title: list.title, help: list.help }
  return found ? [{ ...found, title: goal, help: '', group, required: asked }] : []
}

type Goal = { readonly goal: string; readonly reached?: unknown }

/** The goals as they are worded in the agreement, for answers to be laid over. */
export function goalsAgreed({ learningGoals }: Pick<Exchange, 'learningGoals'>): {
  readonly goals: readonly Goal[]
} {
  return { goals: learningGoals.map((goal) => ({ goal })) }
}

/** The same data without goals that nobody has answered. */
export function withoutUnanswered(data: object): object {
  const { goals, ...rest } = data as { readonly goals?: readonly Partial<Goal>[] }
  if (!Array.isArray(goals)) return data
  const answered = goals.filter(({ reached }) => reached !== undefined)
  return answered.length > 0 ? { ...data, goals: answered } : rest
}
