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
import { asked } from './release-asking.ts'
import { type Entries, type Entry, fromCheckout, fromFolder, fromTip, words } from './release-entries.ts'
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
  const asking = once(() => asked(read))
  const { entries, finish: making } = await (from === undefined
    ? fromTip(context, agreements, read, asking)
    : fromFolder(context, agreements, read, asking, from))
  const plan = planReleases(await factsOf(await asking(), entries, making, words))
  const code = await finish(context, options, plan)
  return plan.blocked ? 2 : code
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= ask()
    return answer
  }
}

/** Renders what is ready into a folder. Where `--repo` is named, only so much as is not released there and fits a run. */
async function layOut(context: Context, options: ReleaseOptions, folder: string): Promise<ExitCode> {
  const all = await fromCheckout(context, options.agreements)
  const { now, later } = await chosenOf(context, options, all)
  const finished: Entry[] = []
  for (const entry of now) finished.push(await all.finish(entry))
  const notes = [...all.entries, ...finished].flatMap(({ note }) => note ?? [])
  const bundles = finished.flatMap(({ id, assets }) => (assets ? [{ agreement: id, assets }] : []))
  writeBundles(folder, bundles)
  tell(context, options, bundles, [...notes, ...later])
  return 0
}

type Chosen = { readonly now: readonly Entry[]; readonly later: readonly Note[] }

async function chosenOf(context: Context, options: ReleaseOptions, all: Entries): Promise<Chosen> {
  const ready = all.entries.filter(({ edition, note }) => edition && !note)
  if (options.repo === undefined) return { now: ready, later: [] }
  const released = await settledIn(await asked(reading(context, options)), ready)
  const missing: Entry[] = []
  for (const entry of ready) if (!released.includes(entry.id)) missing.push(await all.plan(entry))
  // Each file, the manifest, the draft, and its publishing.
  return inOneRun(missing, ({ planned = [] }) => planned.length + 3)
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
