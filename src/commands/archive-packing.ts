/** Pakkingen: the data as people have written it, the documents made of it, the history, and then what tells of all that. */
import { messageName, messageText } from '../core/archive/arkivmelding.ts'
import { indexPage, pageName } from '../core/archive/index-page.ts'
import {
  type Contents,
  type History,
  listName,
  listText,
  type Packed,
  type PartOf,
  tableName,
  tableText,
} from '../core/archive/manifest.ts'
import { safeName } from '../core/archive/names.ts'
import { compare } from '../core/diagnostic.ts'
import { dataFolders } from '../core/kinds.ts'
import { bytesOf } from '../core/plan/release/manifest.ts'
import { type ArchiveWriter, archiveTo, type Source } from '../io/archive.ts'
import { filesIn } from '../io/files.ts'
import { gitIn } from '../io/git.ts'
import { historyOf, type RepositoryHistory, writeBundle } from '../io/history.ts'
import { Unreadable } from '../io/ports.ts'
import { version } from '../io/toolkit.ts'
import { documentsOf } from './archive-documents.ts'
import type { Context } from './context.ts'
import { type Programme as Loaded, loadEntries, loadTree } from './loading.ts'
import { voiceOf } from './voices.ts'

type Asked = { readonly file: number; readonly scratch: string; readonly history: History['kind'] }

export type Packing = {
  readonly contents: Contents
  readonly leftOut: readonly string[]
  readonly digest: string
  readonly size: number
  /** Why no PDF could be made on this machine. */
  readonly trouble?: Unreadable
}

const folders = [...dataFolders, 'templates', 'schemas']

export async function packed(context: Context, asked: Asked): Promise<Packing> {
  const found = historyOf(context.root)
  const { loaded, entries, read } = found ? committed(context.root, found.commit) : onDisk(context.root)
  const box = new Box(archiveTo(asked.file))
  for (const path of entries) box.add('data', path, read(path), `data/${path}`)
  const history = packHistory(box, context.root, found, asked)
  const { programme } = loaded.loaded
  const time = found?.time ?? `${context.today}T00:00:00Z`
  const commit = found?.commit ?? ''
  const made = await documentsOf(context, loaded, commit, (name, content) => {
    return box.add('document', name, bytesOf(content), `documents/${name}`)
  })
  const language = programme.settings?.languages[0] ?? 'nb'
  const office = programme.settings?.name[language] ?? voiceOf(language).words('overview-unnamed')
  const about = { programme: office, commit, time, toolkit: version(), history, leftOut: made.leftOut }
  const message = {
    programme,
    system: 'Mobilitet',
    time,
    by: voiceOf('nb').words('archive-by'),
    documents: made.documents,
  }
  box.add('archive', messageName, text(messageText(message)))
  const contents = { ...about, files: box.files }
  const { words } = voiceOf(language)
  box.add(
    'archive',
    pageName,
    text(indexPage({ contents, programme, documents: made.documents, language, words })),
  )
  box.add('archive', tableName, text(tableText(box.files)))
  const whole = { ...about, files: box.files }
  box.add('archive', listName, text(listText(whole)))
  const { size, sha256 } = box.finish()
  const trouble = made.trouble ? { trouble: made.trouble } : {}
  return { contents: whole, leftOut: made.leftOut, size, digest: `sha256:${sha256}`, ...trouble }
}

type Held = {
  readonly loaded: Loaded
  readonly entries: readonly string[]
  readonly read: (path: string) => Uint8Array
}

/** As the commit has it: the disk may hold it otherwise. @throws Unreadable when something on the disk is not in the commit */
function committed(root: string, commit: string): Held {
  const git = gitIn(root)
  const [changed] = git.changes(commit, folders)
  if (changed) throw new Unreadable('tool/uncommitted', { path: changed.path })
  const tree = git.tree(commit, folders).filter(({ link }) => !link)
  const blobs = new Map(tree.map(({ path, blob }) => [path, blob]))
  const contents = git.blobs([...blobs.values()])
  const read = (path: string) => contents.get(blobs.get(path) ?? '') ?? new Uint8Array()
  const records = git.tree(commit, [...dataFolders, 'templates'])
  return { loaded: loadTree(records, git.blobs), entries: [...blobs.keys()].sort(compare), read }
}

function onDisk(root: string): Held {
  const files = filesIn(root)
  const entries = files.list(folders).filter(({ link }) => !link)
  const paths = entries.map(({ path }) => path).sort(compare)
  return {
    loaded: loadEntries(files, files.list(dataFolders)),
    entries: paths,
    read: (path) => files.read(path),
  }
}

/** A clone that lacks older history would give a bundle nobody can use, so its list of commits has to do. */
function packHistory(
  box: Box,
  root: string,
  found: RepositoryHistory | undefined,
  { history, scratch }: Asked,
): History {
  if (!found || history === 'none') return { kind: 'none', complete: false, commits: 0 }
  const { commit, log, isShallow } = found
  const lines = log.map(({ commit, time, subject }) => `${commit} ${time} ${subject}`)
  box.add('history', 'log.txt', text(`${lines.join('\n')}\n`), 'history/log.txt')
  box.add('history', 'log.json', text(`${JSON.stringify(log, undefined, 2)}\n`), 'history/log.json')
  const told = { complete: !isShallow, commits: log.length }
  if (history === 'log' || isShallow) return { kind: 'log', ...told }
  writeBundle(root, commit, scratch)
  box.add('history', 'programme.bundle', { file: scratch }, 'history/programme.bundle')
  return { kind: 'bundle', ...told }
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content)
}

/** Gives every file a name that is safe, and keeps what has been put in. */
class Box {
  readonly #writer: ArchiveWriter
  readonly #taken = new Set<string>()
  readonly #files: Packed[] = []

  constructor(writer: ArchiveWriter) {
    this.#writer = writer
  }

  get files(): readonly Packed[] {
    return [...this.#files]
  }

  add(part: PartOf, path: string, source: Source, wanted = path): Packed {
    const name = safeName(wanted, this.#taken)
    this.#taken.add(name.toLowerCase())
    const told = name === wanted ? {} : { path }
    const file = { name, part, ...this.#writer.add(name, source), ...told }
    this.#files.push(file)
    return file
  }

  finish() {
    return this.#writer.finish()
  }
}
