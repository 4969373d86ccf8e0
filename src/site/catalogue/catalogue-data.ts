/** What the page of the catalogue tells its script: where things are, and what it says. */

/** Of the `<script type="application/json">`. */
export const catalogueDataId = 'catalogue-data'

export type CatalogueData = {
  readonly index: string
  /** From the page to the catalogue: before `<agency>/<name>/`. */
  readonly root: string
  /** After the name of a folder; a site read from a disk needs the file in it. */
  readonly file: string
  readonly cardsPerPage: number
  readonly words: Readonly<Record<CatalogueWord, string>>
}

/** `{{count}}`, `{{shown}}` and `{{of}}` are left for the script to fill. */
export type CatalogueWord = 'found_one' | 'found_other' | 'found-none' | 'all' | 'failed' | 'more' | 'shown'
