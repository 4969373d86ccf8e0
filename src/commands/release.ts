/**
 * `release`: the documents of agreements that are ready, as releases that can never change. In one go, or in two: `--out`
 * renders where nothing may be written, `--from` publishes what was rendered there, after having checked every byte.
 */
import type { Note } from '../core/plan/action.ts'
import { inOneRun, planReleases } from '../core/plan/release/release.ts'
import { explain } from '../core/report/plan.ts'
import { paragraph, safeJson } from '../core/report/visible.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { type ForgeOptions, finish, reading } from './forge.ts'
import { outFolder } from './out.ts'
import { type Entry, fromCheckout, fromFolder, fromTip, words } from './release-entries.ts'
import { factsOf, settledIn } from './release-facts.ts'
import { type Bundle, digestOfBundles, writeBundles } from './release-folder.ts'

export type ReleaseOptions = ForgeOptions & {
  readonly agreements: readonly string[]
  readonly out?: string
  readonly from?: string
}

export async function run(context: Context, options: ReleaseOptions): Promise<ExitCode> {
  const { agreements, out, from, apply } = options
  if (out !== undefined) {
    if (from !== undefined) throw new Usage('error.notTogether', { one: '--out', other: '--from' })
    if (apply) throw new Usage('error.notTogether', { one: '--out', other: '--apply' })
    return layOut(context, options, outFolder(context.root, out))
  }
  const read = reading(context, options)
  const entries = await (from === undefined
    ? fromTip(context, agreements, read)
    : fromFolder(context, agreements, read, from))
  const plan = planReleases(await factsOf(read, entries, words))
  const code = await finish(context, options, plan)
  return plan.blocked ? 2 : code
}

/** Renders what is ready into a folder. Where `--repo` is named, only so much as is not released there and fits a run. */
async function layOut(context: Context, options: ReleaseOptions, folder: string): Promise<ExitCode> {
  const entries = fromCheckout(context, options.agreements)
  const notes = entries.flatMap(({ note }) => note ?? [])
  const ready = entries.flatMap(({ id, assets }) => (assets ? [{ agreement: id, assets }] : []))
  const { now, later } =
    options.repo === undefined ? { now: ready, later: [] } : await missing(context, options, entries, ready)
  writeBundles(folder, now)
  tell(context, options, now, [...notes, ...later])
  return 0
}

async function missing(
  context: Context,
  options: ReleaseOptions,
  entries: readonly Entry[],
  ready: readonly Bundle[],
) {
  const released = await settledIn(reading(context, options), entries)
  return inOneRun(
    ready.filter(({ agreement }) => !released.includes(agreement)),
    // Each file, the draft, and its publishing.
    ({ assets }) => assets.length + 2,
  )
}

function tell(
  { print, speaker: { words } }: Context,
  { format, out: folder = '' }: ReleaseOptions,
  bundles: readonly Bundle[],
  notes: readonly Note[],
): void {
  const digest = digestOfBundles(bundles)
  if (format === 'json') {
    const agreements = bundles.map(({ agreement, assets }) => ({ agreement, files: assets.length }))
    print(`${safeJson({ digest, agreements, notes }, 2)}\n`)
    return
  }
  const lines = [
    words('release-rendered', { count: bundles.length, folder }),
    words('release-digest', { digest }),
    ...notes.map((note) => explain(note, words)),
  ]
  print(`${lines.map(paragraph).join('\n')}\n`)
}
