/// <reference lib="dom" />
/** Search and choices in the catalogue, fetched by `catalogue.ts` when somebody begins. */
import { Browsing } from './catalogue/browsing.ts'
import { findPage } from './catalogue/page.ts'

const page = findPage()
if (page) void new Browsing(page).start()
