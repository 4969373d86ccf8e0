/** Calendars to subscribe to, where somebody would look for them. */
import { expect, it } from 'vitest'
import { factsOf, programmeIn, repositoryTree, siteOf } from './whole.ts'

const programme = programmeIn(repositoryTree())
const [agreement] = programme.agreements.values()
const party = agreement?.parties[0]?.agency ?? ''
const round = agreement?.round ?? ''

const calendars = new Set([
  ...['nb', 'nn'].map((language) => `kalender/agreements/${agreement?.id}.${language}.ics`),
  `kalender/agencies/${party}.nn.ics`,
  `kalender/rounds/${round}.nb.ics`,
])

async function pages(): Promise<(path: string) => string> {
  const files = await siteOf(await factsOf(programme, { calendars }))
  return (path) => String(files.get(path))
}

/** Where links to calendars lead, in the order they stand. */
function led(html: string): readonly (string | undefined)[] {
  return [...html.matchAll(/<a href="([^"]+\.ics)"/g)].map(([, href]) => href)
}

it('the page of an agreement leads to its calendars, the reader’s own language first', async () => {
  const page = await pages()
  const at = (root: string, language: string) => `${root}kalender/agreements/${agreement?.id}.${language}.ics`
  expect(led(page(`avtaler/${agreement?.id}/index.html`))).toEqual([at('../../', 'nb'), at('../../', 'nn')])
  expect(led(page(`nn/avtaler/${agreement?.id}/index.html`))).toEqual([
    at('../../../', 'nn'),
    at('../../../', 'nb'),
  ])
})

it('so do the pages of its agencies and of its round', async () => {
  const page = await pages()
  expect(led(page(`virksomheter/${party}/index.html`))).toEqual([`../../kalender/agencies/${party}.nn.ics`])
  expect(led(page('runder/index.html'))).toEqual([`../kalender/rounds/${round}.nb.ics`])
})

it('where there are none, none are spoken of', async () => {
  const files = await siteOf(await factsOf(programme))
  for (const [path, content] of files) {
    if (/^(?:nn\/)?(?:avtaler|virksomheter|runder)\//.test(path))
      expect(led(String(content)), path).toEqual([])
  }
})
