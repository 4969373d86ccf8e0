/** Links between pages. All are relative, so that the site works in any folder of any server, and from a disk. */
import type { Language } from '../core/model.ts'

const roots: Readonly<Record<Language, string>> = { nb: '', nn: 'nn/', en: 'en/' }

/** English has only these; everything else is read in bokmål. */
const inEnglish = /^(?:veiledning\/)?(?:$|[?#])/

/** The language a page is found in, for somebody who reads `language`. */
export function languageOf(path: string, language: Language): Language {
  return language === 'en' && !inEnglish.test(path) ? 'nb' : language
}

/** Where a page lies below the root of the site: `nn/katalog/`. A path from the root itself begins with a slash. */
export function addressOf(path: string, language: Language): string {
  return path.startsWith('/') ? path.slice(1) : roots[languageOf(path, language)] + path
}

/**
 * The way from one address below the root to another. A published site leads to folders; one that may be read from a
 * disk, where no server finds the page of a folder, leads to the files in them.
 */
export function relative(from: string, to: string, published: boolean): string {
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(to) ?? []
  const here = from.split('/').slice(0, -1)
  const there = path.split('/')
  let shared = 0
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++
  const way = '../'.repeat(here.length - shared) + there.slice(shared).map(encodeURIComponent).join('/')
  const folder = way === '' || way.endsWith('/')
  if (folder && !published) return `${way}index.html${rest}`
  return `${way === '' ? './' : way}${rest}`
}
