/** Filer for dem som vil bruke dataene: everything public of the programme, for people and for programs. */
import type { SiteFacts, SiteFile } from '../model.ts'
import { dataCatalogue } from './dcat.ts'
import { feed, feedPath } from './feed.ts'
import { jsonLd, turtle } from './graph.ts'
import { agreementRecords, colophon, conceptRecords, learnedRecords, registrationRecords } from './records.ts'
import { registrationsCsv } from './registrations-csv.ts'
import { schemaFiles } from './schemas.ts'

export function dataFiles(facts: SiteFacts): readonly SiteFile[] {
  const { programme } = facts
  const catalogue = dataCatalogue(facts)
  const concepts = {
    competences: conceptRecords(programme.competences),
    targetGroups: conceptRecords(programme.targetGroups),
  }
  return [
    json('registrations', { ...colophon(facts), registrations: registrationRecords(facts) }),
    ...agencyFiles(facts),
    json('agreements', { ...colophon(facts), agreements: agreementRecords(facts) }),
    json('learned', { ...colophon(facts), learned: learnedRecords(facts) }),
    json('competences', { ...colophon(facts), ...concepts }),
    ...schemaFiles(facts),
    { path: 'data/registrations.csv', content: registrationsCsv(facts) },
    { path: 'data/catalog.ttl', content: turtle(catalogue) },
    { path: 'data/catalog.jsonld', content: jsonLd(catalogue) },
    ...(['nb', 'nn'] as const).map((language) => ({
      path: feedPath(language),
      content: feed(facts, language),
    })),
  ]
}

/** What each agency has registered, for the form: it needs no more, and the whole may be large. */
function agencyFiles(facts: SiteFacts): readonly SiteFile[] {
  const all = registrationRecords(facts)
  return [...new Set(all.map(({ agency }) => agency))].map((agency) => {
    const registrations = all.filter((one) => one.agency === agency)
    return json(`registrations/${agency}`, { ...colophon(facts), registrations })
  })
}

function json(name: string, value: object): SiteFile {
  return { path: `data/${name}.json`, content: `${JSON.stringify(value, null, 1)}\n` }
}
