/** Where a new file belongs, and what it is called. */
import type { Programme } from '../model.ts'

/** The kinds of file that are written with help. */
export const draftKinds = ['agency', 'need', 'offer', 'agreement', 'evaluation'] as const

export type DraftKind = (typeof draftKinds)[number]

const letters: Readonly<Record<string, string>> = { æ: 'ae', ø: 'o', å: 'a', đ: 'd', ŋ: 'n', ŧ: 't', ß: 'ss' }
const longest = 60

/** A name for a file or a folder: «Å lære av øvelser» is `a-laere-av-ovelser`. Empty when nothing is left. */
export function slugOf(title: string): string {
  const plain = title
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[æøåđŋŧß]/g, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
  const words = plain.split(/[^a-z0-9]+/).filter((word) => word !== '')
  return (
    words.reduce((slug, word) => (slug.length + word.length < longest ? joined(slug, word) : slug), '') ||
    (words[0] ?? '').slice(0, longest)
  )
}

function joined(slug: string, word: string): string {
  return slug === '' ? word : `${slug}-${word}`
}

/** `folder` is that of the agency, or of the agreement an evaluation belongs to; agencies and agreements are their own. */
export function pathOf(kind: DraftKind, folder: string, name: string): string {
  switch (kind) {
    case 'agency':
      return `agencies/${name}/agency.yaml`
    case 'agreement':
      return `agreements/${name}/agreement.yaml`
    case 'evaluation':
      return `agreements/${folder}/evaluations/${name}.yaml`
    default:
      return `agencies/${folder}/${kind}s/${name}.yaml`
  }
}

/** The file that already has this name: at the path, or the agency's need of the name an offer was to have. */
export function takenBy(path: string, { paths }: Programme): string | undefined {
  const other = path.includes('/needs/')
    ? path.replace('/needs/', '/offers/')
    : path.replace('/offers/', '/needs/')
  return [path, other].find((one) => paths.has(one))
}

/** Tells editors which schema the file has: https://github.com/redhat-developer/yaml-language-server#using-inlined-schema */
export function modeline(kind: DraftKind, path: string): string {
  const up = '../'.repeat(path.split('/').length - 1)
  return `yaml-language-server: $schema=${up}schemas/${kind}.schema.json`
}
