/** The kinds of file a programme consists of. To add a kind: one entry here and one schema of the same name. */
import type {
  Agency,
  Agreement,
  Assumptions,
  Competences,
  Decision,
  Evaluation,
  Followup,
  Need,
  Offer,
  Policy,
  Programme,
} from './generated/written.ts'

/** What each kind looks like as people write it; the shapes are generated from `schemas/`. */
export type Written = {
  programme: Programme
  competences: Competences
  policy: Policy
  assumptions: Assumptions
  agency: Agency
  need: Need
  offer: Offer
  agreement: Agreement
  evaluation: Evaluation
  followup: Followup
  decision: Decision
}

export type Kind = keyof Written

const slug = '[a-z0-9]+(?:-[a-z0-9]+)*'
const id = `${slug}\\.${slug}`

/** Path patterns; the groups are what the path says about the record's identity. */
export const kinds: Readonly<Record<Kind, { readonly path: RegExp; readonly example: string }>> = {
  programme: { path: /^programme\/programme\.yaml$/, example: 'programme/programme.yaml' },
  competences: { path: /^programme\/competences\.yaml$/, example: 'programme/competences.yaml' },
  policy: { path: /^programme\/policy\.yaml$/, example: 'programme/policy.yaml' },
  assumptions: { path: /^programme\/assumptions\.yaml$/, example: 'programme/assumptions.yaml' },
  agency: { path: new RegExp(`^agencies/(${slug})/agency\\.yaml$`), example: 'agencies/dfo/agency.yaml' },
  need: {
    path: new RegExp(`^agencies/(${slug})/needs/(${slug})\\.yaml$`),
    example: 'agencies/dfo/needs/arkiv.yaml',
  },
  offer: {
    path: new RegExp(`^agencies/(${slug})/offers/(${slug})\\.yaml$`),
    example: 'agencies/dfo/offers/arkiv.yaml',
  },
  agreement: {
    path: new RegExp(`^agreements/(${slug})/agreement\\.yaml$`),
    example: 'agreements/kld-dfo/agreement.yaml',
  },
  evaluation: {
    path: new RegExp(`^agreements/(${slug})/evaluations/(${slug})\\.yaml$`),
    example: 'agreements/kld-dfo/evaluations/ut-1-end-host.yaml',
  },
  followup: {
    path: new RegExp(`^agreements/(${slug})/follow-up\\.yaml$`),
    example: 'agreements/kld-dfo/follow-up.yaml',
  },
  decision: {
    path: new RegExp(`^decisions/((?:rotation--)?${id}(?:--${id}){1,3})\\.yaml$`),
    example: 'decisions/kld.klima--dfo.klima.yaml',
  },
}

export const kindNames = Object.keys(kinds) as readonly Kind[]

/** The folders that hold records; everything else in a repository is none of the loader's business. */
export const dataFolders = ['programme', 'agencies', 'agreements', 'decisions'] as const

export type Identity = { readonly kind: Kind; readonly names: readonly string[] }

/** What kind of record lives at this path, and the names in it; undefined for a path that is no record's. */
export function identify(path: string): Identity | undefined {
  const fixed = byFolder(path)
  for (const kind of fixed) {
    const match = kinds[kind].path.exec(path)
    if (match) return { kind, names: match.slice(1) }
  }
  return undefined
}

function byFolder(path: string): readonly Kind[] {
  if (path.startsWith('agencies/')) {
    return path.includes('/needs/') ? ['need'] : path.includes('/offers/') ? ['offer'] : ['agency']
  }
  if (path.startsWith('agreements/'))
    return path.includes('/evaluations/') ? ['evaluation'] : ['agreement', 'followup']
  if (path.startsWith('decisions/')) return ['decision']
  return ['programme', 'competences', 'policy', 'assumptions']
}
