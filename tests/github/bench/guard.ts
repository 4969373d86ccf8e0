/**
 * Holds both sides of every call against GitHub's own description of its API.
 *
 * The front of this bench is written here and could be wrong in the same way as the program it tests. The
 * description is GitHub's, so an unknown field, a wrong enum or an answer GitHub never gives is found out.
 */
import {
  answerProblems,
  bodyProblems,
  type Dict,
  type Found,
  findOperation,
  isDict,
  type Parameter,
  valueProblems,
} from './description.ts'

/** Octokit wraps and retries every error but one of this name; a violation must reach the test as it is. */
export class Violation extends Error {
  override name = 'AbortError'
}

export type Asked = {
  readonly method: string
  readonly url: URL
  readonly accept: string
  readonly body: unknown
}

export type Guard = {
  readonly question: (asked: Asked) => void
  readonly answer: (asked: Asked, answer: Response) => Promise<void>
}

/** GitHub answers with these whether the description lists them or not; 422 to anything that is sent to it. */
const always = new Set([401, 403, 404, 429])

/** `base` is where the API begins; `onViolation` hears of each fault before it is thrown. */
export function makeGuard(base: string, onViolation: (violation: Violation) => void = () => {}): Guard {
  const prefix = new URL(base).pathname.replace(/\/$/, '')
  const fail = ({ method, url }: Asked, what: readonly string[]): never => {
    const violation = new Violation(`${method} ${url.pathname}${url.search}: ${what.join('; ')}`)
    onViolation(violation)
    throw violation
  }
  const find = (asked: Asked): Found =>
    findOperation(asked.method, asked.url.pathname.slice(prefix.length)) ??
    fail(asked, ['not among the operations in description.json'])
  return {
    question: (asked) => {
      const found = find(asked)
      const wrong = [...parameterProblems(found, asked.url), ...requestProblems(found, asked.body)]
      if (wrong.length > 0) fail(asked, wrong)
    },
    answer: async (asked, answer) => {
      const wrong = await responseProblems(find(asked), asked, answer)
      if (wrong.length > 0) fail(asked, wrong)
    },
  }
}

function parameterProblems(found: Found, url: URL): readonly string[] {
  const known = found.operation.parameters ?? []
  const given = Object.fromEntries(
    [...url.searchParams.keys()].map((key) => [key, url.searchParams.get(key)]),
  )
  const unknown = Object.keys(given).filter((key) => !known.some((p) => p.in === 'query' && p.name === key))
  const its = (p: Parameter) => (p.in === 'path' ? found.params[p.name] : given[p.name])
  return [
    ...unknown.map((key) => `unknown query parameter «${key}»`),
    ...known.flatMap((parameter) => {
      const value = its(parameter) ?? undefined
      if (value !== undefined) return valueProblems(found, parameter, value)
      return parameter.required && parameter.in !== 'header' ? [`«${parameter.name}» is missing`] : []
    }),
  ]
}

function requestProblems(found: Found, body: unknown): readonly string[] {
  const expected = found.operation.requestBody
  if (body === undefined) return expected?.required ? ['the body is missing'] : []
  if (!expected) return isDict(body) && Object.keys(body).length === 0 ? [] : ['a body where none belongs']
  if (body instanceof Uint8Array) {
    return expected.content?.['application/octet-stream'] ? [] : ['bytes where JSON belongs']
  }
  const schema = expected.content?.['application/json']?.schema
  return schema ? bodyProblems(found, schema, body) : []
}

async function responseProblems(found: Found, asked: Asked, answer: Response): Promise<readonly string[]> {
  const { status } = answer
  const known = found.operation.responses[String(status)]
  const usual = always.has(status) || status >= 500 || (status === 422 && asked.method !== 'GET')
  if (!known && usual) return []
  if (!known) return [`GitHub does not answer ${status} here`]
  if (status === 304 || (status >= 300 && status < 400) || !/json|^$|\*\/\*/.test(asked.accept)) return []
  const text = await answer.clone().text()
  const schema = known.content?.['application/json']?.schema
  if (status >= 400) return errorProblems(status, text)
  if (!schema) return text === '' ? [] : [`an answer of ${status} has no body`]
  return jsonProblems(found, status, schema, text)
}

/** The description says errors are words; GitHub sends objects. So only the message is looked at. */
function errorProblems(status: number, text: string): readonly string[] {
  if (text === '') return []
  const body: unknown = JSON.parse(text)
  return isDict(body) && typeof body['message'] === 'string' ? [] : [`an answer of ${status} without message`]
}

function jsonProblems(found: Found, status: number, schema: Dict, text: string): readonly string[] {
  if (text === '') return [`an answer of ${status} without a body`]
  return answerProblems(found, String(status), schema, JSON.parse(text)).map((what) => `${status} ${what}`)
}
