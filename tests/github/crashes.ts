/**
 * Runs that are broken off, and runs that come in each other's way: wherever that happens, one further run makes GitHub
 * hold what a single run without trouble would have left there. A run on top of that finds nothing to do.
 */
import { expect } from 'vitest'
import type { Bench } from './bench/bench.ts'
import type { Ill } from './bench/trouble.ts'
import { type Standing, standing } from './standing.ts'
import { type Story, type Teller, told } from './story.ts'

export type Trial<T> = Pick<Story, 'files' | 'settings'> & {
  /** What has happened before. Nothing goes wrong in it. */
  readonly begin: (teller: Teller) => Promise<T>
  /** One run of the command: a process of its own each time. */
  readonly run: (teller: Teller, begun: T) => Promise<unknown>
  /** What must be alike in the end: everything, unless said otherwise. */
  readonly alike?: (standing: Standing) => unknown
}

type Meddling = (bench: Bench, run: () => Promise<unknown>) => Promise<void>

/** How GitHub stands when it was meddled with the first run and all is quiet again. */
async function ending<T>(
  { begin, run, alike = (standing) => standing, ...world }: Trial<T>,
  meddle: Meddling,
): Promise<unknown> {
  const seen: unknown[] = []
  const tell = async (teller: Teller) => {
    const begun = await begin(teller)
    const { bench } = teller
    bench.log.length = 0
    await meddle(bench, () => run(teller, begun))
    seen.push(alike(await standing(bench)))
  }
  await told('', { ...world, tell })
  return seen[0]
}

function isWrite({ method = 'GET' }: { readonly method?: string | undefined }): boolean {
  return method !== 'GET'
}

const undisturbed: Meddling = async (bench, run) => {
  await run()
  bench.log.length = 0
  await run()
  expect(bench.log.filter(isWrite).map(({ method, path }) => `${method} ${path}`)).toEqual([])
}

/**
 * The program dies right after the first write, after the second, and so on; another ill takes the place of the write.
 * A program that dies before a write leaves what it leaves when it dies after the one before. Gives how many writes
 * there were.
 */
export async function survives<T>(trial: Trial<T>, ill: Ill = 'crash'): Promise<number> {
  const when = ill === 'crash' ? 'after' : 'before'
  const wanted = await ending(trial, undisturbed)
  return untilUnharmed(async (nth) => {
    let harmed = false
    const seen = await ending(trial, async (bench, run) => {
      bench[when](nth, ill)
      await run()
      harmed = bench.log.some(({ status = 0 }) => status === 0 || status >= 500)
      await run()
    })
    expect(seen, `${ill} ${when} write ${nth}`).toEqual(wanted)
    return harmed
  })
}

/** A second run goes by while the first is about to make its first write, its second, and so on. Gives how many. */
export async function endures<T>(trial: Trial<T>): Promise<number> {
  const wanted = await ending(trial, undisturbed)
  return untilUnharmed(async (nth) => {
    let met = false
    const seen = await ending(trial, async (bench, run) => {
      const { reached, goOn } = holding(bench, nth)
      const first = run()
      met = await Promise.race([reached, first.then(() => false)])
      await run()
      goOn()
      await first
      await run()
    })
    expect(seen, `another run before write ${nth}`).toEqual(wanted)
    return met
  })
}

/** Two runs at the same time, however they fall between each other. */
export async function collides<T>(trial: Trial<T>): Promise<void> {
  const wanted = await ending(trial, undisturbed)
  const seen = await ending(trial, async (_, run) => {
    await Promise.all([run(), run()])
    await run()
  })
  expect(seen).toEqual(wanted)
}

async function untilUnharmed(harmed: (nth: number) => Promise<boolean>): Promise<number> {
  let nth = 1
  while (await harmed(nth)) nth += 1
  return nth - 1
}

/** Holds the next client back before its n-th write. */
function holding(bench: Bench, nth: number): { readonly reached: Promise<true>; readonly goOn: () => void } {
  const { as } = bench
  const [reached, arrive] = signal()
  const [allowed, goOn] = signal()
  let left = nth
  const heldBack: Bench['as'] = (who) => {
    Object.assign(bench, { as })
    const client = as(who)
    const fetch: typeof client.fetch = async (input, init) => {
      if (isWrite({ method: init?.method }) && --left === 0) {
        arrive()
        await allowed
      }
      return client.fetch(input, init)
    }
    return { ...client, fetch }
  }
  Object.assign(bench, { as: heldBack })
  return { reached, goOn }
}

function signal(): readonly [Promise<true>, () => void] {
  let give = () => {}
  const given = new Promise<true>((resolve) => {
    give = () => resolve(true)
  })
  return [given, give]
}
