/** Files as they would be with others laid over them. Nothing is written. */
import { compare } from '../core/diagnostic.ts'
import type { Files } from '../io/ports.ts'

/** `laid` holds contents by path from the root of the programme; each takes the place of what is there, or comes besides. */
export function overlaid(files: Files, laid: ReadonlyMap<string, Uint8Array>): Files {
  return {
    list(folders) {
      const below = [...laid.keys()].filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)))
      const others = files.list(folders).filter(({ path }) => !laid.has(path))
      return [...others, ...below.map((path) => ({ path, link: false }))].sort((a, b) =>
        compare(a.path, b.path),
      )
    },
    read: (path) => laid.get(path) ?? files.read(path),
  }
}
