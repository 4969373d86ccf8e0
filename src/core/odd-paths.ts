/**
 * Paths that are not what they seem. A name that a person, a file system or GitHub could take for another one is never
 * only its owner's: the programme office must see it too, with the reason.
 */
import { dataFolders } from './kinds.ts'

/** Odd: a path no file should have (`..`, backslash, invisible characters). Hidden: steers tools. Twin: differs in case only. */
export type Oddity = 'odd-path' | 'hidden' | 'case-twin'

/** Invisible characters, backslashes, empty names, `.` and `..`, and names with a space or full stop at an edge (Windows drops them). */
const odd = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\\]|(?:^|\/)(?=\/|$)|(?:^|\/)\s|[\s.](?=\/|$)/u

/** `.gitattributes` and its like change how tools treat a folder of records, and no check reads them. */
const hidden = new RegExp(`^(?:${dataFolders.join('|')})/(?:.*/)?\\.`)

/**
 * Finds what is odd about a path, given the paths of the base and of the change. Of two twins the odd one is that which
 * was not there before; of `agreements` and `Agreements` never the first, whatever is there.
 */
export function oddityIn(
  base: Iterable<string>,
  changed: Iterable<string>,
): (path: string) => Oddity | undefined {
  const known = new Set([...dataFolders, ...[...base].flatMap(prefixes)])
  const spellings = spellingsOf([...known, ...[...changed].flatMap(prefixes)])
  const isTwin = (prefix: string) => !known.has(prefix) && (spellings.get(inFolder(prefix))?.size ?? 0) > 1
  return (path) => {
    if (odd.test(path) || path !== path.normalize('NFC') || hasFalseSlash(path)) return 'odd-path'
    if (hidden.test(path)) return 'hidden'
    return prefixes(path).some(isTwin) ? 'case-twin' : undefined
  }
}

/** `a/b/c` gives `a`, `a/b` and `a/b/c`: a twin of a folder is as misleading as one of a file. */
function prefixes(path: string): readonly string[] {
  const names = path.split('/')
  return names.map((_, index) => names.slice(0, index + 1).join('/'))
}

/** A letter that only looks like a slash makes one name look like a folder and a file. */
function hasFalseSlash(path: string): boolean {
  return path.normalize('NFKC').split('/').length > path.split('/').length
}

/** The name without its spelling, in a folder with it: what lies in one of two twins is not a twin of what lies in the other. */
function inFolder(prefix: string): string {
  const at = prefix.lastIndexOf('/') + 1
  return prefix.slice(0, at) + folded(prefix.slice(at))
}

function spellingsOf(prefixes: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const spellings = new Map<string, Set<string>>()
  for (const prefix of prefixes) {
    const key = inFolder(prefix)
    spellings.set(key, (spellings.get(key) ?? new Set()).add(prefix))
  }
  return spellings
}

/** Whether a path lies in one of the folders that hold records, or in one that could be taken for it. */
export function isAmongData(path: string): boolean {
  const [folder = '', ...rest] = path.split('/')
  return rest.length > 0 && dataFolders.some((name) => name === folded(folder))
}

/** Upper case first, so that letters with one capital in common (`s`, `ſ`) become one. */
function folded(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase()
}
