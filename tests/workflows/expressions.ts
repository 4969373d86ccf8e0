/** GitHub's own evaluator of expressions, with the context an event would give. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import { truthy } from '@actions/expressions/result'

/** What an event gives: `github`, `vars`, `runner` and the like, as plain values. */
export type Contexts = Readonly<Record<string, unknown>>

/** An `if:`, with or without `${{ }}` around it. Without one a step is run. */
export function isTrue(condition: string | undefined, contexts: Contexts): boolean {
  return condition === undefined || truthy(evaluate(condition.replace(/^\$\{\{(.*)\}\}$/s, '$1'), contexts))
}

/** A value in which each `${{ }}` is replaced. */
export function filled(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/g, (_all, expression: string) =>
    evaluate(expression, contexts).coerceString(),
  )
}

function evaluate(expression: string, contexts: Contexts): data.ExpressionData {
  const { tokens } = new Lexer(expression.trim()).lex()
  const parsed = new Parser(tokens, Object.keys(contexts), []).parse()
  return new Evaluator(
    parsed,
    JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary,
  ).evaluate()
}
