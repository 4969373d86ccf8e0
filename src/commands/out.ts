/** Where results may go: never among the programme's own files, where the next check would take them for records. */
import { relative, resolve, sep } from 'node:path'
import { dataFolders } from '../core/kinds.ts'
import { Usage } from './context.ts'

const own = [...dataFolders, 'templates', 'schemas', '.git', '.github']

/** The folder as it was written. @throws Usage when it is empty, the programme's own folder, or lies in one of its folders */
export function outFolder(root: string, written: string): string {
  if (written.trim() === '') throw new Usage('error.outEmpty')
  const [first = ''] = relative(root, resolve(written)).split(sep)
  if (first === '' || own.includes(first)) throw new Usage('error.outInData', { folder: written })
  return written
}
