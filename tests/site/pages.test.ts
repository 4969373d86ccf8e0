/** The whole site of the repository's own programme: nothing leads nowhere, nothing is run that is not ours. */
import { HtmlValidate } from 'html-validate'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SiteFile } from '../../src/site/model.ts'
import { idsIn, linksIn, repositorySite } from './whole.ts'

let files: ReadonlyMap<string, SiteFile['content']>
let pages: readonly (readonly [path: string, text: string])[]

beforeAll(async () => {
  files = await repositorySite()
  pages = [...files].flatMap(([path, content]) =>
    path.endsWith('.html') && typeof content === 'string' ? [[path, content] as const] : [],
  )
}, 120_000)

it('has a page for every agency, agreement and registration in both languages', () => {
  const paths = pages.map(([path]) => path)
  for (const path of [
    'index.html',
    'virksomheter/dfo/index.html',
    'avtaler/dss-nasjonalarkivet/index.html',
  ]) {
    expect(paths).toContain(path)
    expect(paths).toContain(`nn/${path}`)
  }
  expect(paths).toContain('en/index.html')
  expect(paths).toContain('en/veiledning/index.html')
  expect(paths).toContain('404.html')
})

/** What comes after # on the form's address says which registration it is to open. */
const namesEntry = (file: string) => /^(?:nn\/)?registrer\/index\.html$/.test(file)

describe('links', () => {
  it('all lead to a file of the site, and to a place on it that is there', () => {
    const ids = new Map(pages.map(([path, text]) => [path, idsIn(text)]))
    const broken = pages.flatMap(([path, text]) =>
      linksIn(path, text)
        .filter(
          ({ file, id }) =>
            !files.has(file) || (!namesEntry(file) && id !== '' && ids.has(file) && !ids.get(file)?.has(id)),
        )
        .map(({ written }) => `${path}: ${written}`),
    )
    expect(broken).toEqual([])
  })

  it('never begin at the root of a server, so that the site can lie in any folder', () => {
    const rooted = pages.filter(([, text]) => / (?:href|src)="\//.test(text)).map(([path]) => path)
    expect(rooted).toEqual([])
  })

  it('lead to the same page in the other languages', () => {
    const page = String(files.get('avtaler/index.html'))
    expect(page).toContain('hreflang="nn" href="https://mobilitet.example.no/nn/avtaler/"')
    expect(page).toContain('<link rel="canonical" href="https://mobilitet.example.no/avtaler/">')
    expect(String(files.get('nn/avtaler/index.html'))).toContain('href="../../avtaler/"')
  })
})

describe('every page', () => {
  it('runs and fetches nothing but what is ours', () => {
    const policy =
      /<meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;; script-src &#x27;self&#x27;;/
    expect(pages.filter(([, text]) => !policy.test(text)).map(([path]) => path)).toEqual([])
  })

  it('has no style, script or handler written into it', () => {
    const inline = /<[^>]+ style=|<style|<script(?![^>]*(?: src=| type="application\/json"))|<[^>]+ on[a-z]+=/
    expect(pages.filter(([, text]) => inline.test(text)).map(([path]) => path)).toEqual([])
  })

  it('has one main heading, says what language it is in, and that the programme is an illustration', () => {
    for (const [path, text] of pages) {
      expect(text.match(/<h1/g), path).toHaveLength(1)
      const language = path.startsWith('nn/') ? 'nn' : path.startsWith('en/') ? 'en-GB' : 'nb'
      expect(text, path).toContain(`<html lang="${language}"`)
      expect(text, path).toContain('class="notice"')
    }
  })

  it('is valid HTML', async () => {
    const judge = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: {
        // Written by a template, line by line; what matters to people and browsers is judged, not the layout of the code.
        'no-trailing-whitespace': 'off',
        'void-style': 'off',
        'doctype-style': 'off',
        'long-title': 'off',
        'attribute-boolean-style': 'off',
        'attribute-empty-style': 'off',
        'no-raw-characters': 'off',
        'no-implicit-button-type': 'error',
        // A list may have a name; the filter works as one chooses, and nothing of the form is sent anywhere.
        'aria-label-misuse': ['error', { allowAnyNamable: true }],
        'wcag/h32': 'off',
        'form-dup-name': 'off',
        // Numbers of telephones are not on these pages; numbers of organisations are.
        'tel-non-breaking': 'off',
        // Identifiers of headings are made of their words, as on GitHub.
        'valid-id': ['error', { relaxed: true }],
      },
    })
    const wrong: string[] = []
    for (const [path, text] of pages) {
      const report = await judge.validateString(text)
      for (const { messages } of report.results)
        for (const { ruleId, message, line } of messages) wrong.push(`${path}:${line} ${ruleId}: ${message}`)
    }
    expect(wrong.slice(0, 20)).toEqual([])
  }, 120_000)
})
