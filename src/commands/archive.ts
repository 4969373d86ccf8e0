/** `archive`: everything the programme holds as one file for the archive, and whether such a file is still what it was. */
import { basename, dirname, resolve } from 'node:path'
import { type Fault, faultsAmong, listName, readList } from '../core/archive/manifest.ts'
import { paragraph, safeJson } from '../core/report/visible.ts'
import { type Reading, readArchive } from '../io/archive.ts'
import { writeWholeInParts } from '../io/atomic.ts'
import { type Packing, packed } from './archive-packing.ts'
import { type Context, type ExitCode, Usage } from './context.ts'
import { outFolder } from './out.ts'

export type ArchiveOptions = {
  readonly out?: string
  readonly verify?: string
  readonly history: 'bundle' | 'log' | 'none'
  readonly format: 'text' | 'json'
}

export async function run(context: Context, options: ArchiveOptions): Promise<ExitCode> {
  const { out, verify } = options
  if (out !== undefined && verify !== undefined)
    throw new Usage('error.notTogether', { one: '--out', other: '--verify' })
  if (verify !== undefined) return checked(context, verify, options)
  if (out === undefined) throw new Usage('error.archiveOut')
  return made(context, out, options)
}

async function made(context: Context, out: string, options: ArchiveOptions): Promise<ExitCode> {
  if (!/\.zip$/i.test(basename(out))) throw new Usage('error.archiveName', { path: out })
  // In the programme's own folder one file does no harm; among its records it would.
  if (resolve(dirname(out)) !== context.root) outFolder(context.root, dirname(out))
  const told = await writeWholeInParts(resolve(out), (file, scratch) =>
    packed(context, { file, scratch, history: options.history }),
  )
  context.print(options.format === 'json' ? packingJson(out, told) : packingText(out, told, context))
  return told.leftOut.length > 0 ? 2 : 0
}

function packingJson(file: string, { digest, size, contents, leftOut }: Packing): string {
  const { commit, history, files } = contents
  return `${safeJson({ file, sha256: digest, size, files: files.length + 1, commit, history, leftOut }, 2)}\n`
}

function packingText(file: string, told: Packing, { speaker: { words } }: Context): string {
  const { digest, contents, leftOut, trouble } = told
  const { history } = contents
  const kind = history.kind === 'none' || history.complete ? history.kind : 'partial'
  const lines = [
    words('archive-made', { file, count: contents.files.length + 1 }),
    words(`archive-history-${kind}`, { count: history.commits }),
    words('archive-digest', { digest }),
    ...(leftOut.length > 0 ? [`${words('archive-left-out')} ${leftOut.join(', ')}`] : []),
    ...(trouble ? [words('archive-no-pdf')] : []),
  ]
  return `${lines.map(paragraph).join('\n')}\n`
}

function checked({ print, speaker: { words } }: Context, file: string, { format }: ArchiveOptions): ExitCode {
  const reading = readArchive(resolve(file))
  const faults = faultsIn(reading)
  const { sha256, files } = reading
  if (format === 'json')
    print(
      `${safeJson({ file, sha256: `sha256:${sha256}`, files: files.length, whole: faults.length === 0, faults }, 2)}\n`,
    )
  else {
    const head = words(faults.length === 0 ? 'archive-whole' : 'archive-broken', {
      file,
      count: files.length,
    })
    const told = faults.slice(0, mostTold).map(({ fault, name }) => {
      return `- ${words(`archive-fault-${fault}`, { name: name === '' ? file : name })}`
    })
    const more = faults.length - told.length
    const rest = more > 0 ? [words('archive-more-faults', { count: more })] : []
    const lines = [head, ...told, ...rest, words('archive-digest', { digest: `sha256:${sha256}` })]
    print(`${lines.map(paragraph).join('\n')}\n`)
  }
  return faults.length === 0 ? 0 : 2
}

const mostTold = 50

/** Damage is told once: of a file whose header is otherwise, its digest says no more. */
function faultsIn({ files, list, faults }: Reading): readonly Fault[] {
  const listed = list === undefined ? undefined : readList(list)
  if (!listed) return [...faults, { fault: 'no-list', name: listName }]
  const told = new Set(faults.map(({ name }) => name))
  return [...faults, ...faultsAmong(files, listed).filter(({ name }) => !told.has(name))]
}
