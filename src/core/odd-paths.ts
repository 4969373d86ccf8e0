/**
 * Paths that are not what they seem. A name that a person, a file system or GitHub could take for another one must not
 * be anybody's by right: it goes to the programme office, with the reason.
 */
import { dataFolders } from './kinds.ts'

/** Odd: a path no file should have (`..`, backslash, invisible characters). Hidden: steers tools. Twin: differs in case only. */
export type Oddity = 'odd-path' | 'hidden' | 'case-twin'

/** Invisible characters, backslashes, empty names, `.` and `..`, and names with a space or full stop at an edge (Windows drops them). */
const odd = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\\]|(?:^|\/)(?=\/|$)|(?:^|\/)\s|[\s.](?=\/|$)/u

/** `.gitattributes` and its like change how tools treat a folder of records, and no check reads them. */
const hidden = new RegExp(`^(?:${dataFolders.join('|')})/(?:.*/)?\\.`)

/** Finds what is odd about a path, given the paths of the base and of the change. */
export function oddityIn(
  base: Iterable<string>,
  changed: Iterable<string>,
): (path: string) => Oddity | undefined {
  const known = new Set([...base].flatMap(prefixes))
  const spellings = spellingsOf([...known, ...[...changed].flatMap(prefixes)])
  const isTwin = (prefix: string) => !known.has(prefix) && (spellings.get(folded(prefix))?.size ?? 0) > 1
  return (path) => {
    if (odd.test(path) || path !== path.normalize('NFC')) return 'odd-path'
    if (hidden.test(path)) return 'hidden'
    return prefixes(path).some(isTwin) ? 'case-twin' : undefined
  }
}

/** `a/b/c` gives `a`, `a/b` and `a/b/c`: a twin of a folder is as misleading as one of a file. */
function prefixes(path: string): readonly string[] {
  const names = path.split('/')
  return names.map((_, index) => names.slice(0, index + 1).join('/'))
}

function spellingsOf(prefixes: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const spellings = new Map<string, Set<string>>()
  for (const prefix of prefixes) {
    const key = folded(prefix)
    spellings.set(key, (spellings.get(key) ?? new Set()).add(prefix))
  }
  return spellings
}

/** Upper case first, so that letters with one capital in common (`s`, `ſ`) become one. */
function folded(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase()
}
