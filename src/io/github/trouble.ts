/** What went wrong with GitHub, in our words. Nothing that is thrown here knows the token. */

import { Unreadable } from '../ports.ts'
import { Odd } from './fields.ts'

/** As octokit throws it. Without a response there was no answer: the status is made up then. */
type Refusal = Error & {
  readonly status: number
  readonly request: unknown
  readonly response?: {
    readonly headers: Readonly<Record<string, string | undefined>>
    readonly data: unknown
  }
}

type Asked = {
  /** The route, as GitHub's documentation writes it. */
  readonly what: string
  readonly token: string
  /** How long GitHub wanted us to wait the last time it was too long. */
  readonly seconds: number
}

/** What is none of GitHub's doing is handed back as it came. */
export function translated(error: unknown, asked: Asked): unknown {
  if (error instanceof Odd) return oddAnswer(asked.what, error.message)
  if (!isRefusal(error)) return error
  const { status, response } = error
  const reason = harmless(reasonOf(error), asked.token)
  if (response === undefined || status >= 500) return new Unreadable('tool/github-unreachable', { reason })
  if (isLimit(error)) return new Unreadable('tool/github-limited', { minutes: minutesOf(error, asked) })
  if (isAboutActions(reason)) return new Unreadable('tool/github-actions', { status })
  const code = status === 401 || status === 403 ? 'tool/github-forbidden' : 'tool/github-refused'
  return new Unreadable(code, { what: asked.what, status, reason })
}

export function oddAnswer(what: string, where: string): Unreadable {
  return new Unreadable('tool/github-odd-answer', { what: where === '' ? what : `${what} (${where})` })
}

/** An answer that began well and did not end. */
export function brokenOff(error: unknown, token: string): Unreadable {
  const reason = error instanceof Error ? error.message : String(error)
  return new Unreadable('tool/github-unreachable', { reason: harmless(reason, token) })
}

function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'status' in error && 'request' in error
}

/** GitHub's own sentence; a proxy's page is of no use to anybody. */
function reasonOf({ message, status, response }: Refusal): string {
  if (response === undefined) return message
  const { data } = response
  const explained = typeof data === 'object' && data !== null && 'message' in data
  return explained ? message.replace(/ - https:\S*$/, '') : `HTTP ${status}`
}

/** No token of GitHub's is shorter. What is, is none, and may be a part of any word. */
const shortestToken = 8

/** One line, not too long, without control characters, and without any part of the token. */
function harmless(reason: string, token: string): string {
  const secrets = token.split(/\s+/).filter(({ length }) => length >= shortestToken)
  const masked = secrets.reduce((text, secret) => text.replaceAll(secret, '***'), reason)
  return masked.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 300)
}

/** GitHub's own token may open pull requests only where the repository's settings say so. */
function isAboutActions(reason: string): boolean {
  return reason.startsWith('GitHub Actions is not permitted to create')
}

function isLimit({ status, message, response }: Refusal): boolean {
  if (status === 429) return true
  const headers = response?.headers ?? {}
  const told = headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'
  return status === 403 && (told || /\b(?:secondary rate|abuse detection)\b/i.test(message))
}

function minutesOf({ response }: Refusal, { seconds }: Asked): number {
  const wanted = seconds || Number(response?.headers['retry-after']) || 60
  return Math.ceil(wanted / 60)
}

/** Whether GitHub answered, and with one of these. */
export function refusedWith(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof Unreadable && statuses.includes(Number(error.args['status']))
}

/** Undefined where GitHub refuses in a way that was to be expected. */
export async function unless<T>(asked: Promise<T>, ...statuses: readonly number[]): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (refusedWith(error, ...statuses)) return undefined
    throw error
  }
}

/** 410 is what GitHub says of an issue that was deleted. */
export const unlessGone = <T>(asked: Promise<T>): Promise<T | undefined> => unless(asked, 404, 410)
