/** The pages of the site. To add a kind: a maker in a file of its own, and an entry here. */
import { cataloguePages } from './catalogue/catalogue-page.ts'
import { entryPages } from './catalogue/entry-page.ts'
import { learningPages } from './catalogue/learning-page.ts'
import { searchFiles } from './catalogue/search-files.ts'
import { dataPages } from './data/data-page.ts'
import { dataFiles } from './data/files.ts'
import { evaluatePages } from './evaluate/page.ts'
import { formPages } from './form/page.ts'
import { learnedPages } from './learned/learned-page.ts'
import type { PageMaker, SiteFacts, SiteFile } from './model.ts'
import { agencyPages } from './pages/agencies.ts'
import { agreementPages } from './pages/agreements.ts'
import { figurePages } from './pages/figures.ts'
import { frontPages } from './pages/front.ts'
import { guidePages } from './pages/guides.ts'
import { roundPages } from './pages/rounds.ts'
import { rulesPages } from './pages/rules.ts'
import { accessibilityPages, lostPages } from './pages/statements.ts'

export const pageMakers: readonly PageMaker[] = [
  frontPages,
  cataloguePages,
  entryPages,
  learningPages,
  formPages,
  evaluatePages,
  agencyPages,
  agreementPages,
  learnedPages,
  roundPages,
  figurePages,
  guidePages,
  rulesPages,
  dataPages,
  accessibilityPages,
  lostPages,
]

/** What programs read: not pages, and in no language of their own. */
export const dataMakers: readonly ((facts: SiteFacts) => readonly SiteFile[])[] = [dataFiles, searchFiles]
