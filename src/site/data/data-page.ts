/** Siden om dataene: what can be fetched, in which form, and on what terms. */
import type { PageMaker } from '../model.ts'
import { dataSets } from './datasets.ts'
import { feedPath } from './feed.ts'
import { licence } from './records.ts'
import { schemaTitle } from './schemas.ts'

const names = { json: 'JSON', csv: 'CSV (Excel)' } as const

export const dataPages: PageMaker = {
  name: 'data',
  languages: ['nb', 'nn'],
  make: (facts, language, sceneAt) => {
    const scene = sceneAt('data/')
    const { words, link } = scene
    const title = words('site-data-title')
    const mailbox = facts.programme.settings?.office.mailbox ?? ''
    return [
      {
        path: 'data/',
        title,
        description: words('site-data-page-description'),
        main: scene.fill('data', {
          ...{ title, licence, mailbox },
          sets: dataSets(facts).map(({ name, formats }) => ({
            name,
            title: words(`site-data-${name}-title`),
            description: words(`site-data-${name}-description`),
            // Each says what it leads to, for links are also read without what stands around them.
            files: formats.map(({ format, path, schema }) => ({
              href: link(`/${path}`),
              label:
                schema === undefined
                  ? `${words(`site-data-${name}-title`)}, ${names[format]}`
                  : `${schemaTitle(facts.schemaOf, schema, language)} (JSON Schema)`,
            })),
          })),
          catalogues: [
            { href: link('/data/catalog.ttl'), label: 'Turtle' },
            { href: link('/data/catalog.jsonld'), label: 'JSON-LD' },
          ],
          feed: link(`/${feedPath(language)}`),
          notice: facts.programme.settings?.notice?.[language] ?? '',
        }),
      },
    ]
  },
}
