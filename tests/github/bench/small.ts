/** A small world for one test, closed when the test is over. */
import { onTestFinished } from 'vitest'
import type { Beginning } from './begin.ts'
import { type Bench, openBench } from './bench.ts'

export async function smallBench(more: Partial<Beginning> = {}): Promise<Bench> {
  const bench = await openBench({
    people: { kari: { id: 101 }, ola: { id: 102 }, kontoret: { id: 9_000_000_001 }, stranger: { id: 666 } },
    repository: 'programmet/mobilitet',
    roles: { kontoret: 'admin', kari: 'write', ola: 'read' },
    files: { 'a.txt': 'one\ntwo\nthree\n', 'b/c.txt': 'c\n' },
    ...more,
  })
  onTestFinished(() => bench.close())
  return bench
}

type Refusal = { readonly status: number; readonly message: string }

/** What GitHub said no with: the status, and its words with those of the errors under it. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error) || !('status' in error)) throw error ?? new Error('It was not refused')
  return { status: Number(error.status), message: error.message }
}
